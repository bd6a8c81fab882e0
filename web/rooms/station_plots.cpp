#include "rooms/station_plots.h"

#include <algorithm>
#include <cmath>

#include "draw/canvas.h"

namespace rooms::station_parts {
namespace {

using namespace measures_parts;

constexpr double kFileWidth = 720;

std::vector<base::Id> nothing(const Context&, const sensors::Station&) { return {}; }
bool not_direction(const Asked& asked) { return asked.header().quantity != "wind_direction"; }
bool has_wind(const Asked& asked) {
  return not_direction(asked) && series_of_quantity(asked.context, asked.station, "wind_direction") &&
         series_of_quantity(asked.context, asked.station, "wind_speed");
}
std::vector<base::Id> wind(const Context& context, const sensors::Station& station) {
  return {series_of_quantity(context, station, "wind_direction"), series_of_quantity(context, station, "wind_speed")};
}
bool several(const Asked& asked) { return not_direction(asked) && asked.station.series.size() > 1; }
std::vector<base::Id> all_of_it(const Context&, const sensors::Station& station) { return station.series; }

constexpr PlotKind kAnalyses[] = {
    {"rhythm", not_direction, rhythm_plot, nothing},
    {"week", not_direction, week_plot, nothing},
    {"rose", has_wind, rose_plot, wind},
    {"polar", has_wind, polar_plot, wind},
    {"trend", not_direction, trend_plot, nothing},
    {"figures", not_direction, figures_plot, nothing},
    {"correlation", several, correlation_plot, all_of_it},
};

std::string csv_of(const Plot& plot) {
  std::string out;
  const auto add = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string cell = row[i];
      for (std::size_t at = 0; (at = cell.find('"', at)) != std::string::npos; at += 2) cell.insert(at, 1, '"');
      out += (i ? ";\"" : "\"") + cell + '"';
    }
    out += "\r\n";
  };
  add(plot.heads);
  for (const auto& row : plot.rows) add(row);
  return "\xEF\xBB\xBF" + out;  // so that spreadsheets read it as UTF-8
}

// Everything that a plot depends on beside its kind.
std::string made_from(const Asked& asked) {
  std::string from = asked.words.language() + std::to_string(static_cast<int>(asked.state.view)) +
                     std::to_string(static_cast<int>(asked.state.beat)) + sensors::write_stretch(asked.stretch) +
                     std::to_string(asked.shown.edition);
  for (const base::Id id : asked.station.series)
    if (const Measures::Held* held = asked.context.measures.find(id); held && held->reading)
      from += ' ' + std::to_string(held->edition);
  return from;
}

const std::optional<Plot>& plot_of(const PlotKind& kind, const Asked& asked, StationState& state) {
  std::shared_ptr<const Made>& made = state.made[std::string(kind.key)];
  std::string from = made_from(asked);
  if (!made || made->from != from) {
    Made fresh;
    fresh.plot = kind.make(asked);
    fresh.from = std::move(from);
    made = std::make_shared<const Made>(std::move(fresh));
  }
  return made->plot;
}

// Sentence, picture, table and what can be taken of them.
void show(ui::Column& column, std::string_view key, const Plot& plot, bool& table_open, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::paragraph(column, "summary", plot.summary);
  column.gap(8);
  if (plot.paint) {
    draw::canvas(ui, "picture", column.take(plot.height * std::max(1.f, ui.text_scale() * 0.8f)), plot.summary,
                 plot.paint);
    column.gap(8);
  }
  ui::Flow flow(column);
  if (!plot.rows.empty() && ui::button(flow, "table",
                                       {.label = words.tr(table_open ? "plot.hide-table" : "plot.show-table"),
                                        .icon = ui::tokens::kIconTable,
                                        .look = ui::Look::kQuiet,
                                        .flags = table_open ? ui::kExpanded : 0u}))
    table_open = !table_open;
  if (plot.paint &&
      ui::button(flow, "svg",
                 {.label = words.tr("plot.picture"), .icon = ui::tokens::kIconDownload, .look = ui::Look::kQuiet}))
    commands.push_back(
        SaveFile{std::string(key), ".svg", "image/svg+xml",
                 draw::canvas_file(kFileWidth, static_cast<double>(plot.height) * 1.5, plot.summary, plot.paint)});
  if (!plot.rows.empty() &&
      ui::button(flow, "csv",
                 {.label = words.tr("plot.data"), .icon = ui::tokens::kIconDownload, .look = ui::Look::kQuiet}))
    commands.push_back(SaveFile{std::string(key), ".csv", "text/csv", csv_of(plot)});
  flow.into(column);
  if (!table_open || plot.rows.empty()) return;
  column.gap(8);
  ui::table(column, "rows", {.caption = plot.title, .heads = plot.heads, .rows = plot.rows, .shares = plot.shares});
}

}  // namespace

std::span<const PlotKind> analyses() { return kAnalyses; }

const PlotKind* plot_kind(std::span<const PlotKind> kinds, std::string_view key) {
  const auto found = std::ranges::find(kinds, key, &PlotKind::key);
  return found == kinds.end() ? nullptr : &*found;
}

base::Id series_of_quantity(const Context& context, const sensors::Station& station, std::string_view quantity) {
  for (const base::Id id : station.series)
    if (context.state.text(id, "quantity") == quantity) return id;
  return {};
}

const sensors::Reading* Asked::other(std::string_view quantity) const {
  const Measures::Held* held = context.measures.find(series_of_quantity(context, station, quantity));
  return held ? held->reading.get() : nullptr;
}

void analyses_card(ui::Column& column, const Asked& asked, StationState& state, Commands& commands) {
  std::vector<const PlotKind*> kinds;
  for (const PlotKind& kind : kAnalyses)
    if (kind.holds(asked)) kinds.push_back(&kind);
  if (kinds.empty()) return;
  if (std::ranges::none_of(kinds, [&](const PlotKind* kind) { return kind->key == state.analysis; }))
    state.analysis = kinds.front()->key;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "analyses");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("plot.title"), 2, ui::Type::kCard);
  inside.gap(8);
  {
    const ui::Tall group(inside, "kinds", "group", words.tr("plot.title"));
    ui::Flow flow(inside);
    for (const PlotKind* kind : kinds)
      if (ui::chip(flow, kind->key, words.tr("plot." + std::string(kind->key)), nullptr, state.analysis == kind->key)) {
        state.analysis = kind->key;
        ui.wake(2);
      }
    flow.into(inside);
  }
  inside.gap(8);
  {
    ui::Flow flow(inside);
    if (ui::chip(flow, "sight", words.tr("plot.of-sight"), nullptr, state.of_sight)) {
      state.of_sight = !state.of_sight;
      ui.wake(2);
    }
    if (state.analysis == "rhythm")
      for (int i = 0; i < 3; ++i) {
        constexpr const char* kBeats[] = {"hour", "weekday", "month"};
        if (!ui::chip(flow, kBeats[i], words.tr(std::string("rhythm.") + kBeats[i]), nullptr,
                      state.beat == static_cast<sensors::Beat>(i)))
          continue;
        state.beat = static_cast<sensors::Beat>(i);
        ui.wake(2);
      }
    flow.into(inside);
  }
  inside.gap(12);
  const ui::Scope of(ui, state.analysis);
  const auto& plot = plot_of(*plot_kind(kAnalyses, state.analysis), asked, state);
  if (plot)
    show(inside, state.analysis, *plot, state.analysis_table, commands);
  else
    ui::paragraph(inside, "none", words.tr("plot.too-little"));
}

void application_card(ui::Column& column, const Asked& asked, StationState& state, Commands& commands) {
  std::vector<const PlotKind*> kinds;
  for (const PlotKind& kind : applications())
    if (kind.holds(asked)) kinds.push_back(&kind);
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "application");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  if (kinds.empty()) {
    ui::heading(inside, "title", words.tr("station.application"), 2, ui::Type::kCard);
    inside.gap(8);
    ui::paragraph(inside, "none", words.tr("plot.no-application"));
    return;
  }
  if (std::ranges::none_of(kinds, [&](const PlotKind* kind) { return kind->key == state.application; }))
    state.application = kinds.front()->key;
  ui::heading(inside, "title", words.tr("plot." + state.application), 2, ui::Type::kCard);
  inside.gap(8);
  if (kinds.size() > 1) {
    ui::Flow flow(inside);
    for (const PlotKind* kind : kinds)
      if (ui::chip(flow, kind->key, words.tr("plot." + std::string(kind->key)), nullptr,
                   state.application == kind->key)) {
        state.application = kind->key;
        ui.wake(2);
      }
    flow.into(inside);
    inside.gap(8);
  }
  const ui::Scope of(ui, state.application);
  const auto& plot = plot_of(*plot_kind(applications(), state.application), asked, state);
  if (plot)
    show(inside, state.application, *plot, state.application_table, commands);
  else
    ui::paragraph(inside, "none", words.tr("plot.too-little"));
}

// ---- painting

Axes axes(print::Canvas& canvas, const i18n::Words& words, double low, double high, const std::string& unit) {
  const draw::Scale scale = draw::round_scale(static_cast<float>(low), static_cast<float>(high), 4);
  std::vector<std::string> marks;
  double widest = canvas.width_of(unit);
  for (const double mark : scale.marks()) {
    marks.push_back(words.decimal(mark, scale.digits));
    widest = std::max(widest, canvas.width_of(marks.back()));
  }
  const Axes axes{widest + 8,
                  canvas.line_height * 1.6,
                  canvas.width - 4,
                  canvas.height - canvas.line_height * 1.4,
                  static_cast<double>(scale.low),
                  static_cast<double>(scale.high)};
  canvas.words({axes.left - 8, canvas.line_height * 0.5}, print::Anchor::kEnd, print::Ink::kAxis, unit);
  const auto values = scale.marks();
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const double y = axes.y(values[i]);
    canvas.line({{axes.left, y}, {axes.right, y}}, print::Ink::kGrid);
    canvas.words({axes.left - 8, y}, print::Anchor::kEnd, print::Ink::kAxis, marks[i]);
  }
  return axes;
}

void below(print::Canvas& canvas, const Axes& axes, std::span<const std::pair<double, std::string>> words) {
  double last = -1e9;
  for (const auto& [x, text] : words) {
    const double half = canvas.width_of(text) / 2;
    if (x - half < last + 6 || x + half > canvas.width + 2) continue;
    canvas.words({x, axes.bottom + canvas.line_height * 0.8}, print::Anchor::kMiddle, print::Ink::kAxis, text);
    last = x + half;
  }
}

void legend(print::Canvas& canvas, double left, double y, const std::string& low, const std::string& high) {
  canvas.words({left, y}, print::Anchor::kStart, print::Ink::kAxis, low);
  double x = left + canvas.width_of(low) + 8;
  for (int i = 0; i < 6; ++i, x += 22) canvas.box(x, y - 8, 20, 16, print::step(print::Ink::kSequence, i));
  canvas.words({x + 6, y}, print::Anchor::kStart, print::Ink::kAxis, high);
}

int shade(double value, double low, double high) {
  if (std::isnan(value)) return -1;
  if (!(high > low)) return 0;
  return static_cast<int>(std::clamp((value - low) / (high - low) * 6, 0.0, 5.0));
}

}  // namespace rooms::station_parts
