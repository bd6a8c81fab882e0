// A layer somebody adds to the map: named polygons, such as communes. Made once from rings of longitude and latitude;
// then drawn, and asked which polygon holds a place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/mercator.h"
#include "geo/polygon_index.h"

namespace geo {

class Layer {
 public:
  // Rings are outer ones and holes of one polygon, in any order; a last point that repeats the first is dropped.
  void add(std::string name, std::string code, const std::vector<std::vector<LonLat>>& rings);
  // Once all are added: what find() and drawing need.
  void finish();

  std::size_t size() const { return ends.size(); }
  std::optional<std::uint32_t> find(Point at) const { return index_.find(at); }

  std::vector<std::string> names, codes;  // of each polygon; a code is "" where there is none
  std::vector<Box> boxes;
  std::vector<Point> anchors;  // where a name stands: the middle of the widest stretch of the largest ring
  Box extent = kNowhere;
  std::vector<Point> points;
  std::vector<float> matters;  // of each point, as in geo/basemap.h
  std::vector<std::uint32_t> ring_ends, ends;

 private:
  PolygonIndex index_;
};

}  // namespace geo
