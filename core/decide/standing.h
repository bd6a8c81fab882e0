// How options stand after a count: places, and what is done about equal ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace decide {

struct Standing {
  std::size_t option = 0;
  std::size_t place = 1;  // equal options share a place, and the next place counts them all: 1, 2, 2, 4

  bool operator==(const Standing&) const = default;
};

// By falling totals; equal ones in the order they were given.
std::vector<Standing> by_total(std::span<const std::uint64_t> totals);

// Draws lots among options that share a place. The draw is declared beforehand and anybody can do it again: options of
// one place are ordered by the SHA-256 of "<seed> <name>", in hexadecimal.
std::vector<Standing> draw_lots(std::vector<Standing> standings, std::span<const std::string> names,
                                std::string_view seed);

// Whether a lot would change anything among the first `winners`.
bool needs_lots(std::span<const Standing> standings, std::size_t winners);

}  // namespace decide
