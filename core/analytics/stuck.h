// A sensor that repeats one value. Runs of the same value, over missing ones, that last at least `least_ms` and
// `least_count` values. O(n)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace analytics {

std::vector<std::uint8_t> stuck(std::span<const std::int64_t> times, std::span<const double> values,
                                std::int64_t least_ms, std::size_t least_count = 5);

}  // namespace analytics
