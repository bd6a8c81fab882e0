// 64-bit identifiers, written as 16 lower-case hex digits (JavaScript numbers lose integers above 2^53).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace base {

struct Id {
  std::uint64_t bits = 0;  // 0 is "no id"

  explicit operator bool() const { return bits != 0; }
  auto operator<=>(const Id&) const = default;
};

std::string to_hex(std::uint64_t bits);                           // 16 digits
std::optional<std::uint64_t> from_hex(std::string_view sixteen);  // exactly 16 lower-case digits
inline std::string to_hex(Id id) { return to_hex(id.bits); }

Id random_id(Random& random);  // never 0
Id id_from_content(
    std::string_view);  // the first 64 bits of the content's SHA-256: same content, same id on every tablet

}  // namespace base

template <>
struct std::hash<base::Id> {
  std::size_t operator()(base::Id id) const noexcept {
    return static_cast<std::size_t>(id.bits * 0x9E3779B97F4A7C15ull);
  }
};
