#include "formats/zip.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "base/bytes.h"
#include "base/deflate.h"
#include "base/utf8.h"

namespace formats {
namespace {

using base::append_number;

constexpr std::uint32_t kLocal = 0x04034b50, kCentral = 0x02014b50, kEnd = 0x06054b50;
constexpr std::size_t kEndSize = 22, kLocalSize = 30, kLongestComment = 65'535;
constexpr std::uint16_t kStored = 0, kDeflated = 8;
constexpr std::uint16_t kEncryptedFlag = 1, kUtf8Flag = 1 << 11;
constexpr std::uint16_t kVersion = 20, kFirstDay = 0x0021;  // 1 January 1980

base::Error damaged() { return base::fail("zip.damaged"); }
base::Error damaged(const std::string& name) { return base::fail("zip.damaged-entry", {{"name", name}}); }
base::Error unsupported() { return base::fail("zip.unsupported"); }
base::Error unsupported(const std::string& name) { return base::fail("zip.unsupported-entry", {{"name", name}}); }

// The end-of-directory record: the last one whose comment ends where the file ends.
std::size_t find_end(std::string_view bytes) {
  if (bytes.size() < kEndSize) return std::string_view::npos;
  const std::size_t last = bytes.size() - kEndSize;
  const std::size_t first = last > kLongestComment ? last - kLongestComment : 0;
  for (std::size_t at = last + 1; at-- > first;) {
    base::ByteReader record(bytes.substr(at));
    if (record.u32() != kEnd) continue;
    record.take(kEndSize - 6);
    if (record.u16() == bytes.size() - at - kEndSize) return at;
  }
  return std::string_view::npos;
}

bool is_safe(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find_first_of(std::string_view("\\:\0", 3)) != name.npos)
    return false;
  while (!name.empty()) {
    const std::size_t slash = std::min(name.find('/'), name.size());
    if (name.substr(0, slash) == "..") return false;
    name.remove_prefix(std::min(slash + 1, name.size()));
  }
  return true;
}

}  // namespace

bool looks_like_zip(std::string_view first_bytes) {
  return first_bytes.starts_with("PK\x03\x04") || first_bytes.starts_with("PK\x05\x06");
}

base::Result<ZipReader> ZipReader::open(std::string_view bytes, const ZipLimits& limits) {
  const std::size_t end_at = find_end(bytes);
  if (end_at == std::string_view::npos) return looks_like_zip(bytes) ? damaged() : base::fail("zip.not-zip");
  base::ByteReader end(bytes.substr(end_at));
  end.u32();
  const std::uint16_t disk = end.u16(), directory_disk = end.u16(), here = end.u16(), count = end.u16();
  const std::uint32_t directory_size = end.u32(), directory_at = end.u32();
  if (count == 0xFFFF || directory_at == UINT32_MAX || disk != 0 || directory_disk != 0 || here != count)
    return unsupported();
  if (directory_at > end_at || directory_size > end_at - directory_at) return damaged();
  if (count > limits.entries) return base::fail("zip.too-many", {{"limit", std::to_string(limits.entries)}});

  ZipReader read;
  read.bytes_ = bytes;
  std::set<std::string, std::less<>> names;
  std::size_t unpacked = 0, packed_total = 0;
  base::ByteReader directory(bytes.substr(directory_at, directory_size));
  for (std::uint16_t i = 0; i < count; ++i) {
    if (directory.u32() != kCentral) return damaged();
    directory.take(4);  // versions
    Place place;
    place.flags = directory.u16();
    place.method = directory.u16();
    directory.take(4);  // time, date
    place.crc = directory.u32();
    place.packed = directory.u32();
    const std::size_t size = directory.u32();
    const std::uint16_t name_size = directory.u16(), extra_size = directory.u16(), comment_size = directory.u16();
    directory.take(8);  // disk, attributes
    place.offset = directory.u32();
    const std::string_view raw = directory.take(name_size);
    directory.take(std::size_t{extra_size} + comment_size);
    if (!directory.ok()) return damaged();
    const std::string name = base::valid_utf8(raw) ? std::string(raw) : base::utf8_from_latin1(raw);
    if (!is_safe(name)) return base::fail("zip.unsafe-name", {{"name", name}});
    if (size == UINT32_MAX || place.packed == UINT32_MAX || place.offset == UINT32_MAX) return unsupported(name);
    unpacked += size;
    packed_total += place.packed;
    if (unpacked > limits.bytes) return base::fail("zip.too-large", {{"limit", std::to_string(limits.bytes >> 20)}});
    if (size > kSmallZipEntry && size / limits.ratio > place.packed) return base::fail("zip.bomb", {{"name", name}});
    // Entries that share their bytes are no honest archive's.
    if (packed_total > bytes.size() || (place.method == kStored && size != place.packed)) return damaged(name);
    if (name.ends_with('/')) continue;
    if (!names.insert(name).second) return damaged(name);
    read.entries_.push_back({name, size});
    read.places_.push_back(place);
  }
  return read;
}

base::Result<std::string> ZipReader::read(std::size_t entry) const {
  assert(entry < entries_.size());
  const auto& [name, size] = entries_[entry];
  const Place& place = places_[entry];
  if (place.flags & kEncryptedFlag || (place.method != kStored && place.method != kDeflated)) return unsupported(name);
  if (place.offset > bytes_.size()) return damaged(name);
  base::ByteReader local(bytes_.substr(place.offset));
  const bool is_local = local.u32() == kLocal;
  local.take(kLocalSize - 8);
  const std::uint16_t name_size = local.u16(), extra_size = local.u16();
  local.take(std::size_t{name_size} + extra_size);
  const std::string_view packed = local.take(place.packed);
  if (!is_local || !local.ok()) return damaged(name);
  std::optional<std::string> bytes =
      place.method == kStored ? std::optional(std::string(packed)) : base::inflated(packed, size);
  if (!bytes || bytes->size() != size || base::crc32_of(*bytes) != place.crc) return damaged(name);
  return std::move(*bytes);
}

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  assert(is_safe(name) && name.size() <= UINT16_MAX && base::valid_utf8(name));
  assert(entries_ < UINT16_MAX - 1 && out_.size() + bytes.size() + directory_.size() < UINT32_MAX - 1024);
  std::string header;  // what the local header and the directory share
  append_number(header, kVersion);
  append_number(header, kUtf8Flag);
  append_number(header, kStored);
  append_number(header, std::uint16_t{0});
  append_number(header, kFirstDay);
  append_number(header, base::crc32_of(bytes));
  append_number(header, static_cast<std::uint32_t>(bytes.size()));
  append_number(header, static_cast<std::uint32_t>(bytes.size()));
  append_number(header, static_cast<std::uint16_t>(name.size()));
  append_number(header, std::uint16_t{0});  // no extra field

  append_number(directory_, kCentral);
  append_number(directory_, kVersion);
  directory_ += header;
  directory_.append(10, '\0');  // no comment; disk, attributes
  append_number(directory_, static_cast<std::uint32_t>(out_.size()));
  directory_ += name;
  append_number(out_, kLocal);
  out_ += header;
  out_ += name;
  out_ += bytes;
  ++entries_;
}

std::string ZipWriter::finish() {
  const auto at = static_cast<std::uint32_t>(out_.size()), size = static_cast<std::uint32_t>(directory_.size());
  out_ += directory_;
  append_number(out_, kEnd);
  append_number(out_, std::uint32_t{0});  // one disk
  append_number(out_, entries_);
  append_number(out_, entries_);
  append_number(out_, size);
  append_number(out_, at);
  append_number(out_, std::uint16_t{0});
  return std::move(out_);
}

}  // namespace formats
