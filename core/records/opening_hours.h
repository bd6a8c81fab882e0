// Opening hours as OpenStreetMap writes them: a check of the common grammar, and a model of simple weekly schedules
// that a form can show and write back. Times are minutes after midnight; a span that ends past midnight ends after
// 1440.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/message.h"

namespace records {

// Nothing when the text is valid: weekdays, holidays, months, dates, weeks, years, times, sunrise and the like, off,
// unknown, comments, 24/7, rules joined by ; , or ||. Otherwise the first thing that is wrong:
// check.hours-day {value}, check.hours-time {value}, check.hours-order {opening, closing}, check.hours-syntax {value}.
// A span may pass midnight if it ends by 06:00 (22:00-02:00); 14:00-12:00 is taken for a slip.
std::optional<base::Message> check_hours(std::string_view text);

struct Day {
  bool open = false;
  std::vector<std::pair<int, int>> spans;  // from, to, in order; empty when closed

  bool operator==(const Day&) const = default;
};
using Week = std::array<Day, 7>;  // Monday first

// Only a schedule that is wholly said by seven days; holidays, months, comments or open ends give nothing.
std::optional<Week> parse_week(std::string_view text);

// Canonical text: equal days together, Monday first, closed days unsaid: "Mo-Fr 09:00-12:00,14:00-18:30; Sa
// 08:30-12:00". Empty when every day is closed.
std::string write_week(const Week& week);

// A run of consecutive days with the same hours, for the interface to put in words. Closed days are included.
struct Run {
  int first = 0, last = 0;  // 0 = Monday
  Day day;

  bool operator==(const Run&) const = default;
};
std::vector<Run> describe(const Week& week);

}  // namespace records
