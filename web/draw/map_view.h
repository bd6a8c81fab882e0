// Where the map looks: centre and zoom in Web Mercator, and the arithmetic between the world and the screen.
#pragma once

#include "geo/cluster.h"
#include "ui/geometry.h"

namespace draw {

inline constexpr double kTile = 256;  // layout px of the world's side at zoom 0
inline constexpr double kMinZoom = 5, kMaxZoom = 18;

struct MapView {
  double x = 0.4984, y = 0.3608;  // unit square, y down (Bordeaux)
  double zoom = 9;
  double target_zoom = 9;  // animated zooms end here

  double scale() const;  // layout px per unit of the square
  ui::Point to_screen(double world_x, double world_y, const ui::Rect& rect) const;
  geo::Point to_world(ui::Point screen, const ui::Rect& rect) const;
  void pan(float dx, float dy);                                           // the map follows by that many px
  void zoom_about(double factor, ui::Point fixed, const ui::Rect& rect);  // the point under `fixed` stays
  // Shows a box of the world inside `rect` less `padding`, no nearer than `max_zoom`.
  void frame(double x0, double y0, double x1, double y1, const ui::Rect& rect, float padding, double max_zoom);
  double metres_per_px() const;  // at the view's centre
};

}  // namespace draw
