// What people say of a station's values: which of those that were set aside count all the same, and what is known of a
// day or an hour.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/utf8.h"
#include "rooms/station_plots.h"

namespace rooms::station_parts {

using namespace measures_parts;

namespace {

constexpr std::size_t kMostLetters = 300;  // of a note

}  // namespace

void review_card(ui::Column& column, const Context& context, const Shown& shown, StationState& state,
                 Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const auto kept = sensors::stretches_of(context.state, state.series, "kept");
  const auto rejected = sensors::stretches_of(context.state, state.series, "rejected");
  std::shared_ptr<const Made>& made = state.made["aside"];
  if (const std::string from = std::to_string(shown.edition); !made || made->from != from) {
    Made fresh;
    fresh.from = from;
    fresh.aside = sensors::aside_runs(shown.reading,
                                      {std::numeric_limits<series::Ms>::min(), std::numeric_limits<series::Ms>::max()});
    made = std::make_shared<const Made>(std::move(fresh));
  }
  // Those in sight, the latest first.
  const auto& all = made->aside;
  const auto starts = [](const sensors::AsideRun& run) { return run.stretch.from; };
  const std::span runs(std::ranges::lower_bound(all, state.from, {}, starts),
                       std::ranges::lower_bound(all, state.until, {}, starts));
  if (runs.empty() && kept.empty() && rejected.empty()) return;
  const ui::Scope scope(ui, "review");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    ui::heading(inside, "title", words.tr("review.title"), 2, ui::Type::kCard);
    inside.gap(4);
    ui::paragraph(inside, "about", words.tr("review.about"), {.color = ui.theme().muted});
    const auto when = [&](series::Ms time) {
      const series::Ms local = series::to_local(shown.zone, time);
      const int minute = static_cast<int>(((local % series::kDay) + series::kDay) % series::kDay / series::kMinute);
      return words.tr("review.when", {{"day", date_words(words, shown.zone, time)},
                                      {"time", words.clock_time(minute / 60, minute % 60)}});
    };
    const std::size_t listed = std::min(runs.size(), 5 + state.aside_shown);
    for (std::size_t i = 0; i < listed; ++i) {
      const sensors::AsideRun& run = runs[runs.size() - 1 - i];
      const std::string key = sensors::write_stretch(run.stretch);
      const ui::Scope of(ui, key);
      inside.gap(12);
      const std::string said = words.tr(
          "review.run", {{"when", when(run.stretch.from)}, {"why", aside_reason(words, run.flag, run.points)}});
      const std::string values =
          std::isnan(run.low) ? std::string()
          : run.low == run.high
              ? value_with_unit(words, run.high, shown.reading.raw.header)
              : words.tr("station.range-words", {{"low", figure(words, run.low)},
                                                 {"high", value_with_unit(words, run.high, shown.reading.raw.header)}});
      ui::paragraph(inside, "said", values.empty() ? said : said + "\n" + values);
      ui::Flow flow(inside);
      if (run.flag != series::kRejected && run.flag != series::kClock && run.flag != series::kConflict &&
          ui::button(flow, "keep",
                     {.label = words.tr("review.keep"), .icon = ui::tokens::kIconCheck, .description = said}))
        commands.push_back(WriteSeries{"series.keep",  // a command, not a key
                                       {{state.series, "kept/" + key, std::int64_t{0}}}});
      if (ui::button(flow, "see",
                     {.label = words.tr("review.see"),
                      .icon = ui::tokens::kIconChartLine,
                      .look = ui::Look::kQuiet,
                      .description = said})) {
        state.range = Range::kDay;
        state.view = sensors::View::kRaw;
        state.chosen = series::floor_to(shown.zone, run.stretch.from, series::Step::kEachHour);
        frame_range(shown, state, run.stretch.from);
        ui.wake(2);
      }
      flow.into(inside);
    }
    if (listed < runs.size()) {
      inside.gap(8);
      ui::Flow flow(inside);
      if (ui::button(flow, "more", {.label = words.plural("review.more", runs.size() - listed)}))
        state.aside_shown += 10;
      flow.into(inside);
    }
    // What people said of it, to be taken back.
    const auto by_hand = [&](std::span<const sensors::Stretch> stretches, const char* title, const char* label,
                             const std::string& field, const char* command) {
      if (stretches.empty()) return;
      const ui::Scope group(ui, field);
      inside.gap(16);
      ui::heading(inside, "title", words.plural(title, stretches.size()), 3, ui::Type::kBody);
      for (const sensors::Stretch& stretch : stretches) {
        const std::string key = sensors::write_stretch(stretch);
        const ui::Scope of(ui, key);
        inside.gap(8);
        ui::Flow flow(inside);
        if (ui::button(flow, "back",
                       {.label = words.tr(label, {{"when", stretch_words(words, shown.zone, stretch)}}),
                        .icon = ui::tokens::kIconUndo2,
                        .look = ui::Look::kQuiet}))
          commands.push_back(WriteSeries{command, {{state.series, field + "/" + key, oplog::Null{}}}});
        flow.into(inside);
      }
    };
    constexpr const char* kTakeBack = "series.take-back";    // a command, not a key
    constexpr const char* kCheckAgain = "series.keep-back";  // a command, not a key
    by_hand(rejected, "review.rejected", "review.count-again", "rejected", kTakeBack);
    by_hand(kept, "review.kept", "review.take-back", "kept", kCheckAgain);
  }
  column.gap(16);
}

void notes_card(ui::Column& column, const Context& context, const Shown& shown, StationState& state,
                Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "notes");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    ui::heading(inside, "title", words.tr("notes.title"), 2, ui::Type::kCard);
    inside.gap(4);
    ui::paragraph(inside, "about", words.tr("notes.about"), {.color = ui.theme().muted});
    const auto notes = sensors::notes_of(context.state, state.series);
    for (std::size_t i = 0; i < notes.size(); ++i) {
      const sensors::Note& note = notes[i];
      const ui::Scope of(ui, sensors::write_stretch(note.stretch) + note.words);
      inside.gap(12);
      const std::string when = stretch_words(words, shown.zone, note.stretch);
      ui::paragraph(inside, "words",
                    words.tr("notes.one", {{"number", std::to_string(i + 1)}, {"when", when}, {"words", note.words}}));
      ui::Flow flow(inside);
      if (ui::button(flow, "remove",
                     {.label = words.tr("action.delete"),
                      .icon = ui::tokens::kIconTrash2,
                      .look = ui::Look::kQuiet,
                      .description = note.words}))
        commands.push_back(WriteSeries{"series.note-remove",  // a command, not a key
                                       {{state.series, "notes/" + sensors::write_note(note), oplog::Null{}}}});
      flow.into(inside);
    }
    if (const auto about = noted_stretch(shown, state)) {
      inside.gap(12);
      const std::string when = stretch_words(words, shown.zone, *about);
      const auto held = state.writing.find(state.series);
      std::string text = held == state.writing.end() ? std::string() : held->second.words;
      if (ui::text_field(inside, "writing",
                         {.label = words.tr("notes.write", {{"when", when}}), .max_length = kMostLetters}, text))
        state.writing[state.series].words = text;
      if (std::exchange(state.to_note, false)) ui.focus(ui.id("writing"));
      inside.gap(8);
      ui::Flow flow(inside);
      const bool empty = base::trim(text).empty();
      if (ui::button(flow, "keep",
                     {.label = words.tr("notes.keep"), .icon = ui::tokens::kIconPencil, .disabled = empty}) &&
          !empty) {
        const sensors::Note note{*about, std::string(base::trim(text))};
        commands.push_back(WriteSeries{"series.note",  // a command, not a key
                                       {{state.series, "notes/" + sensors::write_note(note), std::int64_t{0}}}});
        state.writing.erase(state.series);
      } else if (text.empty()) {
        state.writing.erase(state.series);
      } else {
        state.writing[state.series].stretch = *about;
      }
      flow.into(inside);
    }
  }
  column.gap(16);
}

}  // namespace rooms::station_parts

namespace rooms {

std::string unsaved_notes(const StationState& state) {
  if (state.writing.empty()) return {};
  nlohmann::json all = nlohmann::json::object();
  for (const auto& [series, note] : state.writing) all[base::to_hex(series)] = sensors::write_note(note);
  return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void take_unsaved_notes(StationState& state, const records::State& records, std::string_view text) {
  const nlohmann::json all = nlohmann::json::parse(text, nullptr, false);
  if (!all.is_object()) return;
  for (const auto& [series, written] : all.items()) {
    const base::Id id{base::from_hex(series).value_or(0)};
    if (!records.exists(id) || !written.is_string() || state.writing.contains(id)) continue;
    if (auto note = sensors::read_note(written.get_ref<const std::string&>())) state.writing[id] = std::move(*note);
  }
}

}  // namespace rooms
