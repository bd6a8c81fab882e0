// Values a sensor cannot give: outside [low, high], or infinite. Missing values are not out of range. O(n)
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace analytics {

inline std::vector<std::uint8_t> out_of_range(std::span<const double> values, double low, double high) {
  std::vector<std::uint8_t> out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    out[i] = !std::isnan(values[i]) && !(values[i] >= low && values[i] <= high);
  return out;
}

}  // namespace analytics
