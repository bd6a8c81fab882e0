// Local time as group numbers for the kernels: hours, weekdays, months, days as people at the station live them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "series/zone.h"

namespace sensors {

// kHour: 0-23. kWeekday: 0 Monday - 6 Sunday. kMonth: 0 January - 11. kWeekHour: weekday * 24 + hour. kMinute: 0-1439.
enum class Key { kHour, kWeekday, kMonth, kWeekHour, kMinute };
std::vector<std::uint32_t> keys(const series::Zone& zone, std::span<const series::Ms> times, Key key);

// Where each local step begins, from the one that holds `first` to the one that holds `last`, and where the next
// begins: bounds for analytics::bucket.
std::vector<series::Ms> bounds(const series::Zone& zone, series::Ms first, series::Ms last, series::Step step);

}  // namespace sensors
