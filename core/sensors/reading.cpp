#include "sensors/reading.h"

#include <algorithm>
#include <cmath>

#include "analytics/colocation.h"
#include "analytics/gaps.h"
#include "analytics/group.h"
#include "sensors/calendar.h"

namespace sensors {
namespace {

constexpr series::Flag kReasons[] = {series::kRejected, series::kClock, series::kConflict, series::kRange,
                                     series::kStuck,    series::kSpike, series::kDrift};

Means means_of(const series::Series& series) {
  return {aggregate(series, series::Step::kEachHour), aggregate(series, series::Step::kEachDay),
          aggregate(series, series::Step::kEachMonth)};
}

void set_aside(series::Series& series, std::span<const Stretch> stretches) {
  const series::Slice all = series.read();
  std::vector<series::Flags> flags(all.size());
  for (const Stretch& stretch : stretches) {
    const auto begin = std::ranges::lower_bound(all.times, stretch.from) - all.times.begin();
    const auto end = std::ranges::lower_bound(all.times, stretch.until) - all.times.begin();
    std::fill(flags.begin() + begin, flags.begin() + end, static_cast<series::Flags>(series::kRejected));
  }
  series.set_flags(series::kRejected, flags);
}

// Noise levels are averaged as energies, as everywhere; directions have no rhythm of this sort.
std::vector<BeatMean> beat_of(const series::Series& series, Key key, std::size_t count) {
  series::Slice all = series.read();
  const bool noise = series.header.quantity.starts_with("noise_");
  for (std::size_t i = 0; i < all.size(); ++i) {
    if ((all.flags[i] & series::kUnusable) != 0) all.values[i] = std::numeric_limits<double>::quiet_NaN();
    if (noise) all.values[i] = std::pow(10, all.values[i] / 10);
  }
  const auto groups = keys(zone_of(series), all.times, key);
  std::vector<BeatMean> means;
  for (const analytics::Aggregate& its : analytics::group(groups, all.values, count))
    means.push_back({noise ? 10 * std::log10(its.mean) : its.mean, its.count});
  return means;
}

double mean_of(double sum, std::size_t count) {
  return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

Reading read(series::Series raw, std::string_view recipe, std::span<const Stretch> rejected,
             const series::Series* humidity) {
  Reading reading;
  reading.used = raw;
  reading.raw = std::move(raw);
  reading.flagged = check(reading.used);
  set_aside(reading.used, rejected);
  reading.checked_hours = aggregate(reading.used, series::Step::kEachHour);
  if (!recipe.empty()) {
    reading.recipe = read_recipe(recipe);
    if (!reading.recipe) reading.no_recipe = {"series.unknown-recipe", {{"recipe", std::string(recipe)}}};
  }
  if (reading.recipe) {
    auto corrected = reprocess(reading.used, *reading.recipe, humidity);
    if (corrected) {
      reading.used = std::move(*corrected);
    } else {
      reading.no_recipe = corrected.error();
      reading.recipe.reset();
    }
  }
  // What the sensor said, all of it: no flag leaves anything out.
  series::Series plain = reading.raw;
  plain.set_flags(static_cast<series::Flags>(~0u), std::vector<series::Flags>(plain.size()));
  reading.means = {means_of(plain), means_of(reading.used)};
  if (reading.raw.header.quantity != "wind_direction")
    reading.beats = {beat_of(reading.used, Key::kHour, 24), beat_of(reading.used, Key::kWeekday, 7),
                     beat_of(reading.used, Key::kMonth, 12)};
  return reading;
}

const Bucket* latest(const std::vector<Bucket>& buckets) {
  for (auto bucket = buckets.rbegin(); bucket != buckets.rend(); ++bucket)
    if (bucket->completeness >= kLeastComplete) return &*bucket;
  return nullptr;
}

const Bucket* bucket_at(const std::vector<Bucket>& buckets, series::Ms time) {
  const auto after = std::ranges::upper_bound(buckets, time, {}, &Bucket::begin);
  if (after == buckets.begin()) return nullptr;
  const Bucket& bucket = *std::prev(after);
  return time < bucket.end ? &bucket : nullptr;
}

SideBySide side_by_side(const Reading& reference, const Reading& sensor) {
  std::vector<double> x, y;
  for (const Bucket& hour : sensor.checked_hours) {
    const Bucket* same = bucket_at(reference.at(View::kReprocessed).hours, hour.begin);
    if (!same || same->begin != hour.begin || same->completeness < kLeastComplete || hour.completeness < kLeastComplete)
      continue;
    x.push_back(same->mean);
    y.push_back(hour.mean);
  }
  const analytics::Colocation found = analytics::colocate(x, y);
  constexpr Following kFollowing[] = {Following::kTooFew, Following::kGood, Following::kCorrect, Following::kPoor};
  return {found.pairs, found.slope, found.intercept,
          found.rmse,  found.r2,    kFollowing[static_cast<std::size_t>(analytics::judge(found))]};
}

Lineage explain(const Reading& reading, const series::Series* humidity, series::Ms from, series::Ms until) {
  Lineage lineage;
  const series::Slice raw = reading.raw.read(from, until), used = reading.used.read(from, until);
  const std::int64_t step = analytics::usual_step(reading.raw.read().times);
  if (step > 0) lineage.expected = static_cast<std::size_t>((until - from + step / 2) / step);
  lineage.there = raw.size();
  double before = 0, after = 0;
  // A correction changes values, not when they were; two at one time that it makes equal are one.
  for (std::size_t i = 0, j = 0; i < used.size(); ++i, ++j) {
    while (raw.times[j] < used.times[i]) ++j;
    const auto reason = std::ranges::find_if(kReasons, [&](series::Flag flag) { return (used.flags[i] & flag) != 0; });
    if (reason != std::end(kReasons)) {
      const auto found = std::ranges::find(lineage.aside, *reason, &Lineage::Aside::flag);
      if (found == lineage.aside.end())
        lineage.aside.push_back({*reason, 1});
      else
        ++found->count;
    } else if (!std::isnan(used.values[i])) {
      ++lineage.used;
      before += raw.values[j];
      after += used.values[i];
    }
  }
  lineage.mean_raw = mean_of(before, lineage.used);
  lineage.mean_used = mean_of(after, lineage.used);
  if (humidity && reading.recipe) {
    double sum = 0;
    std::size_t count = 0;
    for (const double value : humidity->read(from, until).values)
      if (!std::isnan(value)) sum += value, ++count;
    lineage.humidity = mean_of(sum, count);
  }
  return lineage;
}

}  // namespace sensors
