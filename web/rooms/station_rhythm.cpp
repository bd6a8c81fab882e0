// When it is much and when little: a station's means by hour of the day, day of the week and month.
#include <algorithm>
#include <cmath>

#include "draw/chart.h"
#include "rooms/station_parts.h"

namespace rooms::station_parts {
namespace {

using namespace measures_parts;
using sensors::Beat;

constexpr const char* kNames[] = {"hour", "weekday", "month"};

// Short under a bar, whole in a sentence and in the table.
std::string part_words(const i18n::Words& words, Beat beat, std::size_t part, bool whole) {
  if (beat == Beat::kHour) return whole ? words.clock_time(static_cast<int>(part), 0) : std::to_string(part);
  const std::string number = std::to_string(part + 1);
  if (beat == Beat::kWeekday) return words.tr((whole ? "date.weekday-" : "date.weekday-short-") + number);
  return words.tr(whole ? "date.month-" + std::string(part < 9 ? "0" : "") + number : "date.month-short-" + number);
}

struct Extremes {
  std::size_t highest = 0, lowest = 0;
};
std::optional<Extremes> extremes_of(const std::vector<sensors::BeatMean>& beats) {
  std::optional<Extremes> found;
  for (std::size_t i = 0; i < beats.size(); ++i) {
    if (beats[i].count == 0) continue;
    if (!found) found = {i, i};
    if (beats[i].mean > beats[found->highest].mean) found->highest = i;
    if (beats[i].mean < beats[found->lowest].mean) found->lowest = i;
  }
  return found;
}

}  // namespace

void rhythm_card(ui::Column& column, const Shown& shown, StationState& state) {
  const std::vector<sensors::BeatMean>& beats = shown.reading.beats[static_cast<std::size_t>(state.beat)];
  if (beats.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const series::Header& header = shown.reading.raw.header;
  const ui::Scope scope(ui, "rhythm");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("rhythm.title"), 2, ui::Type::kCard);
  inside.gap(8);
  {
    ui::Flow flow(inside);
    for (int i = 0; i < 3; ++i)
      if (ui::chip(flow, kNames[i], words.tr(std::string("rhythm.") + kNames[i]), nullptr,
                   state.beat == static_cast<Beat>(i))) {
        state.beat = static_cast<Beat>(i);
        ui.wake(2);
      }
    flow.into(inside);
  }
  inside.gap(12);
  const auto extremes = extremes_of(beats);
  if (!extremes) {
    ui::paragraph(inside, "none", words.tr("measures.nothing"));
    return;
  }
  const sensors::BeatMean &highest = beats[extremes->highest], &lowest = beats[extremes->lowest];
  const std::string said =
      words.tr("rhythm.summary", {{"quantity", quantity_words(words, header.quantity)},
                                  {"highest", part_words(words, state.beat, extremes->highest, true)},
                                  {"high", value_with_unit(words, highest.mean, header)},
                                  {"lowest", part_words(words, state.beat, extremes->lowest, true)},
                                  {"low", value_with_unit(words, lowest.mean, header)}});
  ui::paragraph(inside, "summary", said);
  inside.gap(8);
  const double low = begins_at_zero(header.quantity) ? 0 : lowest.mean - 0.2 * (highest.mean - lowest.mean);
  const draw::Scale scale = draw::round_scale(static_cast<float>(low), static_cast<float>(highest.mean), 3);
  draw::BarsSpec spec;
  spec.name = said;
  spec.low = scale.low;
  spec.high = scale.high;
  spec.step = scale.step;
  spec.unit = header.unit_text;
  for (const double mark : scale.marks()) spec.marks.push_back(words.decimal(mark, scale.digits));
  for (std::size_t i = 0; i < beats.size(); ++i)
    spec.bars.push_back({static_cast<float>(beats[i].mean), part_words(words, state.beat, i, false)});
  draw::bars(ui, "bars", inside.take(200 * std::max(1.f, ui.text_scale() * 0.8f)), spec);
  inside.gap(8);
  ui::Flow flow(inside);
  if (ui::button(flow, "table",
                 {.label = words.tr(state.beat_table ? "rhythm.hide-table" : "rhythm.show-table"),
                  .icon = ui::tokens::kIconTable,
                  .look = ui::Look::kQuiet,
                  .flags = state.beat_table ? ui::kExpanded : 0u}))
    state.beat_table = !state.beat_table;
  flow.into(inside);
  if (!state.beat_table) return;
  inside.gap(8);
  ui::TableSpec table{.caption = words.tr("rhythm.title"),
                      .heads = {words.tr(std::string("rhythm.") + kNames[static_cast<std::size_t>(state.beat)]),
                                words.tr("station.head.mean"), words.tr("rhythm.count")},
                      .rows = {},
                      .shares = {}};
  for (std::size_t i = 0; i < beats.size(); ++i)
    table.rows.push_back(
        {part_words(words, state.beat, i, true), figure(words, beats[i].mean), words.number(beats[i].count)});
  ui::table(inside, "rows", table);
}

}  // namespace rooms::station_parts
