// ICONE, the air confinement index of CSTB (2012; decree 2012-14 of 5 January 2012): CO2 in ppm over the time a room is
// occupied. 2.5 / log10(2) * log10(1 + f1 + 3 f2), f1 the share of values in (1000, 1700], f2 above; 0 to 5. O(n)
#pragma once

#include <cmath>
#include <optional>
#include <span>

namespace analytics {

// Missing values are left out; nullopt without any.
inline std::optional<double> icone(std::span<const double> co2) {
  double values = 0, high = 0, higher = 0;
  for (const double value : co2) {
    if (std::isnan(value)) continue;
    ++values;
    high += value > 1000 && value <= 1700;
    higher += value > 1700;
  }
  if (values == 0) return std::nullopt;
  return 2.5 / std::log10(2.0) * std::log10(1 + high / values + 3 * higher / values);
}
inline int icone_level(double icone) { return static_cast<int>(std::lround(icone)); }

}  // namespace analytics
