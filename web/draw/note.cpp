#include "draw/note.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace draw {
namespace {

constexpr float kPadding = 12, kShape = 6, kPicture = 132;

float picture_height(const Note& note) { return note.picture.empty() ? 0 : kPicture; }

float foot(const ui::Ui& ui) { return ui.line_height(ui::Type::kLegend); }

}  // namespace

const ui::tokens::NoteStyle& note_style(std::string_view colour) {
  const auto found = std::ranges::find(ui::tokens::kNotes, colour, &ui::tokens::NoteStyle::key);
  return found == ui::tokens::kNotes.end() ? ui::tokens::kNotes.front() : *found;
}

void note_shape(ui::Ui& ui, std::string_view colour, ui::Point center, float r) {
  const ui::tokens::NoteStyle& style = note_style(colour);
  const std::uint32_t ink = style.mark[ui.theme_id()];
  const auto polygon = [&](std::initializer_list<ui::Point> points) {
    ImDrawList& list = ui.list();
    for (const ui::Point& p : points) list.PathLineTo(ui.at(center.x + p.x * r, center.y + p.y * r));
    list.PathFillConvex(ink);
  };
  if (style.key == "ocean") {
    polygon({{-0.9f, -0.9f}, {0.9f, -0.9f}, {0.9f, 0.9f}, {-0.9f, 0.9f}});
  } else if (style.key == "pin") {
    polygon({{0, -1}, {1, 0.85f}, {-1, 0.85f}});
  } else if (style.key == "tuile") {
    polygon({{0, -1.15f}, {1.15f, 0}, {0, 1.15f}, {-1.15f, 0}});
  } else if (style.key == "bruyere") {
    ui.fill({center.x - r, center.y - r * 0.36f, 2 * r, r * 0.72f}, ink);
    ui.fill({center.x - r * 0.36f, center.y - r, r * 0.72f, 2 * r}, ink);
  } else if (style.key == "huitre") {
    ui.ring(center, r, ink, std::max(1.5f, r * 0.4f));
  } else if (style.key == "rose") {
    // Five triangles around a pentagon: Dear ImGui fills convex shapes.
    std::array<ui::Point, 10> tips;
    for (std::size_t i = 0; i < tips.size(); ++i) {
      const float angle = -1.5707963f + static_cast<float>(i) * 0.62831853f, far = i % 2 ? 0.5f : 1.2f;
      tips[i] = {std::cos(angle) * far, std::sin(angle) * far};
    }
    for (std::size_t i = 0; i < tips.size(); i += 2) polygon({tips[i], tips[i + 1], tips[(i + 9) % 10]});
    polygon({tips[1], tips[3], tips[5], tips[7], tips[9]});
  } else if (style.key == "estuaire") {
    ui::Point before{center.x - r * 1.2f, center.y};
    for (int i = 1; i <= 10; ++i) {
      const float t = static_cast<float>(i) / 10;
      const ui::Point next{center.x + r * (2.4f * t - 1.2f), center.y - r * 0.5f * std::sin(t * 6.2831853f)};
      ui.line(before, next, ink, std::max(1.5f, r * 0.45f));
      before = next;
    }
  } else {
    ui.disc(center, r, ink);
  }
}

void note_ground(ui::Ui& ui, const ui::Rect& rect, const Note& note, float radius) {
  if (note.hidden) {
    ui.fill(rect, ui.theme().sunken, radius);
    ui.dashed(rect, ui.theme().border_strong, 1.5f, radius);
  } else {
    ui.fill(rect, note_style(note.colour).fill[ui.theme_id()], radius);
    if (ui.outlined()) ui.stroke(rect, ui.theme().text, 1, radius);
  }
  if (note.selected) {
    ui.stroke(rect.inset(-3), ui.theme().focus_halo, 6, radius + 3);
    ui.stroke(rect.inset(-1), ui.theme().focus, 3, radius);
  }
}

void photo(ui::Ui& ui, const ui::Rect& rect, std::string_view picture, ui::Detail detail, float radius) {
  if (const ui::Image* image = ui.images.find(picture, detail)) return ui.image(rect, *image, radius);
  ui.fill(rect, ui.theme().sunken, radius);
  ui.icon(rect.center(), ui::tokens::kIconImage, std::min(28.f, std::min(rect.w, rect.h) * 0.5f), ui.theme().muted);
}

float note_height(ui::Ui& ui, const Note& note, float width) {
  const float wrap = width - 2 * kPadding;
  return picture_height(note) + ui.measure({}, note.text, wrap).y +
         std::max(foot(ui), ui.measure({.type = ui::Type::kLegend}, note.detail, wrap - 3 * kShape - 4).y) +
         2 * kPadding + 4;
}

void note(ui::Ui& ui, const ui::Rect& rect, const Note& note) {
  note_ground(ui, rect, note, ui::tokens::kRadiusSmall);
  const float wrap = rect.w - 2 * kPadding;
  const float top = rect.y + picture_height(note);
  if (!note.picture.empty())
    photo(ui, {rect.x + 4, rect.y + 4, rect.w - 8, kPicture - 4}, note.picture, ui::Detail::kSmall,
          ui::tokens::kRadiusSmall);
  const float down = ui.text({rect.x + kPadding, top + kPadding}, {}, note.text, wrap);
  const float y = top + kPadding + down + 4;
  if (note.hidden)
    ui.icon({rect.x + kPadding + kShape, y + foot(ui) / 2}, ui::tokens::kIconEyeOff, 2.6f * kShape, ui.theme().muted);
  else
    note_shape(ui, note.colour, {rect.x + kPadding + kShape, y + foot(ui) / 2}, kShape);
  ui.text({rect.x + kPadding + 3 * kShape + 4, y}, {.type = ui::Type::kLegend}, note.detail, wrap - 3 * kShape - 4);
}

}  // namespace draw
