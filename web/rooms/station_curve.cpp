// A station in time: the curve of what is seen, with its table.
#include <algorithm>
#include <cmath>

#include "analytics/lttb.h"
#include "draw/chart.h"
#include "rooms/station_parts.h"

namespace rooms::station_parts {
namespace {

using namespace measures_parts;

constexpr std::size_t kTableRows = 62;

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

struct Curve {
  series::Step step;
  std::span<const sensors::Bucket> buckets;  // those in sight
  double low = std::numeric_limits<double>::infinity(), high = -low;
  std::size_t count = 0;  // that have a mean
  const sensors::Bucket* highest = nullptr;
};

std::span<const sensors::Bucket> in_sight(const sensors::Means& means, const StationState& state, series::Step step) {
  const std::vector<sensors::Bucket>& all = means.of(step);
  const auto begin = std::ranges::upper_bound(all, state.from, {}, &sensors::Bucket::end);
  const auto end = std::ranges::lower_bound(all, state.until, {}, &sensors::Bucket::begin);
  return begin < end ? std::span(begin, end) : std::span<const sensors::Bucket>();
}

Curve curve_in_sight(const Shown& shown, const StationState& state) {
  Curve curve{.step = drawn_step(state.until - state.from), .buckets = {}};
  curve.buckets = in_sight(shown.means, state, curve.step);
  for (const sensors::Bucket& bucket : curve.buckets) {
    if (std::isnan(bucket.mean)) continue;
    curve.low = std::min(curve.low, bucket.low);
    curve.high = std::max(curve.high, bucket.high);
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

}  // namespace

std::string sight_words(const i18n::Words& words, const Shown& shown, const StationState& state, series::Step step) {
  if (state.range == Range::kDay && state.until - state.from <= 25 * series::kHour)
    return words.tr("station.seen-day", {{"day", day_words(words, shown.zone, state.from)}});
  return words.tr("station.seen", {{"start", date_words(words, shown.zone, state.from)},
                                   {"end", date_words(words, shown.zone, state.until - 1)},
                                   {"step", words.tr(step_key(step))}});
}

namespace {

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
                   {"mean", value_with_unit(words, sensors::together(header.quantity, curve.buckets).mean, header)},
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

}  // namespace

bool begins_at_zero(std::string_view quantity) {
  return quantity != "temperature" && quantity != "pressure" && quantity != "pressure_sealevel" &&
         !quantity.starts_with("noise");
}

std::vector<Compared> compared(const Context& context, const StationState& state) {
  std::vector<Compared> all;
  for (const base::Id id : state.compared) {
    const Measures::Held* held = context.measures.find(id);
    const sensors::Station* station = station_of(context.measures, id);
    if (held && held->reading && station)
      all.push_back(
          {station->name,
           &held->reading->at(state.view == sensors::View::kRaw ? sensors::View::kRaw : sensors::View::kReprocessed)});
  }
  return all;
}

namespace {

constexpr Ms kNear = 36 * series::kHour;

// Seen so near that each value is told apart: the values themselves.
bool is_near(const StationState& state) {
  return state.until - state.from <= kNear && state.view != sensors::View::kConsolidated;
}

// Those set aside are left out where checks count.
Near read_near(const Shown& shown, const StationState& state, Ms from, Ms until) {
  const bool raw = state.view == sensors::View::kRaw;
  const series::Slice slice = (raw ? shown.reading.raw : shown.reading.used).read(from, until);
  Near near{state.series, shown.edition, raw, from, until, {}, {}};
  for (std::size_t i = 0; i < slice.size(); ++i) {
    if (std::isnan(slice.values[i]) || (!raw && (slice.flags[i] & series::kUnusable) != 0)) continue;
    near.times.push_back(slice.times[i]);
    near.values.push_back(static_cast<float>(slice.values[i]));
  }
  return near;
}

// Of more than the screen has room for, those that make the curve's shape.
std::vector<draw::ChartPoint> points_in_sight(const Near& near, const StationState& state) {
  const Ms from = state.from - series::kHour, until = state.until + series::kHour;
  const auto begin = std::ranges::lower_bound(near.times, from), end = std::ranges::lower_bound(near.times, until);
  const auto first = begin - near.times.begin(), count = end - begin;
  const std::span times(begin, end);
  const std::span values(near.values.begin() + first, static_cast<std::size_t>(count));
  constexpr std::size_t kMostPoints = 1200;
  std::vector<draw::ChartPoint> points;
  for (const std::size_t i : analytics::min_max_lttb(times, values, std::min(kMostPoints, values.size())))
    points.push_back({static_cast<double>(times[i]), static_cast<double>(times[i]), values[i], values[i], values[i]});
  return points;
}

// Read anew when what is seen leaves it: much more than is seen, so that not every frame of a pan reads.
void keep_near(const Shown& shown, StationState& state) {
  if (!is_near(state)) return state.near.reset();
  const Ms from = state.from - series::kHour, until = state.until + series::kHour;
  const Near* near = state.near.get();
  if (near && near->series == state.series && near->edition == shown.edition &&
      near->raw == (state.view == sensors::View::kRaw) && near->from <= from && near->until >= until)
    return;
  state.near = std::make_shared<const Near>(read_near(shown, state, from - kNear, until + kNear));
}

}  // namespace

// What is drawn of what is seen; `spec.points` are `points`.
ChartOf chart_of(const i18n::Words& words, const Shown& shown, const StationState& state,
                 std::span<const Compared> beside) {
  const Curve curve = curve_in_sight(shown, state);
  const series::Header& header = shown.reading.raw.header;
  ChartOf chart;
  draw::ChartSpec& spec = chart.spec;
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
  for (const Compared& other : beside) {
    std::vector<draw::ChartPoint>& line = chart.others.emplace_back();
    for (const sensors::Bucket& bucket : in_sight(*other.means, state, curve.step)) {
      const auto mean = static_cast<float>(bucket.mean);
      line.push_back({static_cast<double>(bucket.begin), static_cast<double>(bucket.end), mean, mean, mean});
      if (!std::isnan(bucket.mean)) low = std::min(low, bucket.mean), high = std::max(high, bucket.mean);
    }
  }
  const double highest_beside = high > curve.high ? high : -std::numeric_limits<double>::infinity();
  if (curve.count > 0) {
    std::vector<double> means;
    for (const sensors::Bucket& bucket : curve.buckets)
      if (!std::isnan(bucket.mean)) means.push_back(bucket.mean);
    std::ranges::sort(means);
    const double most = means.back(), usual = means[means.size() * 9 / 10];
    high = std::min(high, std::max(most * 1.15, usual * 1.5));
    high = std::max(high, highest_beside);
    if (begins_at_zero(header.quantity)) low = std::min(0.0, low);
    if (!spec.guides.empty() && static_cast<double>(spec.guides[0].value) < high * 2.5)
      high = std::max(high, static_cast<double>(spec.guides[0].value) * 1.1);
  }
  const draw::Scale scale = curve.count > 0 ? draw::round_scale(static_cast<float>(low), static_cast<float>(high), 4)
                                            : draw::Scale{0, 1, 1, 0};
  spec.low = scale.low;
  spec.high = scale.high;
  spec.step = scale.step;
  for (const double mark : scale.marks()) spec.marks.push_back(words.decimal(mark, scale.digits));
  std::vector<draw::ChartPoint>& points = chart.points;
  for (const sensors::Bucket& bucket : curve.buckets)
    points.push_back({static_cast<double>(bucket.begin), static_cast<double>(bucket.end),
                      static_cast<float>(bucket.low), static_cast<float>(bucket.mean),
                      static_cast<float>(bucket.high)});
  spec.longest = points.empty() ? 1 : 1.6 * (points.front().until - points.front().from);
  if (is_near(state)) {
    auto near = points_in_sight(
        state.near ? *state.near : read_near(shown, state, state.from - series::kHour, state.until + series::kHour),
        state);
    if (near.size() > points.size()) points = std::move(near);
  }
  spec.ticks = ticks(words, shown, state);
  if (const auto bucket = chosen_bucket(shown, state))
    spec.chosen = {static_cast<double>(bucket->begin), static_cast<double>(bucket->end),
                   static_cast<float>(bucket->mean), when_words(words, shown, *bucket),
                   value_with_unit(words, bucket->mean, header)};
  return chart;
}

series::Step drawn_step(const StationState& state) { return drawn_step(state.until - state.from); }

MeansTable means_table(const i18n::Words& words, const Shown& shown, const StationState& state, series::Step step,
                       bool with_range, std::span<const Compared> beside) {
  const std::span<const sensors::Bucket> buckets = in_sight(shown.means, state, step);
  MeansTable table;
  table.heads = {words.tr("station.head.when"), words.tr("station.head.mean")};
  if (with_range) table.heads.push_back(words.tr("station.head.range"));
  for (const Compared& other : beside) table.heads.push_back(other.name);
  table.heads.push_back(words.tr("station.head.complete"));
  for (const sensors::Bucket& bucket : buckets.first(std::min(kTableRows, buckets.size()))) {
    std::vector<std::string>& row = table.rows.emplace_back();
    row = {when_words(words, shown, bucket), figure(words, bucket.mean)};
    if (with_range)
      row.push_back(std::isnan(bucket.mean) ? std::string()
                                            : words.tr("station.range-words", {{"low", figure(words, bucket.low)},
                                                                               {"high", figure(words, bucket.high)}}));
    for (const Compared& other : beside) {
      const sensors::Bucket* its = sensors::bucket_at(other.means->of(step), bucket.begin);
      row.push_back(its ? figure(words, its->mean) : std::string());
    }
    row.push_back(std::to_string(std::lround(100 * bucket.completeness)) + "\u00a0%");
  }
  table.left = buckets.size() - table.rows.size();
  return table;
}

void curve_card(ui::Column& column, const Context& context, const Shown& shown, StationState& state,
                ui::ScrollArea& scroll, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "curve");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  const Curve curve = curve_in_sight(shown, state);
  ui::heading(inside, "title", sight_words(words, shown, state, curve.step), 2, ui::Type::kCard);
  inside.gap(8);
  const std::vector<Compared> beside = compared(context, state);
  keep_near(shown, state);
  const ChartOf chart = chart_of(words, shown, state, beside);
  draw::ChartSpec spec = chart.spec;
  spec.points = chart.points;
  for (const auto& line : chart.others) spec.others.push_back(line);
  const std::vector<sensors::Note> notes = sensors::notes_of(context.state, state.series);
  for (std::size_t i = 0; i < notes.size(); ++i)
    spec.notes.push_back({static_cast<double>(notes[i].stretch.from), static_cast<double>(notes[i].stretch.until),
                          std::to_string(i + 1)});
  if (state.mark)
    spec.marked = {static_cast<double>(state.mark->stretch.from), static_cast<double>(state.mark->stretch.until)};
  const float height = ui.layout() == ui::Layout::kPhone ? 220.f : 280.f;
  const draw::ChartAnswer answer =
      draw::chart(ui, "chart", inside.take(height * std::max(1.f, ui.text_scale() * 0.8f)), spec);
  scroll.scroll_by(answer.scrolled);
  for (std::size_t i = 0; i < beside.size(); ++i) {
    const ui::Rect row = inside.take(ui.line_height(ui::Type::kBody) + 4);
    draw::line_sample(ui, {row.x, row.center().y}, static_cast<int>(i) + 1);
    ui::Column words_of = inside;
    words_of.x = row.x + 52;
    words_of.w = row.w - 52;
    words_of.y = row.y;
    ui::paragraph(words_of, "beside" + std::to_string(i), std::to_string(i + 1) + ". " + beside[i].name);
    inside.y = std::max(inside.y, words_of.y);
  }
  drag_mark(shown, state, answer);
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
  if (ui::button(flow, "mark",
                 {.label = words.tr("mark.start"),
                  .icon = ui::tokens::kIconRuler,
                  .look = ui::Look::kQuiet,
                  .flags = ui::kToggle | (state.mark ? ui::kPressed : 0u)})) {
    if (state.mark)
      state.mark.reset();
    else
      begin_mark(shown, state);
  }
  flow.into(inside);
  if (state.mark) mark_part(inside, context, shown, state, beside, commands);
  if (!state.table) return;
  inside.gap(12);
  ui::paragraph(inside, "summary", spec.name);
  inside.gap(8);
  const bool narrow = inside.w < 480 * ui.text_scale();
  const MeansTable means = means_table(words, shown, state, curve.step, !narrow && beside.empty(), beside);
  const ui::TableSpec table{.caption = sight_words(words, shown, state, curve.step),
                            .heads = means.heads,
                            .rows = means.rows,
                            .shares = !beside.empty() ? std::vector<float>()
                                      : narrow        ? std::vector<float>{0.46f, 0.29f, 0.25f}
                                                      : std::vector<float>{0.4f, 0.18f, 0.25f, 0.17f}};
  ui::table(inside, "rows", table);
  if (means.left > 0) {
    inside.gap(8);
    ui::paragraph(inside, "left", words.plural("station.rows-left", means.left), {.color = ui.theme().muted});
  }
}

}  // namespace rooms::station_parts
