#include "ui/gesture.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

float distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

const GestureTracker::Surface* GestureTracker::hit(Point at) const {
  for (auto it = surfaces_.rbegin(); it != surfaces_.rend(); ++it)
    if (it->rect.contains(at)) return &*it;
  return nullptr;
}

void GestureTracker::pointer(const PointerEvent& event, double now_ms) {
  if (event.phase == PointerPhase::kDown) {
    const Surface* surface = hit(event.at);
    if (!surface || event.button != 0) return;
    const bool draggable = surface->drag_by_mouse || event.device != PointerDevice::kMouse;
    if (std::ranges::none_of(presses_, [&](const auto& press) { return press.second.node == surface->node; })) {
      gathering_[surface->node].pressed = true;
      gathering_[surface->node].pressed_at = event.at;
    }
    presses_[event.id] = {surface->node, event.at, event.at, now_ms, event.device, false, draggable, 0, 0, now_ms};
    gathering_[surface->node].held = true;
    return;
  }
  const auto found = presses_.find(event.id);
  if (found == presses_.end()) return;
  Press& press = found->second;
  Gesture& gesture = gathering_[press.node];
  if (event.phase == PointerPhase::kMove) {
    if (!press.moved && distance(press.start, event.at) <= kTapSlop) return;
    const Point before = press.moved ? press.at : press.start;
    press.moved = true;
    const float dx = event.at.x - before.x, dy = event.at.y - before.y;
    const Press* other = nullptr;
    for (const auto& [id, held] : presses_)
      if (id != event.id && held.node == press.node) other = &held;
    if (press.dragging) {
      if (other) {
        const float was = distance(before, other->at), is = distance(event.at, other->at);
        if (was > 1 && is > 1) gesture.zoom *= is / was;
        gesture.center = {(event.at.x + other->at.x) / 2, (event.at.y + other->at.y) / 2};
        gesture.pan_x += dx / 2;
        gesture.pan_y += dy / 2;
      } else {
        gesture.pan_x += dx;
        gesture.pan_y += dy;
      }
    }
    const auto elapsed = static_cast<float>(std::max(1.0, now_ms - press.last_ms));
    press.speed_x = 0.6f * dx / elapsed + 0.4f * press.speed_x;
    press.speed_y = 0.6f * dy / elapsed + 0.4f * press.speed_y;
    press.last_ms = now_ms;
    press.at = event.at;
    return;
  }
  if (event.phase == PointerPhase::kLeave) return;
  const Press ended = press;
  presses_.erase(found);
  bool others = false;
  for (const auto& [id, held] : presses_) others = others || held.node == ended.node;
  if (others) return;
  gesture.held = false;
  gesture.released = true;
  if (event.phase == PointerPhase::kCancel) return;
  if (!ended.moved) {
    gesture.tap = true;
    gesture.tap_at = ended.start;
    gesture.double_tap = last_tap_node_ == ended.node && now_ms - last_tap_ms_ < kDoubleTapMs &&
                         distance(last_tap_, ended.start) < 3 * kTapSlop;
    last_tap_node_ = ended.node;
    last_tap_ = ended.start;
    last_tap_ms_ = gesture.double_tap ? -1e9 : now_ms;
  } else if (ended.dragging && now_ms - ended.last_ms < 60) {
    gesture.speed_x = ended.speed_x;
    gesture.speed_y = ended.speed_y;
  }
}

void GestureTracker::wheel(Point at, float dx, float dy) {
  const Surface* surface = hit(at);
  if (!surface) return;
  Gesture& gesture = gathering_[surface->node];
  gesture.wheel_x += dx;
  gesture.wheel_y += dy;
  gesture.center = at;
}

void GestureTracker::begin_frame() {
  current_.clear();
  current_.swap(gathering_);
  for (const auto& [id, press] : presses_) {
    current_[press.node].held = true;
    gathering_[press.node].held = true;
  }
  declared_.clear();
}

const Gesture& GestureTracker::declare(const Surface& surface) {
  declared_.push_back(surface);
  return current_[surface.node];
}

void GestureTracker::end_frame() { surfaces_ = declared_; }

}  // namespace ui
