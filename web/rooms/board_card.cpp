// One card of a board, in a dialog: its words, its zone, and the dots of whose turn it is.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "rooms/board_parts.h"

namespace rooms {
namespace {

// What the dialog holds, kept. An empty text keeps nothing.
void keep(const Context& context, BoardState& state, Commands& commands) {
  state.open = false;
  if (state.written.text.find_first_not_of(" \n\t") == std::string::npos) return;
  records::Draft draft = state.card ? context.state.draft(state.card) : records::Draft{"card", {}, {}};
  const records::Draft before = draft;
  draft.set("board", base::to_hex(context.record));
  draft.set("zone", state.written.zone);
  draft.set("text", state.written.text);
  draft.set("author", state.written.author);
  std::int64_t hands = 0;
  std::from_chars(state.written.hands.data(), state.written.hands.data() + state.written.hands.size(), hands);
  draft.set("hands", hands > 0 && hands < 1'000'000 ? records::Values{hands} : records::Values{});
  if (draft.fields != before.fields) commands.push_back(KeepCard{std::move(draft)});
}

void dots(ui::Column& column, const BoardState& state, const workshop::Card& card, Commands& commands) {
  const workshop::Board& board = state.board;
  if (board.quota == 0) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::heading(column, "whose", words.tr("board.whose-dots", {{"number", std::to_string(state.voters.at + 1)}}), 3,
              ui::Type::kCard);
  column.gap(4);
  const std::size_t left = board.quota > board.mine ? board.quota - board.mine : 0;
  ui::paragraph(column, "mine",
                words.plural("board.my-dots", card.mine,
                             {{"left", std::to_string(left)}, {"quota", std::to_string(board.quota)}}));
  column.gap(8);
  const auto give = [&](std::size_t count) {
    const auto value = count ? oplog::Value(static_cast<std::int64_t>(count)) : oplog::Value(oplog::Null{});
    commands.push_back(GiveDots{board.id, card.id, value});
  };
  ui::Flow flow(column);
  if (ui::button(flow, "more",
                 {.label = words.tr("board.give-dot"), .icon = ui::tokens::kIconPlus, .disabled = left == 0}))
    give(card.mine + 1);
  if (ui::button(flow, "less",
                 {.label = words.tr("board.take-dot"), .icon = ui::tokens::kIconMinus, .disabled = card.mine == 0}))
    give(card.mine - 1);
  flow.into(column);
  column.gap(16);
}

}  // namespace

std::string zone_title(const ui::Ui& ui, const workshop::Zone& zone) {
  return zone.id ? zone.title : ui.tr("board.beside");
}

void open_card(BoardState& state, const workshop::Card& card) {
  state.open = true;
  state.card = card.id;
  state.written = {card.text, card.author, card.zone ? base::to_hex(card.zone) : std::string(),
                   card.hands ? std::to_string(card.hands) : std::string()};
  state.initial = state.written;
}

std::string unsaved_card(const BoardState& state) {
  if (!state.open || state.written == state.initial) return {};
  const CardText& text = state.written;
  return nlohmann::json{{"board", base::to_hex(state.of)},
                        {"card", state.card ? base::to_hex(state.card) : ""},
                        {"text", text.text},
                        {"author", text.author},
                        {"zone", text.zone},
                        {"hands", text.hands}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool take_unsaved_card(BoardState& state, const records::State& records, std::string_view unsaved) {
  using nlohmann::json;
  const json held = json::parse(unsaved, nullptr, false);
  if (!held.is_object() || !held.contains("board")) return false;
  const auto part = [&](const char* key) {
    const auto found = held.find(key);
    return found != held.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto id = [&](const char* key) { return base::Id{base::from_hex(part(key)).value_or(0)}; };
  const base::Id of = id("board"), card_id = id("card");
  if (!records.exists(of) || (card_id && !records.exists(card_id))) return false;
  state = {};
  state.of = of;
  workshop::Card card;
  const workshop::Board board = workshop::read_board(records, of, {});
  for (const workshop::Card& there : board.cards)
    if (there.id == card_id) card = there;
  open_card(state, card);
  state.written = {part("text"), part("author"), part("zone"), part("hands")};
  return true;
}

void card_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "board");
  const workshop::Board& board = state.board;
  const auto held = std::ranges::find(board.cards, state.card, &workshop::Card::id);
  if (state.card && held == board.cards.end()) state.open = false;  // removed elsewhere
  if (!state.open) return;
  ui::Dialog dialog(ui, "card", words.tr(state.card ? "board.card-title" : "board.add-card"), 560);
  ui::Column& column = dialog.inside;
  ui::text_field(
      column, "text",
      {.label = words.tr("board.card-text"), .role = "textarea", .required = true, .max_length = 500, .rows = 3},
      state.written.text);
  column.gap(12);
  ui::text_field(column, "author",
                 {.label = words.tr("board.card-author"), .help = words.tr("board.card-author-help"), .max_length = 60},
                 state.written.author);
  column.gap(12);
  ui::Options zones;
  for (const workshop::Zone& zone : board.zones)
    zones.emplace_back(zone.id ? base::to_hex(zone.id) : std::string(), zone_title(ui, zone));
  ui::select_field(column, "zone", {.label = words.tr("board.card-zone")}, zones, state.written.zone);
  column.gap(16);
  if (state.card) {
    dots(column, state, *held, commands);
    ui::text_field(column, "hands",
                   {.label = words.tr("board.card-hands"),
                    .help = words.tr("board.card-hands-help"),
                    .role = "number",
                    .max_length = 6},
                   state.written.hands);
    column.gap(16);
  }
  if (state.card) {
    const std::vector<base::Id> sheets = workshop::sheets_of(context.state, state.card);
    if (!sheets.empty()) {
      ui::heading(column, "sheets", words.tr("board.card-sheets"), 3, ui::Type::kCard);
      column.gap(8);
    }
    // The words of the card are kept first, as the sheet is made of them.
    ui::Flow lead(column);
    for (const base::Id sheet : sheets)
      if (ui::button(lead, base::to_hex(sheet),
                     {.label = std::string(context.state.text(sheet, "title")), .icon = ui::tokens::kIconFileText})) {
        keep(context, state, commands);
        commands.push_back(GoTo{Screen::kSheet, sheet});
      }
    if (ui::button(lead, "make-sheet",
                   {.label = words.tr("board.make-sheet"),
                    .icon = ui::tokens::kIconFileText,
                    .description = words.tr("board.make-sheet-what")})) {
      keep(context, state, commands);
      commands.push_back(MakeSheet{state.card});
    }
    lead.into(column);
    column.gap(16);
  }
  ui::Flow flow(column);
  if (ui::button(flow, "keep",
                 {.label = words.tr("board.keep-card"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary}) ||
      dialog.dismissed())
    keep(context, state, commands);
  if (ui::button(flow, "cancel", {.label = words.tr("board.cancel-card")})) state.open = false;
  if (state.card &&
      ui::button(
          flow, "remove",
          {.label = words.tr("board.remove-card"), .icon = ui::tokens::kIconTrash2, .look = ui::Look::kDanger})) {
    state.open = false;
    commands.push_back(RemoveCard{state.card});
  }
  flow.into(column);
}

}  // namespace rooms
