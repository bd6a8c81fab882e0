// The basemap of Gironde: areas, lines and names to draw under the places. Points are in the Web Mercator unit square.
// Written by assets/scripts/basemap.mjs; the format is in assets/basemap/FORMAT.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/cluster.h"

namespace geo {

enum class AreaKind : std::uint8_t { kGround, kLand, kSea, kIsland, kLake };
enum class LineKind : std::uint8_t { kRiver, kBorder };
enum class LabelKind : std::uint8_t { kCommune, kTown, kWater, kDepartement };

struct Box {
  Point min, max;
};

// A polygon without holes. Its outline is `point_count` points, not repeated at the end; its triangles are
// `index_count` (a multiple of 3) indices relative to `first_point`.
struct Area {
  AreaKind kind = AreaKind::kGround;
  std::uint32_t first_point = 0, point_count = 0;
  std::uint32_t first_index = 0, index_count = 0;
  Box box;
};

struct Line {
  LineKind kind = LineKind::kRiver;
  std::uint16_t width = 0;  // metres; 0 for a border
  std::uint32_t first_point = 0, point_count = 0;
  Box box;
};

struct Label {
  LabelKind kind = LabelKind::kCommune;
  Point at;
  std::uint32_t rank = 0;  // inhabitants, or a figure of that order for what has none
  std::string name;
};

struct Basemap {
  Box extent;                 // what the map is made for; areas reach a little beyond
  std::vector<Area> areas;    // in drawing order, each over the ones before
  std::vector<Line> lines;    // in drawing order, over the areas
  std::vector<Label> labels;  // by falling rank: the first to place is the first here
  std::vector<Point> points;
  std::vector<std::uint16_t> indices;

  std::span<const Point> outline(const Area& area) const {
    return std::span(points).subspan(area.first_point, area.point_count);
  }
  std::span<const std::uint16_t> triangles(const Area& area) const {
    return std::span(indices).subspan(area.first_index, area.index_count);
  }
  std::span<const Point> course(const Line& line) const {
    return std::span(points).subspan(line.first_point, line.point_count);
  }
};

// Every count, offset, index and kind is checked. Error: "error.basemap-unreadable".
base::Result<Basemap> read_basemap(std::span<const std::byte> bytes);

}  // namespace geo
