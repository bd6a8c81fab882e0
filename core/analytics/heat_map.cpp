#include "analytics/heat_map.h"

#include <cassert>

namespace analytics {

void add_to_week(WeekCells& cells, std::span<const std::int32_t> times_s, std::span<const float> values,
                 std::int32_t offset_s) {
  assert(times_s.size() == values.size());
  // Hours since a Monday before all 32-bit times: a whole number of weeks, and 3 days since 1970 began with a Thursday.
  constexpr std::int64_t kWeek = 7 * 86'400, kShift = 3600 * kWeek + 3 * 86'400;
  const std::int64_t shift = kShift + offset_s;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto hour = static_cast<std::uint32_t>(static_cast<std::uint64_t>(times_s[i] + shift) / 3600) % 168;
    const bool present = values[i] == values[i];
    cells.sums[hour] += present ? static_cast<double>(values[i]) : 0;
    cells.counts[hour] += present;
  }
}

}  // namespace analytics
