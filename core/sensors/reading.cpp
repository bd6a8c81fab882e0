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
// Those a person may lift: what the checks found, not what cannot be.
constexpr series::Flags kChecks = series::kRange | series::kStuck | series::kSpike | series::kDrift;

// The bits of `mask` on the points of the stretches: set to `flags` there; elsewhere as they were.
void mark(series::Series& series, std::span<const Stretch> stretches, series::Flags mask, series::Flags marked) {
  if (stretches.empty()) return;
  const series::Slice all = series.read();
  std::vector<series::Flags> flags = all.flags;
  for (const Stretch& stretch : stretches) {
    const auto begin = std::ranges::lower_bound(all.times, stretch.from) - all.times.begin();
    const auto end = std::ranges::lower_bound(all.times, stretch.until) - all.times.begin();
    std::fill(flags.begin() + begin, flags.begin() + std::max(begin, end), marked);
  }
  series.set_flags(mask, flags);
}

double mean_of(double sum, std::size_t count) {
  return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::vector<AsideRun> aside_runs(const Reading& reading, const Stretch& within) {
  std::vector<AsideRun> runs;
  bool open = false;
  reading.used.each_slice(within.from, within.until, [&](const series::Slice& used) {
    if (used.size() == 0) return;
    const series::Slice raw = reading.raw.read(used.times.front(), used.times.back() + 1);
    for (std::size_t i = 0, j = 0; i < used.size(); ++i) {
      const auto reason =
          std::ranges::find_if(kReasons, [&](series::Flag flag) { return (used.flags[i] & flag) != 0; });
      if (reason == std::end(kReasons)) {
        open = false;
        continue;
      }
      while (raw.times[j] < used.times[i]) ++j;
      const double value = raw.values[j];
      if (!open || runs.back().flag != *reason)
        runs.push_back({{used.times[i], used.times[i] + 1}, *reason, 0, value, value});
      open = true;
      AsideRun& run = runs.back();
      run.stretch.until = used.times[i] + 1;
      ++run.points;
      run.low = std::fmin(run.low, value);
      run.high = std::fmax(run.high, value);
    }
  });
  return runs;
}

Means means_of(const Usable& of) {
  return {aggregate(of, series::Step::kEachHour, Quantiles::kNone),
          aggregate(of, series::Step::kEachDay, Quantiles::kNone),
          aggregate(of, series::Step::kEachMonth, Quantiles::kNone)};
}

Judgement judgement_of(const records::State& state, base::Id record) {
  return {std::string(state.text(record, "recipe")), stretches_of(state, record, "rejected"),
          stretches_of(state, record, "kept")};
}

ReadingWork::ReadingWork(series::Series raw, Judgement judgement, const series::Series* humidity)
    : judgement_(std::move(judgement)), humidity_(humidity) {
  reading_.used = raw;
  reading_.raw = std::move(raw);
}

bool ReadingWork::step() {
  switch (done_++) {
    case 0:
      reading_.flagged = check(reading_.used);
      return true;
    case 1:
      mark(reading_.used, judgement_.kept, kChecks, 0);
      mark(reading_.used, judgement_.rejected, series::kRejected, series::kRejected);
      correct();
      return true;
    case 2:
      of_ = usable(reading_.used);
      return true;
    case 3:
      take_means(View::kReprocessed);
      if (!reading_.recipe) reading_.checked_hours = reading_.at(View::kReprocessed).hours;
      return true;
    case 4:
      of_ = usable(reading_.raw, 0);  // what the sensor said, all of it
      reading_.usual = of_->usual;
      return true;
    default:
      take_means(View::kRaw);
      return false;
  }
}

void ReadingWork::take_means(View view) {
  reading_.means[static_cast<std::size_t>(view)] = means_of(*of_);
  of_.reset();
}

void ReadingWork::correct() {
  if (judgement_.recipe.empty()) return;
  reading_.recipe = read_recipe(judgement_.recipe);
  if (!reading_.recipe) {
    reading_.no_recipe = {"series.unknown-recipe", {{"recipe", judgement_.recipe}}};
    return;
  }
  reading_.checked_hours = aggregate(usable(reading_.used), series::Step::kEachHour, Quantiles::kNone);
  auto corrected = reprocess(reading_.used, *reading_.recipe, humidity_);
  if (corrected) {
    reading_.used = std::move(*corrected);
  } else {
    reading_.no_recipe = corrected.error();
    reading_.recipe.reset();
  }
}

Reading read(series::Series raw, const Judgement& judgement, const series::Series* humidity) {
  ReadingWork work(std::move(raw), judgement, humidity);
  while (work.step()) {
  }
  return work.take();
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
  const series::Ms step = reading.usual;
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
