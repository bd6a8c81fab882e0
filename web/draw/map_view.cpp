#include "draw/map_view.h"

#include <algorithm>
#include <cmath>

#include "geo/mercator.h"

namespace draw {

double MapView::scale() const { return kTile * std::exp2(zoom); }

ui::Point MapView::to_screen(double world_x, double world_y, const ui::Rect& rect) const {
  const double k = scale();
  return {static_cast<float>((world_x - x) * k) + rect.x + rect.w / 2,
          static_cast<float>((world_y - y) * k) + rect.y + rect.h / 2};
}

geo::Point MapView::to_world(ui::Point screen, const ui::Rect& rect) const {
  const double k = scale();
  return {x + static_cast<double>(screen.x - rect.x - rect.w / 2) / k,
          y + static_cast<double>(screen.y - rect.y - rect.h / 2) / k};
}

void MapView::pan(float dx, float dy) {
  const double k = scale();
  x = std::clamp(x - static_cast<double>(dx) / k, 0.0, 1.0);
  y = std::clamp(y - static_cast<double>(dy) / k, 0.0, 1.0);
}

void MapView::zoom_about(double factor, ui::Point fixed, const ui::Rect& rect) {
  const geo::Point before = to_world(fixed, rect);
  zoom = std::clamp(zoom + std::log2(factor), kMinZoom, kMaxZoom);
  target_zoom = zoom;
  const geo::Point after = to_world(fixed, rect);
  x = std::clamp(x + before.x - after.x, 0.0, 1.0);
  y = std::clamp(y + before.y - after.y, 0.0, 1.0);
}

void MapView::frame(double x0, double y0, double x1, double y1, const ui::Rect& rect, float padding, double max_zoom) {
  const double w = std::max(1.f, rect.w - 2 * padding), h = std::max(1.f, rect.h - 2 * padding);
  const double fit = std::min(w / std::max(1e-9, x1 - x0), h / std::max(1e-9, y1 - y0));
  zoom = std::clamp(std::log2(fit / kTile), kMinZoom, max_zoom);
  target_zoom = zoom;
  x = (x0 + x1) / 2;
  y = (y0 + y1) / 2;
}

double MapView::metres_per_px() const { return 1 / (geo::square_per_metre({x, y}) * scale()); }

}  // namespace draw
