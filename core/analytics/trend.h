// Trends that outliers do not bend. Missing values are left out.
// Theil-Sen (Sen 1968): the median slope over all pairs, intercept the median of y - slope x; at least 6 points; its
// confidence interval by bootstrap over blocks of n^(1/3) neighbours (as openair does), so that values that resemble
// their neighbours do not promise too much. O(n²) a resample, meant for up to some hundred values: months, not minutes.
// Mann-Kendall (Mann 1945, Kendall 1975), two-sided, with ties: O(n²).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/clock.h"

namespace analytics {

struct TheilSen {
  double slope = 0, intercept = 0;       // per unit of x
  double slope_low = 0, slope_high = 0;  // 95 %; equal to slope when `resamples` is 0
};
inline constexpr std::size_t kLeastTrendPoints = 6;
// nullopt below kLeastTrendPoints points or when every x is the same.
std::optional<TheilSen> theil_sen(std::span<const double> x, std::span<const double> y, std::size_t resamples,
                                  base::Random& random);

struct MannKendall {
  std::int64_t s = 0;
  double variance = 0, z = 0, p = 1, tau = 0;
};
MannKendall mann_kendall(std::span<const double> values);

// Drift: what a sensor says against its neighbours, over days. The trend of (sensor - reference) is drift when its
// whole interval lies on one side of zero and the change from first to last day exceeds `limit`.
struct Drift {
  TheilSen trend;
  double change = 0;
  bool drifts = false;
};
std::optional<Drift> drift(std::span<const double> days, std::span<const double> difference, double limit,
                           base::Random& random);

}  // namespace analytics
