#include "analytics/pm_correction.h"

#include <algorithm>

namespace analytics {

double kohler_growth(double humidity, double kappa, double cap) {
  const double water = std::min(humidity, cap) / 100;
  if (water <= 0) return 1;
  return 1 + kappa / 1.65 / (1 / water - 1);
}

double kohler(double pm, double humidity, double kappa, double cap) { return pm / kohler_growth(humidity, kappa, cap); }

double barkjohn(double cf_1, double humidity) { return 0.524 * cf_1 - 0.0862 * humidity + 5.75; }

double barkjohn_extended(double x, double humidity) {
  const double low = barkjohn(x, humidity), middle = 0.786 * x - 0.0862 * humidity + 5.75;
  const double high = 2.966 + 0.69 * x + 8.84e-4 * x * x;
  const auto blend = [](double from, double to, double weight) { return from * (1 - weight) + to * weight; };
  if (x < 30) return low;
  if (x < 50) return blend(low, middle, x / 20 - 1.5);
  if (x < 210) return middle;
  if (x < 260) return blend(middle, high, x / 50 - 4.2);
  return high;
}

}  // namespace analytics
