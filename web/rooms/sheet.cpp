// An action sheet: what it says, by the declaration of its kind, under which licence, and the cards it derives from.
#include "print/path.h"
#include "rooms/board_parts.h"
#include "rooms/edit_parts.h"
#include "workshop/lineage.h"

namespace rooms {
namespace {

base::Id board_of(const records::State& state, base::Id card) {
  const base::Id board = state.reference(card, "board");
  return state.exists(board) ? board : base::Id();
}

// The way back to where it comes from: the cards, also those that were removed since, and their boards.
void lineage(ui::Column& column, const Context& context, const std::vector<base::Id>& cards, Commands& commands) {
  ui::Ui& ui = column.ui;
  const records::State& state = context.state;
  const ui::Scope scope(ui, "lineage");
  ui::Card outline(column, ui::tokens::kSpace5);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", ui.tr("sheet.lineage"), 2, ui::Type::kCard);
  if (cards.empty()) {
    inside.gap(8);
    ui::paragraph(inside, "none", ui.tr("sheet.no-lineage"));
  }
  for (const base::Id card : cards) {
    inside.gap(10);
    const base::Id board = board_of(state, card);
    const std::string where =
        state.exists(card) ? std::string(state.text(board, "title")) : ui.tr("sheet.card-removed");
    const ui::CardSpec spec{std::string(state.text(card, "text")), where, ui::tokens::kIconStickyNote,
                            ui.theme().primary, ui.theme().surface};
    const float height = ui::card_button_height(ui, spec, inside.w);
    if (ui::card_button_at(ui, base::to_hex(card), inside.take(height), spec))
      commands.push_back(board ? GoTo{Screen::kBoard, board} : GoTo{Screen::kWorkshops, {}});
  }
}

void said(ui::Column& column, const records::Draft& draft, const records::Kind& kind) {
  ui::Ui& ui = column.ui;
  ui::Card outline(column, ui::tokens::kSpace5);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "said", ui.tr("sheet.says"), 2, ui::Type::kCard);
  inside.gap(12);
  const ui::Tall terms(inside, "fields", "dl");
  for (const records::Field& field : kind.fields) {
    const auto held = draft.fields.find(field.key);
    if (field.key == "title" || field.type == records::Type::kReference || held == draft.fields.end()) continue;
    described_lines(inside, field.key, ui.tr(field.label), {value_words(ui.words(), &field, held->second)});
    inside.gap(12);
  }
}

}  // namespace

void sheet(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "sheet");
  const records::State& state = context.state;
  const base::Id id = context.record;
  const bool there = state.exists(id) && state.kind_of(id) == "sheet";
  const std::vector<base::Id> cards = there ? workshop::cards_of(state, id) : std::vector<base::Id>();
  const base::Id board = cards.empty() ? base::Id() : board_of(state, cards.front());
  const GoTo back{board ? Screen::kBoard : Screen::kWorkshops, board};
  if (ui.shortcut("Escape")) commands.push_back(back);
  // A long name in large words would leave no room: on a telephone it stands in the part that scrolls.
  const bool phone = ui.layout() == ui::Layout::kPhone;
  const std::string kind_words = words.tr("list.sheet-type.fiche-action"), title(state.text(id, "title"));
  const ui::Rect under = room_title(ui, area, phone ? words.tr("app.tagline") : kind_words,
                                    phone   ? words.tr("room.workshops")
                                    : there ? title
                                            : kind_words);
  ui::ScrollArea scroll(ui, "sheet", under, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.w = std::min(column.w, kTextColumn);
  column.y -= ui.margin() - 4;
  ui::Flow flow(column);
  if (ui::button(flow, "back",
                 {.label = words.tr(board ? "sheet.back" : "board.back"),
                  .icon = ui::tokens::kIconArrowLeft,
                  .look = ui::Look::kQuiet}))
    commands.push_back(back);
  if (there && ui::button(flow, "edit", {.label = words.tr("sheet.edit"), .icon = ui::tokens::kIconPencil}))
    commands.push_back(GoTo{Screen::kEdit, id});
  if (there && ui::button(flow, "try", {.label = words.tr("trial.open"), .icon = ui::tokens::kIconHand}))
    commands.push_back(GoTo{Screen::kTrial, id});
  flow.into(column);
  column.gap(12);
  if (!there) {
    ui::paragraph(column, "gone",
                  words.tr(context.session.phase() == session::Phase::kReady ? "sheet.gone" : "home.opening"));
    return;
  }
  if (phone) {
    ui::heading(column, "name", title, 2, ui::Type::kRoom);
    column.gap(12);
  }
  said(column, state.draft(id), *records::find_kind("sheet"));
  column.gap(16);
  if (const auto all = workshop::all_feedback(state); all.contains(id)) {
    ui::heading(column, "tried", words.tr("trial.title"), 2, ui::Type::kCard);
    column.gap(4);
    ui::paragraph(column, "tried-words", print::feedback_words(all.at(id), speech_of(words)));
    column.gap(16);
  }
  lineage(column, context, cards, commands);
  column.gap(16);
  if (ui::button(column, "remove",
                 {.label = words.tr("sheet.remove"), .icon = ui::tokens::kIconTrash2, .look = ui::Look::kDanger}))
    commands.push_back(RemoveSheet{id, board});
}

}  // namespace rooms
