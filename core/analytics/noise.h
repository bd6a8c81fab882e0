// Noise levels (directive 2002/49/EC, ISO 1996). Means are energetic, never arithmetic. What lacks valid time is
// refused, not estimated. O(n)
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace analytics {

// Of equal durations. Missing values are left out; nullopt without any.
std::optional<double> laeq(std::span<const double> levels);
// Each level weighs its duration, in any unit; those of 0 or less are left out.
std::optional<double> laeq(std::span<const double> levels, std::span<const double> durations);

// One local day, 6 h to 6 h: day 6-18, evening 18-22 and night 22-6 (France, arrêté of 4 April 2006).
struct DayLevels {
  std::optional<double> day, evening, night;                 // LAeq of each period; nullopt: refused
  std::optional<double> lden;                                // only when all three are there
  double valid_day = 0, valid_evening = 0, valid_night = 0;  // share of each period that has valid levels, 0-1
};
// `minutes` are local minutes of the day (0-1439) of each level, each level holding for `level_minutes`; a period under
// `least_valid` of its time is refused (0.9 is this project's choice). The night lasts 7 or 9 hours when the clock
// changes.
DayLevels day_levels(std::span<const int> minutes, std::span<const double> levels, double level_minutes,
                     double least_valid = 0.9, double night_minutes = 480);

// 10 log10[(12 10^(Ld/10) + 4 10^((Le+5)/10) + 8 10^((Ln+10)/10)) / 24]
double lden(double day, double evening, double night);

}  // namespace analytics
