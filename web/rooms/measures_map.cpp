// Where the stations stand: the list's numbers on the map beside it.
#include <cmath>

#include "analytics/idw.h"
#include "analytics/kriging.h"
#include "draw/chart.h"
#include "draw/map.h"
#include "rooms/measures_parts.h"

namespace rooms {

// The located stations as the map needs them; made anew when the stations change, never for a frame.
struct StationMap {
  std::uint64_t revision = UINT64_MAX;
  std::string shown;  // the quantity
  draw::MapView view;
  std::vector<geo::Point> points;
  std::vector<std::uint32_t> numbers;  // of each point, its station's rank
  std::vector<std::uint8_t> pending;   // none is
  geo::PointIndex index;
  geo::Box extent = geo::kNowhere;
  // The surface between stations, for one quantity and hour.
  struct Surface {
    std::string from;
    analytics::Grid grid;
    std::vector<float> values;
    std::vector<bool> doubtful;  // too far from any station to be told
  } surface;
};

namespace measures_parts {

bool located(const sensors::Station& station) {
  return std::abs(station.is.latitude) <= 85 && std::abs(station.is.longitude) <= 180;  // NaN: no
}

namespace {

void refresh(const Measures& measures, const records::State& state, const std::string& shown, StationMap& map) {
  if (map.revision == measures.revision && map.shown == shown) return;
  const draw::MapView view = map.view;
  map = {.revision = measures.revision, .shown = shown, .view = view};
  for (std::size_t i = 0; i < measures.stations.size(); ++i) {
    const sensors::Station& station = measures.stations[i];
    if (!located(station) || !series_of(state, station, shown)) continue;
    map.points.push_back(geo::to_square({station.is.longitude, station.is.latitude}));
    map.extent.add(map.points.back());
    map.numbers.push_back(static_cast<std::uint32_t>(i));
  }
  map.pending.assign(map.points.size(), 0);
  map.index = geo::PointIndex(map.points);
}

std::uint32_t color_of(const ui::Ui& ui, double value, const Span& span) {
  return ui.theme().chart.seq[static_cast<std::size_t>(draw::sequence_step(value, span.low, span.high))];
}

// Dark values are written on light, light ones on dark.
std::uint32_t ink_on(std::uint32_t fill) {
  const double red = fill & 0xFF, green = fill >> 8 & 0xFF, blue = fill >> 16 & 0xFF;
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? 0xFF201A16 : 0xFFFFFFFF;
}

std::vector<draw::MapMark> marks_of(const ui::Ui& ui, const Context& context, const MeasuresState& state,
                                    const StationMap& map, const Span& span) {
  std::vector<draw::MapMark> marks;
  for (const std::uint32_t number : map.numbers) {
    const sensors::Station& station = context.measures.stations[number];
    const sensors::Bucket* hour = shown_hour(context, state, station);
    draw::MapMark mark;
    mark.shape = station.keeper == "reference"     ? draw::MapMark::Shape::kDiamond
                 : station.is.exposure == "indoor" ? draw::MapMark::Shape::kSquare
                                                   : draw::MapMark::Shape::kRound;
    mark.words = hour ? figure(ui.words(), hour->mean) : "\u2013";
    mark.fill = hour ? color_of(ui, hour->mean, span) : ui.theme().raised;
    mark.ink = hour ? ink_on(mark.fill) : ui.theme().text;
    marks.push_back(std::move(mark));
  }
  return marks;
}

// Kriging tells how much it knows; of fewer stations than it takes, inverse distances, and what is farther from a
// station than a third of where they stand is doubtful.
void refresh_surface(const Context& context, const MeasuresState& state, StationMap& map) {
  std::vector<analytics::Sample> samples;
  std::string from;
  for (std::size_t i = 0; i < map.numbers.size(); ++i) {
    const sensors::Station& station = context.measures.stations[map.numbers[i]];
    const sensors::Bucket* hour = shown_hour(context, state, station);
    if (!hour || station.is.exposure == "indoor") continue;
    samples.push_back({map.points[i].x, -map.points[i].y, hour->mean});
    from += std::to_string(i) + '=' + std::to_string(hour->mean) + ';';
  }
  StationMap::Surface& surface = map.surface;
  if (surface.from == from && !surface.values.empty()) return;
  surface = {.from = std::move(from), .grid = {}, .values = {}, .doubtful = {}};
  if (samples.size() < 3) return;
  constexpr std::size_t kSide = 40;
  const double across = std::max({map.extent.max.x - map.extent.min.x, map.extent.max.y - map.extent.min.y, 1e-6});
  const double rim = across * 0.15;
  surface.grid = {map.extent.min.x - rim,
                  -map.extent.max.y - rim,
                  map.extent.max.x - map.extent.min.x + 2 * rim,
                  map.extent.max.y - map.extent.min.y + 2 * rim,
                  kSide,
                  kSide};
  const analytics::Grid& grid = surface.grid;
  const auto variogram = analytics::fit_variogram(samples);
  const auto kriging = variogram ? analytics::Kriging::fit(samples, *variogram) : std::nullopt;
  surface.values = kriging ? std::vector<float>() : analytics::idw_grid(samples, grid);
  for (std::size_t cell = 0; cell < kSide * kSide; ++cell) {
    const double x = grid.left + (static_cast<double>(cell % kSide) + 0.5) * grid.width / kSide,
                 y = grid.bottom + (static_cast<double>(cell / kSide) + 0.5) * grid.height / kSide;
    if (kriging) {
      const auto estimate = kriging->estimate(x, y);
      surface.values.push_back(static_cast<float>(estimate.value));
      surface.doubtful.push_back(estimate.variance > 0.6 * (variogram->sill + variogram->nugget));
    } else {
      double nearest = std::numeric_limits<double>::infinity();
      for (const analytics::Sample& sample : samples)
        nearest = std::min(nearest, std::hypot(sample.x - x, sample.y - y));
      surface.doubtful.push_back(nearest > across / 3);
    }
  }
}

// What the colours and shapes of the marks mean, in the upper left corner.
void map_legend(ui::Ui& ui, const Context& context, const ui::Rect& rect, const Span& span, const std::string& unit) {
  const i18n::Words& words = ui.words();
  const float line = ui.line_height(ui::Type::kLegend), cell = ui.beside_text(20);
  const ui::TextStyle small{.type = ui::Type::kLegend};
  const std::string low = figure(words, span.low), high = figure(words, span.high) + "\u00a0" + unit;
  std::string shapes = words.tr("moment.shape-round");
  const auto any = [&](auto holds) { return std::ranges::any_of(context.measures.stations, holds); };
  if (any([](const sensors::Station& station) { return station.is.exposure == "indoor"; }))
    shapes += '\n' + words.tr("moment.shape-square");
  if (any([](const sensors::Station& station) { return station.keeper == "reference"; }))
    shapes += '\n' + words.tr("moment.shape-diamond");
  const float colors = ui.text_width(small, low) + 6 * cell + 16 + ui.text_width(small, high);
  const ui::Point size = ui.measure(small, shapes, 0);
  const ui::Rect box{rect.x + 12, rect.y + 16, std::max(colors, size.x) + 24, size.y + line * 1.5f + 16};
  if (box.w > rect.w - 24 - 16 - ui.control(ui::tokens::kTargetControl) || box.h > rect.h / 2) return;
  ui.fill(box, ui.theme().raised, 8);
  ui.stroke(box, ui.theme().chart.grid, 1, 8);
  const std::string all = words.tr("moment.legend", {{"low", low}, {"high", high}}) + ' ' + shapes;
  ui.node(ui.id("legend"), "p", box, {.name = all, .extra = ui::font_extra(ui, ui::Type::kLegend)});
  float x = box.x + 12;
  ui.text({x, box.y + 8}, small, low);
  x += ui.text_width(small, low) + 8;
  for (const std::uint32_t color : ui.theme().chart.seq) {
    ui.fill({x, box.y + 8, cell - 2, line}, color, 2);
    x += cell;
  }
  ui.text({x + 6, box.y + 8}, small, high);
  ui.text({box.x + 12, box.y + 8 + line * 1.5f}, small, shapes);
}

void draw_surface(ui::Ui& ui, const StationMap::Surface& surface, const Span& span,
                  const std::function<ui::Point(const geo::Point&)>& place) {
  const analytics::Grid& grid = surface.grid;
  for (std::size_t cell = 0; cell < surface.values.size(); ++cell) {
    const double width = grid.width / static_cast<double>(grid.columns),
                 height = grid.height / static_cast<double>(grid.rows);
    const double x = grid.left + static_cast<double>(cell % grid.columns) * width,
                 y = grid.bottom + static_cast<double>(cell / grid.columns) * height;
    const ui::Point low = place({x, -y}), high = place({x + width, -(y + height)});
    const ui::Rect rect{low.x, high.y, high.x - low.x, low.y - high.y};
    const std::uint32_t color = color_of(ui, static_cast<double>(surface.values[cell]), span);
    const bool doubtful = surface.doubtful[cell];
    ui.fill(rect, (color & 0x00FFFFFFu) | (doubtful ? 0x50000000u : 0xA0000000u));
    if (doubtful) ui.line({rect.x, rect.bottom()}, {rect.right(), rect.y}, ui.theme().muted, 1);
  }
}

}  // namespace

void station_map(ui::Ui& ui, const Context& context, MeasuresState& state, const ui::Rect& rect, Commands& commands) {
  if (!state.map) state.map = std::make_shared<StationMap>();
  StationMap& map = *state.map;
  const std::size_t before = map.points.size();
  refresh(context.measures, context.state, state.shown, map);
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
  const auto span = state.shown.empty() ? std::nullopt : span_of(context, state);
  const auto marks = span ? marks_of(ui, context, state, map, *span) : std::vector<draw::MapMark>();
  if (span && state.surface) refresh_surface(context, state, map);
  const auto picked =
      draw::map(ui, "map", rect, view,
                {.name = ui.words().plural("measures.map-name", map.points.size()),
                 .points = map.points,
                 .index = map.index,
                 .numbers = map.numbers,
                 .pending = map.pending,
                 .selected = std::nullopt,
                 .marks = marks,
                 .under = span && state.surface && !map.surface.values.empty()
                              ? [&](const auto& place) { draw_surface(ui, map.surface, *span, place); }
                              : std::function<void(const std::function<ui::Point(const geo::Point&)>&)>(),
                 .continent = sources.continent,
                 .home = sources.home});
  if (picked)
    commands.push_back(
        GoTo{Screen::kStation, series_of(context.state, context.measures.stations[map.numbers[*picked]], state.shown)});
  if (span)
    for (const sensors::Station& station : context.measures.stations)
      if (const base::Id id = series_of(context.state, station, state.shown)) {
        map_legend(ui, context, rect, *span, std::string(context.state.text(id, "unit")));
        break;
      }
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
