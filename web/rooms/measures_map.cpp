// Where the stations stand: the list's numbers on the map beside it.
#include <cmath>

#include "draw/map.h"
#include "rooms/measures_parts.h"

namespace rooms {

// The located stations as the map needs them; made anew when the stations change, never for a frame.
struct StationMap {
  std::uint64_t revision = UINT64_MAX;
  draw::MapView view;
  std::vector<geo::Point> points;
  std::vector<std::uint32_t> numbers;  // of each point, its station's rank
  std::vector<std::uint8_t> pending;   // none is
  geo::PointIndex index;
  geo::Box extent = geo::kNowhere;
};

namespace measures_parts {

bool located(const sensors::Station& station) {
  return std::abs(station.is.latitude) <= 85 && std::abs(station.is.longitude) <= 180;  // NaN: no
}

namespace {

void refresh(const Measures& measures, StationMap& map) {
  if (map.revision == measures.revision) return;
  const draw::MapView view = map.view;
  map = {.revision = measures.revision, .view = view};
  for (std::size_t i = 0; i < measures.stations.size(); ++i) {
    const sensors::Station& station = measures.stations[i];
    if (!located(station)) continue;
    map.points.push_back(geo::to_square({station.is.longitude, station.is.latitude}));
    map.extent.add(map.points.back());
    map.numbers.push_back(static_cast<std::uint32_t>(i));
  }
  map.pending.assign(map.points.size(), 0);
  map.index = geo::PointIndex(map.points);
}

}  // namespace

void station_map(ui::Ui& ui, const Context& context, MeasuresState& state, const ui::Rect& rect, Commands& commands) {
  if (!state.map) state.map = std::make_shared<StationMap>();
  StationMap& map = *state.map;
  const std::size_t before = map.points.size();
  refresh(context.measures, map);
  const ui::Container region(ui, "map-region", "region", rect, {.name = ui.tr("measures.map-region")});
  draw::MapView& view = map.view;
  if (map.points.size() != before) {  // other stations: all of them
    view.frame(map.extent, rect, 64, 12.5);
    ui.wake(2);
  }
  const MapSources& sources = context.map;
  if (!sources.continent && sources.home &&
      (view.zoom < draw::kHomeFrom + 1 || !sources.home->extent.contains({view.x, view.y})))
    commands.push_back(WantContinent{});
  const auto picked = draw::map(ui, "map", rect, view,
                                {.name = ui.words().plural("measures.map-name", map.points.size()),
                                 .points = map.points,
                                 .index = map.index,
                                 .numbers = map.numbers,
                                 .pending = map.pending,
                                 .selected = std::nullopt,
                                 .continent = sources.continent,
                                 .home = sources.home});
  if (picked)
    commands.push_back(GoTo{Screen::kStation, context.measures.stations[map.numbers[*picked]].series.front()});
  const float size = ui.control(ui::tokens::kTargetControl);
  ui::Rect at{rect.right() - 16 - size, rect.y + 16, size, size};
  const auto floating = [&](std::string_view key, std::string_view label, const char* icon) {
    const bool pressed = ui::button_at(
        ui, key, at, {.label = ui.tr(label), .icon = icon, .look = ui::Look::kFloating, .icon_only = true});
    at.y += size + 8;
    return pressed;
  };
  if (floating("zoom-in", "action.zoom-in", ui::tokens::kIconPlus)) view.fly_zoom(1), ui.wake(2);
  if (floating("zoom-out", "action.zoom-out", ui::tokens::kIconMinus)) view.fly_zoom(-1), ui.wake(2);
  if (floating("frame-all", "measures.show-all", ui::tokens::kIconLocate)) {
    draw::MapView to = view;
    to.frame(map.extent, rect, 64, 12.5);
    view.fly(to);
    ui.wake(2);
  }
  const std::string credit = ui.tr("atlas.map-source");
  const ui::Point words = ui.measure({.type = ui::Type::kLegend}, credit, rect.w - 32);
  const ui::Rect box{rect.right() - 8 - words.x - 16, rect.bottom() - 8 - words.y - 4, words.x + 16, words.y + 4};
  if (box.y < at.y) return;
  ui.fill(box, (ui.theme().raised & 0x00FFFFFFu) | 0xD8000000u, 4);
  ui.node(ui.id("attribution"), "p", box, {.name = credit, .extra = ui::font_extra(ui, ui::Type::kLegend)});
  ui.text({box.x + 8, box.y + 2}, {.type = ui::Type::kLegend, .color = ui.theme().muted}, credit, words.x + 1);
}

}  // namespace measures_parts
}  // namespace rooms
