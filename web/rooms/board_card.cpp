// One card of a board, in a dialog: its words, colour, zone and group, the dots of whose turn it is, what goes with it
// and what is said of it.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "draw/note.h"
#include "print/path.h"
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
  draft.set("colour", state.written.colour);
  if (state.written.zone != state.initial.zone) draft.set("x", records::Values{}), draft.set("y", records::Values{});
  draft.set("group", records::Values{});
  const bool same_group = state.written.group == state.initial.group;
  if (same_group && before.fields.contains("group")) draft.fields["group"] = before.fields.at("group");
  std::int64_t hands = 0;
  std::from_chars(state.written.hands.data(), state.written.hands.data() + state.written.hands.size(), hands);
  draft.set("hands", hands > 0 && hands < 1'000'000 ? records::Values{hands} : records::Values{});
  if (!state.card) state.colour = state.written.colour;  // the next card is of the same hand
  if (draft.fields != before.fields || !same_group)
    commands.push_back(KeepCard{std::move(draft), same_group ? std::string() : state.written.group});
}

std::string first_line(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string line(text.substr(0, text.find('\n')));
  if (line.size() <= kMost) return line;
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return line.substr(0, end) + "…";
}

// What a card goes with: told, undone, and chosen among the others.
void ties(ui::Column& column, const BoardState& state, const workshop::Card& card, Commands& commands) {
  const workshop::Board& board = state.board;
  if (board.cards.size() < 2) return;
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "ties");
  const auto at = static_cast<std::size_t>(&card - board.cards.data());
  std::set<std::size_t> tied{at};
  for (const workshop::Tie& tie : board.ties)
    if (tie.from == at || tie.to == at) {
      const std::size_t other = tie.from == at ? tie.to : tie.from;
      tied.insert(other);
      ui::Flow flow(column);
      if (ui::button(flow, base::to_hex(tie.id),
                     {.label = ui.words().tr("board.untie", {{"card", first_line(board.cards[other].text)}}),
                      .icon = ui::tokens::kIconLink}))
        commands.push_back(WriteBoard{"card.untie", {{tie.id, std::string(records::kRemovedKey), true}}});
      flow.into(column);
      column.gap(8);
    }
  ui::Options others{{"", ui.tr("board.tie-none")}};
  for (std::size_t i = 0; i < board.cards.size(); ++i)
    if (!tied.contains(i) && !board.cards[i].hidden)
      others.emplace_back(base::to_hex(board.cards[i].id), first_line(board.cards[i].text));
  std::string chosen;
  if (others.size() > 1 && ui::select_field(column, "with", {.label = ui.tr("board.tie-with")}, others, chosen) &&
      !chosen.empty()) {
    records::Draft tie{"link", {}, {}};
    tie.set("from", base::to_hex(card.id));
    tie.set("to", chosen);
    tie.set("relation", std::string("goes-with"));
    commands.push_back(KeepRecords{"card.tie", {std::move(tie)}});  // a command, not a key
  }
  column.gap(16);
}

void comments(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "comments");
  const std::vector<workshop::Comment> said = workshop::comments(context.state, state.card);
  ui::heading(column, "title", words.tr("board.comments-title"), 3, ui::Type::kCard);
  column.gap(6);
  for (const workshop::Comment& comment : said) {
    ui::paragraph(column, base::to_hex(comment.id),
                  comment.author.empty() ? comment.text : comment.author + "\u00a0: " + comment.text);
    column.gap(6);
  }
  ui::text_field(column, "write",
                 {.label = words.tr("board.comment"), .role = "textarea", .max_length = 500, .rows = 2},
                 state.written.comment);
  column.gap(8);
  ui::Flow flow(column);
  const bool any = state.written.comment.find_first_not_of(" \n\t") != std::string::npos;
  if (ui::button(flow, "say",
                 {.label = words.tr("board.say"), .icon = ui::tokens::kIconMessageSquareCheck, .disabled = !any})) {
    records::Draft comment{"comment", {}, {}};
    comment.set("on", base::to_hex(state.card));
    comment.set("text", state.written.comment);
    comment.set("author", state.written.author == state.initial.author ? std::string() : state.written.author);
    comment.set("at", records::Values{context.now_ms});
    commands.push_back(KeepRecords{"comment.add", {std::move(comment)}});  // a command, not a key
    state.written.comment.clear();
  }
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
  const auto group = std::ranges::find(state.board.groups, card.group, &workshop::Group::id);
  state.written = {card.text,
                   card.author,
                   card.zone ? base::to_hex(card.zone) : std::string(),
                   card.hands ? std::to_string(card.hands) : std::string(),
                   std::string(draw::note_style(card.colour).key),
                   card.group && group != state.board.groups.end() ? group->title : std::string(),
                   {}};
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
                        {"hands", text.hands},
                        {"colour", text.colour},
                        {"group", text.group},
                        {"comment", text.comment}}
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
  state.board = workshop::read_board(records, of, {});
  for (const workshop::Card& there : state.board.cards)
    if (there.id == card_id) card = there;
  open_card(state, card);
  state.written = {part("text"),   part("author"), part("zone"),   part("hands"),
                   part("colour"), part("group"),  part("comment")};
  return true;
}

// Swatches, each told by its name and its shape.
bool colour_choice(ui::Flow& flow, std::string& colour) {
  ui::Ui& ui = flow.ui;
  const ui::Scope scope(ui, "colours");
  bool changed = false;
  for (const ui::tokens::NoteStyle& style : ui::tokens::kNotes) {
    const float size = ui.control(ui::tokens::kTargetMin);
    const ui::Rect rect = flow.place(size, size);
    const bool on = style.key == colour;
    const ui::NodeId node = ui.id(style.key);
    ui.node(node, "button", rect,
            {.name = ui.tr("list.note." + std::string(style.key)),
             .flags = ui::kToggle | (on ? ui::kPressed : 0u),
             .radius = ui::tokens::kRadiusSmall});
    if (ui.visible(rect)) {
      ui.fill(rect, style.fill[ui.theme_id()], ui::tokens::kRadiusSmall);
      ui.stroke(rect, on ? ui.theme().text : style.mark[ui.theme_id()], on ? 3.f : 1.f, ui::tokens::kRadiusSmall);
      draw::note_shape(ui, style.key, rect.center(), 7.5f);
    }
    if (!ui.activated(node)) continue;
    colour = style.key;
    changed = true;
  }
  return changed;
}

void card_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  const i18n::Words& words = ui.words();
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
  if (state.card ? held->hidden : board.covered) {
    ui::Flow flow(column);
    ui::tag(flow, "hidden", words.tr("board.stays-hidden"), ui::tokens::kIconEyeOff, ui::Tone::kInfo);
    flow.into(column);
    column.gap(12);
  }
  ui::heading(column, "colour", words.tr("board.card-colour"), 3, ui::Type::kBody);
  column.gap(6);
  ui::Flow swatches(column);
  colour_choice(swatches, state.written.colour);
  swatches.into(column);
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
  const bool shared = state.card ? !held->hidden : !board.covered;
  if (shared) {
    ui::text_field(column, "group",
                   {.label = words.tr("board.card-group"), .help = words.tr("board.card-group-help"), .max_length = 80},
                   state.written.group);
    column.gap(16);
  }
  if (state.card && shared) {
    if (!workshop::photos_of(board, state.card).empty()) {
      photos_row(column, context, state, state.card);
      column.gap(10);
    }
    ui::Flow photos(column);
    add_photo_button(photos, words.tr("photo.of-card"), false);
    photos.into(column);
    column.gap(16);
  }
  const bool by_hand = board.decision.way == workshop::Way::kDots || board.decision.way == workshop::Way::kApproval;
  if (state.card && shared && !board.decision.secret) {
    mark_of_turn(column, state, *held, commands);
    column.gap(16);
  }
  if (state.card && shared && by_hand) {
    ui::text_field(column, "hands",
                   {.label = words.tr("board.card-hands"),
                    .help = words.tr("board.card-hands-help"),
                    .role = "number",
                    .max_length = 6},
                   state.written.hands);
    column.gap(16);
  }
  if (state.card && shared) {
    ties(column, state, *held, commands);
    comments(column, context, state, commands);
    ui::heading(column, "choice", words.tr("path.decided"), 3, ui::Type::kCard);
    column.gap(8);
    const std::size_t before = commands.size();
    choice_of_card(column, context, state, state.card, commands);
    // The words of the card are kept first: its form closes.
    if (commands.size() > before) keep(context, state, commands);
    column.gap(16);
    const std::vector<base::Id> sheets = workshop::sheets_of(context.state, state.card);
    if (!sheets.empty()) {
      ui::heading(column, "sheets", words.tr("board.card-sheets"), 3, ui::Type::kCard);
      column.gap(8);
    }
    if (const auto tried = board.feedback.find(state.card); tried != board.feedback.end()) {
      ui::heading(column, "tried", words.tr("trial.title"), 3, ui::Type::kCard);
      column.gap(4);
      ui::paragraph(column, "tried-words", print::feedback_words(tried->second, speech_of(words)));
      column.gap(16);
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
    if (ui::button(lead, "try",
                   {.label = words.tr("trial.open"),
                    .icon = ui::tokens::kIconHand,
                    .description = words.tr("trial.open-what")})) {
      keep(context, state, commands);
      commands.push_back(GoTo{Screen::kTrial, state.card});
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

void board_dialogs(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  const ui::Scope scope(ui, "board");
  photo_dialog(ui, context, state, commands);
  if (!state.photo) card_dialog(ui, context, state, commands);
  reveal_dialog(ui, state, commands);
  ballot_dialog(ui, state, commands);
  decide_dialog(ui, state, commands);
  box_dialog(ui, context, state, commands);
  tables_dialog(ui, state, commands);
  guide_dialog(ui, context, state, commands);
  invite_dialog(ui, context, state, commands);
  closing_dialog(ui, context, state, commands);
  others_dialog(ui, context, state);
  alike_dialog(ui, state);
  group_dialog(ui, state, commands);
}

}  // namespace rooms
