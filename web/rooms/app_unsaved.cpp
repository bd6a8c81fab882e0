// What is being written in a form, on a card, under a photograph, by who tries a project or as a station's note: kept
// now and then, taken up again by the next page, left when it is of nothing any more.
#include "rooms/app.h"

namespace rooms {
namespace {

// What is being written in the form is kept this often: a reload or a crash loses no more than that.
constexpr double kUnsavedEveryMs = 400;
constexpr std::string_view kUnsavedSetting = "unsaved", kUnsavedNotesSetting = "unsaved-notes";

}  // namespace

// It goes to the store now and then, and is taken out of it once it is saved or given up.
void App::keep_unsaved(bool at_once) {
  if (!can_write()) return;
  // Where nothing is written the rooms are not asked: they come behind the first screen.
  std::string now = edit_.loaded.empty() ? std::string() : unsaved_text(edit_);
  if (now.empty() && (board_.open || board_.photo)) now = unsaved_board(board_, session_->state());
  if (now.empty() && trial_.of) now = unsaved_trial(trial_);
  keep_unsaved(unsaved_, kUnsavedSetting, std::move(now), at_once);
  keep_unsaved(unsaved_notes_, kUnsavedNotesSetting, station_.writing.empty() ? std::string() : unsaved_notes(station_),
               at_once);
}

void App::keep_unsaved(Unsaved& unsaved, std::string_view setting, std::string now, bool at_once) {
  if (now == unsaved.kept) return;
  const double wait = unsaved.kept_at + kUnsavedEveryMs - ui_.now();
  if (!at_once && !now.empty() && wait > 0) return host_.wake_in(static_cast<int>(wait) + 1);
  unsaved.kept_at = ui_.now();
  unsaved.kept = std::move(now);
  session_->put_setting(setting, unsaved.kept);
}

// What was being written when the page last ended. Notes wait at their stations.
void App::take_up_unsaved() {
  unsaved_notes_.kept = session_->setting(kUnsavedNotesSetting);
  if (!unsaved_notes_.kept.empty()) take_unsaved_notes(station_, session_->state(), unsaved_notes_.kept);
  unsaved_.kept = session_->setting(kUnsavedSetting);
  const records::State& state = session_->state();
  if (unsaved_.kept.empty() || !unsaved_text(edit_).empty() || !unsaved_board(board_, state).empty()) return;
  if (take_unsaved_board(board_, state, unsaved_.kept)) {
    go(Screen::kBoard, board_.of);
  } else if (take_unsaved_trial(trial_, state, unsaved_.kept)) {
    go(Screen::kTrial, trial_.of);
  } else if (take_unsaved(edit_, words_, session_->state(), unsaved_.kept)) {
    const base::Id record{base::from_hex(edit_.loaded).value_or(0)};
    if (record) go(shown_at(record).screen, shown_at(record).record);
    go(Screen::kEdit, record);
  } else {
    return;
  }
  toast(words_.tr("outcome.taken-up"), false);
}

// Where a record is seen: itself, or the board that it is about. One that is not there yet is as its form has it.
App::Where App::shown_at(base::Id record) const {
  const records::State& state = session_->state();
  const records::Draft draft = state.exists(record) ? state.draft(record) : edit_.fresh;
  const auto of = [](std::string_view hex) { return base::Id{base::from_hex(hex).value_or(0)}; };
  if (draft.kind == "sheet") return {Screen::kSheet, record};
  if (draft.kind == "report") return {Screen::kBoard, of(draft.text("board"))};
  if (draft.kind == "choice") return {Screen::kBoard, of(state.text(of(draft.text("on")), "board"))};
  return {Screen::kPlace, record};
}

void App::leave_undone_form() {
  const auto gone = [&] {
    return here_.record && !session_->state().exists(here_.record) && here_.record != edit_.fresh.id;
  };
  if (here_.screen != Screen::kEdit || !gone()) return;
  edit_ = EditState{};
  while (!before_.empty() && gone()) {
    here_ = before_.back();
    before_.pop_back();
  }
  if (gone()) return go(Screen::kHome, {});
  ui_.focus_title();
}

}  // namespace rooms
