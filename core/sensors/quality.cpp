#include "sensors/quality.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "analytics/gaps.h"
#include "analytics/hampel.h"
#include "analytics/range.h"
#include "analytics/stuck.h"

namespace sensors {
namespace {

struct Limits {
  std::string_view quantity;
  double spike_floor;
  series::Ms stuck_for;
};
// Floors: what the quantity's usual sensors resolve and repeat (SDS011, DHT22, BME280, DNMS). Quantities that truly
// stand still for long (rain, calm wind, saturated air) are not checked for it.
constexpr Limits kLimits[] = {
    {"pm1", 1, 6 * series::kHour},
    {"pm25", 1, 6 * series::kHour},
    {"pm10", 2, 6 * series::kHour},
    {"temperature", 0.5, 12 * series::kHour},
    {"humidity", 2, 0},
    {"pressure", 50, 12 * series::kHour},
    {"noise_laeq", 2, 3 * series::kHour},
    {"co2", 20, 6 * series::kHour},
    {"no2", 5, 12 * series::kHour},
    {"o3", 5, 12 * series::kHour},
    {"so2", 5, 0},
    {"nox", 20, 12 * series::kHour},
};

}  // namespace

Checks checks_for(const series::Series& series) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  Checks checks{-kInfinite, kInfinite, kInfinite, 0};
  const series::Quantity* quantity = series::find_quantity(series.header.quantity);
  if (!quantity || quantity->unit != series.header.unit) return checks;
  checks.low = quantity->low;
  checks.high = quantity->high;
  for (const Limits& limits : kLimits) {
    if (limits.quantity != series.header.quantity) continue;
    checks.spike_floor = limits.spike_floor;
    checks.stuck_for = limits.stuck_for;
  }
  return checks;
}

Flagged check(series::Series& series, const Checks& checks) {
  const series::Slice slice = series.read();
  std::vector<series::Flags> flags(slice.size());
  const auto set = [&](const std::vector<std::uint8_t>& marks, series::Flag flag) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks[i] == 0) continue;
      flags[i] = static_cast<series::Flags>(flags[i] | flag);
      ++count;
    }
    return count;
  };
  Flagged found;
  found.range = set(analytics::out_of_range(slice.values, checks.low, checks.high), series::kRange);
  if (checks.stuck_for > 0)
    found.stuck = set(analytics::stuck(slice.times, slice.values, checks.stuck_for), series::kStuck);
  if (std::isfinite(checks.spike_floor))
    found.spike = set(analytics::hampel(slice.values, {.mad_floor = checks.spike_floor}), series::kSpike);
  std::vector<std::uint8_t> after(slice.size());
  for (const analytics::Gap& gap :
       analytics::gaps(slice.times, analytics::usual_step(slice.times), checks.gap_factor)) {
    after[gap.before + 1] = 1;
    found.missing += gap.missing;
  }
  found.after_gap = set(after, series::kAfterGap);
  series.set_flags(series::kRange | series::kStuck | series::kSpike | series::kAfterGap, flags);
  return found;
}

}  // namespace sensors
