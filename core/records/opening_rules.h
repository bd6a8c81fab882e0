// Opening hours as the rules they are written with: what the grammar of OpenStreetMap's opening_hours says of days,
// times and states. Read by the check, and by the evaluation (opening_state.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace records {

inline constexpr int kMinutesPerDay = 24 * 60;
inline constexpr std::array<std::string_view, 7> kDayNames = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

enum class Opening : std::uint8_t { kClosed, kOpen, kUnknown };

// One item of a list of days: "Mo-Fr", "We[1,3]", "PH", "Dec 24-Jan 2", "2024-2026", "week 1-53/2", "easter".
struct DayItem {
  enum class Kind : std::uint8_t { kWeekdays, kHoliday, kSchoolHoliday, kDates, kYears, kWeeks, kEaster } kind;
  // kWeekdays: 0 = Monday. kDates: month * 32 + day. Through midnight of Sunday, through New Year when from > to.
  int from = 0, to = 0;
  int step = 1;           // kYears, kWeeks
  std::uint32_t nth = 0;  // kWeekdays: bit 1..5 from the month's beginning, 9..13 from its end (9 is the last); 0: all
  int shift = 0;          // days: the rule means the day that many after
};

// Minutes after midnight; `to` may pass midnight.
struct TimeSpan {
  int from = 0, to = 0;
  bool from_known = true, to_known = true;  // not: sunrise, sunset and the like
  bool open_end = false;                    // "09:00+", "14:00-17:00+": nobody knows until when
  bool appointments = false;                // "/30": open at certain times only
};

struct Rule {
  std::vector<std::vector<DayItem>> days;  // one item of each list must hold; none: every day
  std::vector<TimeSpan> times;             // none: the whole day
  Opening state = Opening::kOpen;
  bool additional = false;  // after "," : adds to the rules before instead of replacing them
  bool fallback = false;    // after "||": only where the rules before are closed
};

// Error: what is first wrong; see check_hours in opening_hours.h.
base::Result<std::vector<Rule>> read_opening_rules(std::string_view text);

std::string clock_text(int minutes);  // 09:00

}  // namespace records
