// The air index of a place over time, by a scale of thresholds.h: the worst grade of its pollutants, and which it was.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sensors/thresholds.h"
#include "series/series.h"
#include "series/zone.h"

namespace sensors {

struct IndexStep {
  series::Ms begin = 0;
  int grade = 0;         // 1-6; 0: no pollutant has enough values
  std::string quantity;  // that made it; the first of the scale's order among equals
  double value = 0;
  std::size_t quantities = 0;  // how many pollutants had enough values
};

// By local day or by hour as the scale's averaging asks. The series are of one place; those the scale does not grade,
// or in another unit, are passed over. A mean or a maximum counts when at least kLeastComplete of its values are there.
std::vector<IndexStep> air_index(std::span<const series::Series* const> at_one_place, const Scale& scale);

// Whether a scale grades hours, so that a day is said by its worst.
bool hourly(const Scale& scale);

// Of the steps of an hourly scale the worst of each local day, the first among equals; days of which at least
// kLeastComplete of the hours are there.
struct IndexDay {
  series::Ms begin = 0;
  IndexStep worst;
};
std::vector<IndexDay> worst_of_days(std::span<const IndexStep> hours, const series::Zone& zone);

}  // namespace sensors
