// The stations of this device: sensor files read into them, and what each says last.
#include <algorithm>

#include "rooms/files_parts.h"
#include "rooms/measures_parts.h"

namespace rooms {
namespace {

using measures_parts::moment_card;
using measures_parts::quantity_words;
using Step = SensorIntake::Step;

constexpr std::string_view kAccepted = ".csv,.tsv,.txt,.json";

ui::CardSpec station_spec(const ui::Ui& ui, std::string title, std::string detail) {
  for (const ui::tokens::KindStyle& style : ui::tokens::kKinds)
    if (style.kind == "series")
      return {std::move(title), std::move(detail), style.icon, style.ink[ui.theme_id()], style.soft[ui.theme_id()]};
  return {std::move(title), std::move(detail), ui::tokens::kIconActivity, ui.theme().primary, ui.theme().surface};
}

void intake_card(ui::Column& column, const Context& context, Commands& commands) {
  const SensorIntake& intake = context.measures.intake;
  if (intake.step == Step::kNone) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "intake");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    const bool busy = intake.step == Step::kReading || intake.step == Step::kKeeping;
    ui::heading(inside, "title",
                intake.files > 1           ? words.plural("measures.files", intake.files)
                : intake.file_name.empty() ? words.tr("measures.example")
                                           : intake.file_name,
                2, ui::Type::kCard);
    inside.gap(8);
    if (intake.step == Step::kReading)
      ui::progress_bar(inside, "progress", words.tr("measures.reading-file"),
                       words.bytes(intake.bytes_read) + " / " + words.bytes(intake.bytes),
                       intake.bytes ? static_cast<float>(intake.bytes_read) / static_cast<float>(intake.bytes) : -1);
    if (intake.step == Step::kKeeping)
      ui::progress_bar(inside, "progress", words.tr("measures.keeping"),
                       words.number(intake.kept) + " / " + words.number(intake.total),
                       intake.total ? static_cast<float>(intake.kept) / static_cast<float>(intake.total) : -1);
    if (!intake.refused.empty() && !busy) {
      for (std::size_t i = 0; i < std::min<std::size_t>(3, intake.refused.size()); ++i) {
        const auto& [file, why] = intake.refused[i];
        ui::banner(inside, "refused" + std::to_string(i), ui::Tone::kWarning, ui::tokens::kIconTriangleAlert,
                   words.tr("measures.refused", {{"file", file}, {"why", words.tr(why)}}));
        inside.gap(8);
      }
      if (intake.refused.size() > 3) {
        ui::paragraph(inside, "refused-more", words.plural("measures.more-refused", intake.refused.size() - 3));
        inside.gap(8);
      }
    }
    if (intake.step == Step::kFailed && intake.refused.empty()) {
      ui::banner(inside, "failed", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert, words.tr(intake.failure));
      inside.gap(8);
    }
    if (intake.step == Step::kFailed) ui::paragraph(inside, "kept", words.tr("measures.nothing-changed"));
    if (intake.step == Step::kDone) {
      ui::paragraph(inside, "outcome",
                    words.tr("measures.taken-in", {{"points", words.plural("measures.points", intake.points)},
                                                   {"series", words.plural("measures.series", intake.series)},
                                                   {"stations", words.plural("measures.stations", intake.stations)}}));
      if (intake.rejected > 0) {
        inside.gap(4);
        ui::paragraph(inside, "rejected", words.plural("measures.rows-left-out", intake.rejected));
      }
    }
    if (!intake.remarks.empty()) {
      inside.gap(12);
      const std::size_t all = intake.remarks.size() + intake.remarks_left;
      ui::heading(inside, "remarks-title", words.plural("measures.remarks", all), 3, ui::Type::kBody);
      inside.gap(4);
      const ui::Tall list(inside, "remarks", "list", words.tr("measures.remarks-name"));
      constexpr std::size_t kShown = 6;
      for (std::size_t i = 0; i < std::min(kShown, intake.remarks.size()); ++i)
        files_parts::bullet(inside, "remark" + std::to_string(i), files_parts::remark_words(words, intake.remarks[i]));
      if (all > kShown) files_parts::bullet(inside, "more", words.plural("measures.more-remarks", all - kShown));
    }
    inside.gap(12);
    ui::Flow flow(inside);
    if (intake.step != Step::kKeeping &&
        ui::button(flow, "close", {.label = words.tr(busy ? "action.cancel" : "action.close")}))
      commands.push_back(CloseIntake{});
    flow.into(inside);
  }
  column.gap(16);
}

// What a file may leave out, said before it is opened.
void unsaid(ui::Column& column, MeasuresState& state) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  {
    ui::Flow flow(column);
    if (ui::button(flow, "unsaid",
                   {.label = words.tr("measures.unsaid"),
                    .icon = state.telling ? ui::tokens::kIconChevronUp : ui::tokens::kIconChevronDown,
                    .look = ui::Look::kQuiet,
                    .flags = state.telling ? ui::kExpanded : 0u}))
      state.telling = !state.telling;
    flow.into(column);
  }
  if (!state.telling) return;
  column.gap(8);
  ui::Card card(column);
  ui::Options zones, quantities{{"", words.tr("measures.quantity-unsaid")}};
  for (const series::Zone& zone : series::zones()) zones.emplace_back(std::string(zone.name), std::string(zone.name));
  for (const series::Quantity& quantity : series::quantities())
    quantities.emplace_back(std::string(quantity.key), quantity_words(words, quantity.key));
  ui::select_field(card.inside, "zone", {.label = words.tr("measures.zone"), .help = words.tr("measures.zone-help")},
                   zones, state.zone);
  card.inside.gap(16);
  ui::select_field(card.inside, "quantity",
                   {.label = words.tr("measures.quantity"), .help = words.tr("measures.quantity-help")}, quantities,
                   state.quantity);
}

// A station's figure of the quantity shown, and of when it is.
std::string latest_words(const i18n::Words& words, const Context& context, const MeasuresState& state,
                         const sensors::Station& station) {
  const base::Id series = measures_parts::series_of(context.state, station, state.shown);
  const Measures::Held* held = context.measures.find(series);
  if (std::string waiting = measures_parts::waiting_words(words, held); !waiting.empty()) return waiting;
  const sensors::Bucket* shown = measures_parts::shown_hour(context, state, station);
  if (!shown && !state.hour) shown = sensors::latest(held->reading->at(sensors::View::kReprocessed).days);
  if (!shown) return words.tr(state.hour ? "moment.nothing" : "measures.nothing");
  return words.tr("measures.latest",
                  {{"quantity", quantity_words(words, context.state.text(series, "quantity"))},
                   {"value", measures_parts::value_with_unit(words, shown->mean, held->reading->raw.header)},
                   {"when", measures_parts::mean_words(words, sensors::zone_of(held->reading->raw), *shown)}});
}

// `number`: its pin's on the map; none where there is no map, or the station is not on it.
void station_row(ui::Column& column, const Context& context, const MeasuresState& state,
                 const sensors::Station& station, std::optional<std::size_t> number, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const base::Id first = measures_parts::series_of(context.state, station, state.shown);
  std::string quantities;
  for (const base::Id id : station.series) {
    const std::string one = quantity_words(words, context.state.text(id, "quantity"));
    if (quantities.find(one) == std::string::npos) quantities += (quantities.empty() ? "" : ", ") + one;
  }
  std::string detail = measures_parts::exposure_words(words, station.is.exposure);
  if (!station.keeper.empty()) detail += " · " + words.tr("keeper." + station.keeper);
  detail += " · " + quantities + "\n" + latest_words(words, context, state, station);
  std::string name = station.demonstration ? words.tr("measures.invented", {{"name", station.name}}) : station.name;
  if (number) name = std::to_string(*number) + ". " + name;
  const ui::CardSpec spec = station_spec(ui, std::move(name), detail);
  const float height = ui::card_button_height(ui, spec, column.w);
  if (ui::card_button_at(ui, base::to_hex(first), column.take(height), spec))
    commands.push_back(GoTo{Screen::kStation, first});
  column.gap(12);
}

void list_of_stations(ui::Ui& ui, const Context& context, MeasuresState& state, const ui::Rect& area, bool with_map,
                      Commands& commands) {
  const i18n::Words& words = ui.words();
  ui::ScrollArea scroll(ui, "scroll", area, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.w = std::min(column.w, 720.f);
  column.y -= ui.margin() - 4;
  if (context.session.phase() != session::Phase::kReady) {
    ui::paragraph(column, "opening", words.tr("home.opening"));
    return;
  }
  const std::vector<sensors::Station>& stations = context.measures.stations;
  ui::paragraph(column, "intro", words.tr(stations.empty() ? "measures.empty" : "measures.intro"));
  column.gap(12);
  const Step step = context.measures.intake.step;
  if (step != Step::kReading && step != Step::kKeeping) {
    ui::Flow flow(column);
    ui::file_button(flow, "open",
                    {.label = words.tr("measures.open"), .icon = ui::tokens::kIconUpload, .look = ui::Look::kPrimary},
                    kAccepted, true);
    if (stations.empty() &&
        ui::button(flow, "demonstration",
                   {.label = words.tr("measures.demonstration"), .icon = ui::tokens::kIconChartLine}))
      commands.push_back(LoadDemonstrationSeries{});
    flow.into(column);
    column.gap(8);
    ui::paragraph(column, "formats", words.tr("measures.formats"),
                  {.type = ui::Type::kLegend, .color = ui.theme().muted});
    column.gap(8);
    unsaid(column, state);
    column.gap(16);
  }
  intake_card(column, context, commands);
  if (stations.empty()) return;
  moment_card(column, context, state);
  const auto shown = [&](const sensors::Station& station) {
    return static_cast<bool>(measures_parts::series_of(context.state, station, state.shown));
  };
  ui::heading(column, "stations-title",
              words.plural("measures.stations", static_cast<std::size_t>(std::ranges::count_if(stations, shown))), 2,
              ui::Type::kCard);
  column.gap(12);
  for (std::size_t i = 0; i < stations.size(); ++i)
    if (shown(stations[i]))
      station_row(column, context, state, stations[i],
                  with_map && measures_parts::located(stations[i]) ? std::optional(i + 1) : std::nullopt, commands);
}

}  // namespace

void measures(ui::Ui& ui, const Context& context, MeasuresState& state, const ui::Rect& area, Commands& commands) {
  const ui::Scope scope(ui, "measures");
  const std::vector<sensors::Station>& stations = context.measures.stations;
  const bool with_map = ui.wide_enough() && std::ranges::any_of(stations, measures_parts::located);
  const float list = with_map ? std::min(area.w * 0.6f, 720.f) : area.w;
  list_of_stations(ui, context, state, {area.x, area.y, list, area.h}, with_map, commands);
  if (with_map)
    measures_parts::station_map(ui, context, state, {area.x + list, area.y, area.w - list, area.h}, commands);
}

}  // namespace rooms
