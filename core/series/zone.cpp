#include "series/zone.h"

#include <algorithm>

namespace series {
namespace {

constexpr Zone kZones[] = {
    {"UTC", 0, false},
    {"Europe/Paris", 60, true},
    {"Europe/London", 0, true},
    {"Europe/Berlin", 60, true},
    {"Europe/Amsterdam", 60, true},
    {"Europe/Athens", 120, true},
    {"Europe/Brussels", 60, true},
    {"Europe/Bucharest", 120, true},
    {"Europe/Budapest", 60, true},
    {"Europe/Copenhagen", 60, true},
    {"Europe/Dublin", 0, true},
    {"Europe/Helsinki", 120, true},
    {"Europe/Lisbon", 0, true},
    {"Europe/Luxembourg", 60, true},
    {"Europe/Madrid", 60, true},
    {"Europe/Oslo", 60, true},
    {"Europe/Prague", 60, true},
    {"Europe/Riga", 120, true},
    {"Europe/Rome", 60, true},
    {"Europe/Sofia", 120, true},
    {"Europe/Stockholm", 60, true},
    {"Europe/Tallinn", 120, true},
    {"Europe/Vienna", 60, true},
    {"Europe/Vilnius", 120, true},
    {"Europe/Warsaw", 60, true},
    {"Europe/Zagreb", 60, true},
    {"Europe/Zurich", 60, true},
    {"Atlantic/Reykjavik", 0, false},
    {"America/Guadeloupe", -240, false},
    {"America/Martinique", -240, false},
    {"America/Cayenne", -180, false},
    {"Indian/Reunion", 240, false},
    {"Indian/Mayotte", 180, false},
    {"Pacific/Noumea", 660, false},
    {"Pacific/Tahiti", -600, false},
};

// 01:00 UTC on the last Sunday of a month of 31 days.
Ms last_sunday(int year, int month) {
  const Ms end = from_civil({.year = year, .month = month, .day = 31});
  return end - (weekday(end) + 1) % 7 * kDay + kHour;
}

}  // namespace

const Zone& utc() { return kZones[0]; }

std::span<const Zone> zones() { return kZones; }

const Zone* find_zone(std::string_view name) {
  const auto found = std::find_if(std::begin(kZones), std::end(kZones), [&](const Zone& z) { return z.name == name; });
  return found == std::end(kZones) ? nullptr : found;
}

int offset_minutes(const Zone& zone, Ms time) {
  if (!zone.summer_time) return zone.standard_minutes;
  const int year = to_civil(time).year;
  const bool summer = time >= last_sunday(year, 3) && time < last_sunday(year, 10);
  return zone.standard_minutes + (summer ? 60 : 0);
}

FromLocal from_local(const Zone& zone, Ms local) {
  const Ms winter = local - zone.standard_minutes * kMinute;
  if (!zone.summer_time) return {winter, Reading::kOnce};
  const Ms summer = winter - kHour;
  const bool summer_holds = to_local(zone, summer) == local, winter_holds = to_local(zone, winter) == local;
  if (summer_holds && winter_holds) return {summer, Reading::kTwice};
  if (summer_holds) return {summer, Reading::kOnce};
  return {winter, winter_holds ? Reading::kOnce : Reading::kNever};
}

Ms floor_to(const Zone& zone, Ms time, Step step) {
  const Ms local = to_local(zone, time);
  if (step == Step::kEachHour) return time - (local - floor_div(local, kHour) * kHour);
  Civil civil = to_civil(local);
  civil.hour = civil.minute = civil.second = civil.ms = 0;
  if (step != Step::kEachDay) civil.day = 1;
  if (step == Step::kEachYear) civil.month = 1;
  return from_local(zone, from_civil(civil)).time;
}

Ms next(const Zone& zone, Ms time, Step step) {
  if (step == Step::kEachHour) return floor_to(zone, time, step) + kHour;
  Civil civil = to_civil(to_local(zone, floor_to(zone, time, step)));
  if (step == Step::kEachDay) return from_local(zone, from_civil(civil) + kDay).time;
  civil.month += step == Step::kEachMonth ? 1 : 12;
  if (civil.month > 12) {
    civil.month -= 12;
    ++civil.year;
  }
  return from_local(zone, from_civil(civil)).time;
}

}  // namespace series
