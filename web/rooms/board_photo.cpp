// Photographs of a board: small beside what they are of, and one of them in a dialog, with what it shows in words.
#include <algorithm>

#include "draw/note.h"
#include "rooms/board_parts.h"

namespace rooms {
namespace {

constexpr float kThumbWidth = 116, kThumbHeight = 84;
constexpr std::string_view kPictures = "image/*";

const workshop::Photo* find_photo(const workshop::Board& board, base::Id id, base::Id& on) {
  for (const auto& [of, photos] : board.photos)
    for (const workshop::Photo& photo : photos)
      if (photo.id == id) {
        on = of;
        return &photo;
      }
  return nullptr;
}

bool of_card(const workshop::Board& board, base::Id on) {
  return std::ranges::find(board.cards, on, &workshop::Card::id) != board.cards.end();
}

void close(BoardState& state) {
  state.photo = {};
  state.photo_text.clear();
  state.photo_on.clear();
}

}  // namespace

std::string photo_words(const ui::Ui& ui, const workshop::Photo& photo) {
  return photo.text.empty() ? ui.tr("photo.unsaid") : photo.text;
}

void open_photo(BoardState& state, const records::State& records, base::Id photo) {
  state.guiding = false;  // it was taken up from there
  state.photo = photo;
  state.photo_text = records.text(photo, "text");
  state.photo_on = records.text(photo, "on");
}

void add_photo_button(ui::Flow& flow, std::string_view what, bool icon_only) {
  ui::file_button(flow, "add-photo",
                  {.label = flow.ui.tr("photo.add"),
                   .icon = ui::tokens::kIconCamera,
                   .look = icon_only ? ui::Look::kQuiet : ui::Look::kSecondary,
                   .icon_only = icon_only,
                   .description = std::string(what)},
                  kPictures);
}

void photos_row(ui::Column& column, const Context& context, BoardState& state, base::Id on) {
  const std::span<const workshop::Photo> photos = workshop::photos_of(state.board, on);
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "photos");
  ui::Flow flow(column);
  for (const workshop::Photo& photo : photos) {
    const ui::Rect rect = flow.place(std::min(kThumbWidth, column.w), kThumbHeight);
    const ui::NodeId node = ui.id(base::to_hex(photo.id));
    ui.node(
        node, "button", rect,
        {.name = ui.words().tr("photo.named", {{"text", photo_words(ui, photo)}}), .radius = ui::tokens::kRadiusSmall});
    if (ui.visible(rect)) {
      draw::photo(ui, rect, photo.picture, ui::Detail::kSmall, ui::tokens::kRadiusSmall);
      ui.stroke(rect, ui.hovered(rect) ? ui.theme().text : ui.theme().border_strong, ui.hovered(rect) ? 2.f : 1.f,
                ui::tokens::kRadiusSmall);
    }
    if (ui.activated(node)) open_photo(state, context.state, photo.id);
  }
  flow.into(column);
}

void photos_card(ui::Column& column, const Context& context, BoardState& state) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "wall-photos");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", ui.tr("photo.wall"), 2, ui::Type::kCard);
  inside.gap(4);
  ui::paragraph(inside, "what", ui.tr("photo.wall-what"), {.color = ui.theme().muted});
  inside.gap(12);
  if (!workshop::photos_of(state.board, state.of).empty()) {
    photos_row(inside, context, state, state.of);
    inside.gap(12);
  }
  ui::Flow flow(inside);
  add_photo_button(flow, ui.tr("photo.wall"), false);
  flow.into(inside);
}

void whole_photo(ui::Column& column, const workshop::Photo& photo, float most) {
  ui::Ui& ui = column.ui;
  const ui::Image* image = ui.images.find(photo.picture, ui::Detail::kLarge);
  const float shape = image ? static_cast<float>(image->h) / static_cast<float>(std::max(1, image->w)) : 0.66f;
  const float w = std::min(column.w, most / std::max(0.05f, shape));
  const ui::Rect place = column.take(w * shape);
  const ui::Rect rect{place.x + (place.w - w) / 2, place.y, w, place.h};
  ui.node(ui.id("picture"), "img", rect, {.name = photo_words(ui, photo)});
  if (ui.visible(rect)) draw::photo(ui, rect, photo.picture, ui::Detail::kLarge, ui::tokens::kRadiusSmall);
  if (!ui.images.failed(photo.picture, ui::Detail::kLarge)) return;
  column.gap(8);
  ui::paragraph(column, "absent", ui.tr("photo.absent"), {.color = ui.theme().warning});
}

void photo_dialog(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands) {
  if (!state.photo) return;
  const i18n::Words& words = ui.words();
  const workshop::Board& board = state.board;
  base::Id on;
  const workshop::Photo* photo = find_photo(board, state.photo, on);
  if (!photo) {
    // Just taken up: the board is read before the next frame. Gone elsewhere: closed.
    if (!context.state.exists(state.photo)) close(state);
    ui.wake(2);
    return;
  }
  ui::Dialog dialog(ui, "photo", words.tr("photo.title"), 760);
  ui::Column& column = dialog.inside;
  whole_photo(column, *photo, ui.height() * 0.5f);
  column.gap(16);
  ui::text_field(column, "text",
                 {.label = words.tr("photo.text"), .help = words.tr("photo.text-help"), .max_length = 300},
                 state.photo_text);
  column.gap(12);
  if (!of_card(board, on)) {
    ui::Options places{{base::to_hex(board.id), words.tr("photo.whole-wall")}};
    for (const workshop::Zone& zone : board.zones)
      if (zone.id) places.emplace_back(base::to_hex(zone.id), zone.title);
    ui::select_field(column, "on", {.label = words.tr("photo.on")}, places, state.photo_on);
    column.gap(16);
  }
  ui::Flow flow(column);
  const bool keep = ui::button(
      flow, "keep", {.label = words.tr("photo.keep"), .icon = ui::tokens::kIconCheck, .look = ui::Look::kPrimary});
  if (keep || dialog.dismissed()) {
    records::Draft draft = context.state.draft(state.photo);
    const records::Draft before = draft;
    draft.set("text", state.photo_text);
    draft.set("on", state.photo_on);
    if (draft.fields != before.fields) commands.push_back(KeepRecords{"photo.edit", {draft}});  // a command, not a key
    close(state);
  }
  const base::Id shown = state.photo;
  if (shown &&
      ui::button(flow, "remove",
                 {.label = words.tr("photo.remove"), .icon = ui::tokens::kIconTrash2, .look = ui::Look::kDanger})) {
    commands.push_back(
        WriteBoard{"photo.remove", {{shown, std::string(records::kRemovedKey), true}}, "outcome.photo-removed"});
    close(state);
  }
  flow.into(column);
}

}  // namespace rooms
