// The atlas's map: what the list shows as points, the outlines somebody added, the buttons over it, its scale and
// sources.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <iterator>

#include "draw/map.h"
#include "rooms/atlas_parts.h"
#include "rooms/rooms.h"

namespace rooms {

// The shown places as the map needs them; made anew when the set or the outlines change, never for a frame.
struct MapSet {
  std::uint64_t revision = UINT64_MAX;
  std::vector<std::uint32_t> shown;
  const geo::Layer* layer = nullptr;

  std::vector<geo::Point> points;
  std::vector<std::uint32_t> numbers;  // of each point, its rank in the list
  std::vector<std::uint8_t> pending;
  geo::PointIndex index;
  geo::Box extent = geo::kNowhere;
  // Of the layer: places in each polygon and in none; the least count of each shade from the second on.
  std::vector<std::uint32_t> counts;
  std::vector<std::uint8_t> shades;
  std::vector<std::uint32_t> bounds;
  std::size_t outside = 0;
  std::uint32_t most = 0;
};

namespace {

// Shades of about as many polygons each, those without a place left clear.
void count_by_polygon(MapSet& set) {
  set.counts.assign(set.layer ? set.layer->size() : 0, 0);
  set.shades.assign(set.counts.size(), 0);
  set.bounds.clear();
  set.outside = 0;
  if (!set.layer) return;
  for (const geo::Point& p : set.points) {
    if (const auto polygon = set.layer->find(p))
      ++set.counts[*polygon];
    else
      ++set.outside;
  }
  std::vector<std::uint32_t> some;
  std::ranges::copy_if(set.counts, std::back_inserter(some), [](std::uint32_t count) { return count > 0; });
  std::ranges::sort(some);
  set.most = some.empty() ? 0 : some.back();
  for (std::size_t shade = 1; shade < draw::kShades && !some.empty(); ++shade) {
    const std::uint32_t bound = some[some.size() * shade / draw::kShades];
    if (bound > (set.bounds.empty() ? some.front() : set.bounds.back())) set.bounds.push_back(bound);
  }
  for (std::size_t i = 0; i < set.counts.size(); ++i)
    if (set.counts[i])
      set.shades[i] = static_cast<std::uint8_t>(
          1 + std::ranges::count_if(set.bounds, [&](std::uint32_t bound) { return set.counts[i] >= bound; }));
}

const MapSet& map_set(const Context& context, AtlasState& state) {
  if (!state.map_set) state.map_set = std::make_shared<MapSet>();
  MapSet& set = *state.map_set;
  const geo::Layer* layer = context.map.layer_shown ? context.map.layer : nullptr;
  if (set.revision == state.revision && set.layer == layer && set.shown == state.shown) return set;
  set = {.revision = state.revision, .shown = state.shown, .layer = layer};
  for (std::size_t i = 0; i < state.shown.size(); ++i) {
    const atlas::Place& place = context.places.all()[state.shown[i]];
    if (!place.located) continue;
    set.points.push_back({place.x, place.y});
    set.extent.add(set.points.back());
    set.pending.push_back(atlas::incomplete(place) ? 1 : 0);
    set.numbers.push_back(static_cast<std::uint32_t>(i));
  }
  set.index = geo::PointIndex(set.points);
  count_by_polygon(set);
  return set;
}

// The busiest part: the half of the places nearest to the median one, not the farthest ones.
geo::Box busiest(std::vector<geo::Point> points) {
  const auto middle = points.begin() + static_cast<std::ptrdiff_t>(points.size() / 2);
  const auto median = [&](auto coordinate) {
    std::ranges::nth_element(points, middle, {}, coordinate);
    return std::invoke(coordinate, *middle);
  };
  const double x = median(&geo::Point::x), y = median(&geo::Point::y);
  const double radius = median([&](const geo::Point& p) { return std::hypot(p.x - x, p.y - y); });
  return {{x - radius, y - radius}, {x + radius, y + radius}};
}

// "1", "2 à 4", "12 et plus".
std::string shade_words(const ui::Ui& ui, const MapSet& set, std::size_t shade) {
  const auto number = [&](std::uint32_t n) { return ui.words().number(n); };
  const std::uint32_t from = shade == 0 ? 1 : set.bounds[shade - 1];
  const std::uint32_t to = shade < set.bounds.size() ? set.bounds[shade] - 1 : set.most;
  if (to <= from) return number(from);
  return ui.words().tr("layer.from-to", {{"from", number(from)}, {"to", number(to)}});
}

void legend(ui::Ui& ui, const MapSet& set, ui::Point corner) {
  const float line = ui.line_height(ui::Type::kLegend), swatch = 26;
  const std::string title = ui.tr("layer.legend");
  std::vector<std::string> words;
  std::string all = title;
  float width = ui.text_width({.type = ui::Type::kLegend, .bold = true}, title);
  for (std::size_t shade = 0; shade <= set.bounds.size(); ++shade) {
    words.push_back(shade_words(ui, set, shade));
    all += (shade ? ", " : " : ") + words.back();
    width = std::max(width, swatch + 8 + ui.text_width({.type = ui::Type::kLegend}, words.back()));
  }
  const float height = (line + 4) * static_cast<float>(words.size() + 1) + 12;
  const ui::Rect box{corner.x, corner.y - height, width + 20, height};
  ui.fill(box, ui.theme().raised, ui::tokens::kRadiusSmall);
  ui.stroke(box, ui.theme().border, 1, ui::tokens::kRadiusSmall);
  ui.node(ui.id("legend"), "p", box, {.name = all, .extra = ui::font_extra(ui, ui::Type::kLegend)});
  ui.text({box.x + 10, box.y + 6}, {.type = ui::Type::kLegend, .bold = true}, title);
  for (std::size_t shade = 0; shade < words.size(); ++shade) {
    const float y = box.y + 6 + (line + 4) * static_cast<float>(shade + 1);
    const ui::Rect sample{box.x + 10, y + 2, swatch, line - 4};
    ui.fill(sample, ui.theme().map.land);
    ui.fill(sample, draw::shade_color(ui.theme(), static_cast<int>(shade) + 1));
    ui.stroke(sample, ui.theme().map.commune, 1);
    ui.text({sample.right() + 8, y}, {.type = ui::Type::kLegend}, words[shade]);
  }
}

// A length in words, its bar under them.
ui::Rect scale(ui::Ui& ui, const draw::MapView& view, const ui::Rect& clear) {
  const draw::ScaleBar bar = draw::scale_bar(view);
  const bool far = bar.metres >= 1000;
  const std::string length =
      ui.words().tr(far ? "unit.km" : "unit.m",
                    {{"n", ui.words().number(static_cast<std::size_t>(far ? bar.metres / 1000 : bar.metres))}});
  const float line = ui.line_height(ui::Type::kLegend);
  const float width = std::max(bar.width, ui.text_width({.type = ui::Type::kLegend}, length));
  const ui::Rect box{clear.x + 16, clear.bottom() - 16 - line - 12, width + 20, line + 12};
  ui.fill(box, ui.theme().raised, ui::tokens::kRadiusSmall);
  ui.stroke(box, ui.theme().border, 1, ui::tokens::kRadiusSmall);
  ui.node(ui.id("scale"), "p", box,
          {.name = ui.words().tr("atlas.scale", {{"length", length}}), .extra = ui::font_extra(ui, ui::Type::kLegend)});
  ui.decoration({box.x + 10 + ui.text_width({.type = ui::Type::kLegend}, length) / 2, box.y + line / 2 + 1},
                {.type = ui::Type::kLegend}, length, 0, 0);
  const float y = box.bottom() - 6;
  ui.line({box.x + 10, y}, {box.x + 10 + bar.width, y}, ui.theme().text, 2);
  ui.line({box.x + 10, y - 5}, {box.x + 10, y + 1}, ui.theme().text, 2);
  ui.line({box.x + 10 + bar.width, y - 5}, {box.x + 10 + bar.width, y + 1}, ui.theme().text, 2);
  return box;
}

// `clear`: the part of `rect` that nothing lies over.
void place_map(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& rect, const ui::Rect& clear,
               Commands& commands) {
  refresh(ui, context, state);
  const MapSet& set = map_set(context, state);
  draw::MapView& view = state.map;
  const auto frame_all = [&] {
    draw::MapView to = view;
    if (!set.points.empty())
      to.frame(set.extent, clear, 48, 13);
    else if (context.map.home)
      to.frame(context.map.home->extent, clear, 0, 13);
    view.fly(to);
    ui.wake(2);
  };
  if (!state.framed && !set.points.empty()) {
    view.frame(busiest(set.points), clear, 0, 12.5);
    state.framed = true;
    ui.wake(2);
  }
  std::optional<std::uint32_t> selected;
  if (const atlas::Place* place = state.highlighted ? context.places.find(state.highlighted) : nullptr;
      place && place->located) {
    const auto at = std::ranges::find(state.shown, static_cast<std::uint32_t>(place - context.places.all().data()));
    const auto number = std::ranges::lower_bound(set.numbers, static_cast<std::uint32_t>(at - state.shown.begin()));
    if (at != state.shown.end() && number != set.numbers.end())
      selected = static_cast<std::uint32_t>(number - set.numbers.begin());
  }
  // Farther out or away from home, the continent is needed.
  const geo::Point middle{view.x, view.y};
  const MapSources& map = context.map;
  if (!map.continent && map.home && (view.zoom < draw::kHomeFrom + 1 || !map.home->extent.contains(middle)))
    commands.push_back(WantContinent{});
  state.map_focused = ui.focused(ui.id("map"));
  if (state.map_focused && ui.shortcut("Home")) frame_all();
  if (const auto picked = draw::map(
          ui, "map", rect, view,
          {.name = ui.words().plural("atlas.map-name", set.points.size()),
           .points = set.points,
           .index = set.index,
           .numbers = set.numbers,
           .pending = set.pending,
           .selected = selected,
           .continent = map.continent,
           .home = map.home,
           .layer = set.layer,
           .shades = map.layer_shaded ? std::span<const std::uint8_t>(set.shades) : std::span<const std::uint8_t>()})) {
    const base::Id id = context.places.all()[state.shown[set.numbers[*picked]]].id;
    state.highlighted = id;
    commands.push_back(GoTo{Screen::kPlace, id});
  }

  // Buttons over the map.
  const float size = ui.control(ui::tokens::kTargetControl);
  // The status and the settings stand in the map's upper right corner: these begin under them, or at the left.
  const bool column = ui.wide_enough();
  ui::Rect at{column ? clear.right() - 16 - size : clear.x + 16, column ? clear.y + 12 + size + 12 : clear.y + 12, size,
              size};
  const auto floating = [&](std::string_view key, std::string_view label, const char* icon) {
    // What does not fit beside the settings gives way: the list holds the same.
    if (!column && at.right() + size + 24 > clear.right()) return false;
    const bool pressed = ui::button_at(
        ui, key, at, {.label = ui.tr(label), .icon = icon, .look = ui::Look::kFloating, .icon_only = true});
    (column ? at.y : at.x) += size + 8;
    return pressed;
  };
  if (floating("zoom-in", "action.zoom-in", ui::tokens::kIconPlus)) view.fly_zoom(1), ui.wake(2);
  if (floating("zoom-out", "action.zoom-out", ui::tokens::kIconMinus)) view.fly_zoom(-1), ui.wake(2);
  if (floating("frame-all", "atlas.show-all", ui::tokens::kIconLocate)) frame_all();
  // The status has the rest of a phone's first row.
  if (ui.layout() == ui::Layout::kPhone) at.x = clear.x + 16, at.y += size + 8;
  if (floating("open-layers", "layer.title", ui::tokens::kIconLayers)) state.layers_open = true, ui.wake(2);

  // Under the buttons where the map is low, never behind them.
  const float line = ui.line_height(ui::Type::kLegend);
  if (clear.bottom() - 28 - line < (column ? clear.y : at.y + size) + 8) return;
  const ui::Rect bar = scale(ui, view, clear);
  if (set.layer && map.layer_shaded && set.most > 0 && clear.h > 320) legend(ui, set, {bar.x, bar.y - 8});
  const std::string sources = ui.tr("atlas.map-source");
  const float room = clear.right() - bar.right() - 24;
  const ui::Point words = ui.measure({.type = ui::Type::kLegend}, sources, room - 16);
  const ui::Rect credit{clear.right() - 8 - words.x - 16, clear.bottom() - 8 - words.y - 4, words.x + 16, words.y + 4};
  const bool free = credit.y > (column ? at.y : at.bottom()) + 4;
  if (room > 120 * ui.text_scale() && free) {
    ui.fill(credit, (ui.theme().raised & 0x00FFFFFFu) | 0xD8000000u, 4);
    ui.node(ui.id("attribution"), "p", credit, {.name = sources, .extra = ui::font_extra(ui, ui::Type::kLegend)});
    ui.text({credit.x + 8, credit.y + 2}, {.type = ui::Type::kLegend, .color = ui.theme().muted}, sources, words.x + 1);
  }
}

}  // namespace

void map_region(ui::Ui& ui, const Context& context, AtlasState& state, const Split& parts, Commands& commands) {
  const ui::Container region(ui, "map-region", "region", parts.map, {.name = ui.tr("atlas.map-region")});
  const ui::Rect clear{parts.map.x, parts.map.y, parts.map.w, parts.map.h - (parts.beside ? 0.f : 16.f)};
  place_map(ui, context, state, parts.map, clear, commands);
}

void layers_dialog(ui::Ui& ui, const Context& context, AtlasState& state, Commands& commands) {
  if (!state.layers_open) return;
  const MapSet& set = map_set(context, state);
  ui::Dialog dialog(ui, "layers", ui.tr("layer.title"), 560);
  ui::Column& column = dialog.inside;
  const MapSources& map = context.map;
  ui::paragraph(
      column, "what",
      map.layer ? ui.words().plural("layer.held", map.layer->size(), {{"file", map.layer_name}}) : ui.tr("layer.none"));
  column.gap(12);
  if (map.layer) {
    bool shown = map.layer_shown, shaded = map.layer_shaded;
    const bool show = ui::checkbox(column, "shown", ui.tr("layer.show"), shown);
    const bool shade = ui::checkbox(column, "shaded", ui.tr("layer.shade"), shaded);
    if (show || shade) commands.push_back(ShowLayer{shown, shaded});
    column.gap(8);
  }
  if (map.layer && map.layer_shown) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < set.counts.size(); ++i)
      if (set.counts[i]) order.push_back(i);
    std::ranges::stable_sort(order, std::greater<>(), [&](std::uint32_t i) { return set.counts[i]; });
    constexpr std::size_t kRows = 8;
    ui::TableSpec table{.caption = ui.tr("layer.table"),
                        .heads = {ui.tr("layer.outline"), ui.tr("layer.places")},
                        .shares = {0.7f, 0.3f}};
    for (std::size_t i = 0; i < std::min(kRows, order.size()); ++i)
      table.rows.push_back({map.layer->names[order[i]], ui.words().number(set.counts[order[i]])});
    if (order.size() > kRows) {
      std::size_t others = 0;
      for (std::size_t i = kRows; i < order.size(); ++i) others += set.counts[order[i]];
      table.rows.push_back({ui.words().plural("layer.others", order.size() - kRows), ui.words().number(others)});
    }
    if (set.outside) table.rows.push_back({ui.tr("layer.outside"), ui.words().number(set.outside)});
    ui::table(column, "counts", table);
    column.gap(12);
  }
  ui::Flow flow(column);
  ui::file_button(flow, "choose",
                  {.label = ui.tr(map.layer ? "layer.replace" : "layer.choose"), .icon = ui::tokens::kIconUpload},
                  ".geojson,.json");
  if (map.layer &&
      ui::button(flow, "remove",
                 {.label = ui.tr("layer.remove"), .icon = ui::tokens::kIconTrash2, .look = ui::Look::kDanger}))
    commands.push_back(RemoveLayer{});
  const bool close = ui::button(flow, "close", {.label = ui.tr("action.close"), .look = ui::Look::kPrimary});
  flow.into(column);
  if (close || dialog.dismissed()) {
    state.layers_open = false;
    ui.wake(2);
  }
}

}  // namespace rooms
