// What can be shown of one series, and why each figure is what it is: the raw points, the same checked and corrected,
// and the means of both by local hour, day and month.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sensors/aggregate.h"
#include "sensors/quality.h"
#include "sensors/recipe.h"
#include "sensors/series_record.h"

namespace sensors {

// The four levels of data. The last two are seen from one sensor's values: among its neighbours (analyses.h), and as
// what they mean for people.
enum class View { kRaw, kReprocessed, kConsolidated, kApplication };

struct Means {
  std::vector<Bucket> hours, days, months;
  const std::vector<Bucket>& of(series::Step step) const {
    return step == series::Step::kEachHour ? hours : step == series::Step::kEachDay ? days : months;
  }
};
Means means_of(const Usable& of);

// How a quantity goes with the hour of the day, the day of the week, the month, as people at the station live them.
enum class Beat { kHour, kWeekday, kMonth };
struct BeatMean {
  double mean = std::numeric_limits<double>::quiet_NaN();  // as Bucket::mean
  std::uint32_t count = 0;
};

struct Reading {
  series::Series raw;   // as it came
  series::Series used;  // flagged, and corrected where there is a recipe
  Flagged flagged;
  std::optional<Recipe> recipe;
  base::Message no_recipe;            // why the recipe that was asked for is not in use; key empty: it is, or none was
  std::array<Means, 2> means;         // kRaw and kReprocessed
  std::vector<Bucket> checked_hours;  // of the values kept, before the correction
  series::Ms usual = 0;               // the usual step of what came

  const Means& at(View view) const { return means[static_cast<std::size_t>(view)]; }
};

// What people said of a series. `recipe` is Recipe::text(), or empty; in `kept` no check sets anything aside,
// `rejected` goes before it.
struct Judgement {
  std::string recipe;
  std::vector<Stretch> rejected, kept;
};
Judgement judgement_of(const records::State& state, base::Id record);

// `humidity`: the series that a recipe for particles needs, as it came.
Reading read(series::Series raw, const Judgement& judgement, const series::Series* humidity);

// The same in parts, none of which keeps a page from its next frame for long: of ten million points each takes a
// quarter of a second or less, of a month of minutes nothing that is felt.
class ReadingWork {
 public:
  // `humidity` is held until the work is done.
  ReadingWork(series::Series raw, Judgement judgement, const series::Series* humidity);
  bool step();  // does the next part; false when that was the last
  Reading take() { return std::move(reading_); }

 private:
  void correct();
  void take_means(View view);

  Reading reading_;
  Judgement judgement_;
  const series::Series* humidity_;
  std::optional<Usable> of_;  // what the means of a view are made of
  int done_ = 0;
};

// What the checks and people set aside, a run each: points that follow each other, of one reason.
struct AsideRun {
  Stretch stretch;  // until 1 ms after its last point
  series::Flag flag = series::kRange;
  std::size_t points = 0;
  double low = 0, high = 0;  // of the raw values; NaN: none
};
std::vector<AsideRun> aside_runs(const Reading& reading, const Stretch& within);

// The last bucket whose mean may be shown; nullptr: none.
const Bucket* latest(const std::vector<Bucket>& buckets);
// The one that holds `time`; nullptr: outside.
const Bucket* bucket_at(const std::vector<Bucket>& buckets, series::Ms time);

// Two sensors that stood side by side: the hours that both have, the line of one on the other (analytics/colocation.h,
// with its sources) and what that means. The reference as it is corrected, the sensor as it is checked.
enum class Following { kTooFew, kGood, kCorrect, kPoor };  // kCorrect: it follows, along another line
struct SideBySide {
  std::size_t pairs = 0;  // hours
  double slope = 0, intercept = 0, rmse = 0, r2 = 0;
  Following following = Following::kTooFew;
};
SideBySide side_by_side(const Reading& reference, const Reading& sensor);

// From the mean of a stretch of time back to what the sensor said.
struct Lineage {
  std::size_t expected = 0;  // values that the usual step promises
  std::size_t there = 0;     // values that came
  std::size_t used = 0;      // of which the mean is made
  // Set aside, by the first reason of this order that holds.
  struct Aside {
    series::Flag flag;
    std::size_t count;
  };
  std::vector<Aside> aside;
  double mean_raw = std::numeric_limits<double>::quiet_NaN();   // of the values used, before the correction
  double mean_used = std::numeric_limits<double>::quiet_NaN();  // and after
  double humidity = std::numeric_limits<double>::quiet_NaN();   // their mean, where a recipe asked for it
};
Lineage explain(const Reading& reading, const series::Series* humidity, series::Ms from, series::Ms until);

}  // namespace sensors
