#include "records/calendar.h"

#include <array>

namespace records {
namespace {

constexpr std::int64_t kMinutesPerDay = 24 * 60;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// The last Sunday on or before a day.
std::int64_t sunday_until(std::int64_t day) { return day - (weekday_of(day) + 1) % 7; }

// Summer time of the European Union (directive 2000/84/EC): from the last Sunday of March to that of October, 01:00
// UTC.
bool european_summer(std::int64_t utc_minutes, int year) {
  return utc_minutes >= sunday_until(day_number({year, 3, 31})) * kMinutesPerDay + 60 &&
         utc_minutes < sunday_until(day_number({year, 10, 31})) * kMinutesPerDay + 60;
}

// Saint-Pierre-et-Miquelon follows North America since 1987: from the second Sunday of March to the first of November,
// 02:00 on its clocks (05:00 UTC in winter, 04:00 UTC in summer).
bool american_summer(std::int64_t utc_minutes, int year) {
  return utc_minutes >= sunday_until(day_number({year, 3, 14})) * kMinutesPerDay + 5 * 60 &&
         utc_minutes < sunday_until(day_number({year, 11, 7})) * kMinutesPerDay + 4 * 60;
}

// Hours ahead of UTC where the clocks are not those of Paris.
struct Offset {
  int departement, hours;
};
constexpr Offset kOffsets[] = {{971, -4}, {972, -4}, {973, -3}, {974, 4},   {975, -3}, {976, 3},
                               {977, -4}, {978, -4}, {986, 12}, {987, -10}, {988, 11}};

// Days of the abolition of slavery that are public holidays (décret n° 83-1003, loi n° 83-550; Mayotte 1990).
struct Abolition {
  int departement, month, day;
};
constexpr Abolition kAbolitions[] = {{971, 5, 27}, {972, 5, 22}, {973, 6, 10}, {974, 12, 20},
                                     {976, 4, 27}, {977, 10, 9}, {978, 5, 28}};

}  // namespace

// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil and civil_from_days.
std::int64_t day_number(Date date) {
  const std::int64_t y = date.year - (date.month <= 2 ? 1 : 0), era = floor_div(y, 400);
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Date date_of(std::int64_t day) {
  const std::int64_t z = day + 719468, era = floor_div(z, 146097), day_of_era = z - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {static_cast<int>(year_of_era + era * 400) + (month <= 2 ? 1 : 0), month,
          static_cast<int>(day_of_year - (153 * shifted + 2) / 5) + 1};
}

int weekday_of(std::int64_t day) { return static_cast<int>(day + 3 - floor_div(day + 3, 7) * 7); }

int iso_week_of(std::int64_t day) {
  const std::int64_t thursday = day - weekday_of(day) + 3;
  return static_cast<int>((thursday - day_number({date_of(thursday).year, 1, 1})) / 7) + 1;
}

std::optional<std::int64_t> read_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (std::size_t i = at; i < at + size; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const Date date{number(0, 4), number(5, 2), number(8, 2)};
  if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) return std::nullopt;
  const std::int64_t day = day_number(date);
  if (date_of(day) != date) return std::nullopt;
  return day;
}

// J. Meeus, "Astronomical Algorithms", chapter 8 (the anonymous Gregorian algorithm).
std::int64_t easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return day_number({year, n / 31, n % 31 + 1});
}

Region region_of(std::string_view postcode) {
  if (postcode.size() < 3) return {};
  int first = 0;
  for (const char c : postcode.substr(0, 3)) {
    if (c < '0' || c > '9') return {};
    first = first * 10 + (c - '0');
  }
  if (postcode.starts_with("97133")) return {977};  // Saint-Barthélemy and Saint-Martin write Guadeloupe's postcodes
  if (postcode.starts_with("97150")) return {978};
  return {first >= 970 ? first : first / 10};
}

// Code du travail, article L3133-1; article L3134-13 for Alsace and Moselle.
Holiday holiday_on(std::int64_t day, Region region) {
  const Date date = date_of(day);
  switch (date.month * 100 + date.day) {
    case 101:
      return Holiday::kNewYear;
    case 501:
      return Holiday::kLabour;
    case 508:
      return Holiday::kVictory;
    case 714:
      return Holiday::kNational;
    case 815:
      return Holiday::kAssumption;
    case 1101:
      return Holiday::kAllSaints;
    case 1111:
      return Holiday::kArmistice;
    case 1225:
      return Holiday::kChristmas;
    default:
      break;
  }
  const std::int64_t after_easter = day - easter(date.year);
  if (after_easter == 1) return Holiday::kEasterMonday;
  if (after_easter == 39) return Holiday::kAscension;
  if (after_easter == 50) return Holiday::kWhitMonday;
  const bool alsace_moselle = region.departement == 57 || region.departement == 67 || region.departement == 68;
  if (alsace_moselle && after_easter == -2) return Holiday::kGoodFriday;
  if (alsace_moselle && date.month == 12 && date.day == 26) return Holiday::kSaintStephen;
  for (const Abolition& abolition : kAbolitions)
    if (abolition.departement == region.departement && abolition.month == date.month && abolition.day == date.day)
      return Holiday::kAbolition;
  return Holiday::kNone;
}

std::int64_t local_minutes(Region region, std::int64_t unix_ms) {
  const std::int64_t utc = floor_div(unix_ms, 60'000);
  const int year = date_of(floor_div(utc, kMinutesPerDay)).year;
  for (const Offset& offset : kOffsets)
    if (offset.departement == region.departement) {
      const bool summer = region.departement == 975 && american_summer(utc, year);
      return utc + (offset.hours + (summer ? 1 : 0)) * 60;
    }
  return utc + (european_summer(utc, year) ? 120 : 60);
}

}  // namespace records
