#include <algorithm>
#include <cmath>
#include <cstddef>

#include "rooms/atlas_parts.h"
#include "rooms/rooms.h"

namespace rooms {

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
  layers_dialog(ui, context, state, commands);
}

}  // namespace rooms
