// All stations at once: which quantity and which hour the list and the map show, hour after hour when it plays.
#include <algorithm>
#include <cmath>

#include "rooms/measures_parts.h"

namespace rooms::measures_parts {
namespace {

constexpr double kPaceMs = 600;  // between two hours while it plays

// So many hours at a time that a playback ends within a minute or so.
series::Ms stride(const Span& span) {
  const series::Ms length = span.last - span.first;
  return length <= 10 * series::kDay    ? series::kHour
         : length <= 60 * series::kDay  ? 6 * series::kHour
         : length <= 400 * series::kDay ? series::kDay
                                        : 7 * series::kDay;
}

const std::vector<sensors::Bucket>* hours_of(const Context& context, base::Id series) {
  const Measures::Held* held = context.measures.find(series);
  return held && held->reading ? &held->reading->at(sensors::View::kReprocessed).hours : nullptr;
}

}  // namespace

base::Id series_of(const records::State& state, const sensors::Station& station, std::string_view quantity) {
  if (quantity.empty()) return station.series.front();
  for (const base::Id id : station.series)
    if (state.text(id, "quantity") == quantity) return id;
  return {};
}

const sensors::Bucket* shown_hour(const Context& context, const MeasuresState& state, const sensors::Station& station) {
  const auto* hours = hours_of(context, series_of(context.state, station, state.shown));
  if (!hours) return nullptr;
  if (!state.hour) return sensors::latest(*hours);
  const sensors::Bucket* hour = sensors::bucket_at(*hours, *state.hour);
  return hour && hour->completeness >= sensors::kLeastComplete ? hour : nullptr;
}

std::optional<Span> span_of(const Context& context, const MeasuresState& state) {
  std::optional<Span> span;
  // Nine tenths of the days tell the scale; a single hour would press all others to one colour.
  std::vector<double> days;
  for (const sensors::Station& station : context.measures.stations) {
    const base::Id id = series_of(context.state, station, state.shown);
    const auto* hours = hours_of(context, id);
    if (!hours || hours->empty()) continue;
    for (const sensors::Bucket& day : context.measures.find(id)->reading->at(sensors::View::kReprocessed).days)
      if (!std::isnan(day.mean)) days.push_back(day.mean);
    if (!span) span = Span{0, 1, hours->front().begin, hours->back().begin};
    span->first = std::min(span->first, hours->front().begin);
    span->last = std::max(span->last, hours->back().begin);
  }
  if (!span || days.empty()) return std::nullopt;
  std::ranges::sort(days);
  span->low = days[days.size() / 20];
  span->high = std::max(days[(days.size() - 1) * 19 / 20], span->low + 1e-6);
  return span;
}

void moment_card(ui::Column& column, const Context& context, MeasuresState& state) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  std::vector<std::string> quantities;
  for (const sensors::Station& station : context.measures.stations)
    for (const base::Id id : station.series)
      if (std::string quantity(context.state.text(id, "quantity"));
          std::ranges::find(quantities, quantity) == quantities.end())
        quantities.push_back(std::move(quantity));
  if (std::ranges::find(quantities, state.shown) == quantities.end()) state.shown.clear();
  const ui::Scope scope(ui, "moment");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    ui::Options options{{"", words.tr("moment.each")}};
    for (const std::string& quantity : quantities) options.emplace_back(quantity, quantity_words(words, quantity));
    if (ui::select_field(inside, "quantity", {.label = words.tr("moment.quantity")}, options, state.shown)) {
      state.playing = false;
      ui.wake(2);
    }
    const auto span = state.shown.empty() ? std::nullopt : span_of(context, state);
    if (span) {
      inside.gap(12);
      if (state.playing && ui.now() >= state.next_at) {
        state.hour = state.hour ? *state.hour + stride(*span) : span->first;
        state.next_at = ui.now() + kPaceMs;
        if (*state.hour > span->last) state.playing = false;
      }
      if (state.hour) state.hour = std::clamp(*state.hour, span->first, span->last);
      const series::Zone* zone = nullptr;
      for (const sensors::Station& station : context.measures.stations)
        if (!zone) zone = series::find_zone(station.is.zone);
      if (!zone) zone = &series::utc();
      ui::paragraph(inside, "when",
                    state.hour
                        ? words.tr("moment.hour", {{"day", day_words(words, *zone, *state.hour)},
                                                   {"from", hour_words(words, *zone, *state.hour)},
                                                   {"until", hour_words(words, *zone, *state.hour + series::kHour)}})
                        : words.tr("moment.latest"),
                    {.bold = true});
      inside.gap(8);
      ui::Flow flow(inside);
      const auto turn = [&](series::Ms by) {
        state.playing = false;
        state.hour = std::clamp(state.hour.value_or(span->last) + by, span->first, span->last);
        ui.wake(2);
      };
      if (ui::button(flow, "before", {.label = words.tr("moment.before"), .icon = ui::tokens::kIconChevronLeft}))
        turn(-series::kHour);
      if (ui::button(flow, "play",
                     {.label = words.tr(state.playing ? "moment.pause" : "moment.play"),
                      .icon = state.playing ? ui::tokens::kIconPause : ui::tokens::kIconPlay})) {
        state.playing = !state.playing;
        if (state.playing && (!state.hour || *state.hour + stride(*span) > span->last)) state.hour = span->first;
        state.next_at = ui.now() + kPaceMs;
        ui.wake(2);
      }
      if (ui::button(flow, "after",
                     {.label = words.tr("moment.after"), .icon = ui::tokens::kIconChevronRight, .trailing_icon = true}))
        turn(series::kHour);
      if (state.hour && ui::button(flow, "latest", {.label = words.tr("moment.last"), .look = ui::Look::kQuiet})) {
        state.hour.reset();
        state.playing = false;
        ui.wake(2);
      }
      flow.into(inside);
      if (state.playing) ui.wake(1);
      std::size_t located = 0;
      for (const sensors::Station& station : context.measures.stations)
        located += measures_parts::located(station) && shown_hour(context, state, station);
      if (ui.wide_enough() && located >= 3) {
        inside.gap(8);
        ui::Flow surface(inside);
        if (ui::chip(surface, "surface", words.tr("moment.surface"), nullptr, state.surface)) {
          state.surface = !state.surface;
          ui.wake(2);
        }
        surface.into(inside);
        if (state.surface) {
          inside.gap(4);
          ui::paragraph(inside, "surface-about", words.tr("moment.surface-about"), {.color = ui.theme().muted});
        }
      }
    }
  }
  column.gap(16);
}

}  // namespace rooms::measures_parts
