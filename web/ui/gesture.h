// Presses, drags, pinches and wheels on the surfaces of the screen (map, scroll areas), as one movement per frame.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "ui/geometry.h"
#include "ui/mirror.h"

namespace ui {

enum class PointerPhase { kMove, kDown, kUp, kCancel, kLeave };
enum class PointerDevice { kMouse, kTouch, kPen };

struct PointerEvent {
  PointerPhase phase = PointerPhase::kMove;
  int id = 0;
  Point at;  // layout px
  int button = 0;
  PointerDevice device = PointerDevice::kMouse;
};

// What happened on one surface since the last frame.
struct Gesture {
  bool held = false;     // at least one finger or button is down on it
  bool pressed = false;  // the first of them went down, at `pressed_at`
  Point pressed_at;
  float pan_x = 0, pan_y = 0;  // layout px
  float zoom = 1;              // factor, about `center`
  Point center;
  bool tap = false, double_tap = false;
  Point tap_at;
  bool released = false;  // the last finger left this frame, with this speed in px/ms
  float speed_x = 0, speed_y = 0;
  float wheel_x = 0, wheel_y = 0;
};

// A press moved less than this is a tap.
inline constexpr float kTapSlop = 10;
inline constexpr double kDoubleTapMs = 350;

class GestureTracker {
 public:
  struct Surface {
    NodeId node = 0;
    Rect rect;
    bool drag_by_mouse = false;
  };

  void pointer(const PointerEvent& event, double now_ms);
  void wheel(Point at, float dx, float dy);

  void begin_frame();                              // gestures gathered since become readable
  const Gesture& declare(const Surface& surface);  // later ones lie above earlier ones
  void end_frame();                                // what was declared is what the next events hit

 private:
  struct Press {
    NodeId node;
    Point start, at;
    double since;
    PointerDevice device;
    bool moved, dragging;
    float speed_x, speed_y;
    double last_ms;
  };
  const Surface* hit(Point at) const;

  std::vector<Surface> surfaces_, declared_;
  std::unordered_map<int, Press> presses_;
  std::unordered_map<NodeId, Gesture> gathering_, current_;
  NodeId last_tap_node_ = 0;
  Point last_tap_;
  double last_tap_ms_ = -1e9;
};

}  // namespace ui
