#include "sensors/noise_days.h"

#include <cmath>

#include "analytics/gaps.h"
#include "sensors/aggregate.h"
#include "sensors/calendar.h"

namespace sensors {

using series::Ms;

std::vector<NoiseDay> noise_days(const series::Series& series, double least_valid) {
  const series::Zone& zone = zone_of(series);
  series::Slice slice = series.read();
  for (std::size_t i = 0; i < slice.size(); ++i)
    if ((slice.flags[i] & series::kUnusable) != 0) slice.values[i] = std::nan("");
  std::vector<NoiseDay> out;
  if (slice.size() == 0) return out;
  const auto of_day = keys(zone, slice.times, Key::kMinute);
  const std::vector<int> minutes(of_day.begin(), of_day.end());
  const double step = static_cast<double>(analytics::usual_step(slice.times)) / series::kMinute;
  // An acoustic day begins six hours of wall clock after midnight, whatever the clock did that night.
  const auto six = [&](Ms midnight) {
    return series::from_local(zone, series::to_local(zone, midnight) + 6 * series::kHour).time;
  };
  const Ms first = series::floor_to(zone, slice.times.front() - 6 * series::kHour, series::Step::kEachDay);
  std::size_t at = 0;
  for (Ms midnight = first; at < slice.size();) {
    const Ms tomorrow = series::next(zone, midnight, series::Step::kEachDay), begin = six(midnight),
             end = six(tomorrow);
    std::size_t until = at;
    while (until < slice.size() && slice.times[until] < end) ++until;
    if (until == at && slice.times[at] - end > 366 * series::kDay) break;  // a broken clock: years of nothing
    const double night = static_cast<double>(end - begin) / series::kMinute - 16 * 60;
    const std::span all(slice.values);
    out.push_back({begin, analytics::day_levels(std::span(minutes).subspan(at, until - at), all.subspan(at, until - at),
                                                step, least_valid, night)});
    at = until;
    midnight = tomorrow;
  }
  return out;
}

analytics::DayLevels over_days(const std::vector<NoiseDay>& days) {
  std::vector<double> day, evening, night;
  for (const NoiseDay& each : days) {
    if (each.levels.day) day.push_back(*each.levels.day);
    if (each.levels.evening) evening.push_back(*each.levels.evening);
    if (each.levels.night) night.push_back(*each.levels.night);
  }
  analytics::DayLevels found;
  found.day = analytics::laeq(day);
  found.evening = analytics::laeq(evening);
  found.night = analytics::laeq(night);
  if (found.day && found.evening && found.night) found.lden = analytics::lden(*found.day, *found.evening, *found.night);
  return found;
}

}  // namespace sensors
