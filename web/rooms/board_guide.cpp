// What whoever leads a workshop needs at hand: what the phase is for, what is said, who does what; and what can be done
// beside the cards.
#include "rooms/board_parts.h"

namespace rooms {
namespace {

const workshop::Template* template_of(const Context& context, const workshop::Board& board) {
  for (const workshop::Template& from : context.templates)
    if (!board.from.empty() && from.key == board.from) return &from;
  return nullptr;
}

void phase_told(ui::Column& column, const workshop::Board& board, const workshop::Template* from) {
  if (board.phases.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const workshop::Phase& phase = board.phases[board.phase];
  ui::heading(column, "phase", std::to_string(board.phase + 1) + ". " + phase.name, 3, ui::Type::kCard);
  column.gap(4);
  std::string how = phase.minutes ? words.plural("workshops.minutes", static_cast<std::size_t>(phase.minutes)) : "";
  if (board.phase + 1 < board.phases.size())
    how += (how.empty() ? "" : " · ") + words.tr("guide.then", {{"phase", board.phases[board.phase + 1].name}});
  if (!how.empty()) ui::paragraph(column, "how", how, {.color = ui.theme().muted});
  column.gap(8);
  // A template that was changed since has other phases.
  if (!from || from->phases.size() != board.phases.size()) return;
  const workshop::Template::Phase& told = from->phases[board.phase];
  if (!told.purpose.empty()) {
    ui::paragraph(column, "purpose", told.purpose);
    column.gap(8);
  }
  if (!told.who.empty()) {
    ui::paragraph(column, "who", ui.words().tr("guide.who", {{"who", told.who}}));
    column.gap(8);
  }
  if (!told.script.empty()) {
    ui::paragraph(column, "script", told.script, {.bold = true});
    column.gap(8);
  }
}

void roles_told(ui::Column& column, const workshop::Template& from) {
  ui::Ui& ui = column.ui;
  if (from.roles.empty()) return;
  column.gap(8);
  ui::heading(column, "roles", ui.tr("guide.roles"), 3, ui::Type::kCard);
  column.gap(8);
  for (std::size_t i = 0; i < from.roles.size(); ++i) {
    const workshop::Template::Role& role = from.roles[i];
    const ui::Scope scope(ui, "role-" + std::to_string(i));
    ui::paragraph(column, "name", role.name, {.bold = true});
    ui::paragraph(column, "task", role.note.empty() ? role.task : role.task + ' ' + role.note);
    column.gap(8);
  }
}

}  // namespace

void guide_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  if (!state.guiding) return;
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  const workshop::Template* from = template_of(context, board);
  ui::Dialog dialog(ui, "guide", words.tr("guide.title"), 620);
  ui::Column& column = dialog.inside;
  phase_told(column, board, from);
  ui::heading(column, "now", words.tr("guide.now"), 3, ui::Type::kCard);
  column.gap(8);
  ui::Flow tasks(column);
  const auto task = [&](const char* key, const char* label, const char* icon) {
    const bool pressed = ui::button(tasks, key, {.label = words.tr(label), .icon = icon});
    if (pressed) state.guiding = false;
    return pressed;
  };
  if (task("present", "present.open", ui::tokens::kIconPlay)) commands.push_back(GoTo{Screen::kPresent, board.id});
  if (task("alike", "alike.open", ui::tokens::kIconMerge)) look_alike(state);
  if (task("report", "report.add", ui::tokens::kIconMegaphone)) commands.push_back(new_report(words, board));
  if (task("invite", "guide.invite", ui::tokens::kIconQrCode)) commands.push_back(GoTo{Screen::kSync, {}});
  if (task("people", "seating.open", ui::tokens::kIconUsersRound)) open_seating(context, state);
  add_photo_button(tasks, words.tr("photo.wall"), false);
  tasks.into(column);
  column.gap(8);
  if (from) roles_told(column, *from);
  column.gap(12);
  ui::Flow flow(column);
  if (ui::button(flow, "done",
                 {.label = words.tr("board.done"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary}) ||
      dialog.dismissed())
    state.guiding = false;
  flow.into(column);
}

}  // namespace rooms
