// The map: basemaps, a layer of polygons, names without overlap, clusters and pins, scale bar; panned, zoomed and
// pinched. It draws world points and answers which one was picked; it knows no record. Its list is the room's.
#pragma once

#include <cstdint>
#include <functional>
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

// What stands on the map instead of a numbered pin: a value. Shapes tell kinds apart where colours cannot.
struct MapMark {
  enum class Shape : std::uint8_t { kRound, kSquare, kDiamond } shape = Shape::kRound;
  std::string words;
  std::uint32_t fill = 0, ink = 0;
};

struct MapSpec {
  std::string name;                        // for the mirror: what the map shows and where the same is as a list
  std::span<const geo::Point> points;      // Web Mercator unit square
  const geo::PointIndex& index;            // of `points`
  std::span<const std::uint32_t> numbers;  // 0-based rank in the list of each point: its pin bears that number + 1
  std::span<const std::uint8_t> pending;   // 1: drawn dashed; same length
  std::optional<std::uint32_t> selected;   // index into points
  std::span<const MapMark> marks;          // of each point; empty: pins
  // Draws on the land, under names and pins; it is given where a point of the world lies on the screen.
  std::function<void(const std::function<ui::Point(const geo::Point&)>& place)> under;

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
