#include "rooms/station_plots.h"

#include <algorithm>
#include <cmath>

#include "draw/canvas.h"
#include "formats/csv_cell.h"

namespace rooms::station_parts {
namespace {

using namespace measures_parts;

constexpr double kFileWidth = 720;  // px

bool not_direction(const Asked& asked) { return asked.header().quantity != "wind_direction"; }
bool has_wind(const Asked& asked) {
  return not_direction(asked) && series_of(asked.context.state, asked.station, "wind_direction") &&
         series_of(asked.context.state, asked.station, "wind_speed");
}
std::vector<base::Id> wind(const Context& context, const sensors::Station& station) {
  return {series_of(context.state, station, "wind_direction"), series_of(context.state, station, "wind_speed")};
}
bool several(const Asked& asked) { return not_direction(asked) && asked.station.series.size() > 1; }

constexpr PlotKind kAnalyses[] = {
    {"rhythm", not_direction, rhythm_plot, nothing_else},
    {"week", not_direction, week_plot, nothing_else},
    {"rose", has_wind, rose_plot, wind},
    {"polar", has_wind, polar_plot, wind},
    {"trend", not_direction, trend_plot, nothing_else},
    {"figures", not_direction, figures_plot, nothing_else},
    {"correlation", several, correlation_plot, all_of_it},
};

std::string csv_of(const Plot& plot) {
  std::string out = "\xEF\xBB\xBF";  // so that spreadsheets read it as UTF-8
  const auto add = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ';';
      formats::append_csv_cell(out, row[i]);
    }
    out += "\r\n";
  };
  add(plot.heads);
  for (const auto& row : plot.rows) add(row);
  return out;
}

// Everything that a plot depends on beside its kind.
std::string made_from(const Asked& asked) {
  std::string from = asked.words.language() + std::to_string(static_cast<int>(asked.state.view)) +
                     std::to_string(static_cast<int>(asked.state.beat)) + sensors::write_stretch(asked.stretch) +
                     std::to_string(asked.shown.edition) + std::string(asked.shown.scale);
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

// What the values are held against, when it is asked for.
void show_scale(ui::Column& column, const PlotTable& scale, bool& open) {
  ui::Ui& ui = column.ui;
  {
    ui::Flow flow(column);
    if (ui::button(flow, "scale",
                   {.label = ui.tr(open ? "plot.hide-scale" : "plot.show-scale"),
                    .icon = ui::tokens::kIconScale,
                    .look = ui::Look::kQuiet,
                    .flags = open ? ui::kExpanded : 0u}))
      open = !open;
    flow.into(column);
  }
  if (!open) return;
  column.gap(8);
  ui::paragraph(column, "scale-about", scale.about);
  column.gap(8);
  ui::table(column, "scale-rows",
            {.caption = scale.title, .heads = scale.heads, .rows = scale.rows, .shares = scale.shares});
}

// The kinds that are a question for these values; `chosen` is one of them, where there is any.
std::vector<const PlotKind*> kinds_for(std::span<const PlotKind> all, const Asked& asked, std::string& chosen) {
  std::vector<const PlotKind*> kinds;
  for (const PlotKind& kind : all)
    if (kind.holds(asked)) kinds.push_back(&kind);
  if (!kinds.empty() && std::ranges::find(kinds, chosen, &PlotKind::key) == kinds.end()) chosen = kinds.front()->key;
  return kinds;
}

void choose_kind(ui::Column& column, std::span<const PlotKind* const> kinds, std::string& chosen) {
  ui::Ui& ui = column.ui;
  const ui::Tall group(column, "kinds", "group", ui.tr("plot.title"));
  ui::Flow flow(column);
  for (const PlotKind* kind : kinds)
    if (ui::chip(flow, kind->key, ui.tr("plot." + std::string(kind->key)), nullptr, chosen == kind->key)) {
      chosen = kind->key;
      ui.wake(2);
    }
  flow.into(column);
}

// The plot that is chosen, or that there is too little for it.
void show_chosen(ui::Column& column, std::span<const PlotKind> all, const std::string& chosen, const Asked& asked,
                 StationState& state, bool& table_open, Commands& commands) {
  const ui::Scope of(column.ui, chosen);
  const auto& plot = plot_of(*plot_kind(all, chosen), asked, state);
  if (plot) {
    show_plot(column, chosen, *plot, table_open, commands);
    if (plot->scale) show_scale(column, *plot->scale, state.scale_table);
  } else {
    ui::paragraph(column, "none", column.ui.tr("plot.too-little"));
  }
}

}  // namespace

void show_plot(ui::Column& column, std::string_view key, const Plot& plot, bool& table_open, Commands& commands,
               const OverPicture& over) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::paragraph(column, "summary", plot.summary);
  column.gap(8);
  if (plot.paint) {
    const ui::Rect rect = column.take(plot.tall ? static_cast<float>(plot.tall(draw::canvas_size(ui, column.w, 0)))
                                                : plot.height * std::max(1.f, ui.text_scale() * 0.8f));
    draw::canvas(ui, "picture", rect, plot.summary, plot.paint);
    if (over) over(ui.id("picture"), rect);
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
                 draw::canvas_file(kFileWidth, plot.tall ? plot.tall(print::paper(kFileWidth, 0)) : plot.height * 1.5,
                                   plot.summary, plot.paint)});
  if (!plot.rows.empty() &&
      ui::button(flow, "csv",
                 {.label = words.tr("plot.data"), .icon = ui::tokens::kIconDownload, .look = ui::Look::kQuiet}))
    commands.push_back(SaveFile{std::string(key), ".csv", "text/csv", csv_of(plot)});
  flow.into(column);
  if (table_open && !plot.rows.empty()) {
    column.gap(8);
    ui::table(column, "rows", {.caption = plot.title, .heads = plot.heads, .rows = plot.rows, .shares = plot.shares});
  }
}

std::vector<base::Id> nothing_else(const Context&, const sensors::Station&) { return {}; }
std::vector<base::Id> all_of_it(const Context&, const sensors::Station& station) { return station.series; }

std::span<const PlotKind> analyses() { return kAnalyses; }

const PlotKind* plot_kind(std::span<const PlotKind> kinds, std::string_view key) {
  const auto found = std::ranges::find(kinds, key, &PlotKind::key);
  return found == kinds.end() ? nullptr : &*found;
}

const sensors::Reading* Asked::other(std::string_view quantity) const {
  const Measures::Held* held = context.measures.find(series_of(context.state, station, quantity));
  return held ? held->reading.get() : nullptr;
}

void analyses_card(ui::Column& column, const Asked& asked, StationState& state, Commands& commands) {
  const auto kinds = kinds_for(kAnalyses, asked, state.analysis);
  if (kinds.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "analyses");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("plot.title"), 2, ui::Type::kCard);
  inside.gap(8);
  choose_kind(inside, kinds, state.analysis);
  inside.gap(8);
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
  inside.gap(12);
  show_chosen(inside, kAnalyses, state.analysis, asked, state, state.analysis_table, commands);
}

void application_card(ui::Column& column, const Asked& asked, StationState& state, Commands& commands) {
  const auto kinds = kinds_for(applications(), asked, state.application);
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "application");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", ui.tr(kinds.empty() ? "station.application" : "plot." + state.application), 2,
              ui::Type::kCard);
  inside.gap(8);
  if (kinds.empty()) {
    ui::paragraph(inside, "none", ui.tr("plot.no-application"));
    return;
  }
  if (kinds.size() > 1) {
    choose_kind(inside, kinds, state.application);
    inside.gap(8);
  }
  if (state.application == "index") {
    choose_index(inside, asked.shown, commands);
    inside.gap(12);
  }
  show_chosen(inside, applications(), state.application, asked, state, state.application_table, commands);
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

}  // namespace rooms::station_parts
