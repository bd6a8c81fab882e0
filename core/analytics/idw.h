// Inverse distance weighting (Shepard 1968): w = 1 / d^power; at a station, its own value. Plane coordinates in any
// unit. Missing values are left out. O(stations) a place; power 2 is computed four places at a time in single
// precision, about 1e-5 of the range of the values away from the scalar twin.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace analytics {

struct Sample {
  double x = 0, y = 0, value = 0;
};

double idw(std::span<const Sample> samples, double x, double y, double power = 2);

struct Grid {
  double left = 0, bottom = 0, width = 0, height = 0;  // cell centres lie half a cell inside
  std::size_t columns = 0, rows = 0;
};
// Row by row from the bottom; NaN everywhere without samples.
std::vector<float> idw_grid(std::span<const Sample> samples, const Grid& grid);

}  // namespace analytics
