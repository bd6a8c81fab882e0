// The last step of the form: what will change, and what is still missing.
#include "rooms/edit_parts.h"

namespace rooms {

std::optional<std::string> review(ui::Column& column, EditState& state,
                                  const std::vector<const records::Field*>& fields) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  std::optional<std::string> wanted;
  const auto values = [](const records::Draft& draft, std::string_view key) {
    const auto found = draft.fields.find(key);
    return found == draft.fields.end() ? records::Values{} : found->second;
  };

  std::vector<const records::Field*> different, missing, wrong;
  for (const records::Field* field : fields) {
    if (take(state, words, *field).blocks) wrong.push_back(field);
    if (values(state.draft, field->key) != values(state.initial, field->key)) different.push_back(field);
    if (field->need == records::Need::kExpected && !state.draft.has(field->key)) missing.push_back(field);
  }
  // Buttons that lead to a field.
  const auto leads = [&](ui::Column& inside, std::string_view scope, const std::vector<const records::Field*>& where,
                         const char* icon) {
    const Tall list(inside, scope, "list", words.tr("edit.review." + std::string(scope)));
    ui::Flow flow(inside);
    for (const records::Field* field : where) {
      const ui::ButtonSpec spec{
          .label = words.tr(field->label), .icon = icon, .description = words.tr("edit.review.fill")};
      const ui::Point size = ui::button_size(ui, spec);
      const ui::Rect rect = flow.place(size.x, size.y);
      const ui::Container item(ui, field->key, "item", rect);
      if (ui::button_at(ui, "go", rect, spec)) wanted = std::string(field->key);
    }
    flow.into(inside);
  };

  if (!wrong.empty()) {
    ui::Card card(column, ui::tokens::kSpace5);
    ui::heading(card.inside, "title", words.plural("edit.errors", wrong.size()), 2, ui::Type::kCard);
    card.inside.gap(12);
    leads(card.inside, "wrong", wrong, ui::tokens::kIconCircleAlert);
  }
  // Nothing readable has changed: what is to be put right stands alone.
  if (wrong.empty() || !different.empty()) {
    if (!wrong.empty()) column.gap(16);
    ui::Card card(column, ui::tokens::kSpace5);
    ui::heading(card.inside, wrong.empty() ? "title" : "changes-title",
                words.tr(state.loaded == "new" ? "edit.review.new" : "edit.review.changes"), 2, ui::Type::kCard);
    card.inside.gap(12);
    if (different.empty()) {
      ui::paragraph(card.inside, "nothing", words.tr("edit.review.nothing"), {.color = ui.theme().muted});
    } else {
      const Tall terms(card.inside, "changes", "dl");
      for (std::size_t i = 0; i < different.size(); ++i) {
        const records::Field* field = different[i];
        if (i) card.inside.gap(12);
        const auto after = values(state.draft, field->key);
        described_lines(card.inside, field->key, words.tr(field->label),
                        state.loaded == "new" ? std::vector{value_words(words, field, after)}
                                              : change_lines(words, field, values(state.initial, field->key), after));
      }
    }
  }
  if (!missing.empty()) {
    column.gap(16);
    ui::Card card(column, ui::tokens::kSpace5);
    ui::heading(card.inside, "missing-title", words.plural("edit.review.missing-count", missing.size()), 2,
                ui::Type::kCard);
    card.inside.gap(8);
    ui::paragraph(card.inside, "missing-note", words.tr("edit.review.missing-note"), {.color = ui.theme().muted});
    card.inside.gap(12);
    leads(card.inside, "missing", missing, ui::tokens::kIconPencil);
  }
  return wanted;
}

}  // namespace rooms
