// What the station room and its question share: the stretch of time that is chosen, and what was measured in it.
#pragma once

#include "rooms/measures_parts.h"
#include "sensors/thresholds.h"

namespace rooms::station_parts {

// The series shown, once it can be.
struct Shown {
  const sensors::Reading& reading;
  const series::Series* humidity;
  const series::Zone& zone;
  const sensors::Means& means;  // at the view
};
std::optional<Shown> shown(const Context& context, const StationState& state);

// A day is chosen among days, an hour within one.
series::Step chosen_step(const StationState& state);
// Without values where nothing was measured.
std::optional<sensors::Bucket> chosen_bucket(const Shown& shown, const StationState& state);

// The grade of the chosen day outdoors by the French index; nothing where it does not hold.
struct Grade {
  const sensors::Scale* scale;
  int grade;           // 1 to 6
  double value;        // that was graded: the day's mean, or the highest of its hours
  double above, upto;  // the bounds of the grade; infinite at the ends
  bool of_hours;
};
std::optional<Grade> grade_of(const Shown& shown, const sensors::Bucket& day);

bool set_aside_by_hand(const Context& context, const StationState& state, const sensors::Bucket& bucket);

}  // namespace rooms::station_parts
