// The values a register may hold: JSON scalars, nothing deeper.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace oplog {

using Null = std::monostate;
using Value = std::variant<Null, bool, std::int64_t, double, std::string>;

inline bool is_null(const Value& value) { return value.index() == 0; }
// The text of a string value; empty for anything else.
inline std::string_view text(const Value& value) {
  const auto* held = std::get_if<std::string>(&value);
  return held ? std::string_view(*held) : std::string_view();
}

// Canonical JSON text of a value: shortest digits that read back to the same double, no spaces, UTF-8 unescaped.
// Numbers are finite and text is UTF-8 (see fits() in batch.h).
std::string to_json(const Value& value);
void append_json(std::string& out, const Value& value);
void append_json_text(std::string& out, std::string_view text);

// A total order (type, then value) that every replica shares; used to break ties between equal stamps.
std::strong_ordering compare(const Value& a, const Value& b);

}  // namespace oplog
