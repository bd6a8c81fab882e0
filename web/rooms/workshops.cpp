// The workshops of this device, and those that can be prepared.
#include <algorithm>

#include "rooms/rooms.h"
#include "workshop/invitation.h"

namespace rooms {
namespace {

ui::CardSpec card(const ui::Ui& ui, std::string title, std::string detail, const char* icon) {
  for (const ui::tokens::KindStyle& style : ui::tokens::kKinds)
    if (style.kind == "board")
      return {std::move(title), std::move(detail), icon, style.ink[ui.theme_id()], style.soft[ui.theme_id()]};
  return {std::move(title), std::move(detail), icon, ui.theme().primary, ui.theme().surface};
}

bool card_row(ui::Column& column, std::string_view key, const ui::CardSpec& spec) {
  const float height = ui::card_button_height(column.ui, spec, column.w);
  const bool pressed = ui::card_button_at(column.ui, key, column.take(height), spec);
  column.gap(12);
  return pressed;
}

std::size_t cards_on(const records::State& state, base::Id board) {
  const std::string id = base::to_hex(board);
  const std::vector<base::Id> cards = state.all("card");
  return static_cast<std::size_t>(
      std::ranges::count_if(cards, [&](base::Id card) { return state.text(card, "board") == id; }));
}

// For whoever was told a code.
void join_card(ui::Column& column, const Context& context, WorkshopsState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "join");
  {
    ui::Card card(column);
    ui::Column& inside = card.inside;
    ui::heading(inside, "title", words.tr("workshops.join"), 2, ui::Type::kCard);
    inside.gap(8);
    const bool typed = ui::text_field(inside, "code",
                                      {.label = words.tr("workshops.code"),
                                       .help = words.tr("workshops.code-help"),
                                       .error = state.unknown ? words.tr("workshops.code-unknown") : std::string(),
                                       .max_length = 20,
                                       .autocomplete = "off"},
                                      state.code);
    if (typed) state.unknown = false;
    bool wanted = ui.submitted(ui.id("code"));
    inside.gap(8);
    ui::Flow flow(inside);
    wanted |= ui::button(
        flow, "open",
        {.label = words.tr("workshops.join-now"), .icon = ui::tokens::kIconArrowRight, .trailing_icon = true});
    if (state.unknown &&
        ui::button(flow, "link", {.label = words.tr("workshops.join-by-link"), .icon = ui::tokens::kIconQrCode}))
      commands.push_back(GoTo{Screen::kSync, {}});
    flow.into(inside);
    if (wanted) {
      const base::Id board = workshop::board_of_code(context.state, state.code);
      state.unknown = !board;
      if (board) {
        state.code.clear();
        commands.push_back(JoinBoard{board});
      } else {
        ui.say(words.tr("workshops.code-unknown"), ui::Politeness::kAssertive);
      }
      ui.wake(2);
    }
  }
  column.gap(16);
}

}  // namespace

void workshops(ui::Ui& ui, const Context& context, WorkshopsState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  ui::ScrollArea scroll(ui, "workshops", area, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.w = std::min(column.w, 720.f);
  column.y -= ui.margin() - 4;
  if (context.session.phase() != session::Phase::kReady) {
    ui::paragraph(column, "opening", ui.tr("home.opening"));
    return;
  }
  join_card(column, context, state, commands);
  const std::vector<base::Id> held = workshop::boards(context.state);
  if (!held.empty()) {
    const ui::Scope scope(ui, "held");
    ui::heading(column, "title", ui.tr("workshops.held"), 2, ui::Type::kCard);
    column.gap(12);
    for (const base::Id board : held) {
      std::string detail =
          words.tr("workshops.held-detail", {{"date", words.date(context.state.text(board, "date"))},
                                             {"cards", words.plural("board.cards", cards_on(context.state, board))}});
      std::string title(context.state.text(board, "title"));
      if (context.state.reference(board, "rehearses")) title = words.tr("rehearsal.title", {{"title", title}});
      if (!context.state.text(board, "closed").empty()) detail += " · " + words.tr("closing.short");
      const ui::CardSpec spec = card(ui, std::move(title), std::move(detail), ui::tokens::kIconStickyNote);
      if (card_row(column, base::to_hex(board), spec)) commands.push_back(GoTo{Screen::kBoard, board});
    }
    column.gap(16);
  }
  ui::heading(column, "prepare", ui.tr("workshops.prepare"), 2, ui::Type::kCard);
  column.gap(4);
  ui::paragraph(column, "prepare-what", ui.tr("workshops.prepare-what"), {.color = ui.theme().muted});
  column.gap(12);
  for (std::size_t i = 0; i < context.templates.size(); ++i) {
    const workshop::Template& from = context.templates[i];
    const std::string zones = words.plural("workshops.zones", from.zones.size());
    const std::string detail =
        from.phases.empty() ? zones
        : from.minutes() == 0
            ? words.tr("workshops.template-path",
                       {{"zones", zones}, {"steps", words.plural("workshops.steps", from.phases.size())}})
            : words.tr("workshops.template-detail",
                       {{"zones", zones}, {"minutes", words.number(static_cast<std::size_t>(from.minutes()))}});
    if (card_row(column, from.key, card(ui, from.title, detail, ui::tokens::kIconPlus)))
      commands.push_back(PrepareBoard{i});
  }
}

}  // namespace rooms
