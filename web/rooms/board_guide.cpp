// What whoever leads a workshop needs at hand: what the phase is for, what is said, who does what; and what can be done
// beside the cards.
#include "rooms/board_parts.h"
#include "workshop/invitation.h"

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

// What this device is for: whoever joined takes part, and can take over.
void choose_role(ui::Column& column, const BoardState& state, Commands& commands) {
  const i18n::Words& words = column.ui.words();
  ui::Options roles;
  for (const std::string_view role : workshop::kRoles) roles.emplace_back(role, words.tr("role." + std::string(role)));
  std::string chosen(workshop::kRoles[static_cast<std::size_t>(state.role)]);
  if (ui::select_field(column, "role", {.label = words.tr("role.this-tablet"), .help = words.tr("role.help-" + chosen)},
                       roles, chosen))
    commands.push_back(ChooseRole{state.of, workshop::read_role(chosen)});
  column.gap(16);
}

}  // namespace

void guide_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  if (!state.guiding) return;
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  const workshop::Template* from = template_of(context, board);
  ui::Dialog dialog(ui, "guide", words.tr(workshop::leads(state.role) ? "guide.title" : "role.guide"), 620);
  ui::Column& column = dialog.inside;
  phase_told(column, board, from);
  choose_role(column, state, commands);
  ui::heading(column, "now", words.tr("guide.now"), 3, ui::Type::kCard);
  column.gap(8);
  ui::Flow tasks(column);
  const auto task = [&](const char* key, const char* label, const char* icon, bool theirs = true) {
    const bool pressed = theirs && ui::button(tasks, key, {.label = words.tr(label), .icon = icon});
    if (pressed) state.guiding = false;
    return pressed;
  };
  const bool leads = may_lead(state);
  if (task("present", "present.open", ui::tokens::kIconPlay)) commands.push_back(GoTo{Screen::kPresent, board.id});
  if (task("alike", "alike.open", ui::tokens::kIconMerge, leads)) look_alike(state);
  if (task("report", "report.add", ui::tokens::kIconMegaphone, workshop::reports(state.role)))
    commands.push_back(new_report(words, board));
  if (task("invite", "invite.open", ui::tokens::kIconQrCode)) state.inviting = true;
  if (task("rehearse", "rehearsal.begin", ui::tokens::kIconHistory, leads && !board.rehearses))
    commands.push_back(Rehearse{board.id});
  if (task("people", "seating.open", ui::tokens::kIconUsersRound, leads)) open_seating(context, state);
  if (workshop::writes(state.role)) add_photo_button(tasks, words.tr("photo.wall"), false);
  if (task("close", "closing.open", ui::tokens::kIconFlag, leads && !board.rehearses)) state.closing = true;
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

void invite_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  if (!state.inviting) return;
  const i18n::Words& words = ui.words();
  const bool connected = context.exchange.client != nullptr;
  ui::Dialog dialog(ui, "board-invite", words.tr("invite.title"), connected ? 620 : 480);
  ui::Column& column = dialog.inside;
  ui::paragraph(column, "how", words.tr("invite.code"));
  column.gap(8);
  ui::paragraph(column, "symbols", workshop::code_of(state.board.id), {.type = ui::Type::kGiant, .bold = true});
  column.gap(4);
  ui::paragraph(column, "where", words.tr("invite.where"), {.color = ui.theme().muted});
  column.gap(16);
  ui::heading(column, "elsewhere", words.tr("invite.elsewhere"), 3, ui::Type::kBody);
  column.gap(4);
  ui::paragraph(column, "link-how", words.tr(connected ? "sync.invite-how" : "invite.no-hub"));
  column.gap(12);
  if (connected) {
    qr_code(column, context);
    ui::paragraph(column, "link", context.exchange.link, {.type = ui::Type::kLegend});
    column.gap(16);
  }
  ui::Flow flow(column);
  if (connected) {
    if (ui::button(flow, "copy", {.label = words.tr("sync.copy-link"), .icon = ui::tokens::kIconCopy}))
      commands.push_back(CopyText{context.exchange.link});
  } else if (ui::button(flow, "sync", {.label = words.tr("invite.to-sync"), .icon = ui::tokens::kIconRefreshCw})) {
    state.inviting = false;
    commands.push_back(GoTo{Screen::kSync, {}});
  }
  if (ui::button(flow, "close", {.label = words.tr("action.close"), .look = ui::Look::kPrimary}) || dialog.dismissed())
    state.inviting = false;
  flow.into(column);
}

// A workshop's end: what is still open, what is taken away, and the day it ended on.
void closing_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  if (!state.closing) return;
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  ui::Dialog dialog(ui, "closing", words.tr("closing.open"), 560);
  ui::Column& column = dialog.inside;
  ui::paragraph(column, "what", words.tr("closing.what"));
  column.gap(12);
  const auto warn = [&](const char* key, const std::string& said) {
    ui::banner(column, key, ui::Tone::kWarning, ui::tokens::kIconTriangleAlert, said);
    column.gap(8);
  };
  if (board.hidden > 0) warn("hidden", words.plural("closing.hidden", board.hidden));
  const std::size_t ballots =
      workshop::read_box(context.session.setting(workshop::box_setting(board.id))).ballots.size();
  if (ballots > 0) warn("box", words.plural("closing.box", ballots));
  if (const std::size_t left = context.session.saving().unshared; left > 0)
    warn("alone", words.plural("closing.alone", left));
  ui::Flow take(column);
  if (ui::button(take, "copy", {.label = words.tr("sync.save-copy"), .icon = ui::tokens::kIconDownload}))
    commands.push_back(SaveBundle{});
  if (ui::button(take, "print", {.label = words.tr("board.print"), .icon = ui::tokens::kIconPrinter}))
    commands.push_back(TakeAway{board.id, "recueil"});
  take.into(column);
  column.gap(16);
  ui::Flow flow(column);
  if (ui::button(flow, "close",
                 {.label = words.tr("closing.now"), .icon = ui::tokens::kIconFlag, .look = ui::Look::kPrimary})) {
    state.closing = false;
    commands.push_back(WriteBoard{
        "board.close",  // a command, not a key
        {{board.id, "closed", i18n::iso_day(words.local_time(context.now_ms))}, {board.id, "ends", oplog::Null{}}},
        "outcome.board-closed"});
  }
  if (ui::button(flow, "cancel", {.label = words.tr("closing.not-yet")}) || dialog.dismissed()) state.closing = false;
  flow.into(column);
}

void state_of_board(ui::Column& column, const BoardState& state, Commands& commands) {
  const i18n::Words& words = column.ui.words();
  const workshop::Board& board = state.board;
  if (board.rehearses) {
    column.gap(8);
    if (ui::banner(column, "rehearsal", ui::Tone::kInfo, ui::tokens::kIconHistory, words.tr("rehearsal.here"),
                   words.tr("rehearsal.end")))
      commands.push_back(EndRehearsal{board.id});
    column.gap(8);
  }
  if (board.closed.empty()) return;
  column.gap(8);
  if (ui::banner(column, "closed", ui::Tone::kInfo, ui::tokens::kIconFlag,
                 words.tr("closing.closed", {{"date", words.date(board.closed)}}),
                 workshop::leads(state.role) ? words.tr("closing.reopen") : std::string()))
    commands.push_back(WriteBoard{"board.reopen", {{board.id, "closed", oplog::Null{}}}});  // a command, not a key
  column.gap(8);
}

}  // namespace rooms
