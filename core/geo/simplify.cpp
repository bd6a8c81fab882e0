#include "geo/simplify.h"

#include <cmath>
#include <cstddef>
#include <limits>

namespace geo {
namespace {

// Squared distance of p from the segment a-b.
double off(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
  const double x = p.x - a.x - t * dx, y = p.y - a.y - t * dy;
  return x * x + y * y;
}

}  // namespace

std::vector<float> significance(std::span<const Point> line, bool closed) {
  constexpr float kAlways = std::numeric_limits<float>::infinity();
  const std::size_t count = line.size();
  std::vector<float> matters(count, kAlways);
  if (count < 3) return matters;
  struct Stretch {
    std::size_t from, to;  // `to` may be `count`: the first point again
    float most;            // no vertex inside matters more than those at its ends
  };
  std::vector<Stretch> todo;
  if (closed) {
    std::size_t far = 1;
    for (std::size_t i = 2; i < count; ++i)
      if (off(line[i], line[0], line[0]) > off(line[far], line[0], line[0])) far = i;
    todo = {{0, far, kAlways}, {far, count, kAlways}};
  } else {
    todo = {{0, count - 1, kAlways}};
  }
  while (!todo.empty()) {
    const auto [from, to, most] = todo.back();
    todo.pop_back();
    if (to - from < 2) continue;
    std::size_t worst = from + 1;
    double distance = -1;
    for (std::size_t i = from + 1; i < to; ++i)
      if (const double d = off(line[i], line[from], line[to % count]); d > distance) distance = d, worst = i;
    matters[worst] = std::min(most, static_cast<float>(std::sqrt(distance)));
    todo.push_back({from, worst, matters[worst]});
    todo.push_back({worst, to, matters[worst]});
  }
  return matters;
}

}  // namespace geo
