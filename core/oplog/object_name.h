// The names of the objects that travel: in a hub's folder, in a bundle's entries and in what clients ask for. A name
// carries the SHA-256 of its content, so that whoever receives an object can check it. Format prose: FORMAT.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/id.h"

namespace oplog {

struct ObjectName {
  enum class Kind { kSegment, kBlob, kSnapshot };
  Kind kind = Kind::kBlob;
  base::Id actor;         // of a segment: never 0
  std::uint32_t seq = 0;  // of a segment: the actor's own count of its segments
  std::string sha256;     // of the content: 64 lower-case hex digits

  auto operator<=>(const ObjectName&) const = default;
};

// Only names written exactly as to_string writes them: any other letter, digit or length is no object's name.
std::optional<ObjectName> parse_object_name(std::string_view name);
std::string to_string(const ObjectName& name);

// The name of the blob of that SHA-256.
inline ObjectName blob_object(std::string sha256) { return {ObjectName::Kind::kBlob, {}, 0, std::move(sha256)}; }

// The largest object of a kind that a hub takes.
std::size_t max_bytes(ObjectName::Kind kind);

}  // namespace oplog
