// Where the map looks: centre and zoom in Web Mercator, its movements, and the arithmetic between the world and the
// screen.
#pragma once

#include "geo/point.h"
#include "ui/geometry.h"
#include "ui/gesture.h"

namespace draw {

inline constexpr double kTile = 256;  // layout px of the world's side at zoom 0
inline constexpr double kMinZoom = 3, kMaxZoom = 18;

struct MapView {
  double x = 0.4984, y = 0.3608;  // unit square, y down (Bordeaux)
  double zoom = 9;

  double scale() const;  // layout px per unit of the square
  ui::Point to_screen(double world_x, double world_y, const ui::Rect& rect) const;
  geo::Point to_world(ui::Point screen, const ui::Rect& rect) const;
  void pan(double dx, double dy);                                         // the map follows by that many px
  void zoom_about(double factor, ui::Point fixed, const ui::Rect& rect);  // the point under `fixed` stays
  // Shows a box of the world inside `rect` less `padding`, no nearer than `max_zoom`.
  void frame(const geo::Box& box, const ui::Rect& rect, float padding, double max_zoom);
  // What fingers and wheel ask for on a surface at `rect`.
  void follow(const ui::Gesture& gesture, const ui::Rect& rect);
  double metres_per_px() const;  // at the view's centre

  // ---- movements that go on by themselves; step() takes them further
  void fly(const MapView& to);  // to that centre and zoom
  void fly_zoom(double steps);  // about the centre; pressed twice, twice as far
  void glide(double speed_x, double speed_y) { speed_x_ = speed_x, speed_y_ = speed_y; }  // px/ms, slowing down
  void stop();
  // True while there is more to come. `at_once`: motion is not wanted.
  bool step(double now_ms, bool at_once);

 private:
  bool flying_ = false;
  double to_x_ = 0, to_y_ = 0, to_zoom_ = 0;
  double speed_x_ = 0, speed_y_ = 0;
  double last_ms_ = 0;
};

}  // namespace draw
