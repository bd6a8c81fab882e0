// The application's part in workshops: boards prepared, cards and their sheets, whose turn it is, what is taken away.
#include "rooms/app.h"
#include "workshop/lineage.h"
#include "workshop/rehearsal.h"
#include "workshop/voters.h"

namespace rooms {

void App::fetch_templates() {
  if (!std::exchange(templates_asked_, true)) host_.fetch_asset(kTemplatesFile);
}

// In the current language; a board without brief or phases comes last.
void App::read_templates() {
  templates_.clear();
  auto read = workshop::read_templates(templates_json_, words_.language());
  if (read) templates_ = std::move(*read);
  workshop::Template blank{"blank", words_.tr("workshops.blank"), "", {}, {}};
  for (const char* zone : {"workshops.blank-ideas", "workshops.blank-kept", "workshops.blank-questions"})
    blank.zones.push_back({words_.tr(zone), ""});
  templates_.push_back(std::move(blank));
}

void App::prepare_board(std::size_t from) {
  if (from >= templates_.size()) return;
  std::vector<records::Draft> drafts = workshop::prepare(templates_[from], file_date(), random_);
  const base::Id id = drafts.front().id;
  if (!session_->save_all(std::move(drafts), "board.prepare")) return;  // a command, not a key
  set_role(id, workshop::Role::kFacilitator);
  go(Screen::kBoard, id);
  toast(words_.tr("outcome.board-prepared"), true);
}

void App::set_role(base::Id board, workshop::Role role) {
  session_->put_setting(workshop::role_setting(board), std::string(workshop::kRoles[static_cast<std::size_t>(role)]));
}

// Who was invited takes part; whoever prepared the workshop leads.
void App::take_part(base::Id board) {
  if (session_->setting(workshop::role_setting(board)).empty()) set_role(board, workshop::Role::kParticipant);
}

void App::rehearse(base::Id board) {
  std::vector<records::Draft> drafts = workshop::rehearsal_of(session_->state(), board, random_);
  const base::Id id = drafts.front().id;
  if (!session_->save_all(std::move(drafts), "board.rehearse")) return;  // a command, not a key
  go(Screen::kBoard, id);
  toast(words_.tr("outcome.rehearsal-begun"), true);
}

void App::end_rehearsal(base::Id board) {
  const records::State& state = session_->state();
  const base::Id real = state.reference(board, "rehearses");
  std::vector<records::Change> changes;
  for (const base::Id id : workshop::all_of(state, board))
    changes.push_back({id, std::string(records::kRemovedKey), true});
  if (!session_->write_all(changes, "board.end-rehearsal")) return;  // a command, not a key
  go(state.exists(real) ? Screen::kBoard : Screen::kWorkshops, state.exists(real) ? real : base::Id());
  toast(words_.tr("outcome.rehearsal-ended"), true);
}

void App::keep_card(const KeepCard& keep) {
  const records::State& state = session_->state();
  const bool fresh = !state.exists(keep.draft.id);
  const base::Id board{base::from_hex(keep.draft.text("board")).value_or(0)};
  if (fresh && state.number(board, "covered").value_or(0) != 0) {
    session_->save_private(keep.draft, "card.add");  // a command, not a key
    toast(words_.tr("outcome.card-hidden"), true);
    return;
  }
  std::vector<records::Draft> drafts{keep.draft};
  if (!keep.group.empty()) {
    const base::Id group = workshop::find_or_make_group(state, board, keep.group, random_, drafts);
    drafts.front().set("group", base::to_hex(group));
  }
  session_->save_all(std::move(drafts), fresh ? "card.add" : "card.edit");  // commands, not a key
  toast(words_.tr(fresh ? "outcome.card-added" : "outcome.card-kept"), true);
}

void App::group_cards(const GroupCards& group) {
  std::vector<records::Draft> drafts;
  const base::Id id = workshop::find_or_make_group(session_->state(), group.board, group.title, random_, drafts);
  for (const base::Id card : group.cards) {
    records::Draft& draft = drafts.emplace_back(session_->state().draft(card));
    draft.set("group", base::to_hex(id));
  }
  session_->save_all(std::move(drafts), "card.group");  // a command, not a key
  toast(words_.tr("outcome.cards-grouped", {{"group", group.title}}), true);
}

// Cards that were hidden here go into the log once their board is uncovered, by this tablet or by another.
void App::publish_revealed() {
  if (session_->private_records().empty() || revealed_revision_ == session_->state().revision()) return;
  revealed_revision_ = session_->state().revision();
  const std::vector<base::Id> found = workshop::revealed(session_->state(), session_->private_records());
  if (found.empty() || !session_->publish(found, "board.reveal")) return;  // a command, not a key
  toast(words_.plural("outcome.revealed", found.size()), false);
}

// Nothing of it is in the log, and nothing says what it was.
void App::cast_ballot(const CastBallot& given) {
  const std::string setting = workshop::box_setting(given.board);
  workshop::BallotBox box = workshop::read_box(session_->setting(setting));
  const bool taken = workshop::cast(box, given.ballot, random_);
  if (taken) session_->put_setting(setting, workshop::write_box(box));
  toast(taken ? words_.plural("outcome.ballot-cast", box.ballots.size()) : words_.tr("outcome.ballot-refused"), false);
}

void App::open_box(base::Id board) {
  const std::string setting = workshop::box_setting(board);
  const workshop::BallotBox box = workshop::read_box(session_->setting(setting));
  constexpr const char* kCommand = "board.open-box";  // a command, not a key
  if (box.ballots.empty() || !session_->save_all({workshop::opened(box, board)}, kCommand)) return;
  session_->put_setting(setting, "");
  toast(words_.plural("outcome.box-opened", box.ballots.size()), false);
}

void App::remove_card(base::Id card) {
  session_->remove(card, "card.remove");
  toast(words_.tr("outcome.card-removed"), true);
}

void App::make_sheet(base::Id card) {
  if (!session_->state().exists(card)) return;
  std::vector<records::Draft> drafts = workshop::sheet_of_card(session_->state(), card, random_);
  const base::Id id = drafts.front().id;
  if (!session_->save_all(std::move(drafts), "sheet.from-card")) return;  // a command, not a key
  go(Screen::kSheet, id);
  go(Screen::kEdit, id);
  toast(words_.tr("outcome.sheet-made"), true);
}

void App::remove_sheet(base::Id sheet, base::Id back) {
  session_->remove(sheet, "sheet.remove");
  go(back ? Screen::kBoard : Screen::kWorkshops, back);
  toast(words_.tr("outcome.sheet-removed"), true);
}

void App::choose_voter(base::Id board, std::size_t person) {
  const std::string setting = workshop::voters_setting(board);
  const std::string before = session_->setting(setting);
  workshop::Voters voters = workshop::read_voters(before);
  voters.choose(person, random_);
  session_->put_setting(setting, workshop::write_voters(voters));
  if (!before.empty()) turn_ = {setting, before, session_->actions()};
}

bool App::undo_turn() {
  if (!turn_ || turn_->actions != session_->actions()) return false;
  session_->put_setting(turn_->setting, turn_->before);
  const std::size_t person = workshop::read_voters(turn_->before).at;
  turn_.reset();
  toast(words_.tr("outcome.turn", {{"number", std::to_string(person + 1)}}), false);
  return true;
}

base::Id App::voter(base::Id board) {
  const auto held = [&] { return workshop::read_voters(session_->setting(workshop::voters_setting(board))).me(); };
  if (!held()) choose_voter(board, 0);
  return held();
}

}  // namespace rooms
