#include "formats/bundle.h"

#include <optional>

#include "oplog/space.h"

namespace formats {
namespace {

constexpr std::string_view kFolder = "s/", kOwn = "own/lines.jsonl";

// s/<space>/<object> and nothing else.
std::optional<BundleEntry> parse(std::string_view path, std::size_t entry) {
  if (!path.starts_with(kFolder)) return std::nullopt;
  path.remove_prefix(kFolder.size());
  const std::size_t slash = path.find('/');
  if (slash == path.npos || !oplog::is_space_name(path.substr(0, slash))) return std::nullopt;
  const auto name = oplog::parse_object_name(path.substr(slash + 1));
  if (!name) return std::nullopt;
  return BundleEntry{std::string(path.substr(0, slash)), *name, entry};
}

}  // namespace

bool BundleWriter::add(const oplog::ObjectName& name, std::string_view bytes) {
  return add(std::string(kFolder) + space_ + "/" + oplog::to_string(name), bytes);
}

bool BundleWriter::add_own(std::string_view lines) { return lines.empty() || add(std::string(kOwn), lines); }

bool BundleWriter::add(std::string path, std::string_view bytes) {
  if (entries_ + 1 > kBundleLimits.entries || bytes_ + bytes.size() > kBundleLimits.bytes) return false;
  zip_.add(std::move(path), bytes);
  ++entries_;
  bytes_ += bytes.size();
  return true;
}

bool looks_like_bundle(std::string_view first_bytes) {
  constexpr std::size_t kNameAt = 30;  // in the first entry's header
  return looks_like_zip(first_bytes) && first_bytes.size() > kNameAt &&
         first_bytes.substr(kNameAt).starts_with(kFolder);
}

base::Result<Bundle> open_bundle(std::string_view bytes) {
  auto zip = ZipReader::open(bytes, kBundleLimits);
  if (!zip) return base::Error{zip.error()};
  Bundle bundle{std::move(*zip), {}, 0, {}};
  for (std::size_t i = 0; i < bundle.zip.entries().size(); ++i) {
    if (auto object = parse(bundle.zip.entries()[i].name, i))
      bundle.objects.push_back(std::move(*object));
    else if (bundle.zip.entries()[i].name == kOwn)
      bundle.own = i;
    else
      ++bundle.passed_over;
  }
  if (bundle.objects.empty()) return base::fail("bundle.nothing");
  return bundle;
}

}  // namespace formats
