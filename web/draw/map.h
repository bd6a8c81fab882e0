// The map: basemaps, a layer of polygons, names without overlap, clusters and pins, scale bar; panned, zoomed and
// pinched. It draws world points and answers which one was picked; it knows no record. Its list is the room's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "draw/map_view.h"
#include "geo/basemap.h"
#include "geo/layer.h"
#include "geo/point_index.h"
#include "ui/ui.h"

namespace draw {

struct MapSpec {
  std::string name;                        // for the mirror: what the map shows and where the same is as a list
  std::span<const geo::Point> points;      // Web Mercator unit square
  const geo::PointIndex& index;            // of `points`
  std::span<const std::uint32_t> numbers;  // 0-based rank in the list of each point: its pin bears that number + 1
  std::span<const std::uint8_t> pending;   // 1: drawn dashed; same length
  std::optional<std::uint32_t> selected;   // index into points

  const geo::Basemap* continent = nullptr;  // drawn everywhere; null while it loads
  const geo::Basemap* home = nullptr;       // drawn over it, nearer; null while it loads
  const geo::Layer* layer = nullptr;        // polygons with their names
  std::span<const std::uint8_t> shades;  // of each polygon of the layer, 0 (none) to kShades; empty: only the borders
};
inline constexpr int kShades = 4;
std::uint32_t shade_color(const ui::tokens::Theme& theme, int shade);

// From this zoom on the home basemap is drawn.
inline constexpr double kHomeFrom = 7.2;

// The pin that was picked, if any. A cluster that is picked is zoomed into.
std::optional<std::uint32_t> map(ui::Ui& ui, std::string_view key, const ui::Rect& rect, MapView& view,
                                 const MapSpec& spec);

// A round length that is between 60 and 150 px wide, and its width.
struct ScaleBar {
  double metres;
  float width;
};
ScaleBar scale_bar(const MapView& view);

}  // namespace draw
