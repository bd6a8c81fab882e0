#include "oplog/object_name.h"

#include <algorithm>
#include <cassert>

namespace oplog {
namespace {

constexpr std::size_t kHashDigits = 64, kActorDigits = 16, kSeqDigits = 8;

// Takes `text` off the front, when it is there.
bool take(std::string_view& rest, std::string_view text) {
  if (!rest.starts_with(text)) return false;
  rest.remove_prefix(text.size());
  return true;
}

// Takes that many lower-case hex digits off the front; empty when they are not all there.
std::string_view take_hex(std::string_view& rest, std::size_t digits) {
  const std::string_view hex = rest.substr(0, digits);
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (hex.size() != digits || !std::all_of(hex.begin(), hex.end(), is_hex)) return {};
  rest.remove_prefix(digits);
  return hex;
}

}  // namespace

std::optional<ObjectName> parse_object_name(std::string_view name) {
  using Kind = ObjectName::Kind;
  ObjectName read;
  std::string_view ending;
  if (take(name, "l-")) {
    read.kind = Kind::kSegment;
    ending = ".seg";
    const auto actor = base::from_hex(take_hex(name, kActorDigits));
    if (!actor || *actor == 0 || !take(name, "-")) return std::nullopt;
    const auto seq = base::from_hex(std::string(kActorDigits - kSeqDigits, '0').append(take_hex(name, kSeqDigits)));
    if (!seq || !take(name, "-")) return std::nullopt;
    read.actor = {*actor};
    read.seq = static_cast<std::uint32_t>(*seq);
  } else if (take(name, "b-")) {
    read.kind = Kind::kBlob;
    ending = ".bin";
  } else if (take(name, "s-")) {
    read.kind = Kind::kSnapshot;
    ending = ".snp";
  } else {
    return std::nullopt;
  }
  read.sha256 = take_hex(name, kHashDigits);
  if (read.sha256.empty() || name != ending) return std::nullopt;
  return read;
}

std::string to_string(const ObjectName& name) {
  assert(name.sha256.size() == kHashDigits);
  switch (name.kind) {
    case ObjectName::Kind::kSegment:
      return "l-" + base::to_hex(name.actor) + "-" + base::to_hex(name.seq).substr(kActorDigits - kSeqDigits) + "-" +
             name.sha256 + ".seg";
    case ObjectName::Kind::kBlob:
      return "b-" + name.sha256 + ".bin";
    case ObjectName::Kind::kSnapshot:
      return "s-" + name.sha256 + ".snp";
  }
  return {};
}

std::size_t max_bytes(ObjectName::Kind kind) { return kind == ObjectName::Kind::kSegment ? 256u << 10 : 64u << 20; }

}  // namespace oplog
