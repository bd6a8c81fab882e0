// A station: one of its quantities as a figure, a curve, a year of days and a table, at two of the four levels of data.
#include <algorithm>
#include <array>
#include <cmath>

#include "draw/chart.h"
#include "rooms/frame.h"
#include "rooms/station_parts.h"
#include "sensors/calendar.h"

namespace rooms {
namespace station_parts {

std::optional<Shown> shown(const Context& context, const StationState& state) {
  const Measures::Held* held = context.measures.find(state.series);
  if (!held || !held->reading || held->reading->raw.size() == 0) return std::nullopt;
  return Shown{*held->reading, held->humidity.get(), sensors::zone_of(held->reading->raw),
               held->reading->at(state.view)};
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
  const auto stretches = sensors::rejected_of(context.state, state.series);
  return std::ranges::find(stretches, sensors::Stretch{bucket.begin, bucket.end}) != stretches.end();
}

}  // namespace station_parts

namespace {

using namespace measures_parts;
using namespace station_parts;
using series::Ms;

constexpr std::size_t kTableRows = 62;
constexpr const char* kRangeNames[] = {"day", "week", "month", "year", "all"};

// ---- time

Ms local_days_later(const series::Zone& zone, Ms midnight, int days) {
  return series::from_local(zone, series::to_local(zone, midnight) + days * series::kDay).time;
}

// The day, month or year that holds `at`, or the week that ends with it; all there is for kAll.
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

// What is seen first: the week of the last whole day, or the day where there is none.
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
  // At least a sliver of what there is stays in sight.
  const Ms from = std::clamp(state.from, first - length + length / 8, std::max(first, last - length / 8));
  state.until += from - state.from;
  state.from = from;
}

void choose(const Shown& shown, StationState& state, Ms time) {
  const sensors::Bucket* bucket = sensors::bucket_at(shown.means.of(chosen_step(state)), time);
  if (bucket) state.chosen = bucket->begin;
}

// One range further or back; what is chosen goes along.
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

series::Step drawn_step(Ms length) {
  return length <= 45 * series::kDay        ? series::Step::kEachHour
         : length <= 6 * 366 * series::kDay ? series::Step::kEachDay
                                            : series::Step::kEachMonth;
}
const char* step_key(series::Step step) {
  return step == series::Step::kEachHour  ? "station.by-hour"
         : step == series::Step::kEachDay ? "station.by-day"
                                          : "station.by-month";
}

// ---- the figure

void scale_of_grades(ui::Column& column, const Grade& grade) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const float width = std::min(column.w, 280 * std::max(1.f, ui.text_scale())), cell = (width - 5 * 4) / 6;
  const float height = ui.beside_text(34);
  const ui::Rect all = column.take(height + 8);
  const std::string name = words.tr("scale." + std::string(grade.scale->key) + ".grade." + std::to_string(grade.grade));
  const std::string said = words.tr("station.index", {{"scale", words.tr("scale." + std::string(grade.scale->key))},
                                                      {"grade", std::to_string(grade.grade)},
                                                      {"name", name}});
  for (int i = 1; i <= 6; ++i) {
    const bool here = i == grade.grade;
    const ui::tokens::GradeStyle& style = ui::tokens::kGrades[static_cast<std::size_t>(i - 1)];
    ui::Rect rect{all.x + static_cast<float>(i - 1) * (cell + 4), all.y + 4, cell, height};
    if (here) rect = rect.inset(-2, -4);
    if (!ui.visible(rect)) continue;
    ui.fill(rect, style.fill, 7);
    if (here) ui.stroke(rect, ui.theme().text, 3, 7);
    ui.decoration(rect.center(), {.type = ui::Type::kBody, .bold = here, .color = style.ink}, std::to_string(i), 0, 0);
  }
  column.gap(4);
  ui::paragraph(
      column, "index", said,
      {.bold = true, .color = ui::tokens::kGrades[static_cast<std::size_t>(grade.grade - 1)].companion[ui.theme_id()]});
}

// The number as large as it is important, its unit beside it.
void large_value(ui::Column& column, double value, const series::Header& header) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::TextStyle giant{.type = ui::Type::kGiant, .bold = true}, unit{.type = ui::Type::kCard};
  const std::string number = figure(words, value);
  const float width = ui.text_width(giant, number), beside = ui.text_width(unit, header.unit_text);
  if (width + 10 + beside > column.w) {
    ui::paragraph(column, "value", value_with_unit(words, value, header), {.type = ui::Type::kRoom, .bold = true});
    return;
  }
  const ui::Rect rect = column.take(ui.line_height(ui::Type::kGiant));
  ui.node(ui.id("value"), "p", {rect.x, rect.y, width + 10 + beside, rect.h},
          {.name = value_with_unit(words, value, header), .extra = ui::font_extra(ui, ui::Type::kGiant)});
  ui.text({rect.x, rect.y}, giant, number);
  ui.text({rect.x + width + 10, rect.bottom() - ui.line_height(ui::Type::kCard) - 8}, unit, header.unit_text);
}

void figure_card(ui::Column& column, const Shown& shown, StationState& state) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "figure");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  const auto bucket = chosen_bucket(shown, state);
  const series::Header& header = shown.reading.raw.header;
  const auto grade = bucket ? grade_of(shown, *bucket) : std::nullopt;
  // Side by side where there is room: the figure, and its place on the scale.
  const bool beside = grade && inside.w > 520 * ui.text_scale();
  ui::Column left = inside, right = inside;
  if (beside) {
    left.w = inside.w * 0.46f;
    right.x = inside.x + inside.w * 0.5f;
    right.w = inside.w * 0.5f;
  }
  ui::heading(left, "quantity", quantity_words(words, header.quantity), 2, ui::Type::kCard);
  left.gap(4);
  const double value = bucket ? bucket->mean : std::numeric_limits<double>::quiet_NaN();
  if (std::isnan(value))
    ui::paragraph(left, "value", words.tr("station.no-figure"), {.type = ui::Type::kRoom, .bold = true});
  else
    large_value(left, value, header);
  if (bucket) ui::paragraph(left, "when", mean_words(words, shown.zone, *bucket), {.color = ui.theme().muted});
  if (!std::isnan(value) && bucket->completeness < sensors::kLeastComplete) {
    left.gap(4);
    ui::paragraph(left, "thin",
                  words.tr("station.thin", {{"percent", std::to_string(std::lround(100 * bucket->completeness))}}),
                  {.color = ui.theme().warning});
  }
  if (!beside) right.y = left.y + 12;
  if (grade) {
    scale_of_grades(right, *grade);
    right.gap(12);
  }
  if (!beside) left.y = right.y;
  ui::Column& under = beside ? right : left;
  ui::Flow flow(under);
  if (ui::button(flow, "why",
                 {.label = words.tr("station.why"), .icon = ui::tokens::kIconCircleHelp, .disabled = !bucket}))
    state.why = true;
  flow.into(under);
  inside.y = std::max(left.y, right.y);
}

// ---- choices

void choose_series(ui::Column& column, const Context& context, const sensors::Station& station, StationState& state) {
  if (station.series.size() < 2) return;
  const i18n::Words& words = column.ui.words();
  ui::Options options;
  for (const base::Id id : station.series) {
    std::string label = quantity_words(words, context.state.text(id, "quantity"));
    if (const std::string_view sensor = context.state.text(id, "sensor_type"); !sensor.empty())
      label += " (" + std::string(sensor) + ")";
    options.emplace_back(base::to_hex(id), std::move(label));
  }
  std::string chosen = base::to_hex(state.series);
  if (ui::select_field(column, "series", {.label = words.tr("station.quantity")}, options, chosen)) {
    state.series = base::Id{base::from_hex(chosen).value_or(0)};
    column.ui.wake(2);
  }
  column.gap(16);
}

void choose_view(ui::Column& column, const Shown& shown, StationState& state) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Tall group(column, "choices", "group", words.tr("station.choices"));
  ui::Flow flow(column);
  for (const auto view : {sensors::View::kRaw, sensors::View::kReprocessed}) {
    const bool raw = view == sensors::View::kRaw;
    if (ui::chip(flow, raw ? "raw" : "reprocessed", words.tr(raw ? "station.raw" : "station.reprocessed"), nullptr,
                 state.view == view)) {
      state.view = view;
      ui.wake(2);
    }
  }
  flow.into(column);
  column.gap(8);
  ui::Flow ranges(column);
  for (int i = 0; i < 5; ++i) {
    const auto range = static_cast<Range>(i);
    if (!ui::chip(ranges, kRangeNames[i], words.tr(std::string("station.range.") + kRangeNames[i]), nullptr,
                  state.range == range))
      continue;
    state.range = range;
    frame_range(shown, state, state.chosen.value_or(shown.reading.raw.chunks().back().last));
    if (state.chosen) choose(shown, state, *state.chosen);
    ui.wake(2);
  }
  ranges.into(column);
}

// ---- the curve

struct Curve {
  series::Step step;
  std::span<const sensors::Bucket> buckets;  // those in sight
  double low = std::numeric_limits<double>::infinity(), high = -low, sum = 0;
  std::size_t count = 0;
  const sensors::Bucket* highest = nullptr;
};

Curve curve_in_sight(const Shown& shown, const StationState& state) {
  Curve curve{.step = drawn_step(state.until - state.from), .buckets = {}};
  const std::vector<sensors::Bucket>& all = shown.means.of(curve.step);
  const auto begin = std::ranges::lower_bound(all, state.from, {}, &sensors::Bucket::end);
  const auto end = std::ranges::lower_bound(all, state.until, {}, &sensors::Bucket::begin);
  if (begin < end) curve.buckets = std::span(begin, end);
  for (const sensors::Bucket& bucket : curve.buckets) {
    if (std::isnan(bucket.mean)) continue;
    curve.low = std::min(curve.low, bucket.low);
    curve.high = std::max(curve.high, bucket.high);
    curve.sum += bucket.mean;
    ++curve.count;
    if (!curve.highest || bucket.mean > curve.highest->mean) curve.highest = &bucket;
  }
  return curve;
}

std::string when_words(const i18n::Words& words, const Shown& shown, const sensors::Bucket& bucket) {
  if (bucket.end - bucket.begin > series::kHour) return day_words(words, shown.zone, bucket.begin);
  return words.tr("station.hour-of-day", {{"day", day_words(words, shown.zone, bucket.begin)},
                                          {"from", hour_words(words, shown.zone, bucket.begin)},
                                          {"until", hour_words(words, shown.zone, bucket.end)}});
}

std::string sight_words(const i18n::Words& words, const Shown& shown, const StationState& state, series::Step step) {
  if (state.range == Range::kDay && state.until - state.from <= 25 * series::kHour)
    return words.tr("station.seen-day", {{"day", day_words(words, shown.zone, state.from)}});
  return words.tr("station.seen", {{"start", date_words(words, shown.zone, state.from)},
                                   {"end", date_words(words, shown.zone, state.until - 1)},
                                   {"step", words.tr(step_key(step))}});
}

// What the curve says, for who does not see it and above the table.
std::string summary(const i18n::Words& words, const Shown& shown, const StationState& state, const Curve& curve) {
  const series::Header& header = shown.reading.raw.header;
  const std::string what = quantity_words(words, header.quantity);
  const std::string sight = sight_words(words, shown, state, curve.step);
  if (curve.count == 0) return words.tr("station.summary-none", {{"quantity", what}, {"seen", sight}});
  return words.tr("station.summary",
                  {{"quantity", what},
                   {"seen", sight},
                   {"low", figure(words, curve.low)},
                   {"high", value_with_unit(words, curve.high, header)},
                   {"mean", value_with_unit(words, curve.sum / static_cast<double>(curve.count), header)},
                   {"highest", when_words(words, shown, *curve.highest)}});
}

std::vector<draw::ChartTick> ticks(const i18n::Words& words, const Shown& shown, const StationState& state) {
  const Ms length = state.until - state.from;
  std::vector<draw::ChartTick> out;
  const auto add = [&](Ms from, Ms until, std::string text) {
    out.push_back({static_cast<double>(from), static_cast<double>(until), std::move(text)});
  };
  if (length <= 36 * series::kHour) {
    for (Ms at = series::floor_to(shown.zone, state.from, series::Step::kEachHour); at < state.until;
         at += 3 * series::kHour)
      add(at, at + 3 * series::kHour, hour_words(words, shown.zone, at));
    return out;
  }
  const series::Step step = length <= 45 * series::kDay        ? series::Step::kEachDay
                            : length <= 3 * 366 * series::kDay ? series::Step::kEachMonth
                                                               : series::Step::kEachYear;
  constexpr std::size_t kMost = 400;
  for (Ms at = series::floor_to(shown.zone, state.from, step); at < state.until && out.size() < kMost;) {
    const Ms after = series::next(shown.zone, at, step);
    const series::Civil civil = series::to_civil(series::to_local(shown.zone, at));
    if (step == series::Step::kEachYear)
      add(at, after, std::to_string(civil.year));
    else if (step == series::Step::kEachMonth)
      add(at, after, words.tr("date.month-short-" + std::to_string(civil.month)));
    else if (length <= 10 * series::kDay)
      add(at, after,
          words.tr("date.weekday-short-" + std::to_string(series::weekday(series::to_local(shown.zone, at)) + 1)) +
              " " + std::to_string(civil.day));
    else
      add(at, after, std::to_string(civil.day));
    at = after;
  }
  return out;
}

bool begins_at_zero(std::string_view quantity) {
  return quantity != "temperature" && quantity != "pressure" && quantity != "pressure_sealevel" &&
         !quantity.starts_with("noise");
}

void curve_card(ui::Column& column, const Shown& shown, StationState& state, ui::ScrollArea& scroll) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "curve");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  const Curve curve = curve_in_sight(shown, state);
  const series::Header& header = shown.reading.raw.header;
  ui::heading(inside, "title", sight_words(words, shown, state, curve.step), 2, ui::Type::kCard);
  inside.gap(8);

  draw::ChartSpec spec;
  spec.name = summary(words, shown, state, curve);
  spec.from = static_cast<double>(state.from);
  spec.until = static_cast<double>(state.until);
  spec.unit = header.unit_text;
  for (const sensors::Guideline& guideline : sensors::guidelines()) {
    const bool day = guideline.averaging == sensors::Averaging::kDayMean;
    if (guideline.quantity != header.quantity || (!day && guideline.averaging != sensors::Averaging::kHour)) continue;
    spec.guides.push_back(
        {static_cast<float>(guideline.value),
         words.tr(day ? "station.guide-day" : "station.guide-hour", {{"value", words.decimal(guideline.value, 0)}})});
  }
  // Single peaks would press all the rest flat: the scale holds nine tenths of the means, and half again.
  double low = curve.low, high = curve.high;
  if (curve.count > 0) {
    std::vector<double> means;
    for (const sensors::Bucket& bucket : curve.buckets)
      if (!std::isnan(bucket.mean)) means.push_back(bucket.mean);
    std::ranges::sort(means);
    const double most = means.back(), usual = means[means.size() * 9 / 10];
    high = std::min(high, std::max(most * 1.15, usual * 1.5));
    if (begins_at_zero(header.quantity)) low = std::min(0.0, low);
    if (!spec.guides.empty() && static_cast<double>(spec.guides[0].value) < high * 2.5)
      high = std::max(high, static_cast<double>(spec.guides[0].value) * 1.1);
  }
  const draw::Scale scale = curve.count > 0 ? draw::round_scale(static_cast<float>(low), static_cast<float>(high), 4)
                                            : draw::Scale{0, 1, 1, 0};
  spec.low = scale.low;
  spec.high = scale.high;
  spec.step = scale.step;
  for (float mark = scale.low; mark <= scale.high + scale.step / 2; mark += scale.step)
    spec.marks.push_back(words.decimal(static_cast<double>(mark), scale.digits));
  std::vector<draw::ChartPoint> points;
  for (const sensors::Bucket& bucket : curve.buckets)
    points.push_back({static_cast<double>(bucket.begin), static_cast<double>(bucket.end),
                      static_cast<float>(bucket.low), static_cast<float>(bucket.mean),
                      static_cast<float>(bucket.high)});
  spec.points = points;
  spec.longest = points.empty() ? 1 : 1.6 * (points.front().until - points.front().from);
  spec.ticks = ticks(words, shown, state);
  if (const auto bucket = chosen_bucket(shown, state))
    spec.chosen = {static_cast<double>(bucket->begin), static_cast<double>(bucket->end),
                   static_cast<float>(bucket->mean), when_words(words, shown, *bucket),
                   value_with_unit(words, bucket->mean, header)};
  const float height = ui.layout() == ui::Layout::kPhone ? 220.f : 280.f;
  const draw::ChartAnswer answer =
      draw::chart(ui, "chart", inside.take(height * std::max(1.f, ui.text_scale() * 0.8f)), spec);
  scroll.scroll_by(answer.scrolled);
  if (answer.picked) choose(shown, state, static_cast<Ms>(*answer.picked));
  if (answer.moved != 0 || answer.zoomed != 1) {
    const double about = answer.about, factor = 1 / answer.zoomed;
    const auto moved = static_cast<Ms>(answer.moved);
    state.from = static_cast<Ms>(about + (spec.from - about) * factor) + moved;
    state.until = std::max(static_cast<Ms>(about + (spec.until - about) * factor) + moved, state.from + series::kHour);
    keep_in_sight(shown, state);
    ui.wake(1);
  }
  inside.gap(8);
  ui::Flow flow(inside);
  if (ui::button(flow, "before", {.label = words.tr("station.before"), .icon = ui::tokens::kIconChevronLeft}))
    turn_page(shown, state, -1);
  if (ui::button(flow, "after",
                 {.label = words.tr("station.after"), .icon = ui::tokens::kIconChevronRight, .trailing_icon = true}))
    turn_page(shown, state, 1);
  if (ui::button(flow, "table",
                 {.label = words.tr(state.table ? "station.hide-table" : "station.show-table"),
                  .icon = ui::tokens::kIconTable,
                  .look = ui::Look::kQuiet,
                  .flags = state.table ? ui::kExpanded : 0u}))
    state.table = !state.table;
  flow.into(inside);
  if (!state.table) return;
  inside.gap(12);
  ui::paragraph(inside, "summary", spec.name);
  inside.gap(8);
  const bool narrow = inside.w < 480 * ui.text_scale();
  ui::TableSpec table{
      .caption = sight_words(words, shown, state, curve.step),
      .heads = {words.tr("station.head.when"), words.tr("station.head.mean")},
      .rows = {},
      .shares = narrow ? std::vector<float>{0.46f, 0.29f, 0.25f} : std::vector<float>{0.4f, 0.18f, 0.25f, 0.17f}};
  if (!narrow) table.heads.push_back(words.tr("station.head.range"));
  table.heads.push_back(words.tr("station.head.complete"));
  for (const sensors::Bucket& bucket : curve.buckets) {
    if (table.rows.size() == kTableRows) break;
    std::vector<std::string>& row = table.rows.emplace_back();
    row = {when_words(words, shown, bucket), figure(words, bucket.mean)};
    if (!narrow)
      row.push_back(std::isnan(bucket.mean) ? std::string()
                                            : words.tr("station.range-words", {{"low", figure(words, bucket.low)},
                                                                               {"high", figure(words, bucket.high)}}));
    row.push_back(std::to_string(std::lround(100 * bucket.completeness)) + "\u00a0%");
  }
  ui::table(inside, "rows", table);
  if (curve.buckets.size() > kTableRows) {
    inside.gap(8);
    ui::paragraph(inside, "left", words.plural("station.rows-left", curve.buckets.size() - kTableRows),
                  {.color = ui.theme().muted});
  }
}

// ---- a year of days

void calendar_card(ui::Column& column, const Shown& shown, StationState& state, ui::ScrollArea& scroll) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "calendar");
  if (!state.chosen || shown.means.days.empty()) return;
  const Ms first = series::floor_to(shown.zone, *state.chosen, series::Step::kEachYear);
  const Ms end = series::next(shown.zone, first, series::Step::kEachYear);
  const auto edges = sensors::bounds(shown.zone, first, end - 1, series::Step::kEachDay);
  std::vector<std::int8_t> grades(edges.size() - 1, draw::kAbsent);
  const int year = series::to_civil(series::to_local(shown.zone, first)).year;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  std::size_t whole = 0, thin = 0;
  for (const sensors::Bucket& day : shown.means.days) {
    if (day.begin < first || day.begin >= end || day.completeness < sensors::kLeastComplete) continue;
    least = std::min(least, day.mean);
    most = std::max(most, day.mean);
    ++whole;
  }
  if (begins_at_zero(shown.reading.raw.header.quantity)) least = std::min(least, 0.0);
  const draw::Scale scale = draw::round_scale(static_cast<float>(least), static_cast<float>(most), 6);
  for (const sensors::Bucket& day : shown.means.days) {
    if (day.begin < first || day.begin >= end || day.count == 0) continue;
    const auto at = static_cast<std::size_t>(std::ranges::upper_bound(edges, day.begin) - edges.begin() - 1);
    if (at >= grades.size()) continue;
    if (day.completeness < sensors::kLeastComplete) {
      grades[at] = draw::kNoData;
      ++thin;
      continue;
    }
    const double share = (day.mean - static_cast<double>(scale.low)) / static_cast<double>(scale.high - scale.low);
    grades[at] = static_cast<std::int8_t>(std::clamp(static_cast<int>(share * 6), 0, 5));
  }
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("station.year", {{"year", std::to_string(year)}}), 2, ui::Type::kCard);
  inside.gap(8);
  draw::CalendarSpec spec;
  spec.first_weekday = series::weekday(series::to_local(shown.zone, first));
  spec.grades = grades;
  for (int month = 1; month <= 12; ++month) {
    const int day = static_cast<int>(series::days_from_civil(year, month, 1) - series::days_from_civil(year, 1, 1));
    spec.months.emplace_back(day, words.tr("date.month-short-" + std::to_string(month)));
  }
  for (int day = 0; day < 7; ++day)
    spec.weekdays[static_cast<std::size_t>(day)] =
        words.tr("date.weekday-short-" + std::to_string(day + 1)).substr(0, 2);
  const auto chosen = static_cast<int>(std::ranges::upper_bound(edges, *state.chosen) - edges.begin() - 1);
  if (chosen < static_cast<int>(grades.size())) spec.chosen = chosen;
  spec.name = words.tr("station.year-summary", {{"year", std::to_string(year)},
                                                {"whole", words.plural("station.days", whole)},
                                                {"thin", words.plural("station.days", thin)}});
  const draw::CalendarAnswer answer =
      draw::calendar(ui, "days", inside.take(draw::calendar_height(ui, inside.w)), spec);
  scroll.scroll_by(answer.scrolled);
  if (answer.picked) {
    const Ms day = edges[static_cast<std::size_t>(*answer.picked)];
    choose(shown, state, day);
    if (day < state.from || day >= state.until) frame_range(shown, state, day);
  }
  inside.gap(12);
  // What the colours mean, in words.
  if (whole == 0) return ui::paragraph(inside, "none", words.tr("station.year-none")), void();
  const std::string said =
      words.tr("station.year-scale", {{"low", words.decimal(static_cast<double>(scale.low), scale.digits)},
                                      {"high", words.decimal(static_cast<double>(scale.high), scale.digits) + "\u00a0" +
                                                   shown.reading.raw.header.unit_text}});
  const float size = ui.beside_text(16);
  for (int i = 0; i < 6; ++i)
    if (const ui::Rect cell{inside.x + static_cast<float>(i) * (size + 2), inside.y, size, size}; ui.visible(cell))
      draw::calendar_cell(ui, cell, i);
  inside.gap(size + 4);
  ui::paragraph(inside, "legend", said, {.type = ui::Type::kLegend, .color = ui.theme().muted});
}

// ---- quality, other stations, what can be taken away

void quality_card(ui::Column& column, const Context& context, const Shown& shown, StationState& state,
                  Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "quality");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("station.quality"), 2, ui::Type::kCard);
  inside.gap(8);
  const sensors::Flagged& flagged = shown.reading.flagged;
  {
    const ui::Tall facts(inside, "facts", "dl");
    const struct {
      const char* key;
      std::size_t count;
    } rows[] = {
        {"range", flagged.range}, {"stuck", flagged.stuck}, {"spike", flagged.spike}, {"missing", flagged.missing}};
    for (const auto& row : rows) {
      ui::described(inside, row.key, words.tr(std::string("station.flag.") + row.key),
                    words.plural("measures.points", row.count), nullptr);
      inside.gap(8);
    }
  }
  if (shown.reading.raw.header.quantity.starts_with("pm")) {
    ui::Options options{{"", words.tr("recipe.none")},
                        {"kohler@1 0.4 95", words.tr("recipe.kohler")},
                        {"barkjohn@1", words.tr("recipe.barkjohn")}};
    std::string recipe(context.state.text(state.series, "recipe"));
    if (!recipe.empty() && recipe != options[1].first && recipe != options[2].first)
      options.emplace_back(recipe, recipe);
    if (ui::select_field(inside, "recipe",
                         {.label = words.tr("station.recipe"), .help = words.tr("station.recipe-help")}, options,
                         recipe))
      commands.push_back(
          WriteSeries{"series.recipe",  // a command, not a key
                      {{state.series, "recipe", recipe.empty() ? oplog::Value(oplog::Null{}) : oplog::Value(recipe)}}});
    if (!shown.reading.no_recipe.key.empty()) {
      inside.gap(8);
      ui::banner(inside, "no-recipe", ui::Tone::kWarning, ui::tokens::kIconTriangleAlert,
                 words.tr(shown.reading.no_recipe));
    }
  }
}

void others_card(ui::Column& column, const Context& context, const sensors::Station& station, const StationState& state,
                 Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  std::vector<std::pair<const sensors::Station*, base::Id>> others;
  for (const sensors::Station& other : context.measures.stations)
    for (const base::Id id : other.series)
      if (&other != &station && context.state.text(id, "quantity") == context.state.text(state.series, "quantity")) {
        others.emplace_back(&other, id);
        break;
      }
  if (others.empty()) return;
  constexpr std::size_t kMost = 8;
  const ui::Scope scope(ui, "others");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    ui::heading(inside, "title", words.tr("station.others"), 2, ui::Type::kCard);
    for (std::size_t i = 0; i < std::min(kMost, others.size()); ++i) {
      inside.gap(8);
      const ui::ButtonSpec spec{
          .label = others[i].first->name, .icon = ui::tokens::kIconActivity, .look = ui::Look::kQuiet};
      ui::Flow flow(inside);
      if (ui::button(flow, base::to_hex(others[i].second), spec))
        commands.push_back(GoTo{Screen::kStation, others[i].second});
      flow.into(inside);
    }
  }
  column.gap(16);
}

void take_card(ui::Column& column, const sensors::Station& station, const StationState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "take");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("station.take"), 2, ui::Type::kCard);
  inside.gap(8);
  ui::paragraph(inside, "about", words.tr("station.take-about"));
  inside.gap(12);
  ui::Flow flow(inside);
  for (const char* format : {"csv", "json", "sensorthings"})
    if (ui::button(flow, format,
                   {.label = words.tr(std::string("station.take.") + format), .icon = ui::tokens::kIconDownload}))
      commands.push_back(TakeSeries{{state.series}, format});
  if (ui::button(flow, "remove",
                 {.label = words.tr("station.remove"), .icon = ui::tokens::kIconTrash2, .look = ui::Look::kDanger}))
    commands.push_back(RemoveStation{station.series});
  flow.into(inside);
}

}  // namespace

void station(ui::Ui& ui, const Context& context, StationState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "station");
  const sensors::Station* station = station_of(context.measures, context.record);
  // Another station was opened; another of its quantities keeps what is seen.
  if (station && std::ranges::find(station->series, state.series) == station->series.end()) {
    state = {.series = context.record};
    ui.wake(2);
  }
  if (ui.shortcut("Escape")) commands.push_back(GoTo{Screen::kMeasures, {}});
  const bool phone = ui.layout() == ui::Layout::kPhone;
  const std::string name = station ? station->name : words.tr("room.measures");
  const std::string kind = station && station->demonstration ? words.tr("station.invented")
                           : station                         ? exposure_words(words, station->is.exposure)
                                                             : words.tr("app.tagline");
  const ui::Rect under = room_title(ui, area, kind, name);
  ui::ScrollArea scroll(ui, "scroll", under, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.y -= ui.margin() - 4;
  column.w = std::min(column.w, 1240.f);
  {
    ui::Flow flow(column);
    if (ui::button(flow, "back",
                   {.label = words.tr("station.back"), .icon = ui::tokens::kIconArrowLeft, .look = ui::Look::kQuiet}))
      commands.push_back(GoTo{Screen::kMeasures, {}});
    flow.into(column);
    column.gap(8);
  }
  if (!station) {
    ui::paragraph(column, "gone",
                  words.tr(context.session.phase() == session::Phase::kReady ? "station.gone" : "home.opening"));
    return;
  }
  const auto now = shown(context, state);
  if (now) settle(*now, state);
  const bool beside = !phone && column.w >= 840 * ui.text_scale();
  ui::Column left = column, right = column;
  if (beside) {
    left.w = (column.w - ui::tokens::kSpace4) * 0.64f;
    right.x = left.x + left.w + ui::tokens::kSpace4;
    right.w = column.w - left.w - ui::tokens::kSpace4;
  }
  const base::Id before = state.series;
  choose_series(left, context, *station, state);
  if (state.series != before) {  // the other one is shown from the next frame on
    column.y = left.y;
    return;
  }
  if (!now) {
    ui::paragraph(left, "waiting", waiting_words(words, context.measures.find(state.series)));
    column.y = left.y;
    return;
  }
  const Measures::Held* held = context.measures.find(state.series);
  if (held->absent > 0) {
    ui::banner(left, "absent", ui::Tone::kWarning, ui::tokens::kIconHourglass,
               words.plural("measures.parts-absent", held->absent));
    left.gap(12);
  }
  figure_card(left, *now, state);
  left.gap(16);
  choose_view(left, *now, state);
  left.gap(16);
  curve_card(left, *now, state, scroll);
  left.gap(16);
  calendar_card(left, *now, state, scroll);
  left.gap(16);
  if (!beside) right.y = left.y;
  others_card(right, context, *station, state, commands);
  quality_card(right, context, *now, state, commands);
  right.gap(16);
  take_card(right, *station, state, commands);
  column.y = std::max(left.y, right.y);
}

}  // namespace rooms
