// A station: one of its quantities as a figure, a curve, a year of days and a table, at two of the four levels of data.
#include <algorithm>
#include <cmath>

#include "rooms/frame.h"
#include "rooms/station_parts.h"
#include "rooms/station_plots.h"

namespace rooms {
namespace {

using namespace measures_parts;
using namespace station_parts;

constexpr const char* kRangeNames[] = {"day", "week", "month", "year", "all"};

// ---- the figure

void scale_of_grades(ui::Column& column, const Grade& grade) {
  ui::Ui& ui = column.ui;
  const float width = std::min(column.w, 280 * std::max(1.f, ui.text_scale())), cell = (width - 5 * 4) / 6;
  const float height = ui.beside_text(34);
  const ui::Rect all = column.take(height + 8);
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
      column, "index", index_words(ui.words(), grade),
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

void figure_card(ui::Column& column, const Shown& shown, StationState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "figure");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  const auto bucket = chosen_bucket(shown, state);
  const series::Header& header = shown.reading.raw.header;
  const auto grade = bucket ? grade_of(shown, *bucket) : std::nullopt;
  const bool graded = has_grades(header);
  // Side by side where there is room: the figure, and its place on the scale.
  const bool beside = graded && inside.w > 520 * ui.text_scale();
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
  } else if (graded && bucket && !std::isnan(value) && bucket->completeness >= sensors::kLeastComplete) {
    const bool in_force = sensors::find_scale(shown.scale, bucket->begin) != nullptr;
    ui::paragraph(right, "no-index",
                  words.tr(in_force ? "station.index-of-days" : "station.index-not-in-force",
                           {{"scale", words.tr("scale." + std::string(shown.scale))}}),
                  {.color = ui.theme().muted});
    right.gap(12);
  }
  if (graded) {
    choose_index(right, shown, commands);
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
  constexpr const char* kViews[] = {"raw", "reprocessed", "consolidated", "application"};
  for (int i = 0; i < 4; ++i) {
    const auto view = static_cast<sensors::View>(i);
    if (!ui::chip(flow, kViews[i], words.tr(std::string("station.") + kViews[i]), nullptr, state.view == view))
      continue;
    state.view = view;
    ui.wake(2);
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

}  // namespace

void station(ui::Ui& ui, const Context& context, StationState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "station");
  const sensors::Station* station = station_of(context.measures, context.record);
  // Another station was opened; another of its quantities keeps what is seen.
  if (station && std::ranges::find(station->series, state.series) == station->series.end()) {
    state = {.series = context.record, .writing = std::move(state.writing)};
    ui.wake(2);
  }
  if (ui.shortcut("Escape")) {
    if (state.mark)
      state.mark.reset();
    else
      commands.push_back(GoTo{Screen::kMeasures, {}});
  }
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
  if (auto also = also_needed(context, *station, state); also != state.also) {
    state.also = std::move(also);
    ui.wake(2);  // read from the next frame on
  }
  const Made* const among =
      state.view == sensors::View::kConsolidated ? consolidated(context, *station, state) : nullptr;
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
  figure_card(left, *now, state, commands);
  left.gap(16);
  choose_view(left, *now, state);
  left.gap(16);
  if (state.view == sensors::View::kConsolidated) {
    ui::paragraph(left, "among",
                  among ? words.tr("station.among", {{"stations", words.plural("measures.stations", among->stations)},
                                                     {"km", words.decimal(among->kilometres, 0)}})
                        : words.tr("station.alone"));
    left.gap(16);
  }
  const sensors::Stretch all{now->reading.raw.chunks().front().first, now->reading.raw.chunks().back().last + 1};
  const sensors::Stretch sight{state.from, state.until};
  // Steps that hold the first and last points are in.
  const sensors::Stretch whole{series::floor_to(now->zone, all.from, series::Step::kEachMonth),
                               series::next(now->zone, all.until, series::Step::kEachMonth)};
  if (state.view == sensors::View::kApplication) {
    application_card(left, {words, context, *station, *now, state, sight}, state, commands);
    left.gap(16);
  }
  curve_card(left, context, *now, state, scroll, commands);
  left.gap(16);
  calendar_card(left, *now, state, scroll, commands);
  left.gap(16);
  analyses_card(left, {words, context, *station, *now, state, state.of_sight ? sight : whole}, state, commands);
  if (!beside) right.y = left.y;
  others_card(right, context, *station, state, commands);
  quality_card(right, context, *station, *now, state, commands);
  right.gap(16);
  review_card(right, context, *now, state, commands);
  notes_card(right, context, *now, state, commands);
  side_by_side_card(right, context, *station, *now, state, commands);
  take_card(right, *station, *now, state, commands);
  column.y = std::max(left.y, right.y);
}

}  // namespace rooms