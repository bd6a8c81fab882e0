// What the files of the form and the history share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/opening_hours.h"
#include "rooms/frame.h"
#include "rooms/rooms.h"

namespace rooms {

inline constexpr float kTextColumn = 720;  // layout px: wider lines are hard to read

// A term and what is said of it, inside a container of role dl.
void described_lines(ui::Column& column, std::string_view key, std::string_view label,
                     const std::vector<std::string>& lines);
// "Before: …", "After: …"; for a field of several values what was added and removed.
std::vector<std::string> change_lines(const i18n::Words& words, const records::Field* field,
                                      const records::Values& before, const records::Values& after);

// What is wrong, under the fields it is about (whose description says it too).
void error_under(ui::Column& column, std::string_view text);

// ---- edit_values.cpp: between what stands in the fields and the draft
// Takes the draft and the written values of `record` (none: a new place) into the state; of one that is not there yet
// those of EditState::fresh.
void load(EditState& state, const i18n::Words& words, const records::Kind& kind, const records::State& records,
          base::Id record);
// Of the record whose form it is; of none a place.
const records::Kind& edited_kind(const EditState& state, const records::State& records, base::Id record);
bool changed(const EditState& state, const records::Field& field);
// One value a line, without blanks around.
std::vector<std::string> lines_of(std::string_view text);
// The values of a field chosen from a list, listed ones and others.
std::vector<std::string> chosen(const EditState& state, const records::Field& field);

struct Taken {
  std::string problem;  // in words; empty: none
  bool blocks = false;  // must be put right before saving
};
// Puts what is written in `field` into the draft; what cannot be read stays written and leaves the draft as it was.
Taken take(EditState& state, const i18n::Words& words, const records::Field& field);

// ---- edit_hours.cpp: the week as people write it
std::optional<int> read_time(std::string_view written);  // minutes after midnight, 0..1440
struct DayProblem {
  std::size_t time = 0;  // which of DayHours::times is to be put right
  base::Message reason;
};
std::optional<DayProblem> day_problem(const DayHours& day);
std::string time_words(const i18n::Words& words, int minutes);
// Nothing when a day has more spans than the editor shows.
std::optional<std::array<DayHours, 7>> written_week(const i18n::Words& words, const records::Week& week);
records::Week read_week(const std::array<DayHours, 7>& days);  // of days without problem
void hours_editor(ui::Column& column, EditState& state, const records::Field& field, bool all_problems);

// ---- edit_fields.cpp: one field of the form, by its type
void edit_field(ui::Column& column, EditState& state, const records::Field& field);

// ---- edit_review.cpp: what changes and what is missing, as the last step and beside the others
// Both give the key of a field the person wants to fill in.
using Fields = std::vector<const records::Field*>;
std::optional<std::string> review(ui::Column& column, EditState& state, const Fields& fields);
std::optional<std::string> summary(ui::Column& column, EditState& state, const Fields& fields);

}  // namespace rooms
