// The basemap: every span of a map that was accepted lies within it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "geo/basemap.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto map = geo::read_basemap(std::as_bytes(std::span(data, size)));
  if (!map) return 0;
  for (const geo::Area& area : map->areas) {
    require(area.first_point + std::size_t{area.point_count} <= map->points.size());
    require(area.point_count >= 3);
  }
  for (const geo::Line& line : map->lines)
    require(line.first_point + std::size_t{line.point_count} <= map->points.size());
  require(map->matters.size() == map->points.size());
  return 0;
}
