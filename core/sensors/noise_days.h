// Lden and Lnight of each acoustic day, 6 h to 6 h local time, and over all of them.
#pragma once

#include <vector>

#include "analytics/noise.h"
#include "series/series.h"

namespace sensors {

struct NoiseDay {
  series::Ms begin = 0;  // 6 h
  analytics::DayLevels levels;
};

// Days from the first to the last point; periods short of valid time are refused (analytics/noise.h).
std::vector<NoiseDay> noise_days(const series::Series& series, double least_valid = 0.9);

// The energetic mean of each period over the days that have it, and their Lden.
analytics::DayLevels over_days(const std::vector<NoiseDay>& days);

}  // namespace sensors
