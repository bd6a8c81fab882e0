// A series by local hour, day, month or year. A value flagged unusable does not count; a step with too few values says
// so instead of a mean that would mislead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "series/series.h"
#include "series/zone.h"

namespace sensors {

struct Bucket {
  series::Ms begin = 0, end = 0;
  std::uint32_t count = 0;
  // Share of the values the series' usual step promises that are there, at most 1.
  double completeness = 0;
  double mean = std::numeric_limits<double>::quiet_NaN();  // energetic for noise levels, of directions as vectors
  double low = std::numeric_limits<double>::quiet_NaN(), high = std::numeric_limits<double>::quiet_NaN();
  double p50 = std::numeric_limits<double>::quiet_NaN(), p95 = std::numeric_limits<double>::quiet_NaN();
};

// Every step from the first to the last point, empty ones included. Days and longer fit one value in memory per bucket:
// a series whose ends lie more than kMostBuckets steps apart (a broken clock) gives none.
inline constexpr std::size_t kMostBuckets = 2'000'000;
std::vector<Bucket> aggregate(const series::Series& series, series::Step step);

// The points of a series that count, read once for several steps. O(points) each; quantiles take ten times as long.
struct Usable {
  const series::Zone* zone;
  std::string quantity;
  std::vector<series::Ms> times;
  std::vector<double> values;
  series::Ms usual;  // the usual step; 0: of one point there is none
};
// Without the points that have one of the flags of `unusable`.
Usable usable(const series::Series& series, series::Flags unusable = series::kUnusable);
enum class Quantiles { kNone, kMedianAndP95 };
std::vector<Bucket> aggregate(const Usable& of, series::Step step, Quantiles quantiles);

// Steps one after another as one, by the number of their values: exact but for directions, whose mean is that of the
// steps' own, and for quantiles, which are left unsaid. None: an empty bucket.
Bucket together(std::string_view quantity, std::span<const Bucket> buckets);

// How many values of a step must be there for its mean to be shown: directive 2008/50/EC, annex VII.
inline constexpr double kLeastComplete = 0.75;

// The time of the station; UTC when its zone is not known.
const series::Zone& zone_of(const series::Series& series);

}  // namespace sensors
