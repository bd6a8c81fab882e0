// Deciding on a board: how, whose turn it is, a ballot for each way, and what came of it.
#include <algorithm>
#include <charconv>

#include "draw/canvas.h"
#include "print/vote.h"
#include "rooms/board_parts.h"

namespace rooms {
namespace {

using workshop::Way;

std::size_t left_of(const workshop::Board& board) {
  return board.decision.quota > board.mine ? board.decision.quota - board.mine : 0;
}

std::string way_key(Way way) { return std::string(workshop::kWays[static_cast<std::size_t>(way)]); }

void vote(const workshop::Board& board, const workshop::Card& card, workshop::Mark mark, Commands& commands) {
  commands.push_back(GiveMark{board.id, card.id, board.decision.way, mark});
}

// Places in a row, 1 to as many as there are cards.
void choose_place(ui::Column& column, const workshop::Board& board, const workshop::Card& card, Commands& commands) {
  ui::Options places{{"0", column.ui.tr("vote.no-place")}};
  for (std::size_t i = 1; i <= board.outcome.options.size(); ++i)
    places.emplace_back(std::to_string(i), column.ui.words().tr("vote.place", {{"n", std::to_string(i)}}));
  std::string chosen = std::to_string(card.mine);
  if (!ui::select_field(column, "place", {.label = card.text}, places, chosen)) return;
  workshop::Mark mark = 0;
  std::from_chars(chosen.data(), chosen.data() + chosen.size(), mark);
  vote(board, card, mark, commands);
}

void choose_grade(ui::Column& column, const workshop::Board& board, const workshop::Card& card, Commands& commands) {
  ui::Options grades{{"0", column.ui.tr("vote.no-grade")}};
  for (std::size_t grade = workshop::kGrades; grade-- > 0;)
    grades.emplace_back(std::to_string(grade + 1), column.ui.tr("vote.grade-" + std::to_string(grade)));
  std::string chosen = std::to_string(card.mine);
  if (!ui::select_field(column, "grade", {.label = card.text}, grades, chosen)) return;
  workshop::Mark mark = 0;
  std::from_chars(chosen.data(), chosen.data() + chosen.size(), mark);
  vote(board, card, mark, commands);
}

void choose_dots(ui::Column& column, const workshop::Board& board, const workshop::Card& card, Commands& commands) {
  ui::paragraph(column, "text", card.text, {.bold = true});
  column.gap(6);
  ui::Flow flow(column);
  if (ui::button(flow, "less",
                 {.label = column.ui.tr("board.take-dot"),
                  .icon = ui::tokens::kIconMinus,
                  .icon_only = true,
                  .disabled = card.mine == 0,
                  .description = card.text}))
    vote(board, card, card.mine - 1, commands);
  ui::tag(flow, "given", column.ui.words().plural("board.dots", card.mine), nullptr,
          card.mine ? ui::Tone::kPlace : ui::Tone::kNeutral);
  if (ui::button(flow, "more",
                 {.label = column.ui.tr("board.give-dot"),
                  .icon = ui::tokens::kIconPlus,
                  .icon_only = true,
                  .disabled = left_of(board) == 0,
                  .description = card.text}))
    vote(board, card, card.mine + 1, commands);
  flow.into(column);
}

// One card on the ballot of whose turn it is.
void ballot_row(ui::Column& column, const workshop::Board& board, const workshop::Card& card, Commands& commands) {
  const ui::Scope scope(column.ui, base::to_hex(card.id));
  switch (board.decision.way) {
    case Way::kDots:
      choose_dots(column, board, card, commands);
      break;
    case Way::kApproval:
      if (bool on = card.mine > 0; ui::checkbox(column, "approve", card.text, on)) vote(board, card, on, commands);
      break;
    case Way::kRanking:
      choose_place(column, board, card, commands);
      break;
    case Way::kJudgment:
      choose_grade(column, board, card, commands);
      break;
  }
  column.gap(14);
}

// The person whose turn it is; one after the last is somebody new.
void choose_voter(ui::Column& column, const BoardState& state, Commands& commands) {
  const i18n::Words& words = column.ui.words();
  const std::size_t people = std::max<std::size_t>(state.voters.people.size(), 1);
  ui::Options options;
  for (std::size_t i = 0; i < people; ++i)
    options.emplace_back(std::to_string(i), words.tr("board.voter", {{"number", std::to_string(i + 1)}}));
  if (people < workshop::kMostVoters) options.emplace_back(std::to_string(people), words.tr("board.new-voter"));
  std::string chosen = std::to_string(state.voters.at);
  if (!ui::select_field(column, "who", {.label = words.tr("board.who-votes"), .help = words.tr("board.who-votes-help")},
                        options, chosen))
    return;
  std::size_t person = 0;
  std::from_chars(chosen.data(), chosen.data() + chosen.size(), person);
  if (person == people && state.voters.people.empty()) commands.push_back(ChooseVoter{state.of, 0});
  commands.push_back(ChooseVoter{state.of, person});
}

std::size_t marked(const workshop::Board& board) {
  return static_cast<std::size_t>(
      std::ranges::count_if(board.cards, [](const workshop::Card& card) { return card.mine > 0; }));
}

// What whose turn it is has given, or has left.
void told_mine(ui::Column& column, const workshop::Board& board) {
  const i18n::Words& words = column.ui.words();
  if (board.decision.way == Way::kDots)
    ui::paragraph(column, "left",
                  words.plural("board.dots-left", left_of(board), {{"quota", std::to_string(board.decision.quota)}}));
  else
    ui::paragraph(column, "left", words.plural("vote.marked", marked(board)));
}

std::size_t ballots_here(const Context& context, const workshop::Board& board) {
  return workshop::read_box(context.session.setting(workshop::box_setting(board.id))).ballots.size();
}

// What is written on a secret ballot stays in this dialog until it falls into the box.
void secret_dialog(ui::Ui& ui, BoardState& state, Commands& commands) {
  const i18n::Words& words = ui.words();
  workshop::Board own = state.board;
  own.mine = 0;
  workshop::SecretBallot ballot{own.decision.way, {}};
  for (const std::size_t at : own.outcome.options) {
    const auto held = state.ballot.find(own.cards[at].id);
    own.cards[at].mine = held == state.ballot.end() ? 0 : held->second;
    own.mine += own.cards[at].mine;
  }
  for (const auto& [card, mark] : state.ballot)
    if (mark) ballot.marks.emplace_back(card, mark);
  ui::Dialog dialog(ui, "secret-ballot", words.tr("vote.secret-ballot"), 620);
  ui::Column& column = dialog.inside;
  ui::paragraph(column, "how", print::decided_how(own, speech_of(words)), {.color = ui.theme().muted});
  column.gap(4);
  ui::paragraph(column, "secret", words.tr("vote.secret-what"), {.color = ui.theme().muted});
  column.gap(16);
  Commands marks;
  for (const std::size_t at : own.outcome.options) ballot_row(column, own, own.cards[at], marks);
  for (const Command& each : marks)
    if (const auto* give = std::get_if<GiveMark>(&each)) state.ballot[give->card] = give->mark;
  ui::Flow flow(column);
  if (ui::button(flow, "cast",
                 {.label = words.tr("vote.cast"),
                  .icon = ui::tokens::kIconCheck,
                  .look = ui::Look::kPrimary,
                  .disabled = ballot.marks.empty()})) {
    commands.push_back(CastBallot{own.id, std::move(ballot)});
    state.voting = false;
    state.ballot.clear();
  }
  if (ui::button(flow, "tear", {.label = words.tr("vote.tear")}) || dialog.dismissed()) {
    state.voting = false;
    state.ballot.clear();
  }
  flow.into(column);
}

}  // namespace

void box_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  if (!state.opening) return;
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "box", words.tr("vote.open-box"), 520);
  ui::paragraph(dialog.inside, "what", words.plural("vote.open-box-what", ballots_here(context, state.board)));
  dialog.inside.gap(16);
  ui::Flow flow(dialog.inside);
  if (ui::button(
          flow, "yes",
          {.label = words.tr("vote.open-box-yes"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary})) {
    commands.push_back(OpenBox{state.of});
    state.opening = false;
  }
  if (ui::button(flow, "no", {.label = words.tr("board.cancel-card")}) || dialog.dismissed()) state.opening = false;
  flow.into(dialog.inside);
}

print::Speech speech_of(const i18n::Words& words) {
  return {words.language(), [&words](const base::Message& message) { return words.tr(message); },
          [&words](std::string_view iso) { return words.date(iso); }};
}

void voters_card(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  const i18n::Words& words = column.ui.words();
  const std::size_t in_box = board.decision.secret ? ballots_here(context, board) : 0;
  const bool open = may_write(state);
  if (!open && in_box == 0) return;  // what is in a box can still be counted
  const ui::Scope scope(column.ui, "voters");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  if (board.decision.secret) {
    ui::heading(inside, "secret", words.tr("vote.secret"), 2, ui::Type::kCard);
    inside.gap(4);
    ui::paragraph(inside, "in-box", words.plural("vote.in-box", in_box));
  } else {
    choose_voter(inside, state, commands);
    inside.gap(8);
    told_mine(inside, board);
  }
  inside.gap(12);
  ui::Flow flow(inside);
  if (open && ui::button(flow, "ballot",
                         {.label = words.tr("vote.ballot"),
                          .icon = ui::tokens::kIconListChecks,
                          .look = ui::Look::kPrimary,
                          .disabled = board.outcome.options.empty()})) {
    state.voting = true;
    state.ballot.clear();
  }
  if (in_box > 0 && ui::button(flow, "open-box", {.label = words.tr("vote.open-box"), .icon = ui::tokens::kIconLock}))
    state.opening = true;
  if (may_lead(state) && ui::button(flow, "decide", {.label = words.tr("vote.decide"), .icon = ui::tokens::kIconScale}))
    state.deciding = true;
  flow.into(inside);
}

void mark_of_turn(ui::Column& column, const BoardState& state, const workshop::Card& card, Commands& commands) {
  const workshop::Board& board = state.board;
  const auto at = static_cast<std::size_t>(&card - board.cards.data());
  if (std::ranges::find(board.outcome.options, at) == board.outcome.options.end()) return;
  const i18n::Words& words = column.ui.words();
  const ui::Scope scope(column.ui, "turn");
  const char* whose = board.decision.way == Way::kDots ? "board.whose-dots" : "vote.ballot-of";
  ui::heading(column, "whose", words.tr(whose, {{"number", std::to_string(state.voters.at + 1)}}), 3, ui::Type::kCard);
  column.gap(4);
  if (board.decision.way != Way::kDots) return ballot_row(column, board, card, commands);
  ui::paragraph(
      column, "mine",
      words.plural("board.my-dots", card.mine,
                   {{"left", std::to_string(left_of(board))}, {"quota", std::to_string(board.decision.quota)}}));
  column.gap(8);
  ui::Flow flow(column);
  if (ui::button(flow, "more",
                 {.label = words.tr("board.give-dot"), .icon = ui::tokens::kIconPlus, .disabled = left_of(board) == 0}))
    vote(board, card, card.mine + 1, commands);
  if (ui::button(flow, "less",
                 {.label = words.tr("board.take-dot"), .icon = ui::tokens::kIconMinus, .disabled = card.mine == 0}))
    vote(board, card, card.mine - 1, commands);
  flow.into(column);
}

void ballot_dialog(ui::Ui& ui, BoardState& state, Commands& commands) {
  if (!state.voting) return;
  if (state.board.decision.secret) return secret_dialog(ui, state, commands);
  const workshop::Board& board = state.board;
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "ballot", words.tr("vote.ballot-of", {{"number", std::to_string(state.voters.at + 1)}}), 620);
  ui::Column& column = dialog.inside;
  ui::paragraph(column, "how", print::decided_how(board, speech_of(words)), {.color = ui.theme().muted});
  column.gap(8);
  told_mine(column, board);
  column.gap(16);
  if (board.decision.way == Way::kRanking && board.outcome.options.size() > workshop::kMostRanked)
    ui::paragraph(column, "many", words.tr("vote.too-many", {{"most", std::to_string(workshop::kMostRanked)}}));
  else
    for (const std::size_t at : board.outcome.options) ballot_row(column, board, board.cards[at], commands);
  ui::Flow flow(column);
  if (ui::button(flow, "next",
                 {.label = words.tr("vote.next-person"), .icon = ui::tokens::kIconArrowRight, .trailing_icon = true})) {
    const std::size_t people = std::max<std::size_t>(state.voters.people.size(), 1);
    if (state.voters.people.empty()) commands.push_back(ChooseVoter{state.of, 0});
    if (state.voters.at + 1 <= people && people < workshop::kMostVoters)
      commands.push_back(ChooseVoter{state.of, state.voters.at + 1});
  }
  if (ui::button(flow, "done",
                 {.label = words.tr("board.done"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary}) ||
      dialog.dismissed())
    state.voting = false;
  flow.into(column);
}

void decide_dialog(ui::Ui& ui, BoardState& state, Commands& commands) {
  if (!state.deciding) return;
  const workshop::Board& board = state.board;
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "decide", words.tr("vote.decide"), 600);
  ui::Column& column = dialog.inside;
  const auto write = [&](std::string key, oplog::Value value) {
    constexpr const char* kCommand = "board.decide";  // a command, not a key
    commands.push_back(WriteBoard{kCommand, {{board.id, std::move(key), std::move(value)}}});
  };
  ui::Options ways;
  for (const std::string_view way : workshop::kWays)
    ways.emplace_back(std::string(way), words.tr("list.vote." + std::string(way)));
  std::string way = way_key(board.decision.way);
  if (ui::select_field(column, "way", {.label = words.tr("vote.way")}, ways, way)) write("vote", way);
  column.gap(6);
  ui::paragraph(column, "how", words.tr("vote.about-" + way), {.color = ui.theme().muted});
  column.gap(14);
  if (board.decision.way == Way::kDots) {
    ui::Options quotas;
    for (std::size_t n = 1; n <= 10; ++n) quotas.emplace_back(std::to_string(n), words.plural("board.dots", n));
    std::string quota = std::to_string(board.decision.quota);
    if (ui::select_field(column, "quota", {.label = words.tr("vote.quota")}, quotas, quota)) {
      std::int64_t dots = 0;
      std::from_chars(quota.data(), quota.data() + quota.size(), dots);
      write("quota", dots);
    }
    column.gap(14);
  }
  ui::Options zones{{"", words.tr("vote.all-cards")}};
  for (const workshop::Zone& zone : board.zones)
    if (zone.id) zones.emplace_back(base::to_hex(zone.id), zone.title);
  std::string zone = board.decision.zone ? base::to_hex(board.decision.zone) : "";
  if (ui::select_field(column, "zone", {.label = words.tr("vote.on")}, zones, zone))
    write("vote-zone", zone.empty() ? oplog::Value(oplog::Null{}) : oplog::Value(zone));
  column.gap(12);
  if (bool secret = board.decision.secret; ui::checkbox(column, "secret", words.tr("vote.secret"), secret))
    write("secret", secret ? oplog::Value(std::int64_t{1}) : oplog::Value(oplog::Null{}));
  column.gap(2);
  ui::paragraph(column, "secret-what", words.tr("vote.secret-about"), {.color = ui.theme().muted});
  column.gap(8);
  ui::paragraph(column, "kept", words.tr("vote.kept"), {.color = ui.theme().muted});
  column.gap(20);
  ui::Flow flow(column);
  if (ui::button(flow, "done",
                 {.label = words.tr("board.done"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary}) ||
      dialog.dismissed())
    state.deciding = false;
  flow.into(column);
}

void results_card(ui::Column& column, const BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  const auto& standings = board.outcome.standings;
  if (standings.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const print::Speech speech = speech_of(words);
  const ui::Scope scope(ui, "results");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", words.tr("board.results"), 2, ui::Type::kCard);
  inside.gap(8);
  const std::string verdict = print::verdict(board, speech);
  ui::paragraph(inside, "said", verdict, {.bold = true});
  inside.gap(4);
  ui::paragraph(inside, "how", print::decided_how(board, speech), {.color = ui.theme().muted});
  inside.gap(12);
  draw::canvas(ui, "picture",
               inside.take(static_cast<float>(
                   print::votes_height(board, static_cast<double>(ui.line_height(ui::Type::kLegend))))),
               verdict, [&](print::Canvas& canvas) { print::paint_votes(canvas, board, speech); });
  inside.gap(12);
  ui::TableSpec table{.caption = words.tr("board.results"),
                      .heads = {words.tr("board.place"), words.tr("board.card"), words.tr("vote.result-head")},
                      .shares = {0.2f, 0.45f, 0.35f}};
  for (std::size_t i = 0; i < std::min(standings.size(), print::kMostPainted); ++i)
    table.rows.push_back({std::to_string(standings[i].place), board.cards[standings[i].option].text,
                          print::score(board, standings[i].option, speech)});
  ui::table(inside, "places", table);
  if (!board.outcome.tied || !may_lead(state)) return;
  inside.gap(12);
  ui::Flow flow(inside);
  if (ui::button(flow, "lots", {.label = words.tr("vote.draw-lots"), .icon = ui::tokens::kIconScale}))
    commands.push_back(DrawLots{board.id});
  flow.into(inside);
}

}  // namespace rooms
