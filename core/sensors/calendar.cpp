#include "sensors/calendar.h"

namespace sensors {

using series::Ms;

std::vector<std::uint32_t> keys(const series::Zone& zone, std::span<const Ms> times, Key key) {
  std::vector<std::uint32_t> out;
  out.reserve(times.size());
  // The clock changes on the hour, so that one offset holds for a whole UTC hour.
  Ms hour = 0, offset = 0;
  bool known = false;
  for (const Ms time : times) {
    if (const Ms its = series::floor_div(time, series::kHour); !known || its != hour) {
      hour = its;
      offset = series::offset_minutes(zone, time) * series::kMinute;
      known = true;
    }
    const Ms local = time + offset;
    const Ms of_day = local - series::floor_div(local, series::kDay) * series::kDay;
    switch (key) {
      case Key::kHour:
        out.push_back(static_cast<std::uint32_t>(of_day / series::kHour));
        break;
      case Key::kWeekday:
        out.push_back(static_cast<std::uint32_t>(series::weekday(local)));
        break;
      case Key::kMonth:
        out.push_back(static_cast<std::uint32_t>(series::to_civil(local).month - 1));
        break;
      case Key::kWeekHour:
        out.push_back(static_cast<std::uint32_t>(series::weekday(local) * 24 + of_day / series::kHour));
        break;
      case Key::kMinute:
        out.push_back(static_cast<std::uint32_t>(of_day / series::kMinute));
        break;
    }
  }
  return out;
}

std::vector<Ms> bounds(const series::Zone& zone, Ms first, Ms last, series::Step step) {
  std::vector<Ms> out = {series::floor_to(zone, first, step)};
  while (out.back() <= last) out.push_back(series::next(zone, out.back(), step));
  return out;
}

}  // namespace sensors
