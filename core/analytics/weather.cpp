#include "analytics/weather.h"

#include <cmath>
#include <limits>

namespace analytics {

double dew_point(double temperature, double humidity) {
  if (!(humidity > 0)) return std::numeric_limits<double>::quiet_NaN();
  const double g = std::log(humidity / 100) + 17.625 * temperature / (243.04 + temperature);
  return 243.04 * g / (17.625 - g);
}

double heat_index(double temperature, double humidity) {
  const double t = temperature * 9 / 5 + 32, r = humidity;  // the formula is in °F
  const auto celsius = [](double f) { return (f - 32) * 5 / 9; };
  const double simple = (t + 0.5 * (t + 61 + 1.2 * (t - 68) + 0.094 * r)) / 2;
  if (simple < 80) return celsius(simple);
  double felt = -42.379 + 2.04901523 * t + 10.14333127 * r - 0.22475541 * t * r - 0.00683783 * t * t -
                0.05481717 * r * r + 0.00122874 * t * t * r + 0.00085282 * t * r * r - 0.00000199 * t * t * r * r;
  if (r < 13 && t >= 80 && t <= 112) felt -= (13 - r) / 4 * std::sqrt((17 - std::fabs(t - 95)) / 17);
  if (r > 85 && t >= 80 && t <= 87) felt += (r - 85) / 10 * ((87 - t) / 5);
  return celsius(felt);
}

}  // namespace analytics
