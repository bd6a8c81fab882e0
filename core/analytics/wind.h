// Wind rose and polar plot (Carslaw & Ropkins 2012, openair): where the wind comes from, and what it brings.
// Directions in degrees from north, clockwise; sector 0 is centred on north. Rows with a missing part are left out.
// O(n)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace analytics {

// The sector of a direction, 0 to sectors - 1. 0, 360 and -0.1 all lie around north.
std::size_t sector_of(double direction, std::size_t sectors);

struct WindRose {
  std::size_t sectors = 0, classes = 0;
  std::vector<std::uint32_t> counts;  // [sector * classes + class]; class i: bounds[i-1] < speed <= bounds[i]
  std::uint32_t calm = 0;             // a speed of 0 comes from nowhere
  std::uint32_t total = 0;            // calm included
};
// `bounds` increase; one more class lies above the last.
WindRose wind_rose(std::span<const double> direction, std::span<const double> speed, std::size_t sectors,
                   std::span<const double> bounds);

// Group numbers for analytics/group.h on a square grid of (east, north) wind components: `side` cells over
// -max_speed..max_speed; kNoGroup beyond it.
std::vector<std::uint32_t> polar_groups(std::span<const double> direction, std::span<const double> speed,
                                        double max_speed, std::size_t side);

// Mean of directions as vectors of length one, 0-360; NaN when they cancel out or there are none.
double mean_direction(std::span<const double> direction);

}  // namespace analytics
