// Groups points that would touch on screen at a zoom, by a grid in world space: stable while panning.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

struct Point {
  double x = 0, y = 0;  // Web Mercator unit square
};

struct Cluster {
  double x = 0, y = 0;                 // mean of its points
  std::vector<std::uint32_t> members;  // indexes into the points given, ascending
};

// `cell` is the grid's step in the unit square (for 64 px at zoom z: 64 / (256 * 2^z)).
// Every point is in exactly one cluster; a cluster of one is a pin.
std::vector<Cluster> cluster(std::span<const Point> points, double cell);

}  // namespace geo
