// The year as days: each a cell in the colour of its mean, pressed to see it nearer.
#include <algorithm>
#include <cmath>

#include "draw/canvas.h"
#include "rooms/station_plots.h"

namespace rooms::station_parts {
namespace {

using namespace measures_parts;
using print::Ink;

constexpr int kWeeks = 54, kAbsent = -2;  // kAbsent: nothing was measured, or it is still to come

// Where the days lie: a column for each week, Monday on top.
struct Cells {
  double left, top, size;
  int first_weekday;

  Cells(const print::CanvasSize& canvas, int weekday)
      : left(canvas.width_of("mm") + 10),
        top(canvas.line_height * 1.2),
        size(std::clamp((canvas.width - left) / kWeeks, 5.0, canvas.line_height * 0.8)),
        first_weekday(weekday) {}
  print::Place at(std::size_t day) const {
    const int place = static_cast<int>(day) + first_weekday;
    return {left + (place / 7) * size, top + (place % 7) * size};
  }
  double across() const { return size - 1.5; }  // of one
  double bottom() const { return top + 7 * size; }
};

struct Year {
  const series::Zone& zone;
  Ms first, end;
  int year, first_weekday;
  std::size_t days;
};

Year year_of(const series::Zone& zone, Ms time) {
  const Ms first = series::floor_to(zone, time, series::Step::kEachYear),
           end = series::next(zone, first, series::Step::kEachYear), local = series::to_local(zone, first);
  const int year = series::to_civil(local).year;
  const auto days = series::days_from_civil(year + 1, 1, 1) - series::days_from_civil(year, 1, 1);
  return {zone, first, end, year, series::weekday(local), static_cast<std::size_t>(days)};
}

// As people there count days: the clock may be put forward or back in between. Of a time of that year.
std::size_t day_at(const Year& year, Ms time) {
  return static_cast<std::size_t>((series::to_local(year.zone, time) - series::to_local(year.zone, year.first)) /
                                  series::kDay);
}
Ms begin_of(const Year& year, std::size_t day) {
  const Ms noon = year.first + static_cast<Ms>(day) * series::kDay + series::kDay / 2;
  return series::floor_to(year.zone, noon, series::Step::kEachDay);
}

void paint_cell(print::Canvas& canvas, const print::Place& at, double across, int grade) {
  if (grade >= 0) return canvas.box(at.x, at.y, across, across, print::step(Ink::kSequence, grade));
  const double right = at.x + across, bottom = at.y + across;
  canvas.line({at, {right, at.y}, {right, bottom}, {at.x, bottom}, at}, Ink::kGrid);
  if (grade == draw::kNoData) canvas.line({{at.x + 2, bottom - 2}, {right - 2, at.y + 2}}, Ink::kAxis, 1.2);
}

Plot plot_of(const i18n::Words& words, const Shown& shown, const Year& year) {
  const series::Header& header = shown.reading.raw.header;
  double least = std::numeric_limits<double>::infinity(), most = -least;
  std::size_t whole = 0, thin = 0;
  const auto in_year = [&](const sensors::Bucket& day) {
    return day.begin >= year.first && day.begin < year.end && day.count > 0;
  };
  for (const sensors::Bucket& day : shown.means.days) {
    if (!in_year(day)) continue;
    if (day.completeness < sensors::kLeastComplete) {
      ++thin;
      continue;
    }
    ++whole;
    least = std::min(least, day.mean);
    most = std::max(most, day.mean);
  }
  if (begins_at_zero(header.quantity)) least = std::min(least, 0.0);
  const draw::Scale scale =
      whole > 0 ? draw::round_scale(static_cast<float>(least), static_cast<float>(most), 6) : draw::Scale{0, 1, 1, 0};
  Plot plot;
  plot.title = words.tr("station.year", {{"year", std::to_string(year.year)}});
  plot.summary = words.tr("station.year-summary", {{"year", std::to_string(year.year)},
                                                   {"whole", words.plural("station.days", whole)},
                                                   {"thin", words.plural("station.days", thin)}});
  plot.heads = {words.tr("station.head.when"), words.tr("station.head.mean"), words.tr("station.head.complete")};
  plot.shares = {0.5f, 0.26f, 0.24f};
  std::vector<int> grades(year.days, kAbsent);
  for (const sensors::Bucket& day : shown.means.days) {
    if (!in_year(day)) continue;
    plot.rows.push_back({day_words(words, shown.zone, day.begin), figure(words, day.mean),
                         std::to_string(std::lround(100 * day.completeness)) + "\u00a0%"});
    if (const std::size_t at = day_at(year, day.begin); at < grades.size())
      grades[at] = day.completeness < sensors::kLeastComplete
                       ? draw::kNoData
                       : draw::sequence_step(day.mean, static_cast<double>(scale.low), static_cast<double>(scale.high));
  }
  std::vector<std::pair<std::size_t, std::string>> months;
  for (int month = 1; month <= 12; ++month)
    months.emplace_back(series::days_from_civil(year.year, month, 1) - series::days_from_civil(year.year, 1, 1),
                        words.tr("date.month-short-" + std::to_string(month)));
  std::vector<std::string> weekdays;
  for (int day = 1; day <= 7; ++day)
    weekdays.push_back(words.tr("date.weekday-short-" + std::to_string(day)).substr(0, 2));
  const std::string low = words.decimal(static_cast<double>(scale.low), scale.digits),
                    high = words.decimal(static_cast<double>(scale.high), scale.digits) + "\u00a0" + header.unit_text;
  plot.tall = [weekday = year.first_weekday](const print::CanvasSize& canvas) {
    return Cells(canvas, weekday).bottom() + canvas.line_height * 1.7;  // the legend's line under it
  };
  plot.paint = [grades = std::move(grades), months = std::move(months), weekdays = std::move(weekdays), low, high,
                whole, weekday = year.first_weekday](print::Canvas& canvas) {
    const double line = canvas.line_height;
    const Cells cells(canvas, weekday);
    for (std::size_t row = 0; row < 7; row += cells.size * 3 < line ? 6 : 3)
      canvas.words({0, cells.top + (static_cast<double>(row) + 0.5) * cells.size}, print::Anchor::kStart, Ink::kAxis,
                   weekdays[row]);
    double last = 0;
    for (const auto& [day, text] : months) {
      const double x = cells.at(day).x, width = canvas.width_of(text);
      if (x < last || x + width > canvas.width) continue;
      canvas.words({x, line * 0.5}, print::Anchor::kStart, Ink::kAxis, text);
      last = x + width + 8;
    }
    for (std::size_t day = 0; day < grades.size(); ++day)
      paint_cell(canvas, cells.at(day), cells.across(), grades[day]);
    if (whole > 0) legend(canvas, cells.left, cells.bottom() + line, low, high);
  };
  return plot;
}

// Made again when the year, the values or the language are others.
const Plot& made_plot(const i18n::Words& words, const Shown& shown, const Year& year, StationState& state) {
  std::shared_ptr<const Made>& made = state.made["calendar"];
  std::string from = words.language() + std::to_string(static_cast<int>(state.view)) + ' ' +
                     std::to_string(shown.edition) + ' ' + std::to_string(year.year);
  if (state.view == sensors::View::kConsolidated)
    if (const auto among = state.made.find("consolidated"); among != state.made.end() && among->second)
      from += ' ' + among->second->from;
  if (!made || made->from != from) {
    Made fresh;
    fresh.from = std::move(from);
    fresh.plot = plot_of(words, shown, year);
    made = std::make_shared<const Made>(std::move(fresh));
  }
  return *made->plot;
}

}  // namespace

void calendar_card(ui::Column& column, const Shown& shown, StationState& state, ui::ScrollArea& scroll,
                   Commands& commands) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "calendar");
  if (!state.chosen || shown.means.days.empty()) return;
  const Year year = year_of(shown.zone, *state.chosen);
  const Plot& plot = made_plot(ui.words(), shown, year, state);
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", plot.title, 2, ui::Type::kCard);
  inside.gap(8);
  const Cells cells(draw::canvas_size(ui, inside.w, 0), year.first_weekday);
  std::optional<Ms> pressed;
  show_plot(inside, "calendar", plot, state.calendar_table, commands, [&](ui::NodeId node, const ui::Rect& rect) {
    const auto cell = [&](std::size_t day) {
      const print::Place at = cells.at(day);
      const auto size = static_cast<float>(cells.across());
      return ui::Rect{rect.x + static_cast<float>(at.x), rect.y + static_cast<float>(at.y), size, size};
    };
    if (const std::size_t chosen = day_at(year, *state.chosen); chosen < year.days && ui.visible(rect))
      ui.stroke(cell(chosen).inset(-1.5f), ui.theme().text, 2.5f, 3);
    const ui::Gesture& gesture = ui.surface(node, rect, false);
    scroll.scroll_by(gesture.wheel_y - gesture.pan_y);
    for (std::size_t day = 0; gesture.tap && day < year.days; ++day)
      if (cell(day).inset(-0.75f).contains(gesture.tap_at)) pressed = begin_of(year, day);
  });
  if (!pressed) return;
  choose(shown, state, *pressed);
  if (*pressed < state.from || *pressed >= state.until) frame_range(shown, state, *pressed);
}

}  // namespace rooms::station_parts
