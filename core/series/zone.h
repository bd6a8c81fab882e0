// The legal time where a station stands. European zones follow one rule since 1996 (directive 2000/84/EC: an hour ahead
// from the last Sunday of March to the last of October, both at 01:00 UTC), so no time zone database is carried;
// earlier years get the same rule, which is then only an approximation. Zones overseas of France without summer time
// are listed.
#pragma once

#include <span>
#include <string_view>

#include "series/civil.h"

namespace series {

struct Zone {
  std::string_view name;  // as in the IANA database
  int standard_minutes = 0;
  bool summer_time = false;
};

const Zone& utc();
const Zone* find_zone(std::string_view name);  // nullptr: not known here
std::span<const Zone> zones();

int offset_minutes(const Zone& zone, Ms time);
inline Ms to_local(const Zone& zone, Ms time) { return time + offset_minutes(zone, time) * kMinute; }

// What the clock on the wall says, as UTC. In the hour the clock goes back, both readings exist and the first (still
// summer time) is given; in the hour it jumps over, the reading is taken as if it had not jumped yet.
enum class Reading { kOnce, kTwice, kNever };
struct FromLocal {
  Ms time = 0;
  Reading reading = Reading::kOnce;
};
FromLocal from_local(const Zone& zone, Ms local);

// The local calendar: where the hour, day or month that holds `time` begins, and where the next one does. A day lasts
// 23, 24 or 25 hours.
enum class Step { kEachHour, kEachDay, kEachMonth, kEachYear };
Ms floor_to(const Zone& zone, Ms time, Step step);
Ms next(const Zone& zone, Ms time, Step step);

}  // namespace series
