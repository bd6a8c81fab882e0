// Quality control: every check at once over a series, as flags beside its values. Run again it gives the same flags;
// what a person rejected stays rejected.
#pragma once

#include <array>
#include <cstddef>

#include "series/series.h"

namespace sensors {

struct Checks {
  double low, high;       // outside: kRange
  double spike_floor;     // least MAD of the Hampel filter, in the series' unit
  series::Ms stuck_for;   // the same value for as long: kStuck; 0: not checked
  double gap_factor = 4;  // silences longer than so many usual steps
};

// What suits a quantity; wide open for one that is not known.
Checks checks_for(const series::Series& series);

struct Flagged {
  std::size_t range = 0, stuck = 0, spike = 0, after_gap = 0, missing = 0;  // missing: points the gaps lack
};
Flagged check(series::Series& series, const Checks& checks);
inline Flagged check(series::Series& series) { return check(series, checks_for(series)); }

}  // namespace sensors
