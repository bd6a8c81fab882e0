// Two sensors side by side: the least squares line y = slope x + intercept of one on the reference, the root mean
// square of y - x, and R². The verdict's bounds are the US EPA's performance targets for PM2.5 sensors
// (EPA/600/R-20/280, 2021): slope 1 +/- 0.35, intercept -5 to 5 µg/m³, R² at least 0.70, RMSE at most 7 µg/m³. O(n)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace analytics {

struct Colocation {
  std::size_t pairs = 0;
  double slope = 0, intercept = 0, rmse = 0, r2 = 0;  // NaN where it cannot be told (still reference, under 3 pairs)
};
Colocation colocate(std::span<const double> reference, std::span<const double> sensor);

// The value the reference would have given.
inline double calibrate(const Colocation& line, double value) { return (value - line.intercept) / line.slope; }

struct ColocationTargets {
  double slope_off = 0.35, intercept = 5, r2 = 0.70, rmse = 7;
  std::size_t least_pairs = 24;  // hourly values of a day
};
// kCorrect: usable once calibrated (it follows the reference, along another line).
enum class Verdict : std::uint8_t { kTooFew, kGood, kCorrect, kPoor };
Verdict judge(const Colocation& found, const ColocationTargets& targets = {});

}  // namespace analytics
