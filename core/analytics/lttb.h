// Fewer points that look the same: MinMaxLTTB (Van Der Donckt et al. 2023, arXiv:2305.00332), which is LTTB
// (Steinarsson 2013) over the extremes of 4 * points parts. The first and last points stay; missing values are never
// chosen. O(n) for the extremes, four lanes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace analytics {

// Indices into the values, increasing, at most `points` of them. `times` may be empty: values are then evenly spaced.
std::vector<std::size_t> min_max_lttb(std::span<const std::int64_t> times, std::span<const float> values,
                                      std::size_t points);
// Plain LTTB over all values.
std::vector<std::size_t> lttb(std::span<const std::int64_t> times, std::span<const float> values, std::size_t points);

}  // namespace analytics
