#include "sensors/aggregate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analytics/gaps.h"
#include "analytics/noise.h"
#include "analytics/order.h"
#include "analytics/wind.h"
#include "sensors/calendar.h"

namespace sensors {
namespace {

using series::Ms;

}  // namespace

const series::Zone& zone_of(const series::Series& series) {
  const series::Zone* zone = series::find_zone(series.header.station.zone);
  return zone ? *zone : series::utc();
}

Usable usable(const series::Series& series, series::Flags unusable) {
  Usable of{.zone = &zone_of(series), .quantity = series.header.quantity, .times = {}, .values = {}, .usual = 0};
  of.times.reserve(series.size());
  of.values.reserve(series.size());
  series.each_slice(std::numeric_limits<Ms>::min(), std::numeric_limits<Ms>::max(), [&](const series::Slice& slice) {
    for (std::size_t i = 0; i < slice.size(); ++i) {
      if ((slice.flags[i] & unusable) != 0 || std::isnan(slice.values[i])) continue;
      of.times.push_back(slice.times[i]);
      of.values.push_back(slice.values[i]);
    }
  });
  of.usual = analytics::usual_step(of.times);
  return of;
}

Bucket together(std::string_view quantity, std::span<const Bucket> buckets) {
  Bucket all;
  if (buckets.empty()) return all;
  all.begin = buckets.front().begin;
  all.end = buckets.back().end;
  const bool levels = quantity.starts_with("noise_"), directions = quantity == "wind_direction";
  double sum = 0, east = 0, north = 0, promised = 0, count = 0;
  for (const Bucket& bucket : buckets) {
    const auto length = static_cast<double>(bucket.end - bucket.begin);
    all.completeness += bucket.completeness * length;
    promised += length;
    if (bucket.count == 0) continue;
    const double weight = bucket.count;
    count += weight;
    all.count += bucket.count;
    all.low = std::fmin(all.low, bucket.low);
    all.high = std::fmax(all.high, bucket.high);
    sum += weight * (levels ? std::pow(10, bucket.mean / 10) : bucket.mean);
    east += weight * std::sin(bucket.mean * std::numbers::pi / 180);
    north += weight * std::cos(bucket.mean * std::numbers::pi / 180);
  }
  if (promised > 0) all.completeness /= promised;
  if (count == 0) return all;
  all.mean = sum / count;
  if (levels) all.mean = 10 * std::log10(all.mean);
  if (directions) all.mean = std::fmod(std::atan2(east, north) * 180 / std::numbers::pi + 360, 360);
  return all;
}

std::vector<Bucket> aggregate(const Usable& of, series::Step step, Quantiles quantiles) {
  std::vector<Bucket> out;
  const std::vector<Ms>& times = of.times;
  constexpr Ms kShortest[] = {series::kHour, 23 * series::kHour, 28 * series::kDay, 365 * series::kDay};
  if (times.empty() ||
      (times.back() - times.front()) / kShortest[static_cast<std::size_t>(step)] > static_cast<Ms>(kMostBuckets))
    return out;
  const auto edges = bounds(*of.zone, times.front(), times.back(), step);
  out.reserve(edges.size() - 1);
  const auto usual = static_cast<double>(of.usual);
  std::vector<double> sorted;
  std::size_t i = 0;
  // Points come by time: those of a bucket lie together.
  for (std::size_t edge = 0; edge + 1 < edges.size(); ++edge) {
    const std::size_t begin = i;
    Bucket bucket{.begin = edges[edge], .end = edges[edge + 1]};
    double sum = 0, low = std::numeric_limits<double>::infinity(), high = -low;
    for (; i < times.size() && times[i] < bucket.end; ++i) {
      const double value = of.values[i];
      sum += value;
      low = std::min(low, value);
      high = std::max(high, value);
    }
    bucket.count = static_cast<std::uint32_t>(i - begin);
    if (bucket.count > 0) {
      const std::span<const double> its = std::span(of.values).subspan(begin, bucket.count);
      bucket.completeness = 1;
      bucket.mean = sum / bucket.count;
      bucket.low = low;
      bucket.high = high;
      if (of.quantity.starts_with("noise_")) bucket.mean = *analytics::laeq(its);
      if (of.quantity == "wind_direction") bucket.mean = analytics::mean_direction(its);
      if (quantiles == Quantiles::kMedianAndP95) {
        sorted.assign(its.begin(), its.end());
        bucket.p50 = analytics::quantile_in_place(sorted, 0.5);
        bucket.p95 = analytics::quantile_in_place(sorted, 0.95);
      }
    }
    if (usual > 0)
      bucket.completeness =
          std::min(1.0, bucket.count * usual / std::max(usual, static_cast<double>(bucket.end - bucket.begin)));
    out.push_back(bucket);
  }
  return out;
}

std::vector<Bucket> aggregate(const series::Series& series, series::Step step) {
  return aggregate(usable(series), step, Quantiles::kMedianAndP95);
}

}  // namespace sensors
