// A batch: one user action = one SQLite transaction = one JSON line. Format prose: FORMAT.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "oplog/value.h"

namespace oplog {

// Hybrid logical time: milliseconds << 16 | counter. Written as 16 hex digits.
using Stamp = std::uint64_t;

using Entity = base::Id;
using Key = std::string;  // of a register or a text, 1 to kMaxKeyBytes bytes of UTF-8

// Code points of a text: numbered by their author in that text, from 0.
using Number = std::uint32_t;
struct Name {
  base::Id author;  // none: the start of the text, whose number is 0
  Number number = 0;
  auto operator<=>(const Name&) const = default;
};
enum class Side : std::uint8_t { kLeft, kRight };
using Passage = std::string;  // 1 to kMaxTextBytes bytes of UTF-8

#define FIELD(Type, name) Type name{};
#define OPERATION(Struct, list, code, fields) \
  struct Struct {                             \
    fields                                    \
  };
#include "oplog/operations.inl"
#undef OPERATION

struct Batch {
  int version = 1;
  base::Id actor;            // random per session of use
  std::uint64_t n = 0;       // this actor's own count, from 1
  std::int64_t wall_ms = 0;  // the device's clock when written: shown, never compared
  std::string command;       // what the person did: "place.edit", "import"; not a key

#define OPERATION(Struct, list, code, fields) std::vector<Struct> list;
#include "oplog/operations.inl"
#undef OPERATION
#undef FIELD

  std::size_t unknown = 0;  // operations of a later version: kept in the line, not applied here
};

inline constexpr int kVersion = 1;
inline constexpr std::size_t kMaxKeyBytes = 2048;  // a set member stands in its key, and web addresses are long
inline constexpr std::size_t kMaxTextBytes = 64 * 1024;
inline constexpr std::size_t kMaxLineBytes = 64u << 20;
inline constexpr int kMaxDepth = 64;
inline constexpr std::int64_t kMaxNumber = std::int64_t{1} << 31;   // code points of one author in one text
inline constexpr std::int64_t kMaxInteger = 9'007'199'254'740'991;  // 2^53 - 1, of `n` and of `t` either way

// Whether a write can be written and read back: a key of 1 to kMaxKeyBytes bytes, text of at most kMaxTextBytes, both
// UTF-8, a finite number.
bool fits(std::string_view key, const Value& value);

// The entities that a batch names, each once, in ascending order.
std::vector<base::Id> entities(const Batch& batch);

std::string encode(const Batch& batch);  // one line, no newline; every write fits(), every passage is within its bounds

// Errors: log.malformed {at}, log.too-deep, log.limit {field}. Unknown operations and a higher version are not errors.
// `at` is the byte where the JSON breaks off, or the member that is wrong ("n", "o[3]").
base::Result<Batch> decode(std::string_view line);

}  // namespace oplog
