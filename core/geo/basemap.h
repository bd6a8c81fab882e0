// A basemap: areas, lines and names to draw under the places. Points are in the Web Mercator unit square.
// Written by assets/scripts/basemap.mjs; the format is in assets/basemap/FORMAT.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/point.h"

namespace geo {

enum class AreaKind : std::uint8_t { kGround, kLand, kSea, kIsland, kLake };
enum class LineKind : std::uint8_t { kRiver, kRegion, kCountry };
enum class LabelKind : std::uint8_t { kCommune, kTown, kWater, kRegion, kCountry };

// A polygon without holes, whose first point is not repeated at the end.
struct Area {
  AreaKind kind = AreaKind::kGround;
  std::uint32_t first_point = 0, point_count = 0;
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
  std::vector<float> matters;  // of each point: how coarse a drawing still needs it (geo/simplify.h)

  std::span<const Point> outline(const Area& area) const {
    return std::span(points).subspan(area.first_point, area.point_count);
  }
  std::span<const Point> course(const Line& line) const {
    return std::span(points).subspan(line.first_point, line.point_count);
  }
};

// Every count, offset and kind is checked. Error: "error.basemap-unreadable".
base::Result<Basemap> read_basemap(std::span<const std::byte> bytes);

}  // namespace geo
