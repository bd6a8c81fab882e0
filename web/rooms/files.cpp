#include <algorithm>

#include "draw/picture.h"
#include "rooms/files_parts.h"

namespace rooms {
namespace files_parts {

void bullet(ui::Column& column, std::string_view key, std::string_view text, ui::TextStyle style) {
  ui::Ui& ui = column.ui;
  constexpr float kIndent = 18;
  const float height = ui.measure(style, text, column.w - kIndent).y;
  const ui::Rect rect{column.x, column.y, column.w, height};
  const ui::Container item(ui, key, "item", rect);
  if (ui.visible(rect)) ui.disc({rect.x + 5, rect.y + ui.line_height(style.type) / 2}, 3, ui.theme().muted);
  ui::Column inside{ui, column.x + kIndent, column.y, column.w - kIndent};
  ui::paragraph(inside, "text", text, style);
  column.y = inside.y + 4;
}

bool press(ui::Flow& flow, std::string_view key, ui::ButtonSpec spec) {
  if (ui::button_size(flow.ui, spec).x > flow.right - flow.x0) spec.icon = nullptr;
  return ui::button(flow, key, spec);
}

// Every format a table is read from, and the copies of ours.
static constexpr std::string_view kAccepted = ".csv,.tsv,.txt,.json,.geojson,.umap,.kml,.kmz,.gpx,.xml";

void choose_file(ui::Flow& flow, std::string_view key, ui::ButtonSpec spec) {
  if (ui::button_size(flow.ui, spec).x > flow.right - flow.x0) spec.icon = nullptr;
  ui::file_button(flow, key, spec, kAccepted);
}

std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return line;
}

std::string column_words(const i18n::Words& words, std::string_view column) {
  const records::Kind* kind = records::find_kind("place");
  return kind && records::find_field(*kind, column) ? field_label(words, *kind, column) : on_one_line(column);
}

std::string reason_words(const i18n::Words& words, const base::Message& reason) {
  base::Message shown = reason;
  for (auto& [name, value] : shown.args) value = name == "field" ? column_words(words, value) : on_one_line(value);
  return words.tr(shown);
}

std::string remark_words(const i18n::Words& words, const formats::Remark& remark) {
  static constexpr std::string_view kBetween = " \u00b7 ";
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!text.empty()) text += kBetween;
    text += part;
  };
  if (remark.line > 0) add(words.tr("files.remark.line", {{"line", words.number(remark.line)}}));
  if (!remark.column.empty()) add(column_words(words, remark.column));
  add(reason_words(words, remark.reason));
  // Many reasons quote the value themselves.
  if (!remark.value.empty() && base::arg(remark.reason, "value") != remark.value)
    add(words.tr("files.remark.value", {{"value", on_one_line(remark.value)}}));
  return text;
}

namespace {

// What is kept here, since when and where.
void kept_card(ui::Ui& ui, const Context& context, ui::Column& column) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "kept");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  const std::size_t places = context.places.size();
  if (places == 0) {
    const float scale = std::min(inside.w / ui::art::kScene.width, 180 / ui::art::kScene.height);
    const ui::Rect scene = inside.take(ui::art::kScene.height * scale);
    if (ui.visible(scene)) {
      const float width = ui::art::kScene.width * scale;
      ui.push_clip({scene.x, scene.y, width, scene.h});
      draw::picture(ui, ui::art::kScene, {scene.x, scene.y}, scale, ui.theme_id() != ui::tokens::kLight);
      ui.pop_clip();
    }
    inside.gap(ui::tokens::kSpace4);
  }
  ui::heading(inside, "title", words.tr("files.kept.title"), 2, ui::Type::kCard);
  inside.gap(8);
  if (places == 0) {
    ui::paragraph(inside, "empty", words.tr("files.kept.empty"));
    inside.gap(12);
  }
  const ui::Tall list(inside, "facts", "dl", {});
  if (places > 0) {
    ui::described(inside, "places", words.tr("files.kept.places"), words.plural("files.count", places),
                  ui::tokens::kIconMapPin);
    inside.gap(12);
  }
  const session::Saving& saving = context.session.saving();
  std::string saved =
      saving.last_saved_ms > 0 ? words.day_and_time(saving.last_saved_ms) : words.tr("files.kept.saved-nothing-new");
  if (saving.pending > 0) saved = words.plural("files.kept.pending", saving.pending);
  if (!saving.failure.key.empty()) saved = words.tr(saving.failure);
  ui::described(inside, "saved", words.tr("files.kept.saved"), saved, ui::tokens::kIconSave);
  inside.gap(12);
  const std::string where = words.tr("files.storage." + context.environment.storage);
  ui::described(inside, "storage", words.tr("files.kept.storage"), where, ui::tokens::kIconHardDrive);
}

}  // namespace
}  // namespace files_parts

void files(ui::Ui& ui, const Context& context, FilesState& state, const ui::Rect& area, Commands& commands) {
  const ui::Scope scope(ui, "files");
  ui::ScrollArea scroll(ui, "scroll", area, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.w = std::min(column.w, 720.f);
  // While a file is being taken in, nothing else asks for attention.
  const Importing::Step step = context.importing.step;
  const bool busy =
      step == Importing::Step::kReading || step == Importing::Step::kMapping || step == Importing::Step::kKeeping;
  const bool import_first = step != Importing::Step::kNone;
  if (import_first) files_parts::import_card(ui, context, state, column, commands);
  if (!busy) {
    if (import_first) column.gap(ui::tokens::kSpace4);
    files_parts::kept_card(ui, context, column);
    column.gap(ui::tokens::kSpace4);
    if (!import_first) {
      files_parts::import_card(ui, context, state, column, commands);
      column.gap(ui::tokens::kSpace4);
    }
    files_parts::export_card(ui, context, state, column, commands);
  }
}

}  // namespace rooms
