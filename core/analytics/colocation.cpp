#include "analytics/colocation.h"

#include <cassert>
#include <cmath>
#include <limits>

namespace analytics {

Colocation colocate(std::span<const double> reference, std::span<const double> sensor) {
  assert(reference.size() == sensor.size());
  Colocation found;
  const auto each_pair = [&](auto&& take) {
    for (std::size_t i = 0; i < reference.size(); ++i)
      if (!std::isnan(reference[i]) && !std::isnan(sensor[i])) take(reference[i], sensor[i]);
  };
  double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0, off = 0;
  each_pair([&](double x, double y) {
    ++found.pairs;
    mean_x += x;
    mean_y += y;
    off += (y - x) * (y - x);
  });
  const double n = static_cast<double>(found.pairs), none = std::numeric_limits<double>::quiet_NaN();
  mean_x /= n;
  mean_y /= n;
  each_pair([&](double x, double y) {
    xx += (x - mean_x) * (x - mean_x);
    yy += (y - mean_y) * (y - mean_y);
    xy += (x - mean_x) * (y - mean_y);
  });
  found.rmse = std::sqrt(off / n);
  const bool told = found.pairs >= 3 && xx > 0;
  found.slope = told ? xy / xx : none;
  found.intercept = told ? mean_y - found.slope * mean_x : none;
  found.r2 = told && yy > 0 ? xy * xy / (xx * yy) : none;
  return found;
}

Verdict judge(const Colocation& found, const ColocationTargets& targets) {
  if (found.pairs < targets.least_pairs || std::isnan(found.slope)) return Verdict::kTooFew;
  if (!(found.r2 >= targets.r2) || found.slope <= 0) return Verdict::kPoor;
  const bool along = std::fabs(found.slope - 1) <= targets.slope_off && std::fabs(found.intercept) <= targets.intercept;
  return along && found.rmse <= targets.rmse ? Verdict::kGood : Verdict::kCorrect;
}

}  // namespace analytics
