// The map: basemap, names without overlap, clusters and pins, scale bar; panned, zoomed and pinched. It draws world
// points and answers which one was picked; it knows no record. Its list is the room's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "draw/map_view.h"
#include "geo/basemap.h"
#include "ui/ui.h"

namespace draw {

struct MapSpec {
  std::string name;                        // for the mirror: what the map shows and where the same is as a list
  std::span<const geo::Point> points;      // Web Mercator unit square
  std::span<const std::uint32_t> numbers;  // 0-based rank in the list of each point: its pin bears that number + 1
  std::span<const std::uint8_t> pending;   // 1: drawn dashed; same length
  std::optional<std::uint32_t> selected;   // index into points
};

// The pin that was picked, if any. A cluster that is picked is zoomed into.
std::optional<std::uint32_t> map(ui::Ui& ui, std::string_view key, const ui::Rect& rect, MapView& view,
                                 const geo::Basemap* basemap, const MapSpec& spec);

// A round length that is between 60 and 150 px wide, and its width.
struct ScaleBar {
  double metres;
  float width;
};
ScaleBar scale_bar(const MapView& view);

}  // namespace draw
