#include "sensors/air_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "sensors/aggregate.h"

namespace sensors {
namespace {

using series::Ms;

struct Value {
  Ms begin;
  double value;
};

std::vector<Value> averaged(const series::Series& series, Averaging averaging) {
  std::vector<Value> out;
  const bool hourly = averaging == Averaging::kHour;
  const Usable of = usable(series);
  if (averaging != Averaging::kDayMaximumHour) {
    for (const Bucket& bucket :
         aggregate(of, hourly ? series::Step::kEachHour : series::Step::kEachDay, Quantiles::kNone))
      if (bucket.completeness >= kLeastComplete) out.push_back({bucket.begin, bucket.mean});
    return out;
  }
  std::map<Ms, std::pair<int, double>> days;  // complete hours, and the highest of their means
  const series::Zone& zone = zone_of(series);
  for (const Bucket& bucket : aggregate(of, series::Step::kEachHour, Quantiles::kNone)) {
    if (bucket.completeness < kLeastComplete) continue;
    auto& [hours, highest] = days[series::floor_to(zone, bucket.begin, series::Step::kEachDay)];
    highest = hours++ == 0 ? bucket.mean : std::max(highest, bucket.mean);
  }
  for (const auto& [begin, day] : days)
    if (day.first >= kLeastComplete * 24) out.push_back({begin, day.second});
  return out;
}

}  // namespace

std::vector<IndexStep> air_index(std::span<const series::Series* const> at_one_place, const Scale& scale) {
  std::map<Ms, IndexStep> steps;
  for (const GradeBounds& row : scale.bounds)
    for (const series::Series* series : at_one_place) {
      if (series->header.quantity != row.quantity || series->header.unit != series::Unit::kMicrogramPerM3) continue;
      for (const Value& value : averaged(*series, row.averaging)) {
        IndexStep& step = steps[value.begin];
        step.begin = value.begin;
        ++step.quantities;
        const int its = grade(scale, row.quantity, value.value).value_or(0);
        if (its <= step.grade) continue;
        step.grade = its;
        step.quantity = row.quantity;
        step.value = value.value;
      }
    }
  std::vector<IndexStep> out;
  for (auto& [begin, step] : steps) out.push_back(std::move(step));
  return out;
}

bool hourly(const Scale& scale) {
  return std::ranges::all_of(scale.bounds, [](const GradeBounds& row) { return row.averaging == Averaging::kHour; });
}

std::vector<IndexDay> worst_of_days(std::span<const IndexStep> hours, const series::Zone& zone) {
  std::vector<IndexDay> days;
  Ms end = std::numeric_limits<Ms>::min();
  std::size_t graded = 0;
  const auto close = [&] {
    if (days.empty()) return;
    const double of = static_cast<double>(end - days.back().begin) / static_cast<double>(series::kHour);
    if (static_cast<double>(graded) < kLeastComplete * of) days.pop_back();
  };
  for (const IndexStep& hour : hours) {
    if (hour.grade == 0) continue;
    if (hour.begin >= end) {
      close();
      days.push_back({series::floor_to(zone, hour.begin, series::Step::kEachDay), hour});
      end = series::next(zone, hour.begin, series::Step::kEachDay);
      graded = 0;
    }
    ++graded;
    if (hour.grade > days.back().worst.grade) days.back().worst = hour;
  }
  close();
  return days;
}

}  // namespace sensors
