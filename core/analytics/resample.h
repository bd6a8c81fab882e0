// Values at even times from values at uneven ones: linear between the two neighbours, or NaN where these are farther
// apart than `longest`. Never beyond the ends. Missing values are passed over. O(n + count)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace analytics {

// At begin, begin + step, ...: `count` values. `times` never decreases.
std::vector<double> resample(std::span<const std::int64_t> times, std::span<const double> values, std::int64_t begin,
                             std::int64_t step, std::size_t count, std::int64_t longest);

}  // namespace analytics
