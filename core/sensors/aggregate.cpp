#include "sensors/aggregate.h"

#include <algorithm>
#include <cmath>

#include "analytics/gaps.h"
#include "analytics/group.h"
#include "analytics/noise.h"
#include "analytics/wind.h"
#include "sensors/calendar.h"

namespace sensors {
namespace {

using series::Ms;

// Each bucket's own mean where the arithmetic one is wrong; the values of a bucket lie together, in order of time.
template <class Mean>
void replace_means(std::vector<Bucket>& buckets, std::span<const Ms> times, std::span<const double> values, Mean mean) {
  std::size_t begin = 0;
  for (Bucket& bucket : buckets) {
    while (begin < times.size() && times[begin] < bucket.begin) ++begin;
    std::size_t end = begin;
    while (end < times.size() && times[end] < bucket.end) ++end;
    if (bucket.count > 0) bucket.mean = mean(values.subspan(begin, end - begin));
    begin = end;
  }
}

}  // namespace

const series::Zone& zone_of(const series::Series& series) {
  const series::Zone* zone = series::find_zone(series.header.station.zone);
  return zone ? *zone : series::utc();
}

std::vector<Bucket> aggregate(const series::Series& series, series::Step step) {
  const series::Slice all = series.read();
  std::vector<Ms> times;
  std::vector<double> values;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if ((all.flags[i] & series::kUnusable) != 0 || std::isnan(all.values[i])) continue;
    times.push_back(all.times[i]);
    values.push_back(all.values[i]);
  }
  std::vector<Bucket> out;
  constexpr Ms kShortest[] = {series::kHour, 23 * series::kHour, 28 * series::kDay, 365 * series::kDay};
  if (times.empty() ||
      (times.back() - times.front()) / kShortest[static_cast<std::size_t>(step)] > static_cast<Ms>(kMostBuckets))
    return out;
  const auto edges = bounds(zone_of(series), times.front(), times.back(), step);
  const std::size_t count = edges.size() - 1;
  const auto groups = analytics::bucket(times, edges);
  const auto aggregates = analytics::group(groups, values, count);
  constexpr double kQuantiles[] = {0.5, 0.95};
  const auto quantiles = analytics::group_quantiles(groups, values, count, kQuantiles);
  const double usual = static_cast<double>(analytics::usual_step(times));
  for (std::size_t i = 0; i < count; ++i) {
    const analytics::Aggregate& its = aggregates[i];
    Bucket bucket{edges[i], edges[i + 1], its.count,        its.count > 0 ? 1.0 : 0.0, its.mean,
                  its.low,  its.high,     quantiles[2 * i], quantiles[2 * i + 1]};
    if (usual > 0)
      bucket.completeness =
          std::min(1.0, its.count * usual / std::max(usual, static_cast<double>(bucket.end - bucket.begin)));
    out.push_back(bucket);
  }
  if (series.header.quantity.starts_with("noise_"))
    replace_means(out, times, values, [](std::span<const double> levels) { return *analytics::laeq(levels); });
  if (series.header.quantity == "wind_direction") replace_means(out, times, values, analytics::mean_direction);
  return out;
}

}  // namespace sensors
