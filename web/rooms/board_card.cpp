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

// What is written in a field for a number; 0 where it is none.
std::int64_t whole(std::string_view written) {
  std::int64_t number = 0;
  std::from_chars(written.data(), written.data() + written.size(), number);
  return number > 0 && number < 1'000'000 ? number : 0;
}

bool says_nothing(std::string_view text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

// A card of a closed workshop is told, and to a witness. Whoever was writing when it was closed elsewhere can still
// keep that.
bool is_told(const BoardState& state) { return !may_write(state) && state.card && state.written == state.initial; }

// What the dialog holds, kept. An empty text keeps nothing.
void keep(const Context& context, BoardState& state, Commands& commands) {
  state.open = false;
  if (says_nothing(state.written.text) || is_told(state)) return;
  KeepCard kept = written_card(state, context.state);
  if (!state.card) state.colour = state.written.colour;  // the next card is of the same hand
  const bool same = state.card && kept.group.empty() && kept.draft.fields == context.state.draft(state.card).fields;
  if (!same) commands.push_back(std::move(kept));
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

// False: nothing was.
bool said_of_card(ui::Column& column, const Context& context, base::Id card) {
  const std::vector<workshop::Comment> said = workshop::comments(context.state, card);
  if (!said.empty()) ui::heading(column, "title", column.ui.tr("board.comments-title"), 3, ui::Type::kCard);
  for (const workshop::Comment& comment : said) {
    column.gap(6);
    ui::paragraph(column, base::to_hex(comment.id),
                  comment.author.empty() ? comment.text : comment.author + "\u00a0: " + comment.text);
  }
  return !said.empty();
}

void comments(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  const i18n::Words& words = column.ui.words();
  const ui::Scope scope(column.ui, "comments");
  if (said_of_card(column, context, state.card)) column.gap(6);
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

// What the card says, and where it lies.
void words_of_card(ui::Column& column, BoardState& state, const workshop::Card* card) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::text_field(
      column, "text",
      {.label = words.tr("board.card-text"), .role = "textarea", .required = true, .max_length = 500, .rows = 3},
      state.written.text);
  column.gap(12);
  if (card ? card->hidden : state.board.covered) {
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
  for (const workshop::Zone& zone : state.board.zones)
    zones.emplace_back(zone.id ? base::to_hex(zone.id) : std::string(), zone_title(ui, zone));
  ui::select_field(column, "zone", {.label = words.tr("board.card-zone")}, zones, state.written.zone);
  column.gap(16);
}

// Hands in the room, by grade: two fields beside each other where there is room.
void raised_hands(ui::Column& column, BoardState& state) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "raised");
  ui::heading(column, "title", words.tr("board.card-raised"), 3, ui::Type::kBody);
  column.gap(4);
  ui::paragraph(column, "how", words.tr("board.card-raised-help"), {.color = ui.theme().muted});
  column.gap(8);
  const bool beside = column.w >= 340 * ui.text_scale();
  const float width = beside ? (column.w - 16) / 2 : column.w;
  for (std::size_t i = 0; i < workshop::kGrades; ++i) {
    const std::size_t grade = workshop::kGrades - 1 - i;
    ui::Column half{ui, column.x + (beside && i % 2 ? width + 16 : 0), column.y, width};
    ui::text_field(half, std::to_string(grade),
                   {.label = words.tr("vote.grade-" + std::to_string(grade)), .role = "number", .max_length = 4},
                   state.written.raised[grade]);
    if (!beside || i % 2) column.y = half.y + 10;
  }
  column.gap(6);
}

// What everybody sees of it: its group, photographs, votes, what it goes with and what is said of it.
void shared_fields(ui::Column& column, const Context& context, BoardState& state, const workshop::Card* card,
                   Commands& commands) {
  const i18n::Words& words = column.ui.words();
  const workshop::Decision& decision = state.board.decision;
  ui::text_field(column, "group",
                 {.label = words.tr("board.card-group"), .help = words.tr("board.card-group-help"), .max_length = 80},
                 state.written.group);
  column.gap(16);
  if (card && !workshop::photos_of(state.board, card->id).empty()) {
    photos_row(column, context, state, card->id);
    column.gap(10);
  }
  ui::Flow photos(column);
  add_photo_button(photos, words.tr("photo.of-card"), false);
  photos.into(column);
  column.gap(16);
  if (!card) return;
  if (!decision.secret) {
    mark_of_turn(column, state, *card, commands);
    column.gap(16);
  }
  if (decision.way == workshop::Way::kDots || decision.way == workshop::Way::kApproval) {
    ui::text_field(column, "hands",
                   {.label = words.tr("board.card-hands"),
                    .help = words.tr("board.card-hands-help"),
                    .role = "number",
                    .max_length = 6},
                   state.written.hands);
    column.gap(16);
  } else if (decision.way == workshop::Way::kJudgment) {
    raised_hands(column, state);
    column.gap(16);
  }
  ties(column, state, *card, commands);
  comments(column, context, state, commands);
}

// A card of a workshop that is closed.
void told_card(ui::Column& column, const Context& context, BoardState& state, const workshop::Card& card) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::paragraph(column, "text", card.text, {.bold = true});
  column.gap(6);
  const auto zone = std::ranges::find(state.board.zones, card.zone, &workshop::Zone::id);
  std::string where = zone == state.board.zones.end() ? std::string() : zone_title(ui, *zone);
  if (!card.author.empty()) where += (where.empty() ? "" : " · ") + card.author;
  ui::paragraph(column, "where", where, {.color = ui.theme().muted});
  column.gap(12);
  ui::paragraph(column, "why", words.tr(is_open(state.board) ? "role.card" : "closing.card"),
                {.color = ui.theme().muted});
  column.gap(16);
  if (!workshop::photos_of(state.board, card.id).empty()) {
    photos_row(column, context, state, card.id);
    column.gap(16);
  }
  const ui::Scope scope(ui, "comments");
  if (said_of_card(column, context, card.id)) column.gap(10);
}

// What becomes of it: decided, made a sheet of, tried. The words of the card are kept first, as all of it is made of
// them.
void path_of_card(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  const i18n::Words& words = column.ui.words();
  if (workshop::decides(state.role) || workshop::choice_about(state.board, state.card)) {
    ui::heading(column, "choice", words.tr("path.decided"), 3, ui::Type::kCard);
    column.gap(8);
    const std::size_t before = commands.size();
    choice_of_card(column, context, state, state.card, commands);
    if (commands.size() > before) keep(context, state, commands);
    column.gap(16);
  }
  const std::vector<base::Id> sheets = workshop::sheets_of(context.state, state.card);
  if (!sheets.empty()) {
    ui::heading(column, "sheets", words.tr("board.card-sheets"), 3, ui::Type::kCard);
    column.gap(8);
  }
  if (const auto tried = state.board.feedback.find(state.card); tried != state.board.feedback.end()) {
    ui::heading(column, "tried", words.tr("trial.title"), 3, ui::Type::kCard);
    column.gap(4);
    ui::paragraph(column, "tried-words", print::feedback_words(tried->second, speech_of(words)));
    column.gap(16);
  }
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

}  // namespace

std::string zone_title(const ui::Ui& ui, const workshop::Zone& zone) {
  return zone.id ? zone.title : ui.tr("board.beside");
}

KeepCard written_card(const BoardState& state, const records::State& records) {
  const CardText& written = state.written;
  const bool moved = written.zone != state.initial.zone, regrouped = written.group != state.initial.group;
  KeepCard kept{state.card ? records.draft(state.card) : records::Draft{"card", {}, {}},
                regrouped ? written.group : std::string()};
  records::Draft& draft = kept.draft;
  draft.set("board", base::to_hex(state.of));
  draft.set("zone", written.zone);
  draft.set("text", written.text);
  draft.set("author", written.author);
  draft.set("colour", written.colour);
  if (moved) draft.set("x", records::Values{}), draft.set("y", records::Values{});
  if (regrouped) draft.set("group", records::Values{});
  const std::int64_t hands = whole(written.hands);
  draft.set("hands", hands > 0 ? records::Values{hands} : records::Values{});
  decide::Grades raised;
  for (const std::string& grade : written.raised) raised.push_back(static_cast<std::uint64_t>(whole(grade)));
  draft.set("raised", workshop::write_grades(raised));
  return kept;
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
                   {},
                   {}};
  for (std::size_t grade = 0; grade < card.raised.size(); ++grade)
    if (card.raised[grade]) state.written.raised[grade] = std::to_string(card.raised[grade]);
  state.initial = state.written;
}

std::string unsaved_board(const BoardState& state, const records::State& records) {
  nlohmann::json held;
  if (state.open && state.written != state.initial) {
    const CardText& text = state.written;
    held = {{"card", state.card ? base::to_hex(state.card) : ""},
            {"text", text.text},
            {"author", text.author},
            {"zone", text.zone},
            {"hands", text.hands},
            {"colour", text.colour},
            {"group", text.group},
            {"comment", text.comment},
            {"raised", text.raised}};
  }
  if (state.photo && state.photo_text != records.text(state.photo, "text")) {
    held["photo"] = base::to_hex(state.photo);
    held["caption"] = state.photo_text;
  }
  if (held.is_null()) return {};
  held["board"] = base::to_hex(state.of);
  return held.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool take_unsaved_board(BoardState& state, const records::State& records, std::string_view unsaved) {
  using nlohmann::json;
  const json held = json::parse(unsaved, nullptr, false);
  if (!held.is_object() || !held.contains("board")) return false;
  const auto words = [](const json& from) { return from.is_string() ? from.get<std::string>() : std::string(); };
  const auto part = [&](const char* key) { return held.contains(key) ? words(held[key]) : std::string(); };
  const auto id = [&](const char* key) { return base::Id{base::from_hex(part(key)).value_or(0)}; };
  const base::Id of = id("board"), card_id = id("card"), photo = id("photo");
  if (!records.exists(of)) return false;
  const bool card_there = held.contains("card") && (!card_id || records.exists(card_id));
  const bool photo_there = photo && records.exists(photo);
  if (!card_there && !photo_there) return false;
  state = {};
  state.of = of;
  state.board = workshop::read_board(records, of, {});
  if (card_there) {
    workshop::Card card;
    for (const workshop::Card& there : state.board.cards)
      if (there.id == card_id) card = there;
    open_card(state, card);
    state.written = {part("text"),   part("author"), part("zone"),    part("hands"),
                     part("colour"), part("group"),  part("comment"), {}};
    if (const auto raised = held.find("raised"); raised != held.end() && raised->is_array())
      for (std::size_t grade = 0; grade < std::min(raised->size(), state.written.raised.size()); ++grade)
        state.written.raised[grade] = words((*raised)[grade]);
  }
  if (photo_there) {
    open_photo(state, records, photo);
    state.photo_text = part("caption");
  }
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
  const workshop::Card* card = state.card ? &*held : nullptr;
  ui::Dialog dialog(ui, "card", words.tr(card ? "board.card-title" : "board.add-card"), 560);
  ui::Column& column = dialog.inside;
  const bool told = is_told(state);
  if (told) {
    told_card(column, context, state, *card);
  } else {
    words_of_card(column, state, card);
    if (card ? !card->hidden : !board.covered) shared_fields(column, context, state, card, commands);
  }
  if (card && !card->hidden && workshop::writes(state.role)) path_of_card(column, context, state, commands);
  ui::Flow flow(column);
  if (told) {
    if (ui::button(flow, "close", {.label = words.tr("action.close"), .look = ui::Look::kPrimary}) ||
        dialog.dismissed())
      state.open = false;
    return flow.into(column);
  }
  if (ui::button(flow, "keep",
                 {.label = words.tr("board.keep-card"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary}) ||
      dialog.dismissed())
    keep(context, state, commands);
  if (ui::button(flow, "cancel", {.label = words.tr("board.cancel-card")})) state.open = false;
  if (card &&
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
