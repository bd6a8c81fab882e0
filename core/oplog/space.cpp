#include "oplog/space.h"

#include <algorithm>

namespace oplog {

bool is_space_name(std::string_view name) {
  constexpr std::size_t kLongest = 64;
  const auto is_letter_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= kLongest && name.front() != '-' &&
         std::ranges::all_of(name, [&](char c) { return c == '-' || is_letter_or_digit(c); });
}

base::Id space_id(std::string_view name) {
  const auto bits = base::from_hex(name);
  return bits ? base::Id{*bits} : base::id_from_content(name);
}

}  // namespace oplog
