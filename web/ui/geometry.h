// Rectangles and points of the screen, in layout px: CSS px divided by the layout's scale (1, or 1.2 on a large
// screen).
#pragma once

#include <algorithm>

namespace ui {

struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Point center() const { return {x + w / 2, y + h / 2}; }
  bool contains(Point p) const { return p.x >= x && p.y >= y && p.x < right() && p.y < bottom(); }
  bool overlaps(const Rect& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
  Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, std::max(0.f, w - 2 * dx), std::max(0.f, h - 2 * dy)};
  }
  Rect inset(float d) const { return inset(d, d); }
  Rect intersect(const Rect& o) const {
    const float left = std::max(x, o.x), top = std::max(y, o.y);
    return {left, top, std::max(0.f, std::min(right(), o.right()) - left),
            std::max(0.f, std::min(bottom(), o.bottom()) - top)};
  }
  bool operator==(const Rect&) const = default;
};

}  // namespace ui
