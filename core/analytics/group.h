// Aggregates by group: every plot that says "by hour", "by day", "by sensor and hour" or "by wind sector" is this one
// kernel over group numbers. Missing values are left out; a group without values has count 0 and NaN.
// O(n + groups); quantiles O(n) on average, inside each group by selection or, of few values, by
// counting how many are less, in lanes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace analytics {

inline constexpr std::uint32_t kNoGroup = 0xFFFF'FFFF;  // such rows are passed over

struct Aggregate {
  std::uint32_t count = 0;
  double mean = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN(), high = std::numeric_limits<double>::quiet_NaN();
};

std::vector<Aggregate> group(std::span<const std::uint32_t> groups, std::span<const double> values, std::size_t count);
std::vector<Aggregate> group(std::span<const std::uint32_t> groups, std::span<const float> values, std::size_t count);

// quantiles[g * qs.size() + i] is the qs[i] quantile (type 7) of group g.
std::vector<double> group_quantiles(std::span<const std::uint32_t> groups, std::span<const double> values,
                                    std::size_t count, std::span<const double> qs);
std::vector<double> group_quantiles(std::span<const std::uint32_t> groups, std::span<const float> values,
                                    std::size_t count, std::span<const double> qs);

// 95 % confidence half-width of each group's mean, 1.96 s / sqrt(n); NaN below two values.
std::vector<double> group_confidence(std::span<const std::uint32_t> groups, std::span<const double> values,
                                     std::span<const Aggregate> aggregates);

// Group numbers from bounds: bucket i holds bounds[i] <= time < bounds[i + 1]. `times` never decreases. O(n + bounds)
std::vector<std::uint32_t> bucket(std::span<const std::int64_t> times, std::span<const std::int64_t> bounds);

}  // namespace analytics
