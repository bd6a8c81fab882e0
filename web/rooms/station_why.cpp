// "Pourquoi ce chiffre ?": from the figure shown back to the sensor, step by step, and what a person may set aside.
#include <cmath>

#include "rooms/station_parts.h"

namespace rooms {
namespace {

using namespace measures_parts;
using namespace station_parts;

std::string bound(const i18n::Words& words, double value) {
  return words.decimal(value, value == std::floor(value) ? 0 : 1);
}

std::string bounds_words(const i18n::Words& words, const Grade& grade, const series::Header& header) {
  const char* key = std::isinf(grade.above)  ? "why.index-upto"
                    : std::isinf(grade.upto) ? "why.index-above"
                                             : "why.index-between";
  return words.tr(key, {{"low", bound(words, grade.above)},
                        {"high", bound(words, grade.upto)},
                        {"unit", header.unit_text},
                        {"what", words.tr(grade.what)}});
}

std::string aside_words(const i18n::Words& words, const sensors::Lineage& lineage) {
  std::string text;
  for (const sensors::Lineage::Aside& aside : lineage.aside)
    text += (text.empty() ? "" : ", ") + aside_reason(words, aside.flag, aside.count);
  return text;
}

const char* formula_key(std::string_view quantity) {
  return quantity.starts_with("noise")  ? "why.formula-noise"
         : quantity == "wind_direction" ? "why.formula-direction"
                                        : "why.formula-mean";
}

void draw_steps(ui::Column& column, const std::vector<WhyStep>& steps) {
  ui::Ui& ui = column.ui;
  const ui::tokens::Theme& theme = ui.theme();
  const ui::Tall list(column, "steps", "list", ui.tr("station.why"));
  const float radius = ui.beside_text(12), lead = 2 * radius + 14;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const ui::Tall item(column, steps[i].key, "item");
    const float top = column.y;
    const ui::Point disc{column.x + radius + 1, top + ui.line_height(ui::Type::kBody) / 2};
    ui::Column inside{ui, column.x + lead, column.y, column.w - lead};
    ui::paragraph(inside, "title", steps[i].title, {.bold = true});
    ui::paragraph(inside, "detail", steps[i].detail, {.type = ui::Type::kLegend, .color = theme.muted});
    inside.gap(14);
    column.y = inside.y;
    if (i + 1 < steps.size())
      ui.line({disc.x, disc.y + radius}, {disc.x, column.y + ui.line_height(ui::Type::kBody) / 2 - radius},
              theme.primary, 3);
    ui.disc(disc, radius, i == 0 ? theme.accent : theme.primary);
    ui.ring(disc, radius, i == 0 ? theme.text : theme.primary, 2);
    if (i > 0) ui.icon(disc, ui::tokens::kIconCheck, radius * 1.2f, theme.on_primary);
  }
}

}  // namespace

std::string station_parts::aside_reason(const i18n::Words& words, series::Flag flag, std::size_t count) {
  constexpr std::pair<series::Flag, const char*> kNames[] = {{series::kRejected, "rejected"}, {series::kClock, "clock"},
                                                             {series::kConflict, "conflict"}, {series::kRange, "range"},
                                                             {series::kStuck, "stuck"},       {series::kSpike, "spike"},
                                                             {series::kDrift, "drift"}};
  for (const auto& [its, name] : kNames)
    if (its == flag) return words.plural(std::string("why.aside.") + name, count);
  return {};
}

std::vector<WhyStep> station_parts::why_steps(const i18n::Words& words, const Shown& shown, const StationState& state,
                                              const sensors::Bucket& bucket) {
  const sensors::Lineage lineage = sensors::explain(shown.reading, shown.humidity, bucket.begin, bucket.end);
  const series::Header& header = shown.reading.raw.header;
  const series::Provenance& provenance = header.provenance;
  std::vector<WhyStep> steps;
  if (const auto grade = grade_of(shown, bucket))
    steps.push_back({"index", index_words(words, *grade),
                     bounds_words(words, *grade, header) + " " + std::string(grade->scale->source) + "."});
  steps.push_back({"shown", words.tr("why.shown", {{"value", value_with_unit(words, bucket.mean, header)}}),
                   mean_words(words, shown.zone, bucket)});
  if (state.view == sensors::View::kConsolidated)
    steps.push_back({"among", words.tr("why.among"), words.tr("why.among-detail")});
  const bool raw = state.view == sensors::View::kRaw;
  const std::size_t used = raw ? bucket.count : lineage.used;
  steps.push_back({"complete",
                   words.tr("why.complete", {{"used", words.plural("measures.points", used)},
                                             {"expected", words.number(lineage.expected)}}),
                   words.tr(bucket.completeness >= sensors::kLeastComplete ? "why.enough" : "why.too-few",
                            {{"percent", std::to_string(std::lround(100 * bucket.completeness))}})});
  if (raw) {
    steps.push_back({"raw", words.tr("why.raw"), words.tr("why.raw-detail")});
  } else {
    if (shown.reading.recipe) {
      const std::string recipe = shown.reading.recipe->text();
      const std::string name = recipe.substr(0, recipe.find('@'));
      std::string detail = words.tr("why.becomes", {{"raw", figure(words, lineage.mean_raw)},
                                                    {"used", value_with_unit(words, lineage.mean_used, header)}});
      if (!std::isnan(lineage.humidity))
        detail += " " + words.tr("why.humidity", {{"percent", std::to_string(std::lround(lineage.humidity))}});
      steps.push_back({"recipe", words.tr("why.recipe", {{"name", words.tr("recipe." + name)}}),
                       detail + " " + words.tr("why.recipe-text", {{"recipe", recipe}})});
    } else {
      steps.push_back({"recipe", words.tr("why.no-recipe"), words.tr("why.no-recipe-detail")});
    }
    const std::string aside = aside_words(words, lineage);
    steps.push_back({"aside", words.tr("why.control"), aside.empty() ? words.tr("why.nothing-aside") : aside});
  }
  steps.push_back({"sensor",
                   words.tr("why.sensor", {{"type", provenance.sensor_type.empty() ? words.tr("why.unknown-sensor")
                                                                                   : provenance.sensor_type}}),
                   provenance.sensor_id.empty() ? header.station.id : provenance.sensor_id});
  steps.push_back({"source",
                   words.tr("why.source", {{"source", provenance.source.empty() ? words.tr("why.unknown-source")
                                                                                : provenance.source}}),
                   provenance.licence.empty() ? words.tr("why.no-licence")
                                              : words.tr("why.licence", {{"licence", provenance.licence}})});
  steps.push_back({"formula", words.tr("why.formula"), words.tr(formula_key(header.quantity))});
  return steps;
}

void station_why(ui::Ui& ui, const Context& context, StationState& state, Commands& commands) {
  if (!state.why) return;
  const auto now = shown(context, state);
  const auto bucket = now ? chosen_bucket(*now, state) : std::nullopt;
  if (!bucket) {
    state.why = false;
    return;
  }
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "why", words.tr("station.why"), 560);
  ui::Column& inside = dialog.inside;
  ui::paragraph(inside, "intro", words.tr("why.intro"), {.color = ui.theme().muted});
  inside.gap(16);
  if (has_grades(now->reading.raw.header)) {
    choose_index(inside, *now, commands);
    inside.gap(16);
  }
  draw_steps(inside, why_steps(words, *now, state, *bucket));
  inside.gap(8);
  const sensors::Stretch stretch{bucket->begin, bucket->end};
  const bool aside = set_aside_by_hand(context, state, stretch),
             of_hour = stretch.until - stretch.from <= series::kHour;
  ui::Flow flow(inside);
  const char* label = aside ? (of_hour ? "why.take-back-hour" : "why.take-back-day")
                            : (of_hour ? "why.set-aside-hour" : "why.set-aside-day");
  if (ui::button(flow, "aside",
                 {.label = words.tr(label), .icon = aside ? ui::tokens::kIconUndo2 : ui::tokens::kIconBan}))
    toggle_aside(context, state, stretch, commands);
  if (ui::button(flow, "close", {.label = words.tr("action.close"), .look = ui::Look::kPrimary}) || dialog.dismissed())
    state.why = false;
  flow.into(inside);
}

}  // namespace rooms
