// Which polygon holds a point: a grid over the polygons whose squares either lie within one, and answer at once, or
// keep the few edges that cross them, counted along the way from the square's centre to the point.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/point.h"

namespace geo {

// Polygons, flat. A polygon is its rings, outer ones and holes alike: a point is inside when it is inside an odd number
// of them.
struct Polygons {
  std::span<const Point> points;             // of all rings, one after the other; the first of a ring is not repeated
  std::span<const std::uint32_t> ring_ends;  // each ring's end among the points
  std::span<const std::uint32_t> ends;       // each polygon's end among the rings
};

class PolygonIndex {
 public:
  PolygonIndex() = default;
  explicit PolygonIndex(const Polygons& polygons);  // keeps a copy of the edges, not the polygons

  // The first polygon that holds the point. On an edge two polygons share, one of them.
  std::optional<std::uint32_t> find(Point at) const;

 private:
  static constexpr std::uint32_t kNone = 0x7FFFFFFF, kMixed = 0x80000000;
  struct Edge {
    Point a, b;
  };
  struct Part {  // of a square that edges of `polygon` cross
    std::uint32_t polygon = 0;
    std::uint32_t end = 0;  // of its edges; they begin where the part before ends
    bool inside = false;    // the square's centre
  };
  struct Mixed {
    std::uint32_t first = 0, end = 0;  // parts, by rising polygon
    std::uint32_t whole = kNone;       // the first polygon that covers the square
  };
  Point center(std::uint32_t column, std::uint32_t row) const {
    return {box_.min.x + (column + 0.5) * step_.x, box_.min.y + (row + 0.5) * step_.y};
  }

  Box box_ = kNowhere;
  Point step_;
  std::uint32_t columns_ = 0, rows_ = 0;
  std::vector<std::uint32_t> squares_;  // a polygon, kNone, or kMixed with an index of mixed_
  std::vector<Mixed> mixed_;
  std::vector<Part> parts_;
  std::vector<Edge> edges_;
};

}  // namespace geo
