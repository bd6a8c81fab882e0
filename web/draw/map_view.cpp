#include "draw/map_view.h"

#include <algorithm>
#include <cmath>

#include "geo/mercator.h"

namespace draw {
namespace {

constexpr double kFlightMs = 110, kGlideMs = 325;  // after which two thirds of the way, or of the speed, are gone
constexpr double kSlowest = 0.02;                  // px/ms

}  // namespace

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

void MapView::pan(double dx, double dy) {
  const double k = scale();
  x = std::clamp(x - dx / k, 0.0, 1.0);
  y = std::clamp(y - dy / k, 0.0, 1.0);
}

void MapView::zoom_about(double factor, ui::Point fixed, const ui::Rect& rect) {
  const geo::Point before = to_world(fixed, rect);
  zoom = std::clamp(zoom + std::log2(factor), kMinZoom, kMaxZoom);
  const geo::Point after = to_world(fixed, rect);
  x = std::clamp(x + before.x - after.x, 0.0, 1.0);
  y = std::clamp(y + before.y - after.y, 0.0, 1.0);
}

void MapView::frame(const geo::Box& box, const ui::Rect& rect, float padding, double max_zoom) {
  const double w = std::max(1.f, rect.w - 2 * padding), h = std::max(1.f, rect.h - 2 * padding);
  const double fit = std::min(w / std::max(1e-9, box.max.x - box.min.x), h / std::max(1e-9, box.max.y - box.min.y));
  zoom = std::clamp(std::log2(fit / kTile), kMinZoom, max_zoom);
  x = (box.min.x + box.max.x) / 2;
  y = (box.min.y + box.max.y) / 2;
}

void MapView::follow(const ui::Gesture& gesture, const ui::Rect& rect) {
  if (gesture.held || gesture.wheel_y != 0) stop();
  if (gesture.zoom != 1) zoom_about(static_cast<double>(gesture.zoom), gesture.center, rect);
  if (gesture.pan_x != 0 || gesture.pan_y != 0)
    pan(static_cast<double>(gesture.pan_x), static_cast<double>(gesture.pan_y));
  if (gesture.wheel_y != 0) zoom_about(std::exp2(static_cast<double>(-gesture.wheel_y) / 240), gesture.center, rect);
  if (gesture.released) glide(static_cast<double>(gesture.speed_x), static_cast<double>(gesture.speed_y));
  if (gesture.double_tap) {
    MapView to = *this;
    to.zoom_about(2, gesture.tap_at, rect);
    fly(to);
  }
}

double MapView::metres_per_px() const { return 1 / (geo::square_per_metre({x, y}) * scale()); }

void MapView::fly(const MapView& to) {
  stop();
  flying_ = true;
  to_x_ = to.x;
  to_y_ = to.y;
  to_zoom_ = std::clamp(to.zoom, kMinZoom, kMaxZoom);
}

void MapView::fly_zoom(double steps) {
  MapView to = *this;
  if (flying_) to.x = to_x_, to.y = to_y_;
  to.zoom = (flying_ ? to_zoom_ : zoom) + steps;
  fly(to);
}

void MapView::stop() {
  flying_ = false;
  speed_x_ = speed_y_ = 0;
}

bool MapView::step(double now_ms, bool at_once) {
  // The first step after a rest is as long as a frame.
  const double elapsed = now_ms - last_ms_ > 0 && now_ms - last_ms_ < 100 ? now_ms - last_ms_ : 16;
  last_ms_ = now_ms;
  if (flying_) {
    const double left = at_once ? 0 : std::exp(-elapsed / kFlightMs);
    // The way that is left shrinks on screen, not on the ground: no lurch at the end of a long zoom.
    const double k = scale();
    double off_x = (to_x_ - x) * k * left, off_y = (to_y_ - y) * k * left;
    zoom = to_zoom_ - (to_zoom_ - zoom) * left;
    if (std::abs(to_zoom_ - zoom) < 0.01 && std::hypot(off_x, off_y) < 0.5) {
      zoom = to_zoom_;
      off_x = off_y = 0;
      flying_ = false;
    }
    x = to_x_ - off_x / scale();
    y = to_y_ - off_y / scale();
    return flying_;
  }
  if (at_once || std::hypot(speed_x_, speed_y_) < kSlowest) {
    speed_x_ = speed_y_ = 0;
    return false;
  }
  pan(speed_x_ * elapsed, speed_y_ * elapsed);
  const double kept = std::exp(-elapsed / kGlideMs);
  speed_x_ *= kept;
  speed_y_ *= kept;
  return true;
}

}  // namespace draw
