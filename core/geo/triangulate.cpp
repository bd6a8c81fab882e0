#include "geo/triangulate.h"

#include <mapbox/earcut.hpp>

namespace mapbox::util {
template <>
struct nth<0, geo::Point> {
  static double get(const geo::Point& point) { return point.x; }
};
template <>
struct nth<1, geo::Point> {
  static double get(const geo::Point& point) { return point.y; }
};
}  // namespace mapbox::util

namespace geo {

std::vector<std::uint32_t> triangulate(std::span<const Point> points, std::span<const std::uint32_t> ring_ends) {
  std::vector<std::span<const Point>> rings;
  std::uint32_t first = 0;
  for (const std::uint32_t end : ring_ends) {
    rings.push_back(points.subspan(first, end - first));
    first = end;
  }
  return mapbox::earcut<std::uint32_t>(rings);
}

}  // namespace geo
