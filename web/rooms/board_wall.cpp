// The wall of a board: cards moved, chosen, put together, linked and drawn around by fingers and by keys; the tools
// under it. What it shows is drawn by draw/wall.h.
#include <algorithm>
#include <cmath>

#include "draw/note.h"
#include "geo/simplify.h"
#include "rooms/board_parts.h"

namespace rooms {
namespace {

constexpr double kKeyStep = 24;     // units that a key moves a card
constexpr double kKeyRestMs = 600;  // after which a card moved by keys falls
constexpr float kStrokeDetail = 2;  // units: less than that is a tremble
constexpr float kRubberReach = 14;  // px

std::string card_words(const ui::Ui& ui, const workshop::Card& card) {
  return card.hidden ? ui.tr("board.hidden-card") : card.text;
}

const workshop::Zone& zone_of(const workshop::Board& board, std::size_t card) {
  return *std::ranges::find(board.zones, board.cards[card].zone, &workshop::Zone::id);
}

std::optional<std::size_t> place_of(const workshop::Board& board, base::Id card) {
  const auto found = std::ranges::find(board.cards, card, &workshop::Card::id);
  if (!card || found == board.cards.end()) return std::nullopt;
  return static_cast<std::size_t>(found - board.cards.begin());
}

// A card and all that was chosen with it fall that far from where they were.
void drop(ui::Ui& ui, BoardState& state, std::size_t card, float dx, float dy, Commands& commands) {
  const workshop::Board& board = state.board;
  WriteBoard move{"card.move", {}};
  const bool several = state.selected.contains(board.cards[card].id);
  for (std::size_t i = 0; i < board.cards.size(); ++i) {
    const base::Id id = board.cards[i].id;
    if (i != card && !(several && state.selected.contains(id))) continue;
    const workshop::Landing to = workshop::landing(state.wall, state.wall.cards[i].x + static_cast<double>(dx),
                                                   state.wall.cards[i].y + static_cast<double>(dy));
    const base::Id zone = board.zones[to.zone].id;
    move.changes.push_back({id, "x", to.spot.x});
    move.changes.push_back({id, "y", to.spot.y});
    if (zone != board.cards[i].zone)
      move.changes.push_back({id, "zone", zone ? oplog::Value(base::to_hex(zone)) : oplog::Value(oplog::Null{})});
    if (i == card) ui.say(ui.words().tr("board.moved-to", {{"zone", zone_title(ui, board.zones[to.zone])}}));
  }
  commands.push_back(std::move(move));
}

void keep_stroke(const BoardState& state, const std::vector<workshop::Card::Spot>& drawn, Commands& commands) {
  std::vector<geo::Point> line;
  for (const auto& [x, y] : drawn) line.push_back({x, y});
  const std::vector<float> matters = geo::significance(line, false);
  std::vector<workshop::Card::Spot> kept;
  for (std::size_t i = 0; i < drawn.size(); ++i)
    if (matters[i] >= kStrokeDetail) kept.push_back(drawn[i]);
  records::Draft stroke{"stroke", {}, {}};
  stroke.set("board", base::to_hex(state.of));
  stroke.set("points", workshop::write_points(kept));
  stroke.set("colour", state.colour);
  commands.push_back(KeepRecords{"stroke.add", {std::move(stroke)}});  // a command, not a key
}

// The drawing under a tap goes.
void rub_out(const BoardState& state, const workshop::Card::Spot& at, Commands& commands) {
  const double reach = static_cast<double>(kRubberReach / state.looking.scale());
  for (const workshop::Stroke& stroke : state.board.strokes)
    for (std::size_t i = 0; i + 1 < stroke.points.size(); ++i) {
      const auto &a = stroke.points[i], &b = stroke.points[i + 1];
      const double length = std::max(1e-9, (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
      const double along = std::clamp(((at.x - a.x) * (b.x - a.x) + (at.y - a.y) * (b.y - a.y)) / length, 0.0, 1.0);
      if (std::hypot(at.x - a.x - along * (b.x - a.x), at.y - a.y - along * (b.y - a.y)) > reach) continue;
      commands.push_back(WriteBoard{"stroke.remove", {{stroke.id, std::string(records::kRemovedKey), true}}});
      return;
    }
}

void toggle(BoardState& state, base::Id card) {
  if (!state.selected.erase(card)) state.selected.insert(card);
}

// Brings a card into view by the shortest way.
void look_at(BoardState& state, const ui::Rect& rect, std::size_t card) {
  const ui::Rect box = state.looking.to_screen(state.wall.cards[card], rect);
  const ui::Rect room = rect.inset(24);
  const auto aside = [](float low, float high, float from, float to) {
    return low < from ? from - low : high > to ? std::max(to - high, from - low) : 0;
  };
  state.looking.moved = true;
  state.looking.map.pan(static_cast<double>(aside(box.x, box.right(), room.x, room.right())),
                        static_cast<double>(aside(box.y, box.bottom(), room.y, room.bottom())));
}

void let_fall(ui::Ui& ui, BoardState& state, Commands& commands) {
  if (!state.carried) return;
  if (const auto card = place_of(state.board, state.carried); card && state.hand.card == card)
    drop(ui, state, *card, state.hand.dx, state.hand.dy, commands);
  state.carried = {};
  state.hand = {};
}

// Arrows go from card to card, with Shift they move the one that is reached; Enter opens it, space chooses it.
void keys(ui::Ui& ui, BoardState& state, const ui::Rect& rect, Commands& commands) {
  struct Arrow {
    const char* key;
    int dx, dy;
  };
  const workshop::Board& board = state.board;
  auto current = place_of(board, state.current);
  for (const auto& [key, dx, dy] :
       {Arrow{"ArrowLeft", -1, 0}, {"ArrowRight", 1, 0}, {"ArrowUp", 0, -1}, {"ArrowDown", 0, 1}}) {
    const bool goes = ui.shortcut(key), carries = ui.shortcut(key, ui::kShift);
    if (goes) {
      let_fall(ui, state, commands);
      if (const auto next = workshop::next_card(state.wall, current, dx, dy)) {
        current = next;
        state.current = board.cards[*next].id;
        look_at(state, rect, *next);
        ui.say(ui.words().tr("board.at-card", {{"card", card_words(ui, board.cards[*next])},
                                               {"zone", zone_title(ui, zone_of(board, *next))}}));
      }
    }
    if (carries && current && may_write(state)) {
      if (state.carried != state.current) state.hand = {.card = current};
      state.carried = state.current;
      state.carried_at = ui.now();
      state.hand.dx += static_cast<float>(dx * kKeyStep);
      state.hand.dy += static_cast<float>(dy * kKeyStep);
    }
  }
  const bool opens = ui.shortcut("Enter"), chooses = ui.shortcut(" ");
  if (opens && current) {
    let_fall(ui, state, commands);
    open_card(state, board.cards[*current]);
  }
  if (chooses && current && may_write(state)) {
    toggle(state, state.current);
    ui.say(ui.words().plural("board.chosen", state.selected.size()));
  }
}

// What is done with the cards that are chosen.
void chosen_tools(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  const ui::Scope scope(ui, "chosen");
  ui::paragraph(column, "count", words.plural("board.chosen", state.selected.size()), {.bold = true});
  column.gap(6);
  const bool any = !state.selected.empty();
  const auto each = [&](std::string command, std::string key, const oplog::Value& value) {
    WriteBoard write{std::move(command), {}};
    for (const base::Id card : state.selected) write.changes.push_back({card, key, value});
    commands.push_back(std::move(write));
  };
  ui::Flow flow(column);
  const bool hidden = std::ranges::any_of(state.selected, [&](base::Id id) { return state.hidden.contains(id); });
  if (ui::button(flow, "group",
                 {.label = words.tr("board.group"), .icon = ui::tokens::kIconLayers, .disabled = !any || hidden})) {
    state.grouping = true;
    state.group_name.clear();
  }
  const bool grouped = std::ranges::any_of(
      board.cards, [&](const workshop::Card& card) { return card.group && state.selected.contains(card.id); });
  if (grouped && ui::button(flow, "ungroup", {.label = words.tr("board.ungroup")}))
    each("group.leave", "group", oplog::Null{});  // a command, not a key
  if (ui::button(
          flow, "tie",
          {.label = words.tr("board.tie"), .icon = ui::tokens::kIconLink, .disabled = state.selected.size() != 2})) {
    records::Draft tie{"link", {}, {}};
    tie.set("from", base::to_hex(*state.selected.begin()));
    tie.set("to", base::to_hex(*state.selected.rbegin()));
    tie.set("relation", std::string("goes-with"));
    commands.push_back(KeepRecords{"card.tie", {std::move(tie)}});  // a command, not a key
    state.selected.clear();
  }
  if (std::string colour; any && colour_choice(flow, colour)) each("card.colour", "colour", colour);
  if (ui::button(flow, "remove",
                 {.label = words.tr("board.remove-chosen"),
                  .icon = ui::tokens::kIconTrash2,
                  .look = ui::Look::kDanger,
                  .disabled = !any})) {
    each("card.remove", std::string(records::kRemovedKey), true);
    state.selected.clear();
  }
  if (ui::button(flow, "undo",
                 {.label = words.tr("action.undo"),
                  .icon = ui::tokens::kIconUndo2,
                  .icon_only = true,
                  .disabled = !context.session.can_undo()}))
    commands.push_back(Undo{});
  if (ui::button(flow, "done",
                 {.label = words.tr("board.done"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary})) {
    state.choosing = false;
    state.selected.clear();
  }
  flow.into(column);
}

void tools(ui::Column& column, const Context& context, BoardState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  ui::Flow flow(column);
  const bool open = may_write(state);
  if (open &&
      ui::button(flow, "write",
                 {.label = words.tr("board.write-card"), .icon = ui::tokens::kIconPlus, .look = ui::Look::kPrimary})) {
    workshop::Card fresh;
    const auto current = place_of(board, state.current);
    fresh.zone = current ? board.cards[*current].zone : board.zones.empty() ? base::Id{} : board.zones.front().id;
    fresh.colour = state.colour;
    open_card(state, fresh);
  }
  if (open) colour_choice(flow, state.colour);
  const bool icons = column.w < 1060 * ui.text_scale();
  const auto tool = [&](const char* key, const char* label, const char* icon, bool on) {
    return ui::button(
        flow, key,
        {.label = words.tr(label), .icon = icon, .icon_only = icons, .flags = ui::kToggle | (on ? ui::kPressed : 0u)});
  };
  if (open && tool("choose", "board.choose", ui::tokens::kIconSquareCheck, state.choosing)) {
    state.choosing = true;
    state.drawing = false;
  }
  if (open && tool("draw", "board.draw", ui::tokens::kIconPencil, state.drawing)) state.drawing = !state.drawing;
  if (ui::button(flow, "all",
                 {.label = words.tr("board.see-all"), .icon = ui::tokens::kIconLocateFixed, .icon_only = true}))
    state.looking = {};
  if (ui::button(flow, "undo",
                 {.label = words.tr("action.undo"),
                  .icon = ui::tokens::kIconUndo2,
                  .icon_only = true,
                  .disabled = !context.session.can_undo()}))
    commands.push_back(Undo{});
  flow.into(column);
  if (board.cards.empty() && open) {
    column.gap(6);
    ui::paragraph(column, "empty", words.tr("board.empty"), {.color = ui.theme().muted});
  }
  if (state.drawing) {
    column.gap(6);
    ui::paragraph(column, "draw-how", words.tr("board.draw-how"), {.color = ui.theme().muted});
  }
}

}  // namespace

bool leave_wall_mode(BoardState& state) {
  if (!state.search.empty()) {
    state.search.clear();
    state.found.clear();
    return true;
  }
  const bool busy = state.choosing || state.drawing || !state.selected.empty();
  state.choosing = state.drawing = false;
  state.selected.clear();
  return busy;
}

void group_dialog(ui::Ui& ui, BoardState& state, Commands& commands) {
  if (!state.grouping) return;
  ui::Dialog dialog(ui, "group", ui.words().plural("board.group-title", state.selected.size()), 520);
  ui::text_field(dialog.inside, "name", {.label = ui.tr("board.group-name"), .required = true, .max_length = 80},
                 state.group_name);
  const bool submitted = ui.submitted(ui.id("name"));
  dialog.inside.gap(16);
  ui::Flow flow(dialog.inside);
  const bool named = state.group_name.find_first_not_of(' ') != std::string::npos;
  if (ui::button(flow, "yes",
                 {.label = ui.tr("board.group-yes"),
                  .icon = ui::tokens::kIconCheck,
                  .look = ui::Look::kPrimary,
                  .disabled = !named}) ||
      (submitted && named)) {
    commands.push_back(GroupCards{state.of, {state.selected.begin(), state.selected.end()}, state.group_name});
    state.grouping = state.choosing = false;
    state.selected.clear();
  }
  if (ui::button(flow, "no", {.label = ui.tr("board.cancel-card")}) || dialog.dismissed()) state.grouping = false;
  flow.into(dialog.inside);
}

void board_wall(ui::Ui& ui, const Context& context, BoardState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  if (!may_write(state)) state.choosing = state.drawing = false;
  // The tools are as tall as they were in the frame before: they are laid out after what is left is known.
  if (state.bar == 0) state.bar = ui.control(ui::tokens::kTargetControl) + 24;
  const float bar = std::min(state.bar, area.h / 2);
  const ui::Rect rect{area.x, area.y, area.w, area.h - bar};
  state.looking.keep_framed(state.wall.extent, rect, 1.25f * ui.text_scale());

  const auto current = place_of(board, state.current);
  const draw::WallEvents events =
      draw::wall(ui, "wall", rect, state.looking, state.hand,
                 {.name = words.plural("board.wall", board.cards.size()),
                  .board = board,
                  .wall = state.wall,
                  .selected = state.selected,
                  .current = ui.focused(ui.id("wall")) ? current : std::nullopt,
                  .pen = state.drawing ? std::string_view(state.colour) : std::string_view(),
                  .hidden_words = words.tr("board.hidden-card"),
                  .found = state.found,
                  .searching = !state.search.empty(),
                  .fixed = !may_write(state)});
  if (ui.focused(ui.id("wall"))) keys(ui, state, rect, commands);
  if (state.carried && (ui.now() - state.carried_at > kKeyRestMs || !ui.focused(ui.id("wall"))))
    let_fall(ui, state, commands);
  if (state.carried) ui.wake(1);
  if (events.tapped) {
    state.current = board.cards[*events.tapped].id;
    if (state.choosing)
      toggle(state, state.current);
    else if (!state.drawing)
      open_card(state, board.cards[*events.tapped]);
  }
  if (events.bare && state.drawing) rub_out(state, *events.bare, commands);
  if (events.moved) {
    state.current = board.cards[*events.moved].id;
    drop(ui, state, *events.moved, events.dx, events.dy, commands);
  }
  if (events.stroke.size() > 1) keep_stroke(state, events.stroke, commands);

  const ui::Rect under{area.x, rect.bottom(), area.w, bar};
  ui.fill(under, ui.theme().raised);
  ui.line({under.x, under.y}, {under.right(), under.y}, ui.theme().border, 1);
  ui::ScrollArea scroll(ui, "tools", under, ui.margin(), false);
  ui::Column& column = scroll.column();
  column.y -= ui.margin() - 12;
  const float top = column.y;
  if (state.choosing || !state.selected.empty())
    chosen_tools(column, context, state, commands);
  else
    tools(column, context, state, commands);
  const float needed = column.y - top + 24;
  column.y -= ui.margin() - 12;
  if (std::abs(needed - state.bar) > 0.5f) ui.wake(2);
  state.bar = needed;
}

}  // namespace rooms
