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
  const std::string chosen = context.session.setting(kAirIndexSetting);
  const std::span<const sensors::Scale> scales = sensors::scales();
  const auto scale = std::ranges::find(scales, chosen, &sensors::Scale::key);
  return Shown{*held->reading, held->humidity.get(), sensors::zone_of(held->reading->raw),
               means,          held->edition,        scale == scales.end() ? scales.front().key : scale->key};
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

bool has_grades(const series::Header& header) {
  return header.station.exposure != "indoor" && header.unit == series::Unit::kMicrogramPerM3 &&
         std::ranges::any_of(sensors::scales(), [&](const sensors::Scale& scale) {
           return std::ranges::find(scale.bounds, header.quantity, &sensors::GradeBounds::quantity) !=
                  scale.bounds.end();
         });
}

std::optional<Grade> grade_of(const Shown& shown, const sensors::Bucket& bucket) {
  const series::Header& header = shown.reading.raw.header;
  const sensors::Scale* scale = sensors::find_scale(shown.scale, bucket.begin);
  if (!scale || !has_grades(header) || bucket.completeness < sensors::kLeastComplete) return std::nullopt;
  const auto bounds = std::ranges::find(scale->bounds, header.quantity, &sensors::GradeBounds::quantity);
  if (bounds == scale->bounds.end()) return std::nullopt;
  const bool of_day = bucket.end - bucket.begin > series::kHour,
             hourly = bounds->averaging == sensors::Averaging::kHour;
  if (!of_day && !hourly) return std::nullopt;
  double value = bucket.mean;
  const bool of_hours = of_day && bounds->averaging != sensors::Averaging::kDayMean;
  if (of_hours) {
    value = std::numeric_limits<double>::quiet_NaN();
    for (const sensors::Bucket& hour : shown.means.hours)
      if (hour.begin >= bucket.begin && hour.begin < bucket.end && hour.completeness >= sensors::kLeastComplete)
        value = std::fmax(value, hour.mean);
  }
  const auto grade = sensors::grade(*scale, header.quantity, value);
  if (!grade) return std::nullopt;
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  const auto at = static_cast<std::size_t>(*grade);
  return Grade{scale,
               *grade,
               value,
               *grade > 1 ? bounds->upper[at - 2] : -kInfinite,
               *grade < 6 ? bounds->upper[at - 1] : kInfinite,
               of_hours ? "why.highest-hour"
               : of_day ? "why.mean-of-day"
                        : "why.mean-of-hour",
               of_day && hourly};
}

std::string index_words(const i18n::Words& words, const Grade& grade) {
  const std::string scale = "scale." + std::string(grade.scale->key);
  return words.tr(grade.worst_hour ? "station.index-worst-hour" : "station.index",
                  {{"scale", words.tr(scale)},
                   {"grade", std::to_string(grade.grade)},
                   {"name", words.tr(scale + ".grade." + std::to_string(grade.grade))}});
}

void choose_index(ui::Column& column, const Shown& shown, Commands& commands) {
  ui::Ui& ui = column.ui;
  const ui::Tall group(column, "index-choice", "group", ui.tr("station.index-choice"));
  ui::Flow flow(column);
  for (const sensors::Scale& scale : sensors::scales())
    if (ui::chip(flow, scale.key, ui.tr("scale." + std::string(scale.key)), nullptr, shown.scale == scale.key))
      commands.push_back(ShowIndexBy{scale.key});
  flow.into(column);
}

bool set_aside_by_hand(const Context& context, const StationState& state, const sensors::Stretch& stretch) {
  const auto stretches = sensors::stretches_of(context.state, state.series, "rejected");
  return std::ranges::find(stretches, stretch) != stretches.end();
}

void toggle_aside(const Context& context, const StationState& state, const sensors::Stretch& stretch,
                  Commands& commands) {
  const bool aside = set_aside_by_hand(context, state, stretch);
  const char* command = aside ? "series.take-back" : "series.set-aside";  // a command, not a key
  records::Change change{state.series, "rejected/" + sensors::write_stretch(stretch), std::int64_t{0}};
  if (aside) change.value = oplog::Null{};
  commands.push_back(WriteSeries{command, {std::move(change)}});
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
  // Words that were left being written are about their day still.
  if (const auto note = state.writing.find(state.series); note != state.writing.end()) {
    const sensors::Stretch about = note->second.stretch;
    state.range = about.until - about.from <= series::kHour ? Range::kDay : Range::kWeek;
    state.chosen = about.from;
    return frame_range(shown, state, about.from);
  }
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
