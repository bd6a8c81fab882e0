// The stretch of time that is seen at a station, and the day or hour that is chosen in it.
#include <algorithm>
#include <cmath>

#include "rooms/station_plots.h"

namespace rooms::station_parts {
namespace {

Ms local_days_later(const series::Zone& zone, Ms midnight, int days) {
  return series::from_local(zone, series::to_local(zone, midnight) + days * series::kDay).time;
}

}  // namespace

std::optional<Shown> shown(const Context& context, const StationState& state) {
  const Measures::Held* held = context.measures.find(state.series);
  if (!held || !held->reading || held->reading->raw.size() == 0) return std::nullopt;
  const auto neighbours = state.made.find("consolidated");
  const bool among = state.view == sensors::View::kConsolidated && neighbours != state.made.end() && neighbours->second;
  const sensors::Means& means = among                               ? neighbours->second->means
                                : state.view == sensors::View::kRaw ? held->reading->at(sensors::View::kRaw)
                                                                    : held->reading->at(sensors::View::kReprocessed);
  return Shown{*held->reading, held->humidity.get(), sensors::zone_of(held->reading->raw), means, held->edition};
}

series::Step chosen_step(const StationState& state) {
  return state.range == Range::kDay ? series::Step::kEachHour : series::Step::kEachDay;
}

std::optional<sensors::Bucket> chosen_bucket(const Shown& shown, const StationState& state) {
  if (!state.chosen) return std::nullopt;
  const series::Step step = chosen_step(state);
  if (const sensors::Bucket* held = sensors::bucket_at(shown.means.of(step), *state.chosen)) return *held;
  return sensors::Bucket{.begin = series::floor_to(shown.zone, *state.chosen, step),
                         .end = series::next(shown.zone, *state.chosen, step)};
}

std::optional<Grade> grade_of(const Shown& shown, const sensors::Bucket& day) {
  const series::Header& header = shown.reading.raw.header;
  if (header.station.exposure == "indoor" || header.unit != series::Unit::kMicrogramPerM3 ||
      day.end - day.begin <= series::kHour)
    return std::nullopt;
  const sensors::Scale* scale = sensors::find_scale("atmo-2021", day.begin);
  if (!scale) return std::nullopt;
  for (const sensors::GradeBounds& bounds : scale->bounds) {
    if (bounds.quantity != header.quantity || day.completeness < sensors::kLeastComplete) continue;
    double value = day.mean;
    const bool of_hours = bounds.averaging == sensors::Averaging::kDayMaximumHour;
    if (of_hours) {
      value = std::numeric_limits<double>::quiet_NaN();
      for (const sensors::Bucket& hour : shown.means.hours)
        if (hour.begin >= day.begin && hour.begin < day.end && hour.completeness >= sensors::kLeastComplete)
          value = std::fmax(value, hour.mean);
    }
    const auto grade = sensors::grade(*scale, header.quantity, value);
    if (!grade) return std::nullopt;
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    const auto at = static_cast<std::size_t>(*grade);
    return Grade{scale,
                 *grade,
                 value,
                 *grade > 1 ? bounds.upper[at - 2] : -kInfinite,
                 *grade < 6 ? bounds.upper[at - 1] : kInfinite,
                 of_hours};
  }
  return std::nullopt;
}

bool set_aside_by_hand(const Context& context, const StationState& state, const sensors::Bucket& bucket) {
  const auto stretches = sensors::stretches_of(context.state, state.series, "rejected");
  return std::ranges::find(stretches, sensors::Stretch{bucket.begin, bucket.end}) != stretches.end();
}

void frame_range(const Shown& shown, StationState& state, Ms at) {
  const series::Zone& zone = shown.zone;
  const auto stretch = [&](series::Step step) {
    state.from = series::floor_to(zone, at, step);
    state.until = series::next(zone, at, step);
  };
  switch (state.range) {
    case Range::kDay:
      return stretch(series::Step::kEachDay);
    case Range::kWeek:  // the seven days up to it
      state.until = series::next(zone, at, series::Step::kEachDay);
      state.from = local_days_later(zone, state.until, -7);
      return;
    case Range::kMonth:
      return stretch(series::Step::kEachMonth);
    case Range::kYear:
      return stretch(series::Step::kEachYear);
    case Range::kAll:
      state.from = series::floor_to(zone, shown.reading.raw.chunks().front().first, series::Step::kEachDay);
      state.until = series::next(zone, shown.reading.raw.chunks().back().last, series::Step::kEachDay);
      return;
  }
}

void settle(const Shown& shown, StationState& state) {
  if (state.until > state.from && state.chosen) return;
  const sensors::Bucket* last = sensors::latest(shown.means.of(chosen_step(state)));
  if (!last && state.range != Range::kDay) {
    state.range = Range::kDay;
    last = sensors::latest(shown.means.hours);
  }
  state.chosen = last ? last->begin : shown.reading.raw.chunks().back().last;
  frame_range(shown, state, *state.chosen);
}

void keep_in_sight(const Shown& shown, StationState& state) {
  const Ms first = shown.reading.raw.chunks().front().first, last = shown.reading.raw.chunks().back().last;
  const Ms length = state.until - state.from;
  const Ms from = std::clamp(state.from, first - length + length / 8, std::max(first, last - length / 8));
  state.until += from - state.from;
  state.from = from;
}

void choose(const Shown& shown, StationState& state, Ms time) {
  const sensors::Bucket* bucket = sensors::bucket_at(shown.means.of(chosen_step(state)), time);
  if (bucket) state.chosen = bucket->begin;
}

void turn_page(const Shown& shown, StationState& state, int direction) {
  const Ms length = state.until - state.from;
  if (state.range == Range::kAll) {
    state.from += direction * length;
    state.until += direction * length;
  } else {
    const Ms ahead = state.range == Range::kWeek ? state.until + length - 1 : state.until;
    frame_range(shown, state, direction > 0 ? ahead : state.from - 1);
  }
  keep_in_sight(shown, state);
  const sensors::Bucket* found = nullptr;
  for (const sensors::Bucket& bucket : shown.means.of(chosen_step(state)))
    if (bucket.begin >= state.from && bucket.begin < state.until && bucket.completeness >= sensors::kLeastComplete)
      found = &bucket;
  if (found) state.chosen = found->begin;
}

}  // namespace rooms::station_parts
