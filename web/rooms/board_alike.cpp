// Cards that are alike, shown for people to put together or not.
#include <algorithm>

#include "draw/note.h"
#include "rooms/board_parts.h"

namespace rooms {

void look_alike(BoardState& state) {
  state.alike = workshop::alike(state.board);
  state.looking_alike = true;
}

void alike_dialog(ui::Ui& ui, BoardState& state) {
  if (!state.looking_alike) return;
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  ui::Dialog dialog(ui, "alike", words.tr("alike.title"), 620);
  ui::Column& column = dialog.inside;
  ui::paragraph(column, "what", words.tr(state.alike.empty() ? "alike.none" : "alike.what"));
  column.gap(12);
  for (std::size_t i = 0; i < state.alike.size(); ++i) {
    const workshop::Alike& found = state.alike[i];
    const ui::Scope scope(ui, std::to_string(i));
    if (std::ranges::any_of(found.cards, [&](std::size_t card) { return card >= board.cards.size(); })) continue;
    std::string shared;
    for (const std::string& word : found.words) shared += (shared.empty() ? "" : ", ") + word;
    ui::heading(column, "words",
                shared.empty() ? words.tr("alike.nth", {{"n", std::to_string(i + 1)}})
                               : words.tr("alike.shared", {{"words", shared}}),
                3, ui::Type::kBody);
    column.gap(6);
    std::string group;
    for (const std::size_t at : found.cards) {
      const workshop::Card& card = board.cards[at];
      const draw::Note note{card.text, card.author, card.colour};
      const ui::Rect rect = column.take(draw::note_height(ui, note, column.w));
      ui.node(ui.id(base::to_hex(card.id)), "p", rect, {.name = card.text});
      if (ui.visible(rect)) draw::note(ui, rect, note);
      column.gap(6);
      for (const workshop::Group& held : board.groups)
        if (held.id == card.group) group = held.title;
    }
    ui::Flow flow(column);
    if (ui::button(flow, "together",
                   {.label = words.tr("alike.together"), .icon = ui::tokens::kIconMerge, .description = shared})) {
      state.selected.clear();
      for (const std::size_t at : found.cards) state.selected.insert(board.cards[at].id);
      state.grouping = true;
      state.group_name = group.empty() && !found.words.empty() ? found.words.front() : group;
      state.looking_alike = false;
    }
    flow.into(column);
    column.gap(16);
  }
  ui::Flow flow(column);
  if (ui::button(flow, "done",
                 {.label = words.tr("board.done"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary}) ||
      dialog.dismissed())
    state.looking_alike = false;
  flow.into(column);
}

}  // namespace rooms
