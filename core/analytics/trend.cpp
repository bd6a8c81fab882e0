#include "analytics/trend.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "analytics/order.h"

namespace analytics {
namespace {

// NaN when no two points differ in x.
double median_slope(std::span<const double> x, std::span<const double> y, std::vector<double>& slopes) {
  slopes.clear();
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j)
      if (x[i] != x[j]) slopes.push_back((y[j] - y[i]) / (x[j] - x[i]));
  return quantile_in_place(slopes, 0.5);
}

}  // namespace

std::optional<TheilSen> theil_sen(std::span<const double> x, std::span<const double> y, std::size_t resamples,
                                  base::Random& random) {
  assert(x.size() == y.size());
  std::vector<double> xs, ys, slopes;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i]) || std::isnan(y[i])) continue;
    xs.push_back(x[i]);
    ys.push_back(y[i]);
  }
  const std::size_t n = xs.size();
  TheilSen found;
  found.slope = median_slope(xs, ys, slopes);
  if (n < kLeastTrendPoints || std::isnan(found.slope)) return std::nullopt;
  std::vector<double> rest(n);
  for (std::size_t i = 0; i < n; ++i) rest[i] = ys[i] - found.slope * xs[i];
  found.intercept = quantile_in_place(rest, 0.5);

  const std::size_t block = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(std::cbrt(n))));
  std::vector<double> again;
  std::vector<double> bx(n), by(n);
  for (std::size_t r = 0; r < resamples; ++r) {
    for (std::size_t at = 0; at < n; at += block) {
      const std::size_t from = static_cast<std::size_t>(random.next() % (n - block + 1));
      for (std::size_t i = 0; i < block && at + i < n; ++i) {
        bx[at + i] = xs[from + i];
        by[at + i] = ys[from + i];
      }
    }
    const double slope = median_slope(bx, by, slopes);
    if (!std::isnan(slope)) again.push_back(slope);
  }
  found.slope_low = again.empty() ? found.slope : quantile_in_place(again, 0.025);
  found.slope_high = again.empty() ? found.slope : quantile_in_place(again, 0.975);
  return found;
}

MannKendall mann_kendall(std::span<const double> values) {
  std::vector<double> present = without_missing(values);
  MannKendall found;
  const std::size_t count = present.size();
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = i + 1; j < count; ++j) found.s += (present[j] > present[i]) - (present[j] < present[i]);
  const double n = static_cast<double>(count);
  found.variance = n * (n - 1) * (2 * n + 5);
  std::sort(present.begin(), present.end());
  for (std::size_t begin = 0, end = 0; begin < count; begin = end) {
    while (end < count && present[end] == present[begin]) ++end;
    const double ties = static_cast<double>(end - begin);
    found.variance -= ties * (ties - 1) * (2 * ties + 5);
  }
  found.variance /= 18;
  if (count > 1) found.tau = static_cast<double>(found.s) / (n * (n - 1) / 2);
  if (found.variance > 0 && found.s != 0)
    found.z = static_cast<double>(found.s > 0 ? found.s - 1 : found.s + 1) / std::sqrt(found.variance);
  found.p = std::erfc(std::fabs(found.z) / std::sqrt(2.0));
  return found;
}

std::optional<Drift> drift(std::span<const double> days, std::span<const double> difference, double limit,
                           base::Random& random) {
  const auto trend = theil_sen(days, difference, 599, random);
  if (!trend) return std::nullopt;
  const auto [first, last] = std::minmax_element(days.begin(), days.end());
  Drift found{*trend, trend->slope * (*last - *first), false};
  const bool one_side = trend->slope_low > 0 || trend->slope_high < 0;
  found.drifts = one_side && std::fabs(found.change) > limit;
  return found;
}

}  // namespace analytics
