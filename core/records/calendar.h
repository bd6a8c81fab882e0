// The civil calendar where a French place stands: days, public holidays, and wall-clock time by postcode, the same on
// every device whatever its own time zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace records {

// Days are counted from 1970-01-01 (Thursday) in the proleptic Gregorian calendar.
struct Date {
  int year = 1970, month = 1, day = 1;
  bool operator==(const Date&) const = default;
};
std::int64_t day_number(Date date);
Date date_of(std::int64_t day);
int weekday_of(std::int64_t day);                        // 0 = Monday
int iso_week_of(std::int64_t day);                       // 1..53
std::optional<std::int64_t> read_day(std::string_view);  // "2024-04-02" and what follows; nothing if not a date
std::int64_t easter(int year);                           // Sunday, as a day number

// What depends on where in France: the time zone and the public holidays of the département.
struct Region {
  int departement = 0;  // 33, 20 for Corsica, 971..988 overseas; 0: unknown, taken for the mainland

  bool operator==(const Region&) const = default;
};
Region region_of(std::string_view postcode);

enum class Holiday : std::uint8_t {
  kNone,
  kNewYear,
  kGoodFriday,  // Alsace and Moselle
  kEasterMonday,
  kLabour,
  kVictory,
  kAscension,
  kWhitMonday,
  kAbolition,  // overseas, at a date of each
  kNational,
  kAssumption,
  kAllSaints,
  kArmistice,
  kChristmas,
  kSaintStephen,  // Alsace and Moselle
};
Holiday holiday_on(std::int64_t day, Region region);

// Minutes since 1970-01-01 00:00 on the region's clocks; daylight saving as in force since 1996.
std::int64_t local_minutes(Region region, std::int64_t unix_ms);

}  // namespace records
