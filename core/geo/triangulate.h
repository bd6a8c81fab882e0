// Fills a polygon with triangles, by Mapbox's earcut: it survives any input (rings that touch, cross or repeat
// themselves give triangles, if not always the right ones).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace geo {

// The outer ring and its holes, one after the other, each ending where `ring_ends` says; first points are not repeated.
// Gives three indexes into `points` per triangle.
std::vector<std::uint32_t> triangulate(std::span<const Point> points, std::span<const std::uint32_t> ring_ends);

}  // namespace geo
