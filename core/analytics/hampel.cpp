#include "analytics/hampel.h"

#include <algorithm>
#include <cmath>

#include "analytics/order.h"

namespace analytics {

std::vector<std::uint8_t> hampel(std::span<const double> values, const Hampel& settings) {
  constexpr double kNormal = 1.4826;  // MAD to standard deviation
  const std::size_t n = values.size(), k = settings.half_width;
  std::vector<std::uint8_t> out(n);
  std::vector<double> window;
  // A spike lies farther than this from the median of its window, however small the spread.
  const double least = settings.threshold * kNormal * settings.mad_floor;
  for (std::size_t i = 0; i < n; ++i) {
    if (std::isnan(values[i])) continue;
    const std::size_t begin = i > k ? i - k : 0, end = std::min(n, i + k + 1);
    // Where more than half of the window lies as near as that, so does its median: nearly everywhere, without a sort.
    std::size_t there = 0, near = 0;
    for (std::size_t j = begin; j < end; ++j) {
      there += values[j] == values[j];
      near += std::fabs(values[j] - values[i]) <= least;
    }
    if (2 * near > there + 1) continue;
    window = without_missing(values.subspan(begin, end - begin));
    const double middle = quantile_in_place(window, 0.5);
    for (double& value : window) value = std::fabs(value - middle);
    const double spread = kNormal * std::max(quantile_in_place(window, 0.5), settings.mad_floor);
    out[i] = std::fabs(values[i] - middle) > settings.threshold * spread;
  }
  return out;
}

}  // namespace analytics
