// Dates of the proleptic Gregorian calendar and UTC milliseconds, both ways, and the forms in which sensor files write
// a time. Days from civil: Howard Hinnant, "chrono-compatible low-level date algorithms".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace series {

using Ms = std::int64_t;  // UTC, milliseconds since 1970-01-01T00:00Z

inline constexpr Ms kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

struct Civil {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0;
  bool operator==(const Civil&) const = default;
};

std::int64_t days_from_civil(int year, int month, int day);
Ms from_civil(const Civil& civil);
Civil to_civil(Ms time);
int days_in_month(int year, int month);
int weekday(Ms time);  // 0 = Monday ... 6 = Sunday

// Whole units since 1970, rounded down, also before it.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

// A time as written. `local` is what the digits say; `offset_minutes` is present when the text names its offset to UTC.
struct WrittenTime {
  Ms local = 0;
  std::optional<int> offset_minutes;
};

// YYYY-MM-DD or YYYY/MM/DD, or DD/MM/YYYY or DD.MM.YYYY, then nothing or HH:MM[:SS[.fraction]] after a T or spaces,
// then nothing, Z or +HH[:]MM. 24:00 is the next midnight; a leap second counts as the second after it. Fractions
// beyond the millisecond are cut.
std::optional<WrittenTime> read_time(std::string_view text);

std::string write_time(Ms time);  // 2026-03-29T01:00:00Z, with .123 where there are milliseconds

}  // namespace series
