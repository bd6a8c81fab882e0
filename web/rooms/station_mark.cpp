// A stretch marked on the curve: how its ends are moved, its figures, and what is done with it.
#include <algorithm>
#include <cmath>

#include "rooms/station_parts.h"

namespace rooms::station_parts {
namespace {

using namespace measures_parts;

sensors::Stretch all_there_is(const Shown& shown, series::Step step) {
  return {series::floor_to(shown.zone, shown.reading.raw.chunks().front().first, step),
          series::next(shown.zone, shown.reading.raw.chunks().back().last, step)};
}

// Widened to whole steps, within what there is.
sensors::Stretch snapped(const Shown& shown, series::Step step, double from, double until) {
  const sensors::Stretch all = all_there_is(shown, step);
  const auto inside = [&](double at) {
    return static_cast<Ms>(std::clamp(at, static_cast<double>(all.from), static_cast<double>(all.until - 1)));
  };
  return {series::floor_to(shown.zone, inside(from), step), series::next(shown.zone, inside(until), step)};
}

sensors::Bucket figures_of(const sensors::Means& means, std::string_view quantity, const sensors::Stretch& stretch) {
  const auto begin = std::ranges::lower_bound(means.hours, stretch.from, {}, &sensors::Bucket::begin);
  const auto end = std::ranges::upper_bound(means.hours, stretch.until, {}, &sensors::Bucket::end);
  return sensors::together(quantity, begin < end ? std::span(begin, end) : std::span<const sensors::Bucket>());
}

bool at_midnight(const series::Zone& zone, Ms time) {
  return series::floor_to(zone, time, series::Step::kEachDay) == time;
}

}  // namespace

std::string stretch_words(const i18n::Words& words, const series::Zone& zone, const sensors::Stretch& stretch) {
  if (stretch.until - stretch.from <= series::kHour)
    return words.tr("review.when",
                    {{"day", date_words(words, zone, stretch.from)}, {"time", hour_words(words, zone, stretch.from)}});
  const bool days = at_midnight(zone, stretch.from) && at_midnight(zone, stretch.until);
  if (days && series::next(zone, stretch.from, series::Step::kEachDay) == stretch.until)
    return day_words(words, zone, stretch.from);
  if (series::floor_to(zone, stretch.from, series::Step::kEachDay) ==
      series::floor_to(zone, stretch.until, series::Step::kEachDay))
    return words.tr("station.hour-of-day", {{"day", day_words(words, zone, stretch.from)},
                                            {"from", hour_words(words, zone, stretch.from)},
                                            {"until", hour_words(words, zone, stretch.until)}});
  const auto moment = [&](Ms time) {
    return words.tr("review.when", {{"day", date_words(words, zone, time)}, {"time", hour_words(words, zone, time)}});
  };
  return words.tr("mark.from-until",
                  {{"from", days ? date_words(words, zone, stretch.from) : moment(stretch.from)},
                   {"until", days ? date_words(words, zone, stretch.until - 1) : moment(stretch.until)}});
}

std::optional<sensors::Stretch> noted_stretch(const Shown& shown, const StationState& state) {
  if (state.mark) return state.mark->stretch;
  const auto bucket = chosen_bucket(shown, state);
  if (!bucket) return std::nullopt;
  return sensors::Stretch{bucket->begin, bucket->end};
}

void begin_mark(const Shown& shown, StationState& state) {
  const auto bucket = chosen_bucket(shown, state);
  const bool seen = bucket && bucket->begin < state.until && bucket->end > state.from;
  const double from = static_cast<double>(seen ? bucket->begin : state.from + (state.until - state.from) * 2 / 5),
               until = static_cast<double>(seen ? bucket->end - 1 : state.until - (state.until - state.from) * 2 / 5);
  state.mark = Mark{.stretch = snapped(shown, drawn_step(state), from, until)};
}

void drag_mark(const Shown& shown, StationState& state, const draw::ChartAnswer& answer) {
  if (!state.mark) return;
  Mark& mark = *state.mark;
  const auto seen = static_cast<double>(state.until - state.from);
  const auto from = static_cast<double>(mark.stretch.from), until = static_cast<double>(mark.stretch.until);
  if (answer.pressed) {
    const double reach = seen / 40;  // of an end: about a finger on a tablet
    mark.anchor = mark.head = *answer.pressed;
    if (std::abs(mark.head - until) < reach)
      mark.anchor = from;
    else if (std::abs(mark.head - from) < reach)
      mark.anchor = until - 1;
  }
  if (answer.dragged == 0) return;
  mark.head += answer.dragged;
  // A finger that scrolls the page slips a little across.
  if (std::abs(mark.head - mark.anchor) < seen / 100) return;
  mark.stretch = snapped(shown, drawn_step(state), std::min(mark.anchor, mark.head), std::max(mark.anchor, mark.head));
}

void mark_part(ui::Column& inside, const Context& context, const Shown& shown, StationState& state,
               std::span<const Compared> beside, Commands& commands) {
  ui::Ui& ui = inside.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "marked");
  const series::Header& header = shown.reading.raw.header;
  sensors::Stretch& stretch = state.mark->stretch;
  inside.gap(12);
  ui::heading(inside, "title", words.tr("mark.title", {{"when", stretch_words(words, shown.zone, stretch)}}), 3,
              ui::Type::kBody);
  inside.gap(4);
  const sensors::Bucket figures = figures_of(shown.means, header.quantity, stretch);
  const auto percent = [](const sensors::Bucket& of) { return std::to_string(std::lround(100 * of.completeness)); };
  ui::paragraph(inside, "figures",
                figures.count == 0 ? words.tr("mark.none")
                                   : words.tr("mark.figures", {{"mean", value_with_unit(words, figures.mean, header)},
                                                               {"low", figure(words, figures.low)},
                                                               {"high", figure(words, figures.high)},
                                                               {"percent", percent(figures)}}));
  for (std::size_t i = 0; i < beside.size(); ++i) {
    const sensors::Bucket its = figures_of(*beside[i].means, header.quantity, stretch);
    ui::paragraph(inside, "beside" + std::to_string(i),
                  its.count == 0 ? words.tr("mark.beside-none", {{"name", beside[i].name}})
                                 : words.tr("mark.beside", {{"name", beside[i].name},
                                                            {"mean", value_with_unit(words, its.mean, header)},
                                                            {"percent", percent(its)}}));
  }
  inside.gap(4);
  ui::paragraph(inside, "hint", words.tr("mark.hint"), {.color = ui.theme().muted});
  inside.gap(8);
  ui::Flow ends(inside);
  const series::Step step = drawn_step(state);
  const sensors::Stretch all = all_there_is(shown, step);
  const auto earlier = [&](Ms at) { return series::floor_to(shown.zone, at - 1, step); };
  const auto later = [&](Ms at) { return series::next(shown.zone, at, step); };
  const auto end_button = [&](const char* key, bool at_left, Ms& end, Ms becomes, bool possible) {
    if (ui::button(ends, key,
                   {.label = words.tr(std::string("mark.") + key),
                    .icon = at_left ? ui::tokens::kIconChevronLeft : ui::tokens::kIconChevronRight,
                    .trailing_icon = !at_left,
                    .disabled = !possible}) &&
        possible) {
      end = becomes;
      ui.say(stretch_words(words, shown.zone, stretch));
      ui.wake(2);
    }
  };
  end_button("from-earlier", true, stretch.from, earlier(stretch.from), earlier(stretch.from) >= all.from);
  end_button("from-later", false, stretch.from, later(stretch.from), later(stretch.from) < stretch.until);
  end_button("until-earlier", true, stretch.until, earlier(stretch.until), earlier(stretch.until) > stretch.from);
  end_button("until-later", false, stretch.until, later(stretch.until), later(stretch.until) <= all.until);
  ends.into(inside);
  inside.gap(8);
  ui::Flow flow(inside);
  const bool zoom = ui::button(flow, "zoom", {.label = words.tr("mark.zoom"), .icon = ui::tokens::kIconSearch});
  if (ui::button(flow, "note", {.label = words.tr("mark.note"), .icon = ui::tokens::kIconPencil}))
    state.to_note = true, ui.wake(2);
  const bool aside = set_aside_by_hand(context, state, stretch);
  if (ui::button(flow, "aside",
                 {.label = words.tr(aside ? "mark.take-back" : "mark.set-aside"),
                  .icon = aside ? ui::tokens::kIconUndo2 : ui::tokens::kIconBan}))
    toggle_aside(context, state, stretch, commands);
  const bool remove = ui::button(
      flow, "remove", {.label = words.tr("mark.remove"), .icon = ui::tokens::kIconX, .look = ui::Look::kQuiet});
  flow.into(inside);
  if (zoom) {
    state.from = stretch.from;
    state.until = stretch.until;
    keep_in_sight(shown, state);
  }
  if (zoom || remove) {
    state.mark.reset();
    ui.wake(2);
  }
}

}  // namespace rooms::station_parts
