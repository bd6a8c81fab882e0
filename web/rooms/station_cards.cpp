// What stands beside a station's curve: its checks and correction, stations alike, what can be taken away.
#include <algorithm>
#include <cmath>

#include "rooms/station_parts.h"

namespace rooms::station_parts {

using namespace measures_parts;

namespace {

constexpr std::size_t kMostOthers = 8;

// Two sensors that stood side by side: how one follows the other, in figures and in words.
void verdict(ui::Column& column, const Shown& shown, const sensors::Reading& reference, const StationState& state,
             Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const sensors::SideBySide found = sensors::side_by_side(reference, shown.reading);
  const series::Header& header = shown.reading.raw.header;
  using sensors::Following;
  const ui::Tone tone = found.following == Following::kGood      ? ui::Tone::kSuccess
                        : found.following == Following::kCorrect ? ui::Tone::kInfo
                                                                 : ui::Tone::kWarning;
  const char* key = found.following == Following::kTooFew    ? "beside.too-few"
                    : found.following == Following::kGood    ? "beside.good"
                    : found.following == Following::kCorrect ? "beside.correct"
                                                             : "beside.poor";
  ui::banner(column, "verdict", tone, ui::tokens::kIconScale, words.tr(key));
  column.gap(12);
  {
    const ui::Tall facts(column, "facts", "dl");
    ui::described(column, "pairs", words.tr("beside.pairs"), words.number(found.pairs), nullptr);
    if (found.following != Following::kTooFew) {
      const struct {
        const char* key;
        std::string value;
      } rows[] = {{"slope", words.decimal(found.slope, 2)},
                  {"intercept", value_with_unit(words, found.intercept, header)},
                  {"r2", words.decimal(found.r2, 2)},
                  {"rmse", value_with_unit(words, found.rmse, header)}};
      for (const auto& row : rows) {
        column.gap(8);
        ui::described(column, row.key, words.tr(std::string("beside.") + row.key), row.value, nullptr);
      }
    }
  }
  if (found.following != Following::kGood && found.following != Following::kCorrect) return;
  column.gap(12);
  ui::Flow flow(column);
  if (ui::button(flow, "apply", {.label = words.tr("beside.apply"), .icon = ui::tokens::kIconScale})) {
    const sensors::Recipe line{sensors::Recipe::Kind::kLine, found.slope, found.intercept};
    commands.push_back(WriteSeries{"series.recipe",  // a command, not a key
                                   {{state.series, "recipe", line.text()}}});
  }
  flow.into(column);
}

}  // namespace

void quality_card(ui::Column& column, const Context& context, const sensors::Station& station, const Shown& shown,
                  const StationState& state, Commands& commands) {
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
  {
    const ui::Options keepers{{"", words.tr("keeper.unknown")},
                              {"citizen", words.tr("keeper.citizen")},
                              {"reference", words.tr("keeper.reference")}};
    std::string keeper = station.keeper;
    if (ui::select_field(inside, "keeper", {.label = words.tr("station.keeper")}, keepers, keeper)) {
      std::vector<records::Change> changes;
      for (const base::Id id : station.series)
        changes.push_back({id, "keeper", keeper.empty() ? oplog::Value(oplog::Null{}) : oplog::Value(keeper)});
      commands.push_back(WriteSeries{"series.keeper", std::move(changes)});  // a command, not a key
    }
    inside.gap(12);
  }
  const bool particles = shown.reading.raw.header.quantity.starts_with("pm");
  std::string recipe(context.state.text(state.series, "recipe"));
  if (particles || !recipe.empty()) {
    ui::Options options{{"", words.tr("recipe.none")}};
    if (particles) {
      options.emplace_back("kohler@1 0.4 95", words.tr("recipe.kohler"));
      options.emplace_back("barkjohn@1", words.tr("recipe.barkjohn"));
    }
    if (std::ranges::none_of(options, [&](const auto& option) { return option.first == recipe; })) {
      const std::string name = recipe.substr(0, recipe.find('@'));
      options.emplace_back(recipe, words.knows("recipe." + name) ? words.tr("recipe." + name) : recipe);
    }
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

void others_card(ui::Column& column, const Context& context, const sensors::Station& station, StationState& state,
                 Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const auto others = alike(context, station, state.series);
  if (others.empty()) return;
  const ui::Scope scope(ui, "others");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    ui::heading(inside, "title", words.tr("station.others"), 2, ui::Type::kCard);
    inside.gap(4);
    ui::paragraph(inside, "about", words.plural("station.compare-about", kMostCompared), {.color = ui.theme().muted});
    for (std::size_t i = 0; i < std::min(kMostOthers, others.size()); ++i) {
      const Alike& other = others[i];
      const std::string key = base::to_hex(other.series);
      const auto among = std::ranges::find(state.compared, other.series);
      const bool on = among != state.compared.end();
      inside.gap(12);
      const std::string name =
          std::isnan(other.kilometres)
              ? other.station->name
              : words.tr("station.other", {{"name", other.station->name}, {"km", words.decimal(other.kilometres, 1)}});
      ui::paragraph(inside, "name" + key, name, {.bold = true});
      ui::Flow flow(inside);
      const ui::Scope of(ui, key);
      if (on || state.compared.size() < kMostCompared) {
        if (ui::chip(flow, "compare", words.tr("station.compare", {{"name", other.station->name}}), nullptr, on)) {
          if (on)
            state.compared.erase(among);
          else
            state.compared.push_back(other.series);
          ui.wake(2);
        }
      }
      if (ui::button(flow, "go",
                     {.label = words.tr("station.go"),
                      .icon = ui::tokens::kIconActivity,
                      .look = ui::Look::kQuiet,
                      .description = other.station->name}))
        commands.push_back(GoTo{Screen::kStation, other.series});
      flow.into(inside);
    }
  }
  column.gap(16);
}

void side_by_side_card(ui::Column& column, const Context& context, const sensors::Station& station, const Shown& shown,
                       StationState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const auto others = alike(context, station, state.series);
  if (others.empty()) return;
  const ui::Scope scope(ui, "side-by-side");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    ui::heading(inside, "title", words.tr("beside.title"), 2, ui::Type::kCard);
    inside.gap(8);
    ui::paragraph(inside, "about", words.tr("beside.about"));
    inside.gap(12);
    ui::Options options{{"", words.tr("beside.none")}};
    for (const Alike& other : others) options.emplace_back(base::to_hex(other.series), other.station->name);
    std::string chosen = state.reference ? base::to_hex(state.reference) : std::string();
    if (ui::select_field(inside, "reference", {.label = words.tr("beside.reference")}, options, chosen)) {
      state.reference = base::Id{base::from_hex(chosen).value_or(0)};
      ui.wake(2);
    }
    const Measures::Held* held = state.reference ? context.measures.find(state.reference) : nullptr;
    if (state.reference) {
      inside.gap(12);
      const std::string waiting = waiting_words(words, held);
      if (!waiting.empty())
        ui::paragraph(inside, "waiting", waiting);
      else
        verdict(inside, shown, *held->reading, state, commands);
    }
  }
  column.gap(16);
}

void take_card(ui::Column& column, const sensors::Station& station, const Shown& shown, const StationState& state,
               Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "take");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("station.take"), 2, ui::Type::kCard);
  inside.gap(12);
  {
    ui::Flow flow(inside);
    if (ui::button(flow, "bulletin", {.label = words.tr("station.take.bulletin"), .icon = ui::tokens::kIconPrinter}))
      commands.push_back(
          SaveFile{"bulletin", ".html", "text/html", print::bulletin(bulletin_of(words, shown, state, station))});
    if (ui::button(flow, "picture", {.label = words.tr("station.take.picture"), .icon = ui::tokens::kIconChartLine}))
      commands.push_back(
          SaveFile{"courbe", ".svg", "image/svg+xml", print::curve_svg(printed_curve(words, shown, state))});
    flow.into(inside);
  }
  inside.gap(16);
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

}  // namespace rooms::station_parts
