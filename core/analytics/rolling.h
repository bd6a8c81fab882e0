// Windows that slide over evenly spaced values. A window is centred, `width` values wide (odd), cut short at both ends;
// missing values are left out, and a window with fewer than `least` values gives NaN.
// Mean: running sums restarted every 1024 values so that rounding does not gather, O(n). Quantile: stretches of values
// are put in order once (J. Suomela, "Median filtering is equivalent to sorting", 2014), and a window is a set of bits
// over that order in which the quantile moves by a bit or two; O(n) for any width.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace analytics {

std::vector<double> rolling_mean(std::span<const double> values, std::size_t width, std::size_t least = 1);
std::vector<double> rolling_quantile(std::span<const double> values, std::size_t width, double q,
                                     std::size_t least = 1);
std::vector<double> rolling_median(std::span<const double> values, std::size_t width, std::size_t least = 1);

}  // namespace analytics
