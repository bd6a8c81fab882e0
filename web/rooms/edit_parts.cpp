#include "rooms/edit_parts.h"

#include <algorithm>

namespace rooms {

void described_lines(ui::Column& column, std::string_view key, std::string_view label,
                     const std::vector<std::string>& lines) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, key);
  const auto leaf = [&](std::string_view name, const char* role, std::string_view text, ui::TextStyle style) {
    const ui::Rect rect = column.take(ui.measure(style, text, column.w).y);
    ui.node(ui.id(name), role, rect, {.name = std::string(text), .extra = ui::font_extra(ui, style.type)});
    if (ui.visible(rect)) ui.text({rect.x, rect.y}, style, text, column.w);
  };
  leaf("label", "dt", label, {.bold = true});
  for (std::size_t i = 0; i < lines.size(); ++i) leaf("line" + std::to_string(i), "dd", lines[i], {});
}

std::vector<std::string> change_lines(const i18n::Words& words, const records::Field* field,
                                      const records::Values& before, const records::Values& after) {
  const auto shown = [&](const records::Values& values) {
    const std::string text = value_words(words, field, values);
    return text.empty() ? words.tr("change.empty") : text;
  };
  if (!field || !records::is_multiple(field->type))
    return {words.tr("change.before", {{"value", shown(before)}}), words.tr("change.after", {{"value", shown(after)}})};
  const auto without = [](const records::Values& values, const records::Values& others) {
    records::Values rest;
    for (const oplog::Value& value : values)
      if (std::find(others.begin(), others.end(), value) == others.end()) rest.push_back(value);
    return rest;
  };
  std::vector<std::string> lines;
  if (const auto added = without(after, before); !added.empty())
    lines.push_back(words.tr("change.added", {{"value", shown(added)}}));
  if (const auto removed = without(before, after); !removed.empty())
    lines.push_back(words.tr("change.removed", {{"value", shown(removed)}}));
  if (lines.empty()) lines.push_back(words.tr("change.order", {{"value", shown(after)}}));
  return lines;
}

void error_under(ui::Column& column, std::string_view text) {
  ui::Ui& ui = column.ui;
  const float size = ui.beside_text(20), lead = size + 6;
  const float wrap = column.w - lead;
  const ui::Rect rect = column.take(ui.measure({.type = ui::Type::kLegend}, text, wrap).y);
  if (!ui.visible(rect)) return;
  ui.icon({rect.x + size / 2, rect.y + ui.line_height(ui::Type::kLegend) / 2}, ui::tokens::kIconCircleAlert, size,
          ui.theme().danger);
  ui.text({rect.x + lead, rect.y}, {.type = ui::Type::kLegend, .color = ui.theme().danger}, text, wrap);
}

}  // namespace rooms
