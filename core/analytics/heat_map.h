// The week as 7 x 24 cells, Monday 0 h first: sums and counts, for means by weekday and hour. Missing values are left
// out. `offset_s` is what local time has over UTC, the same for all rows: a series that crosses a change of the clock
// is given in two parts. O(n)
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace analytics {

struct WeekCells {
  std::array<double, 7 * 24> sums{};
  std::array<std::uint32_t, 7 * 24> counts{};
};

// Adds rows to `cells`. Times are seconds since 1970, at most 2^31 away from it.
void add_to_week(WeekCells& cells, std::span<const std::int32_t> times_s, std::span<const float> values,
                 std::int32_t offset_s);

}  // namespace analytics
