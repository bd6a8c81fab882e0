// The bundle: the one file of exchange and backup. A zip of stored entries that carry a hub's names, so that unzipping
// it into a hub's folder is a sync: s/<space>/<name of object>. A device's own copy also has own/lines.jsonl. Format
// prose: core/oplog/FORMAT.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "formats/zip.h"
#include "oplog/object_name.h"

namespace formats {

// A backup is made of many small objects; it must always read back, so what is written obeys the same limits.
inline constexpr ZipLimits kBundleLimits{.entries = 65'000, .bytes = 512u << 20, .ratio = 100};

class BundleWriter {
 public:
  explicit BundleWriter(std::string space) : space_(std::move(space)) {}
  // False, and nothing added, when the bundle would be beyond kBundleLimits.
  bool add(const oplog::ObjectName& name, std::string_view bytes);
  // What only the device itself reads back: own/lines.jsonl. Nothing of nothing.
  bool add_own(std::string_view lines);
  std::string finish() { return zip_.finish(); }

 private:
  bool add(std::string path, std::string_view bytes);

  std::string space_;
  ZipWriter zip_;
  std::size_t entries_ = 0, bytes_ = 0;
};

struct BundleEntry {
  std::string space;
  oplog::ObjectName name;
  std::size_t entry = 0;  // in the zip
};

// Reads from bytes that outlive it. Entries by any other name than an object's are passed over.
struct Bundle {
  ZipReader zip;
  std::vector<BundleEntry> objects;
  std::size_t passed_over = 0;
  std::optional<std::size_t> own;  // the entry of what only one device has
};

bool looks_like_bundle(std::string_view first_bytes);
// Errors: as ZipReader's; bundle.nothing when it holds no object at all.
base::Result<Bundle> open_bundle(std::string_view bytes);

}  // namespace formats
