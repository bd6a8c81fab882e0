// Order statistics: quantiles, median, median absolute deviation. Missing values (NaN) are left out; of none at all the
// answer is NaN. Quantiles interpolate linearly between order statistics (R type 7, the default of R and numpy).
// O(n) on average, by selection.
#pragma once

#include <span>
#include <vector>

namespace analytics {

// Reorders `values`, which hold no NaN.
double quantile_in_place(std::span<double> values, double q);
double quantile_in_place(std::span<float> values, double q);

std::vector<double> without_missing(std::span<const double> values);
double quantile(std::span<const double> values, double q);
double median(std::span<const double> values);
// Median of |x - median|, not scaled. x 1.4826 estimates the standard deviation of a normal law.
double mad(std::span<const double> values);
// The same on single precision, a pass for each median and a copy of the few values near it: for tens of millions.
float mad(std::span<const float> values);

}  // namespace analytics
