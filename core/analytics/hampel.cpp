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
  for (std::size_t i = 0; i < n; ++i) {
    if (std::isnan(values[i])) continue;
    const std::size_t begin = i > k ? i - k : 0, end = std::min(n, i + k + 1);
    window = without_missing(values.subspan(begin, end - begin));
    const double middle = quantile_in_place(window, 0.5);
    for (double& value : window) value = std::fabs(value - middle);
    const double spread = kNormal * std::max(quantile_in_place(window, 0.5), settings.mad_floor);
    out[i] = std::fabs(values[i] - middle) > settings.threshold * spread;
  }
  return out;
}

}  // namespace analytics
