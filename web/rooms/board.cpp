// A workshop's board: its phases, its cards as a wall or as lists of its zones, dots, and what they say. The lists hold
// all that the wall shows, so that it is the same board for fingers, keyboards and screen readers.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "draw/note.h"
#include "print/documents.h"
#include "rooms/board_parts.h"
#include "rooms/frame.h"

namespace rooms {
namespace {

constexpr std::size_t kMostListed = 60;  // cards of a zone, before somebody asks for the rest

void search(BoardState& state) {
  state.found.clear();
  const std::string wanted = base::fold(state.search);
  if (wanted.empty()) return;
  for (std::size_t i = 0; i < state.board.cards.size(); ++i) {
    const workshop::Card& card = state.board.cards[i];
    if (!card.hidden && base::fold(card.text + ' ' + card.author).find(wanted) != std::string::npos)
      state.found.insert(i);
  }
}

void refresh(const Context& context, BoardState& state) {
  workshop::Voters voters = workshop::read_voters(context.session.setting(workshop::voters_setting(context.record)));
  const std::set<base::Id>& hidden = context.session.private_records();
  const bool same_voter = voters.me() == state.voters.me();
  const workshop::Role role = workshop::read_role(context.session.setting(workshop::role_setting(context.record)));
  if (state.of != context.record) state = {};  // a card taken up again after a reload is of this board
  state.role = role;
  if (state.of == context.record && state.revision == context.state.revision() && same_voter && state.hidden == hidden)
    return;
  state.of = context.record;
  state.revision = context.state.revision();
  state.hidden = hidden;
  state.board = workshop::read_board(context.state, context.record, voters.me(), hidden);
  state.wall = workshop::lay_out(state.board);
  state.voters = std::move(voters);
  std::erase_if(state.selected, [&](base::Id id) {
    return std::ranges::find(state.board.cards, id, &workshop::Card::id) == state.board.cards.end();
  });
  if (state.looking_alike) state.alike = workshop::alike(state.board);
  search(state);
}

void to_phase(const workshop::Board& board, std::size_t phase, Commands& commands) {
  const bool covers = board.phases[phase].hidden;
  commands.push_back(
      WriteBoard{"board.phase",
                 {{board.id, "phase", static_cast<std::int64_t>(phase)},
                  {board.id, "ends", oplog::Null{}},
                  {board.id, "covered", covers ? oplog::Value(std::int64_t{1}) : oplog::Value(oplog::Null{})}}});
}

void uncover(const workshop::Board& board, Commands& commands) {
  commands.push_back(WriteBoard{"board.reveal", {{board.id, "covered", oplog::Null{}}}});
}

// Hidden cards are not shown to all by a slip of a finger.
void ask_phase(const workshop::Board& board, std::size_t phase, BoardState& state, Commands& commands) {
  if (board.hidden > 0 && !board.phases[phase].hidden) {
    state.revealing = true;
    state.revealing_phase = phase;
  } else {
    to_phase(board, phase, commands);
  }
}

// A telephone has no room for a wall, nor has a small screen under large words: there the cards are in the lists.
bool wall_fits(const ui::Ui& ui) { return ui.height() >= 560 * ui.text_scale() && ui.width() >= 600 * ui.text_scale(); }

// How long the phase still lasts, as a ring that empties and in figures.
void timer(ui::Flow& flow, const Context& context, BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  const i18n::Words& words = flow.ui.words();
  const int minutes = board.phases[board.phase].minutes;
  const auto start = [&](std::int64_t length_ms) {
    commands.push_back(WriteBoard{"board.phase", {{board.id, "ends", context.now_ms + length_ms}}});
  };
  if (!board.ends) {
    if (may_lead(state) && minutes > 0 &&
        ui::button(
            flow, "start",
            {.label = words.plural("board.start", static_cast<std::size_t>(minutes)), .icon = ui::tokens::kIconTimer}))
      start(std::int64_t{minutes} * 60'000);
    return;
  }
  const std::int64_t left = std::max<std::int64_t>(0, context.phase_left_ms);
  if (left == 0 && state.told_over != *board.ends) {
    if (state.told_over != 0 || context.phase_left_ms > -5'000)
      flow.ui.say(words.tr("board.time-over"), ui::Politeness::kAssertive);
    state.told_over = *board.ends;
  }
  if (left > 0) state.told_over = -1;
  const i18n::LocalTime end = words.local_time(context.now_ms + context.phase_left_ms);
  // To whoever listens, the end: a name that changes each second would be read each second.
  const std::string said = left == 0 ? words.tr("board.time-over")
                                     : words.tr("board.time-until", {{"time", words.clock_time(end.hour, end.minute)}});
  const std::string shown = left == 0 ? words.tr("board.time-over") : clock_left(left);
  const ui::TextStyle style{.type = ui::Type::kCard, .bold = true, .color = left == 0 ? flow.ui.theme().danger : 0};
  const float disc = flow.ui.beside_text(30), height = flow.ui.control(ui::tokens::kTargetControl);
  const ui::Rect pill = flow.place(flow.ui.text_width(style, shown) + disc + 40, height);
  flow.ui.node(flow.ui.id("left"), "p", pill, {.name = said, .extra = ui::font_extra(flow.ui, ui::Type::kLegend)});
  flow.ui.fill(pill, flow.ui.theme().raised, 14);
  flow.ui.stroke(pill, left == 0 ? flow.ui.theme().danger : flow.ui.theme().border_strong, 1.5f, 14);
  const ui::Point centre{pill.x + 14 + disc / 2, pill.center().y};
  const float share =
      minutes > 0 ? std::min(1.f, static_cast<float>(left) / (static_cast<float>(minutes) * 60'000.f)) : 0;
  flow.ui.ring(centre, disc / 2, flow.ui.theme().border, 5);
  ImDrawList& list = flow.ui.list();
  list.PathArcTo(flow.ui.at(centre.x, centre.y), (disc / 2 - 2.5f) * flow.ui.scale(), -1.5707963f,
                 -1.5707963f + 6.2831853f * share, 40);
  list.PathStroke(flow.ui.theme().primary, 0, 5 * flow.ui.scale());
  flow.ui.decoration({pill.right() - 14 - flow.ui.text_width(style, shown) / 2, pill.center().y}, style, shown, 0, 0);
  if (!may_lead(state)) return;
  if (left == 0) {
    if (ui::button(flow, "longer", {.label = words.tr("board.five-more"), .icon = ui::tokens::kIconTimer}))
      start(5 * 60'000);
  }
  if (ui::button(flow, "stop",
                 {.label = words.tr("board.stop-timer"),
                  .icon = ui::tokens::kIconX,
                  .look = ui::Look::kQuiet,
                  .icon_only = true}))
    commands.push_back(WriteBoard{"board.phase", {{board.id, "ends", oplog::Null{}}}});
}

// The way back, wall or list, the time, and whether cards are hidden.
void top_row(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  const i18n::Words& words = column.ui.words();
  const bool wall = shows_wall(column.ui, context);
  ui::Flow flow(column);
  if (ui::button(flow, "back",
                 {.label = words.tr("board.back"),
                  .icon = ui::tokens::kIconArrowLeft,
                  .look = ui::Look::kQuiet,
                  .icon_only = true}))
    commands.push_back(GoTo{Screen::kWorkshops, {}});
  if (wall_fits(column.ui)) {
    if (ui::chip(flow, "as-wall", words.tr("board.as-wall"), ui::tokens::kIconStickyNote, wall))
      commands.push_back(ShowBoardAs{"wall"});
    if (ui::chip(flow, "as-list", words.tr("board.as-list"), ui::tokens::kIconList, !wall))
      commands.push_back(ShowBoardAs{"list"});
  }
  const bool leads = may_lead(state);
  if (is_open(board) && !board.phases.empty()) timer(flow, context, state, commands);
  if (leads && board.phase + 1 < board.phases.size() &&
      ui::button(flow, "next",
                 {.label = words.tr("board.next-phase"), .icon = ui::tokens::kIconArrowRight, .trailing_icon = true}))
    ask_phase(board, board.phase + 1, state, commands);
  if (board.covered && workshop::leads(state.role)) {
    if (ui::button(flow, "reveal",
                   {.label = board.hidden ? words.plural("board.reveal", board.hidden) : words.tr("board.uncover"),
                    .icon = ui::tokens::kIconEye,
                    .look = ui::Look::kAccent})) {
      state.revealing = board.hidden > 0;
      state.revealing_phase.reset();
      if (!state.revealing) uncover(board, commands);
    }
  } else if (leads && ui::button(flow, "cover",
                                 {.label = words.tr("board.cover"),
                                  .icon = ui::tokens::kIconEyeOff,
                                  .look = ui::Look::kQuiet,
                                  .icon_only = true})) {
    commands.push_back(WriteBoard{"board.cover", {{board.id, "covered", std::int64_t{1}}}});
  }
  if (ui::button(flow, "guide",
                 {.label = words.tr(workshop::leads(state.role) ? "guide.open" : "role.guide"),
                  .icon = ui::tokens::kIconBookOpenText,
                  .look = ui::Look::kQuiet,
                  .icon_only = true}))
    state.guiding = true;
  // Elsewhere it is in the guide and under the lists: the row would break.
  if (wall && workshop::writes(state.role) && column.ui.layout() == ui::Layout::kWide)
    add_photo_button(flow, words.tr("photo.wall"), true);
  if (ui::button(flow, "print",
                 {.label = words.tr("board.print"),
                  .icon = ui::tokens::kIconPrinter,
                  .look = ui::Look::kQuiet,
                  .icon_only = true}))
    commands.push_back(TakeAway{board.id, "recueil"});
  others_button(flow, context, state);
  flow.into(column);
}

void phases(ui::Column& column, BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  if (board.phases.empty() || !is_open(board)) return;
  column.gap(6);
  if (!workshop::leads(state.role)) {
    ui::paragraph(column, "phase",
                  column.ui.words().tr("role.phase", {{"n", std::to_string(board.phase + 1)},
                                                      {"of", std::to_string(board.phases.size())},
                                                      {"phase", board.phases[board.phase].name}}),
                  {.bold = true});
    return;
  }
  if (column.w / static_cast<float>(board.phases.size()) < ui::tokens::kTargetMin) {
    ui::Options options;
    for (std::size_t i = 0; i < board.phases.size(); ++i)
      options.emplace_back(std::to_string(i), std::to_string(i + 1) + ". " + board.phases[i].name);
    std::string chosen = std::to_string(board.phase);
    if (ui::select_field(column, "phase", {.label = column.ui.tr("board.phase")}, options, chosen)) {
      std::size_t wanted = 0;
      std::from_chars(chosen.data(), chosen.data() + chosen.size(), wanted);
      ask_phase(board, wanted, state, commands);
    }
    return;
  }
  std::vector<std::string> names;
  for (const workshop::Phase& phase : board.phases) names.push_back(phase.name);
  if (const auto chosen = ui::route(column, "phases", column.ui.tr("board.phase"), names, board.phase);
      chosen && *chosen != board.phase)
    ask_phase(board, *chosen, state, commands);
}

std::string card_detail(const i18n::Words& words, const workshop::Board& board, const workshop::Card& card) {
  const workshop::Choice* choice = workshop::choice_about(board, card.id);
  std::string detail = card.author;
  const auto add = [&](std::string_view key, std::size_t count) {
    if (count) detail += (detail.empty() ? "" : " · ") + words.plural(key, count);
  };
  add("board.dots", card.dots());
  add("board.comments", card.comments);
  add("board.photos", workshop::photos_of(board, card.id).size());
  if (const auto tried = board.feedback.find(card.id); tried != board.feedback.end())
    add("board.tried", tried->second.people());
  if (choice) detail += (detail.empty() ? "" : " · ") + words.tr("list.decision." + choice->decision);
  return detail;
}

// One card in a list: a note that shows all its words, and opens.
void card_row(ui::Column& column, const workshop::Card& card, BoardState& state) {
  ui::Ui& ui = column.ui;
  const std::string text = card.hidden ? ui.tr("board.hidden-card") : card.text;
  const std::string detail = card_detail(ui.words(), state.board, card);
  const auto photos = workshop::photos_of(state.board, card.id);
  const draw::Note note{.text = text,
                        .detail = detail,
                        .colour = card.colour,
                        .hidden = card.hidden,
                        .picture = photos.empty() ? std::string_view() : photos[0].picture};
  const std::string key = base::to_hex(card.id);
  const ui::Rect rect =
      column.take(std::max(draw::note_height(ui, note, column.w), ui.control(ui::tokens::kTargetControl)));
  ui.node(ui.id(key), "button", rect, {.name = text, .description = detail, .radius = ui::tokens::kRadiusSmall});
  if (ui.visible(rect)) {
    draw::note(ui, rect, note);
    if (ui.hovered(rect)) ui.stroke(rect, ui.theme().text, 2, ui::tokens::kRadiusSmall);
  }
  if (ui.activated(ui.id(key))) open_card(state, card);
  column.gap(10);
}

void zone_card(ui::Column& column, const Context& context, const workshop::Zone& zone, BoardState& state) {
  const workshop::Board& board = state.board;
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, base::to_hex(zone.id));
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", zone_title(ui, zone), 2, ui::Type::kCard);
  if (!zone.prompt.empty()) {
    inside.gap(4);
    ui::paragraph(inside, "prompt", zone.prompt, {.color = ui.theme().muted});
  }
  if (zone.id && !workshop::photos_of(board, zone.id).empty()) {
    inside.gap(10);
    photos_row(inside, context, state, zone.id);
  }
  inside.gap(12);
  base::Id group;
  std::size_t listed = 0, left = 0;
  for (const std::size_t at : zone.cards) {
    const workshop::Card& card = board.cards[at];
    if (!state.search.empty() && !state.found.contains(at)) continue;
    if (listed == kMostListed && !state.unfolded.contains(zone.id)) {
      ++left;
      continue;
    }
    ++listed;
    if (card.group && card.group != group) {
      const auto held = std::ranges::find(board.groups, card.group, &workshop::Group::id);
      ui::heading(inside, "group-" + base::to_hex(card.group), held->title, 3, ui::Type::kBody);
      inside.gap(6);
    }
    group = card.group;
    card_row(inside, card, state);
  }
  if (left > 0) {
    if (ui::button(inside, "rest",
                   {.label = ui.words().plural("board.rest", left),
                    .icon = ui::tokens::kIconChevronDown,
                    .description = zone_title(ui, zone)}))
      state.unfolded.insert(zone.id);
    inside.gap(10);
  }
  if (!zone.id || !may_write(state)) return;
  if (ui::button(inside, "add",
                 {.label = ui.tr("board.add-card"), .icon = ui::tokens::kIconPlus, .description = zone.title})) {
    workshop::Card fresh;
    fresh.zone = zone.id;
    fresh.colour = state.colour;
    open_card(state, fresh);
  }
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

// How many cards are found, and which: the field stands over wall and list alike.
void search_row(ui::Column& column, BoardState& state) {
  if (state.board.cards.empty()) return;
  ui::Ui& ui = column.ui;
  const float width = std::min(column.w, 420 * ui.text_scale());
  const ui::Rect row = column.take(ui.control(ui::tokens::kTargetControl));
  if (ui::search_field_at(ui, "search", {row.x, row.y, width, row.h}, ui.tr("board.search"), state.search)) {
    search(state);
    if (!state.search.empty()) ui.say(ui.words().plural("board.found", state.found.size()));
  }
  if (state.search.empty()) return;
  column.gap(4);
  ui::paragraph(column, "found", ui.words().plural("board.found", state.found.size()), {.color = ui.theme().muted});
}

// Zones side by side where there is room, each under the shortest column so far: first what goes for the whole board.
void list_view(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  const workshop::Board& shown = state.board;
  ui::Ui& ui = column.ui;
  if (!shown.brief.empty()) {
    ui::Column brief{ui, column.x, column.y, std::min(column.w, 720.f)};
    ui::paragraph(brief, "brief", shown.brief);
    column.y = brief.y + 16;
  }
  const auto across =
      static_cast<std::size_t>(std::clamp(std::floor(column.w / (300 * std::min(ui.text_scale(), 2.f))), 1.f, 4.f));
  const float width = (column.w - 16 * static_cast<float>(across - 1)) / static_cast<float>(across);
  std::vector<ui::Column> columns;
  for (std::size_t i = 0; i < across; ++i)
    columns.push_back({ui, column.x + static_cast<float>(i) * (width + 16), column.y, width});
  const auto shortest = [&]() -> ui::Column& { return *std::ranges::min_element(columns, {}, &ui::Column::y); };
  voters_card(columns.front(), context, state, commands);
  if (columns.front().y > column.y) columns.front().gap(16);
  for (const workshop::Zone& zone : shown.zones) {
    ui::Column& at = shortest();
    zone_card(at, context, zone, state);
    at.gap(16);
  }
  for (const ui::Column& at : columns) column.y = std::max(column.y, at.y);
  ui::Column results{ui, column.x, column.y, std::min(column.w, 720.f)};
  results_card(results, state, commands);
  results.gap(16);
  if (!shown.sheets.empty()) {
    sheets_card(results, shown, commands);
    results.gap(16);
  }
  if (!shown.cards.empty()) {
    path_card(results, context, state, commands);
    results.gap(16);
  }
  photos_card(results, context, state);
  results.gap(16);
  reports_card(results, context, state, commands);
  results.gap(16);
  if (workshop::leads(state.role)) {
    tables_card(results, context, state);
    results.gap(16);
  }
  take_away_card(results, shown, commands);
  column.y = results.y;
}

}  // namespace

std::string clock_left(std::int64_t ms) {
  const std::int64_t seconds = (ms + 999) / 1000;
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + (rest.size() < 2 ? ":0" : ":") + rest;
}

bool shows_wall(const ui::Ui& ui, const Context& context) {
  if (!wall_fits(ui)) return false;
  const std::string chosen = context.session.setting(kBoardLookSetting);
  return chosen != "list";
}

void reveal_dialog(ui::Ui& ui, BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  if (!state.revealing) return;
  ui::Dialog dialog(ui, "reveal", ui.tr("board.reveal-title"), 520);
  ui::paragraph(dialog.inside, "what", ui.words().plural("board.reveal-what", board.hidden));
  dialog.inside.gap(16);
  ui::Flow flow(dialog.inside);
  if (ui::button(flow, "yes",
                 {.label = ui.tr("board.reveal-yes"), .icon = ui::tokens::kIconEye, .look = ui::Look::kPrimary})) {
    state.revealing = false;
    if (state.revealing_phase)
      to_phase(board, *state.revealing_phase, commands);
    else
      uncover(board, commands);
  }
  if (ui::button(flow, "no", {.label = ui.tr("board.reveal-no")}) || dialog.dismissed()) state.revealing = false;
  flow.into(dialog.inside);
}

void board(ui::Ui& ui, const Context& context, BoardState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "board");
  const bool there = context.state.exists(context.record) && context.state.kind_of(context.record) == "board";
  if (there) refresh(context, state);
  if (there) hear_others(context, state, commands);
  const bool asking = state.open || state.revealing || state.grouping || state.voting || state.deciding ||
                      state.seating || state.guiding || state.inviting || state.hearing || state.closing ||
                      state.looking_alike || state.opening || state.photo;
  if (ui.shortcut("Escape") && !asking && !leave_wall_mode(state)) commands.push_back(GoTo{Screen::kWorkshops, {}});
  // A long name in large words would leave no room for the cards: on a telephone it stands in the part that scrolls.
  const bool phone = ui.layout() == ui::Layout::kPhone;
  const std::string room = words.tr("room.workshops");
  const ui::Rect under =
      room_title(ui, area, phone ? words.tr("app.tagline") : room, there && !phone ? state.board.title : room);
  if (there && shows_wall(ui, context)) {
    ui::Column column{ui, under.x + ui.margin(), under.y, under.w - 2 * ui.margin()};
    top_row(column, context, state, commands);
    state_of_board(column, state, commands);
    phases(column, state, commands);
    column.gap(8);
    board_wall(ui, context, state, {under.x, column.y, under.w, std::max(0.f, under.bottom() - column.y)}, commands);
    return;
  }
  ui::ScrollArea scroll(ui, "zones", under, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.y -= ui.margin() - 4;
  if (!there) {
    ui::Flow flow(column);
    if (ui::button(flow, "back",
                   {.label = words.tr("board.back"), .icon = ui::tokens::kIconArrowLeft, .look = ui::Look::kQuiet}))
      commands.push_back(GoTo{Screen::kWorkshops, {}});
    flow.into(column);
    column.gap(12);
    ui::paragraph(column, "gone",
                  words.tr(context.session.phase() == session::Phase::kReady ? "board.gone" : "home.opening"));
    return;
  }
  if (phone) {
    ui::heading(column, "title", state.board.title, 2, ui::Type::kRoom);
    column.gap(12);
  }
  top_row(column, context, state, commands);
  state_of_board(column, state, commands);
  phases(column, state, commands);
  column.gap(12);
  search_row(column, state);
  column.gap(16);
  list_view(column, context, state, commands);
}

}  // namespace rooms
