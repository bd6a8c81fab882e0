// Windows that slide over evenly spaced values. A window is centred, `width` values wide (odd), cut short at both ends;
// missing values are left out, and a window with fewer than `least` values gives NaN.
// Mean: running sums restarted every 1024 values so that rounding does not gather, O(n). Quantile: the window is kept
// sorted, O(n width) moves of a few bytes each, which beats trees up to some hundred values.
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
