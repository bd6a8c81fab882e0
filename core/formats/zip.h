// Zip archives (APPNOTE 6.3, without zip64, encryption or several disks). What is read is hostile until checked: the
// whole directory is judged before any entry is unpacked, and an entry that is not what the directory says is an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace formats {

struct ZipLimits {
  std::size_t entries = 2'000;
  std::size_t bytes = 64u << 20;  // of all entries together, unpacked
  std::size_t ratio = 100;        // unpacked to packed, of each entry above kSmallZipEntry
};
inline constexpr std::size_t kSmallZipEntry = 64 * 1024;  // nothing to fear below, whatever its ratio

bool looks_like_zip(std::string_view first_bytes);

// Reads from bytes that outlive it.
class ZipReader {
 public:
  struct Entry {
    std::string name;      // UTF-8; never absolute, never with a ".." part or a backslash
    std::size_t size = 0;  // unpacked
  };

  // Errors: zip.not-zip, zip.damaged, zip.damaged-entry {name}, zip.unsupported (zip64, several disks),
  // zip.unsupported-entry {name}, zip.too-many {limit}, zip.too-large {limit} (MiB), zip.bomb {name}, zip.unsafe-name
  // {name}.
  static base::Result<ZipReader> open(std::string_view bytes, const ZipLimits& limits = {});

  const std::vector<Entry>& entries() const { return entries_; }  // files only, as the directory orders them
  // Errors: zip.damaged-entry {name}, zip.unsupported-entry {name} (encrypted, or packed otherwise than by deflate).
  base::Result<std::string> read(std::size_t entry) const;

 private:
  struct Place {
    std::size_t offset = 0, packed = 0;  // of the local header; of the data
    std::uint32_t crc = 0;
    std::uint16_t method = 0, flags = 0;
  };

  std::string_view bytes_;
  std::vector<Entry> entries_;
  std::vector<Place> places_;
};

// Entries are stored as they are, without dates: the same entries give the same bytes.
class ZipWriter {
 public:
  void add(std::string_view name, std::string_view bytes);
  std::string finish();  // once

 private:
  std::string out_, directory_;
  std::uint16_t entries_ = 0;
};

}  // namespace formats
