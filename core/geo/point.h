// Points and boxes of the Web Mercator unit square: x eastwards, y southwards, both from 0 to 1.
#pragma once

#include <algorithm>
#include <span>

namespace geo {

struct Point {
  double x = 0, y = 0;
};

struct Box {
  Point min, max;

  bool overlaps(const Box& other) const {
    return min.x <= other.max.x && max.x >= other.min.x && min.y <= other.max.y && max.y >= other.min.y;
  }
  bool contains(Point p) const { return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y; }
  void add(Point p) {
    min = {std::min(min.x, p.x), std::min(min.y, p.y)};
    max = {std::max(max.x, p.x), std::max(max.y, p.y)};
  }
};

// Of no point: the first that is added is its whole extent.
inline constexpr Box kNowhere{{2, 2}, {-1, -1}};

inline Box box_of(std::span<const Point> points) {
  Box box = kNowhere;
  for (const Point& point : points) box.add(point);
  return box;
}

}  // namespace geo
