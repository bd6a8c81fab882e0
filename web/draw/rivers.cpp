#include "draw/rivers.h"

namespace draw {

void rivers(ui::Ui& ui, std::span<const River> springs, float from, float to) {
  if (springs.empty()) return;
  const ui::tokens::Theme& theme = ui.theme();
  const float y = (springs.front().y + springs.back().y) / 2, x = to - 60, middle = (from + x) / 2;
  const float width = 8, ring = 13;
  ui.line({x, y}, {to, y}, theme.primary, 16);
  for (const River& river : springs) {
    const ui::Point a{from + ring, river.y}, b{middle, river.y}, c{middle, y}, d{x, y};
    if (river.arrived)
      ui.list().AddBezierCubic(ui.at(a.x, a.y), ui.at(b.x, b.y), ui.at(c.x, c.y), ui.at(d.x, d.y), river.color,
                               width * ui.scale());
    else
      for (float t = 0; t < 1; t += 0.07f) {
        const float u = 1 - t;
        ui.disc({u * u * u * a.x + 3 * u * u * t * b.x + 3 * u * t * t * c.x + t * t * t * d.x,
                 u * u * u * a.y + 3 * u * u * t * b.y + 3 * u * t * t * c.y + t * t * t * d.y},
                4, river.color);
      }
    ui.disc({from, river.y}, ring, theme.raised);
    ui.ring({from, river.y}, ring, river.color, 5);
  }
  ui.disc({x, y}, 22, theme.accent);
  ui.ring({x, y}, 22, theme.text, 4);
}

}  // namespace draw
