// A workshop's board: its brief and phases, its zones with their cards, dots, and what they say. Zones are lists, so
// that it is the same board for fingers, keyboards and screen readers.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "print/documents.h"
#include "rooms/board_parts.h"
#include "rooms/frame.h"

namespace rooms {
namespace {

constexpr std::size_t kMostResults = 10;

void refresh(const Context& context, BoardState& state) {
  workshop::Voters voters = workshop::read_voters(context.session.setting(workshop::voters_setting(context.record)));
  const bool same_voter = voters.me() == state.voters.me();
  if (state.of == context.record && state.revision == context.state.revision() && same_voter) return;
  if (state.of != context.record) state = {};  // a card taken up again after a reload is of this board
  state.of = context.record;
  state.revision = context.state.revision();
  state.board = workshop::read_board(context.state, context.record, voters.me());
  state.voters = std::move(voters);
}

void phase_card(ui::Column& column, const Context& context, const workshop::Board& board, Commands& commands) {
  if (board.phases.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "phase");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::Options options;
  for (std::size_t i = 0; i < board.phases.size(); ++i)
    options.emplace_back(std::to_string(i), std::to_string(i + 1) + ". " + board.phases[i].name);
  std::string chosen = std::to_string(board.phase);
  if (ui::select_field(inside, "choose", {.label = words.tr("board.phase")}, options, chosen)) {
    std::int64_t wanted = 0;
    std::from_chars(chosen.data(), chosen.data() + chosen.size(), wanted);
    commands.push_back(WriteBoard{"board.phase", {{board.id, "phase", wanted}, {board.id, "ends", oplog::Null{}}}});
  }
  const int minutes = board.phases[board.phase].minutes;
  inside.gap(12);
  if (board.ends) {
    const bool over = *board.ends <= context.now_ms;
    const i18n::LocalTime end = words.local_time(*board.ends);
    const std::string said = over ? words.tr("board.time-over")
                                  : words.tr("board.time-until", {{"time", words.clock_time(end.hour, end.minute)}});
    ui::Flow flow(inside);
    ui::tag(flow, "until", said, ui::tokens::kIconClock, over ? ui::Tone::kWarning : ui::Tone::kInfo);
    flow.into(inside);
    inside.gap(12);
  }
  ui::Flow flow(inside);
  if (minutes > 0 && ui::button(flow, "start",
                                {.label = words.plural("board.start", static_cast<std::size_t>(minutes)),
                                 .icon = ui::tokens::kIconClock})) {
    const std::int64_t ends = context.now_ms + std::int64_t{minutes} * 60'000;
    commands.push_back(WriteBoard{"board.phase", {{board.id, "ends", ends}}});
  }
  if (board.phase + 1 < board.phases.size() &&
      ui::button(flow, "next",
                 {.label = words.tr("board.next-phase"), .icon = ui::tokens::kIconArrowRight, .trailing_icon = true})) {
    const auto next = static_cast<std::int64_t>(board.phase + 1);
    commands.push_back(WriteBoard{"board.phase", {{board.id, "phase", next}, {board.id, "ends", oplog::Null{}}}});
  }
  flow.into(inside);
}

// A tablet goes from hand to hand: whose turn it is, and what that person has left.
void voters_card(ui::Column& column, const BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  if (board.quota == 0) return;
  const i18n::Words& words = column.ui.words();
  const ui::Scope scope(column.ui, "voters");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  const std::size_t people = std::max<std::size_t>(state.voters.people.size(), 1);
  ui::Options options;
  for (std::size_t i = 0; i < people; ++i)
    options.emplace_back(std::to_string(i), words.tr("board.voter", {{"number", std::to_string(i + 1)}}));
  if (people < workshop::kMostVoters) options.emplace_back(std::to_string(people), words.tr("board.new-voter"));
  std::string chosen = std::to_string(state.voters.at);
  if (ui::select_field(inside, "who", {.label = words.tr("board.who-votes"), .help = words.tr("board.who-votes-help")},
                       options, chosen)) {
    std::size_t person = 0;
    std::from_chars(chosen.data(), chosen.data() + chosen.size(), person);
    if (person == people && state.voters.people.empty()) commands.push_back(ChooseVoter{board.id, 0});
    commands.push_back(ChooseVoter{board.id, person});
  }
  inside.gap(8);
  const std::size_t left = board.quota > board.mine ? board.quota - board.mine : 0;
  ui::paragraph(inside, "left", words.plural("board.dots-left", left, {{"quota", std::to_string(board.quota)}}));
}

std::string card_detail(const i18n::Words& words, const workshop::Card& card) {
  std::string detail = card.author;
  if (!card.dots()) return detail;
  if (!detail.empty()) detail += " · ";
  return detail + words.plural("board.dots", card.dots());
}

void zone_card(ui::Column& column, const workshop::Board& board, const workshop::Zone& zone, BoardState& state) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, base::to_hex(zone.id));
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", zone_title(ui, zone), 2, ui::Type::kCard);
  if (!zone.prompt.empty()) {
    inside.gap(4);
    ui::paragraph(inside, "prompt", zone.prompt, {.color = ui.theme().muted});
  }
  inside.gap(12);
  for (const std::size_t at : zone.cards) {
    const workshop::Card& card = board.cards[at];
    ui::CardSpec spec{card.text, card_detail(ui.words(), card), ui::tokens::kIconStickyNote, ui.theme().primary,
                      ui.theme().surface};
    const float height = ui::card_button_height(ui, spec, inside.w);
    if (ui::card_button_at(ui, base::to_hex(card.id), inside.take(height), spec)) open_card(state, card);
    inside.gap(10);
  }
  if (!zone.id) return;
  if (ui::button(inside, "add",
                 {.label = ui.tr("board.add-card"), .icon = ui::tokens::kIconPlus, .description = zone.title})) {
    workshop::Card fresh;
    fresh.zone = zone.id;
    open_card(state, fresh);
  }
}

void results_card(ui::Column& column, const workshop::Board& board) {
  const auto standings = board.results();
  if (standings.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "results");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", words.tr("board.results"), 2, ui::Type::kCard);
  inside.gap(8);
  const workshop::Card& first = board.cards[standings.front().option];
  const bool tied = standings.size() > 1 && standings[1].place == 1;
  ui::paragraph(inside, "said",
                tied ? words.plural("board.results-tied", first.dots())
                     : words.plural("board.results-first", first.dots(), {{"card", first.text}}));
  inside.gap(8);
  ui::TableSpec table{.caption = words.tr("board.results"),
                      .heads = {words.tr("board.place"), words.tr("board.card"), words.tr("board.dots-head")},
                      .shares = {0.22f, 0.54f, 0.24f}};
  for (std::size_t i = 0; i < std::min(standings.size(), kMostResults); ++i) {
    const workshop::Card& card = board.cards[standings[i].option];
    table.rows.push_back({std::to_string(standings[i].place), card.text, std::to_string(card.dots())});
  }
  ui::table(inside, "places", table);
}

void sheets_card(ui::Column& column, const workshop::Board& board, Commands& commands) {
  if (board.sheets.empty()) return;
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "sheets");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", ui.tr("board.sheets"), 2, ui::Type::kCard);
  for (const workshop::Sheet& sheet : board.sheets) {
    inside.gap(10);
    const ui::CardSpec spec{sheet.title, sheet.author, ui::tokens::kIconFileText, ui.theme().primary,
                            ui.theme().surface};
    const float height = ui::card_button_height(ui, spec, inside.w);
    // One sheet may derive from two cards.
    if (ui::card_button_at(ui, base::to_hex(sheet.id) + base::to_hex(sheet.card), inside.take(height), spec))
      commands.push_back(GoTo{Screen::kSheet, sheet.id});
  }
}

void take_away_card(ui::Column& column, const workshop::Board& board, Commands& commands) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "take-away");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", ui.tr("board.take-away"), 2, ui::Type::kCard);
  inside.gap(4);
  ui::paragraph(inside, "what", ui.tr("board.take-away-what"), {.color = ui.theme().muted});
  inside.gap(12);
  ui::Flow flow(inside);
  for (const print::Document& document : print::documents())
    if (ui::button(flow, document.key, {.label = ui.tr(document.label), .icon = ui::tokens::kIconDownload}))
      commands.push_back(TakeAway{board.id, document.key});
  flow.into(inside);
}

}  // namespace

void board(ui::Ui& ui, const Context& context, BoardState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "board");
  if (ui.shortcut("Escape") && !state.open) commands.push_back(GoTo{Screen::kWorkshops, {}});
  const bool there = context.state.exists(context.record) && context.state.kind_of(context.record) == "board";
  if (there) refresh(context, state);
  // A long name in large words would leave no room for the cards: on a telephone it stands in the part that scrolls.
  const bool phone = ui.layout() == ui::Layout::kPhone;
  const std::string room = words.tr("room.workshops");
  const ui::Rect under =
      room_title(ui, area, phone ? words.tr("app.tagline") : room, there && !phone ? state.board.title : room);
  {
    ui::ScrollArea scroll(ui, "zones", under, ui.margin(), true);
    ui::Column& column = scroll.column();
    column.y -= ui.margin() - 4;
    ui::Flow flow(column);
    if (ui::button(flow, "back",
                   {.label = words.tr("board.back"), .icon = ui::tokens::kIconArrowLeft, .look = ui::Look::kQuiet}))
      commands.push_back(GoTo{Screen::kWorkshops, {}});
    if (there && ui::button(flow, "print", {.label = words.tr("board.print"), .icon = ui::tokens::kIconPrinter}))
      commands.push_back(TakeAway{context.record, "recueil"});
    flow.into(column);
    column.gap(12);
    if (!there) {
      ui::paragraph(column, "gone",
                    words.tr(context.session.phase() == session::Phase::kReady ? "board.gone" : "home.opening"));
      return;
    }
    const workshop::Board& shown = state.board;
    if (phone) {
      ui::heading(column, "title", shown.title, 2, ui::Type::kRoom);
      column.gap(12);
    }
    if (!shown.brief.empty()) {
      ui::Column brief{ui, column.x, column.y, std::min(column.w, 720.f)};
      ui::paragraph(brief, "brief", shown.brief);
      column.y = brief.y + 16;
    }
    // Side by side where there is room, each under the shortest column so far: first what goes for the whole board.
    const auto across =
        static_cast<std::size_t>(std::clamp(std::floor(column.w / (300 * std::min(ui.text_scale(), 2.f))), 1.f, 4.f));
    const float width = (column.w - 16 * static_cast<float>(across - 1)) / static_cast<float>(across);
    std::vector<ui::Column> columns;
    for (std::size_t i = 0; i < across; ++i)
      columns.push_back({ui, column.x + static_cast<float>(i) * (width + 16), column.y, width});
    const auto shortest = [&]() -> ui::Column& { return *std::ranges::min_element(columns, {}, &ui::Column::y); };
    phase_card(columns.front(), context, shown, commands);
    ui::Column& beside = shortest();
    if (beside.y > column.y) beside.gap(16);
    voters_card(beside, state, commands);
    const float below = std::ranges::max_element(columns, {}, &ui::Column::y)->y;
    for (ui::Column& at : columns) at.y = below > column.y ? below + 16 : below;
    for (const workshop::Zone& zone : shown.zones) {
      ui::Column& at = shortest();
      zone_card(at, shown, zone, state);
      at.gap(16);
    }
    for (const ui::Column& at : columns) column.y = std::max(column.y, at.y);
    ui::Column results{ui, column.x, column.y, std::min(column.w, 720.f)};
    results_card(results, shown);
    results.gap(16);
    if (!shown.sheets.empty()) {
      sheets_card(results, shown, commands);
      results.gap(16);
    }
    take_away_card(results, shown, commands);
    column.y = results.y;
  }
}

}  // namespace rooms
