#include <algorithm>
#include <cmath>
#include <cstddef>

#include "draw/map.h"
#include "rooms/atlas_parts.h"
#include "rooms/rooms.h"

namespace rooms {

// The map of what the list shows. Places without a position are only in the list. `clear`: the part of `rect` that
// nothing lies over.
static void place_map(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& rect,
                      const ui::Rect& clear, Commands& commands) {
  refresh(ui, context, state);
  std::vector<geo::Point> points;
  std::vector<std::uint8_t> pending;
  std::vector<std::uint32_t> list_index;
  std::optional<std::uint32_t> selected;
  for (std::size_t i = 0; i < state.shown.size(); ++i) {
    const atlas::Place& place = context.places.all()[state.shown[i]];
    if (!place.located) continue;
    if (place.id == state.highlighted) selected = static_cast<std::uint32_t>(points.size());
    points.push_back({place.x, place.y});
    pending.push_back(atlas::incomplete(place) ? 1 : 0);
    list_index.push_back(static_cast<std::uint32_t>(i));
  }
  const auto frame_all = [&] {
    geo::Box box{{1, 1}, {0, 0}};
    for (const geo::Point& p : points) {
      box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
      box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
    }
    if (!points.empty()) state.map.frame(box.min.x, box.min.y, box.max.x, box.max.y, clear, 48, 13);
    ui.wake(2);
  };
  if (!state.framed && !points.empty()) {
    // The first look is at the busiest part: the half of the places nearest to the median one, not the farthest ones.
    std::vector<geo::Point> near = points;
    const auto middle = near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2);
    geo::Point center;
    std::nth_element(near.begin(), middle, near.end(),
                     [](const geo::Point& a, const geo::Point& b) { return a.x < b.x; });
    center.x = middle->x;
    std::nth_element(near.begin(), middle, near.end(),
                     [](const geo::Point& a, const geo::Point& b) { return a.y < b.y; });
    center.y = middle->y;
    const auto reach = [&](const geo::Point& p) { return std::hypot(p.x - center.x, p.y - center.y); };
    std::nth_element(near.begin(), middle, near.end(),
                     [&](const geo::Point& a, const geo::Point& b) { return reach(a) < reach(b); });
    const double radius = reach(*middle);
    state.map.frame(center.x - radius, center.y - radius, center.x + radius, center.y + radius, clear, 0, 12.5);
    state.framed = true;
    ui.wake(2);
  }
  draw::MapSpec spec{.name = ui.words().plural("atlas.map-name", points.size()),
                     .points = points,
                     .numbers = list_index,
                     .pending = pending,
                     .selected = selected};
  state.map_focused = ui.focused(ui.id("map"));
  if (const auto picked = draw::map(ui, "map", rect, state.map, context.basemap, spec)) {
    const base::Id id = context.places.all()[state.shown[list_index[*picked]]].id;
    state.highlighted = id;
    commands.push_back(GoTo{Screen::kPlace, id});
  }

  // Buttons over the map.
  const float size = ui.control(ui::tokens::kTargetControl);
  // The status and the settings stand in the map's upper right corner: these begin under them, or at the left.
  const bool column = ui.wide_enough();
  ui::Rect at{column ? clear.right() - 16 - size : clear.x + 16, column ? clear.y + 12 + size + 12 : clear.y + 12, size,
              size};
  const auto floating = [&](std::string_view key, std::string_view label, const char* icon) {
    const bool pressed = ui::button_at(
        ui, key, at, {.label = ui.tr(label), .icon = icon, .look = ui::Look::kFloating, .icon_only = true});
    (column ? at.y : at.x) += size + 8;
    return pressed;
  };
  if (floating("zoom-in", "action.zoom-in", ui::tokens::kIconPlus))
    state.map.target_zoom = std::min(draw::kMaxZoom, state.map.target_zoom + 1), ui.wake(2);
  if (floating("zoom-out", "action.zoom-out", ui::tokens::kIconMinus))
    state.map.target_zoom = std::max(draw::kMinZoom, state.map.target_zoom - 1), ui.wake(2);
  if (floating("frame-all", "atlas.show-all", ui::tokens::kIconLocate)) frame_all();

  // Scale bar and sources, along the bottom.
  const draw::ScaleBar bar = draw::scale_bar(state.map);
  const std::string length =
      bar.metres >= 1000
          ? ui.words().tr("unit.km", {{"n", ui.words().number(static_cast<std::size_t>(bar.metres / 1000))}})
          : ui.words().tr("unit.m", {{"n", ui.words().number(static_cast<std::size_t>(bar.metres))}});
  const float line = ui.line_height(ui::Type::kLegend);
  const ui::TextStyle legend{.type = ui::Type::kLegend};
  const float inside = std::max(bar.width, ui.text_width(legend, length));
  const ui::Rect scale{clear.x + 16, clear.bottom() - 16 - line - 12, inside + 20, line + 12};
  // Under the buttons where the map is low, never behind them.
  if (scale.y < (column ? clear.y : at.y + size) + 8) return;
  ui.fill(scale, ui.theme().raised, ui::tokens::kRadiusSmall);
  ui.stroke(scale, ui.theme().border, 1, ui::tokens::kRadiusSmall);
  ui.node(ui.id("scale"), "p", scale,
          {.name = ui.words().tr("atlas.scale", {{"length", length}}), .extra = ui::font_extra(ui, ui::Type::kLegend)});
  ui.decoration({scale.x + 10 + ui.text_width(legend, length) / 2, scale.y + line / 2 + 1}, legend, length, 0, 0);
  const float y = scale.bottom() - 6;
  ui.line({scale.x + 10, y}, {scale.x + 10 + bar.width, y}, ui.theme().text, 2);
  ui.line({scale.x + 10, y - 5}, {scale.x + 10, y + 1}, ui.theme().text, 2);
  ui.line({scale.x + 10 + bar.width, y - 5}, {scale.x + 10 + bar.width, y + 1}, ui.theme().text, 2);
  const std::string sources = ui.tr("atlas.map-source");
  const float room = clear.right() - scale.right() - 24;
  const float width = std::min(room, ui.text_width(legend, sources) + 16);
  const bool free = !column || clear.bottom() - 12 - line > at.y;
  if (width > 120 * ui.text_scale() && free) {
    const ui::Rect credit{clear.right() - 8 - width, clear.bottom() - 8 - line - 4, width, line + 4};
    ui.fill(credit, (ui.theme().raised & 0x00FFFFFFu) | 0xD8000000u, 4);
    ui.node(ui.id("attribution"), "p", credit, {.name = sources, .extra = ui::font_extra(ui, ui::Type::kLegend)});
    ui.text_cut({credit.x + 8, credit.y + 2}, {.type = ui::Type::kLegend, .color = ui.theme().muted}, sources,
                width - 12);
  }
}

void map_region(ui::Ui& ui, const Context& context, AtlasState& state, const Split& parts, Commands& commands) {
  const ui::Container region(ui, "map-region", "region", parts.map, {.name = ui.tr("atlas.map-region")});
  const ui::Rect clear{parts.map.x, parts.map.y, parts.map.w, parts.map.h - (parts.beside ? 0.f : 16.f)};
  place_map(ui, context, state, parts.map, clear, commands);
}

Split split(const ui::Ui& ui, const ui::Rect& area, float panel) {
  if (ui.wide_enough()) {
    const float width = std::min(panel * std::min(1.5f, std::max(1.f, ui.text_scale())), area.w * 0.62f);
    return {{area.x, area.y, width, area.h}, {area.x + width, area.y, area.w - width, area.h}, true};
  }
  // Above the list: less of the map when the text is large.
  // Always enough for its buttons and, under them, its scale.
  const float least =
      12 + ui.control(ui::tokens::kTargetControl) + 8 + ui.line_height(ui::Type::kLegend) + 12 + 16 + 16;
  const float height = std::max(std::min(least, area.h * 0.45f), area.h * 0.38f / std::max(1.f, ui.text_scale()));
  return {{area.x, area.y + height - 16, area.w, area.h - height + 16}, {area.x, area.y, area.w, height}, false};
}

void atlas(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands) {
  refresh(ui, context, state);
  Split parts = split(ui, area, ui.layout() == ui::Layout::kWide ? 440.f : 392.f);
  const bool filters = state.filters_open && context.places.size() > 0;
  if (filters && !parts.beside) {  // they take the map's room, under the status
    const float top = ui.control(ui::tokens::kTargetControl) + 20;
    parts.panel = {area.x, area.y + top, area.w, area.h - top};
  }
  // Read before the map, drawn over its edge where there is no room beside it.
  if (!parts.beside && !filters) map_region(ui, context, state, parts, commands);
  list_panel(ui, context, state, parts, commands);
  if (parts.beside) map_region(ui, context, state, parts, commands);
}

}  // namespace rooms
