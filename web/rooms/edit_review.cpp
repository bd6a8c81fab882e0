// What will change and what is still missing: the last step of the form, and what stands beside the others where there
// is room.
#include "rooms/edit_parts.h"

namespace rooms {
namespace {

records::Values values(const records::Draft& draft, std::string_view key) {
  const auto found = draft.fields.find(key);
  return found == draft.fields.end() ? records::Values{} : found->second;
}

struct Sorted {
  Fields different, missing, wrong;
};
Sorted sort(EditState& state, const i18n::Words& words, const Fields& fields) {
  Sorted sorted;
  for (const records::Field* field : fields) {
    if (take(state, words, *field).blocks) sorted.wrong.push_back(field);
    if (values(state.draft, field->key) != values(state.initial, field->key)) sorted.different.push_back(field);
    if (field->need == records::Need::kExpected && !state.draft.has(field->key)) sorted.missing.push_back(field);
  }
  return sorted;
}

// Buttons that lead to a field.
std::optional<std::string> leads(ui::Column& inside, std::string_view scope, const Fields& where, const char* icon) {
  ui::Ui& ui = inside.ui;
  const i18n::Words& words = ui.words();
  std::optional<std::string> wanted;
  const ui::Tall list(inside, scope, "list", words.tr("edit.review." + std::string(scope)));
  ui::Flow flow(inside);
  for (const records::Field* field : where) {
    const ui::ButtonSpec spec{
        .label = words.tr(field->label), .icon = icon, .description = words.tr("edit.review.fill")};
    const ui::Point size = ui::button_size(ui, spec, flow.right - flow.x0);
    const ui::Rect rect = flow.place(size.x, size.y);
    const ui::Container item(ui, field->key, "item", rect);
    if (ui::button_at(ui, "go", rect, spec)) wanted = std::string(field->key);
  }
  flow.into(inside);
  return wanted;
}

void changes_card(ui::Column& column, const EditState& state, const Fields& different, std::string_view title_key) {
  const i18n::Words& words = column.ui.words();
  const bool is_new = state.loaded == "new";
  ui::Card card(column, ui::tokens::kSpace5);
  ui::heading(card.inside, title_key, words.tr(is_new ? "edit.review.new" : "edit.review.changes"), 2, ui::Type::kCard);
  card.inside.gap(12);
  if (different.empty()) {
    ui::paragraph(card.inside, "nothing", words.tr("edit.review.nothing"), {.color = column.ui.theme().muted});
    return;
  }
  const ui::Tall terms(card.inside, "changes", "dl");
  for (std::size_t i = 0; i < different.size(); ++i) {
    const records::Field* field = different[i];
    if (i) card.inside.gap(12);
    const auto after = values(state.draft, field->key);
    described_lines(card.inside, field->key, words.tr(field->label),
                    is_new ? std::vector{value_words(words, field, after)}
                           : change_lines(words, field, values(state.initial, field->key), after));
  }
}

std::optional<std::string> missing_card(ui::Column& column, const Fields& missing) {
  const i18n::Words& words = column.ui.words();
  ui::Card card(column, ui::tokens::kSpace5);
  ui::heading(card.inside, "missing-title", words.plural("edit.review.missing-count", missing.size()), 2,
              ui::Type::kCard);
  card.inside.gap(8);
  ui::paragraph(card.inside, "missing-note", words.tr("edit.review.missing-note"), {.color = column.ui.theme().muted});
  card.inside.gap(12);
  return leads(card.inside, "missing", missing, ui::tokens::kIconPencil);
}

}  // namespace

std::optional<std::string> review(ui::Column& column, EditState& state, const Fields& fields) {
  const i18n::Words& words = column.ui.words();
  const auto [different, missing, wrong] = sort(state, words, fields);
  std::optional<std::string> wanted;
  if (!wrong.empty()) {
    ui::Card card(column, ui::tokens::kSpace5);
    ui::heading(card.inside, "title", words.plural("edit.errors", wrong.size()), 2, ui::Type::kCard);
    card.inside.gap(12);
    wanted = leads(card.inside, "wrong", wrong, ui::tokens::kIconCircleAlert);
  }
  // Nothing readable has changed: what is to be put right stands alone.
  if (wrong.empty() || !different.empty()) {
    if (!wrong.empty()) column.gap(16);
    changes_card(column, state, different, wrong.empty() ? "title" : "changes-title");
  }
  if (missing.empty()) return wanted;
  column.gap(16);
  const auto fill = missing_card(column, missing);
  return wanted ? wanted : fill;
}

std::optional<std::string> summary(ui::Column& column, EditState& state, const Fields& fields) {
  ui::Ui& ui = column.ui;
  const auto [different, missing, wrong] = sort(state, ui.words(), fields);
  changes_card(column, state, different, "changes-title");
  column.gap(16);
  std::optional<std::string> wanted;
  if (!missing.empty()) {
    wanted = missing_card(column, missing);
    column.gap(16);
  }
  const float size = ui.beside_text(22), lead = size + 12;
  ui.icon({column.x + size / 2, column.y + ui.line_height(ui::Type::kLegend) / 2}, ui::tokens::kIconHistory, size,
          ui.theme().muted);
  ui::Column note{ui, column.x + lead, column.y, column.w - lead};
  ui::paragraph(note, "note", ui.tr("edit.aside.note"), {.type = ui::Type::kLegend, .color = ui.theme().muted});
  column.y = note.y;
  return wanted;
}

}  // namespace rooms
