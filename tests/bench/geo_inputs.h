// The inputs of the geographic benchmarks, the same bytes as tests/bench/peers/geo_inputs.mjs makes: positions are
// whole numbers of 2^-32 of the Web Mercator square, from SplitMix64; nothing but + and * of doubles that are exact, so
// that both agree to the last bit.
#pragma once

#include <cstdint>
#include <vector>

#include "../support/time_and_chance.h"
#include "geo/point.h"
#include "row.h"

namespace bench {

inline constexpr double kUnit = 1 / 4294967296.0;

// A fifth anywhere in a window of 1/32 of the square (France), the others in 500 knots of 1/2048.
inline std::vector<geo::Point> places(std::size_t count) {
  support::SeededRandom random(4);
  const std::uint64_t west = 2080374784, north = 1476395008, window = 134217728, knot = 2097152;
  std::vector<std::uint64_t> knots(1000);
  for (std::uint64_t& at : knots) at = random.below(window - knot);
  std::vector<geo::Point> points;
  points.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t which = random.below(625);
    const bool anywhere = which >= 500;
    const std::uint64_t x = anywhere ? random.below(window) : knots[2 * which] + random.below(knot);
    const std::uint64_t y = anywhere ? random.below(window) : knots[2 * which + 1] + random.below(knot);
    points.push_back({static_cast<double>(west + x) * kUnit, static_cast<double>(north + y) * kUnit});
  }
  return points;
}

}  // namespace bench
