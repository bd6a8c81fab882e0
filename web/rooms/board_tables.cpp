// Who comes to a workshop, and mixed tables of them. The list is written down here and stays on this device.
#include <charconv>

#include "print/tables.h"
#include "rooms/board_parts.h"

namespace rooms {

void tables_card(ui::Column& column, const Context& context, BoardState& state) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "tables");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", ui.tr("seating.title"), 2, ui::Type::kCard);
  inside.gap(4);
  const auto seating = workshop::read_seating(context.session.setting(workshop::people_setting(state.of)));
  const std::size_t people = workshop::read_people(seating.people).size();
  ui::paragraph(inside, "what", people ? ui.words().plural("seating.people", people) : ui.tr("seating.what"),
                {.color = ui.theme().muted});
  inside.gap(12);
  if (ui::button(inside, "open", {.label = ui.tr("seating.open"), .icon = ui::tokens::kIconUsersRound}))
    open_seating(context, state);
}

void open_seating(const Context& context, BoardState& state) {
  state.seating = true;
  state.people = workshop::read_seating(context.session.setting(workshop::people_setting(state.of)));
}

void tables_dialog(ui::Ui& ui, BoardState& state, Commands& commands) {
  if (!state.seating) return;
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "tables", words.tr("seating.title"), 640);
  ui::Column& column = dialog.inside;
  bool changed = ui::text_field(column, "people",
                                {.label = words.tr("seating.list"),
                                 .help = words.tr("seating.list-help"),
                                 .role = "textarea",
                                 .max_length = 10'000,
                                 .rows = 6},
                                state.people.people);
  column.gap(12);
  ui::Options counts;
  for (std::size_t n = 1; n <= 12; ++n) counts.emplace_back(std::to_string(n), words.plural("seating.tables", n));
  std::string count = std::to_string(state.people.tables);
  if (ui::select_field(column, "count", {.label = words.tr("seating.count")}, counts, count)) {
    std::from_chars(count.data(), count.data() + count.size(), state.people.tables);
    changed = true;
  }
  if (changed) commands.push_back(KeepSeating{state.of, state.people});
  const std::vector<workshop::Person> people = workshop::read_people(state.people.people);
  const auto tables = workshop::seat(people, state.people.tables, state.of.bits);
  if (!people.empty()) {
    column.gap(16);
    ui::TableSpec table{.caption = words.tr("seating.title"),
                        .heads = {words.tr("seating.table-head"), words.tr("seating.who")},
                        .shares = {0.25f, 0.75f}};
    for (std::size_t i = 0; i < tables.size(); ++i) {
      std::string who;
      for (const workshop::Person& person : tables[i])
        who += (who.empty() ? "" : ", ") + person.name + (person.sector.empty() ? "" : " (" + person.sector + ")");
      table.rows.push_back({std::to_string(i + 1), who});
    }
    ui::table(column, "seats", table);
  }
  column.gap(16);
  ui::Flow flow(column);
  if (ui::button(flow, "done",
                 {.label = words.tr("board.done"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary}) ||
      dialog.dismissed())
    state.seating = false;
  if (ui::button(flow, "print",
                 {.label = words.tr("seating.print"), .icon = ui::tokens::kIconPrinter, .disabled = people.empty()}))
    commands.push_back(
        SaveFile{"tables", ".html", "text/html", print::table_cards(state.board.title, tables, speech_of(words))});
  if (ui::button(flow, "attendance", {.label = words.tr("seating.attendance"), .icon = ui::tokens::kIconListChecks}))
    commands.push_back(
        SaveFile{"presences", ".html", "text/html", print::attendance_sheet(state.board, people, speech_of(words))});
  flow.into(column);
}

}  // namespace rooms
