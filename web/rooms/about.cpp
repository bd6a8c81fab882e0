#include <algorithm>

#include "rooms/rooms.h"

namespace rooms {
namespace {

struct Entry {
  std::string_view key, label, value;
};

// Heights first: the list's node encloses its entries.
template <class Value>
void described_list(ui::Column& column, std::string_view key, std::string_view name, const std::vector<Entry>& entries,
                    const Value& value) {
  ui::Ui& ui = column.ui;
  constexpr float kBetween = 12;
  float height = 0;
  for (const Entry& entry : entries)
    height += ui.line_height(ui::Type::kBody) + ui.measure({}, value(entry), column.w).y + kBetween;
  const ui::Container list(ui, key, "dl", {column.x, column.y, column.w, height}, {.name = std::string(name)});
  for (const Entry& entry : entries) {
    ui::described(column, entry.key, ui.tr(entry.label), value(entry), nullptr);
    column.gap(kBetween);
  }
}

void section(ui::Column& column, std::string_view key, std::string_view title,
             std::initializer_list<std::string_view> paragraphs) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, key);
  ui::Card card(column);
  ui::heading(card.inside, "title", ui.tr(title), 2, ui::Type::kCard);
  for (const std::string_view text : paragraphs) {
    card.inside.gap(8);
    ui::paragraph(card.inside, text, ui.tr(text));
  }
}

void version_card(ui::Column& column, const Context& context) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "version");
  ui::Card card(column);
  const std::string title = ui.tr("about.version.title");
  ui::heading(card.inside, "title", title, 2, ui::Type::kCard);
  card.inside.gap(8);
  static const std::vector<Entry> kEntries{{"version", "about.version.label", ""},
                                           {"software", "about.licence.software", "about.licence.software-is"},
                                           {"content", "about.licence.content", "about.licence.content-is"}};
  described_list(card.inside, "facts", title, kEntries, [&](const Entry& entry) {
    return entry.value.empty() ? context.environment.version : ui.tr(entry.value);
  });
}

void keys_card(ui::Column& column) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "keys");
  ui::Card card(column);
  const std::string title = ui.tr("about.keys.title");
  ui::heading(card.inside, "title", title, 2, ui::Type::kCard);
  card.inside.gap(8);
  static const std::vector<Entry> kEntries{
      {"tab", "about.keys.tab", "about.keys.tab-does"},          {"enter", "about.keys.enter", "about.keys.enter-does"},
      {"escape", "about.keys.escape", "about.keys.escape-does"}, {"pages", "about.keys.pages", "about.keys.pages-does"},
      {"arrows", "about.keys.arrows", "about.keys.arrows-does"}, {"zoom", "about.keys.zoom", "about.keys.zoom-does"},
      {"search", "about.keys.search", "about.keys.search-does"}, {"undo", "about.keys.undo", "about.keys.undo-does"},
      {"redo", "about.keys.redo", "about.keys.redo-does"}};
  described_list(card.inside, "list", title, kEntries, [&](const Entry& entry) { return ui.tr(entry.value); });
}

void sources(ui::Column& column, const Context& context) {
  if (context.about.rows.empty()) return;
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "sources");
  ui::heading(column, "title", ui.tr("about.sources.title"), 2, ui::Type::kCard);
  column.gap(8);
  ui::paragraph(column, "intro", ui.tr("about.sources.intro"));
  column.gap(12);
  ui::TableSpec table{.caption = ui.tr("about.sources.title")};
  // Three columns of long words need room: on a narrow screen name and licence share one.
  if (column.w >= 560 * ui.text_scale()) {
    table.heads = {ui.tr("about.sources.name"), ui.tr("common.licence"), ui.tr("about.sources.purpose")};
    table.shares = {0.34f, 0.26f, 0.4f};
    for (const About::Row& row : context.about.rows) table.rows.push_back({row.name, row.licence, row.purpose});
  } else {
    table.heads = {ui.tr("about.sources.name-and-licence"), ui.tr("about.sources.purpose")};
    for (const About::Row& row : context.about.rows) table.rows.push_back({row.name + "\n" + row.licence, row.purpose});
  }
  ui::table(column, "table", table);
}

}  // namespace

void about(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands&) {
  const ui::Scope scope(ui, "about");
  ui::ScrollArea scroll(ui, "scroll", area, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.w = std::min(column.w, 720.f);
  ui::paragraph(column, "what", ui.tr("about.what"));
  column.gap(ui::tokens::kSpace4);
  section(column, "private", "about.private.title",
          {"about.private.offline", "about.private.kept", "about.private.sent"});
  column.gap(ui::tokens::kSpace4);
  version_card(column, context);
  column.gap(ui::tokens::kSpace4);
  keys_card(column);
  column.gap(ui::tokens::kSpace4);
  section(column, "map", "about.map.title", {"about.map.sources", "about.map.changes"});
  column.gap(ui::tokens::kSpace6);
  sources(column, context);
}

}  // namespace rooms
