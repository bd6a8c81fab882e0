#include "analytics/idw.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace analytics {
namespace {

typedef float Lanes __attribute__((vector_size(16)));
constexpr std::size_t kLanes = 4;

Lanes all(float value) { return Lanes{value, value, value, value}; }

}  // namespace

double idw(std::span<const Sample> samples, double x, double y, double power) {
  double weights = 0, sum = 0;
  for (const Sample& sample : samples) {
    if (std::isnan(sample.value)) continue;
    const double squared = (sample.x - x) * (sample.x - x) + (sample.y - y) * (sample.y - y);
    if (squared == 0) return sample.value;
    const double weight = power == 2 ? 1 / squared : std::pow(squared, -power / 2);
    weights += weight;
    sum += weight * sample.value;
  }
  return weights > 0 ? sum / weights : std::numeric_limits<double>::quiet_NaN();
}

std::vector<float> idw_grid(std::span<const Sample> samples, const Grid& grid) {
  std::vector<float> out(grid.columns * grid.rows, std::numeric_limits<float>::quiet_NaN());
  // Coordinates from the grid's corner in cells, values from the first one: small numbers keep their digits.
  std::vector<float> xs, ys, values;
  double base = 0;
  const double cell_x = grid.width / static_cast<double>(grid.columns);
  const double cell_y = grid.height / static_cast<double>(grid.rows);
  for (const Sample& sample : samples) {
    if (std::isnan(sample.value)) continue;
    if (xs.empty()) base = sample.value;
    xs.push_back(static_cast<float>((sample.x - grid.left) / cell_x));
    ys.push_back(static_cast<float>((sample.y - grid.bottom) / cell_x));  // in cell widths too: distances stay true
    values.push_back(static_cast<float>(sample.value - base));
  }
  if (xs.empty()) return out;
  const float aspect = static_cast<float>(cell_y / cell_x);
  // A station in the very middle of a cell weighs so much that nothing else counts: its own value.
  const Lanes least = all(1e-12f);
  std::vector<float> row_squares(xs.size());
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t s = 0; s < xs.size(); ++s) {
      const float dy = ys[s] - (static_cast<float>(row) + 0.5f) * aspect;
      row_squares[s] = dy * dy;
    }
    for (std::size_t column = 0; column < grid.columns; column += 2 * kLanes) {
      const float at = static_cast<float>(column) + 0.5f;
      const Lanes x0 = {at, at + 1, at + 2, at + 3}, x1 = x0 + 4;
      Lanes weights0 = all(0), weights1 = all(0), sums0 = all(0), sums1 = all(0);
      for (std::size_t s = 0; s < xs.size(); ++s) {
        const Lanes d0 = x0 - xs[s], d1 = x1 - xs[s];
        Lanes q0 = d0 * d0 + row_squares[s], q1 = d1 * d1 + row_squares[s];
        q0 = q0 > least ? q0 : least;
        q1 = q1 > least ? q1 : least;
        const Lanes w0 = 1.0f / q0, w1 = 1.0f / q1;
        weights0 += w0;
        weights1 += w1;
        sums0 += w0 * values[s];
        sums1 += w1 * values[s];
      }
      const Lanes result[2] = {sums0 / weights0 + static_cast<float>(base),
                               sums1 / weights1 + static_cast<float>(base)};
      std::memcpy(&out[row * grid.columns + column], result,
                  std::min(grid.columns - column, 2 * kLanes) * sizeof(float));
    }
  }
  return out;
}

}  // namespace analytics
