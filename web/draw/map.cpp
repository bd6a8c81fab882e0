#include "draw/map.h"

#include <cmath>
#include <unordered_map>
#include <vector>

#include "geo/triangulate.h"

namespace draw {
namespace {

constexpr int kSquareZooms = 2;  // a cluster's square is 2^-2 of a tile's side: 64 px, up to 128 before the next zoom
constexpr double kTouchPx = 54;  // clusters nearer than this, at their zoom, are one
constexpr double kPinsOnlyZoom = 16;  // from here every place has its pin, but for those that one pin would hide
constexpr double kCoarsePx = 0.45;    // what a drawing may leave out of a line
constexpr float kPinRadius = 16, kPinHeight = 40;

// The points of a line that matter at a zoom, and the triangles of an area: made when it is first seen at that zoom.
struct Mesh {
  std::vector<geo::Point> points;
  std::vector<std::uint32_t> triangles;  // three indexes each
  bool made = false;
};

// The meshes of one basemap or layer at one zoom.
struct Meshes {
  const void* of = nullptr;
  int zoom = -1;
  std::vector<Mesh> areas, lines;

  void fit(const void* source, double now_at, std::size_t area_count, std::size_t line_count) {
    const int level = static_cast<int>(std::floor(now_at));
    if (of == source && zoom == level) return;
    of = source;
    zoom = level;
    areas.assign(area_count, {});
    lines.assign(line_count, {});
  }
  // Coarseness in the unit square, fine enough until the next zoom.
  float tolerance() const { return static_cast<float>(kCoarsePx / (kTile * std::exp2(zoom + 1))); }
};

// What is drawn at one place: places that would touch are one cluster, at the mean of them.
struct Gathered {
  geo::Point at;  // unit square
  std::uint32_t count = 0;
  std::uint32_t cluster = 0;  // that takes the others in, of Gathering::clusters
};

// The clusters of whole squares, of more than is seen: what stands near the edge decides like the rest, and a map that
// is dragged is gathered anew only once in half a screen.
struct Gathering {
  std::uint64_t index = 0;  // its edition
  int level = -1;
  geo::Box within = geo::kNowhere;
  std::vector<geo::Cluster> clusters;
  std::vector<std::uint32_t> owner;  // of each cluster
  std::vector<Gathered> all;

  void fit(const geo::PointIndex& of, int at_level, const geo::Box& seen, double touch) {
    const double reach = 2 * touch;
    const geo::Box needed{{seen.min.x - reach, seen.min.y - reach}, {seen.max.x + reach, seen.max.y + reach}};
    const bool covers = within.contains(needed.min) && within.contains(needed.max);
    if (index == of.edition() && level == at_level && covers) return;
    index = of.edition();
    level = at_level;
    const double w = (seen.max.x - seen.min.x) / 2, h = (seen.max.y - seen.min.y) / 2;
    within = {{needed.min.x - w, needed.min.y - h}, {needed.max.x + w, needed.max.y + h}};
    clusters.clear();
    of.clusters(within, level, clusters);
    owner = geo::absorb(clusters, touch);
    std::vector<geo::Cluster> sums(clusters.size());
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      geo::Cluster& sum = sums[owner[i]];
      sum.at.x += clusters[i].at.x * clusters[i].count;
      sum.at.y += clusters[i].at.y * clusters[i].count;
      sum.count += clusters[i].count;
    }
    all.clear();
    for (std::uint32_t i = 0; i < sums.size(); ++i)
      if (sums[i].count > 0)
        all.push_back({{sums[i].at.x / sums[i].count, sums[i].at.y / sums[i].count}, sums[i].count, i});
  }
};

struct Drawn {
  Meshes continent, home, layer;
  Gathering gathering;
};

void keep(std::vector<geo::Point>& kept, std::span<const geo::Point> points, const float* matters, float tolerance) {
  for (std::size_t i = 0; i < points.size(); ++i)
    if (matters[i] > tolerance) kept.push_back(points[i]);
}

class Painter {
 public:
  Painter(ui::Ui& ui, const ui::Rect& rect, const MapView& view) : ui_(ui), rect_(rect), view_(view) {
    const geo::Point a = view.to_world({rect.x, rect.y}, rect), b = view.to_world({rect.right(), rect.bottom()}, rect);
    seen_ = {a, b};
    // World to device px, as to_screen() does it.
    scale_ = view.scale() * static_cast<double>(ui.scale());
    const ImVec2 middle = ui.at(rect.x + rect.w / 2, rect.y + rect.h / 2);
    off_x_ = static_cast<double>(middle.x) - view.x * scale_;
    off_y_ = static_cast<double>(middle.y) - view.y * scale_;
  }

  const geo::Box& seen() const { return seen_; }

  void basemap(const geo::Basemap& map, Meshes& meshes) {
    const ui::tokens::Map& colors = ui_.theme().map;
    meshes.fit(&map, view_.zoom, map.areas.size(), map.lines.size());
    // Where land and sea have one colour (high contrast), the shore is a line.
    const bool outlined = colors.sea == colors.land;
    for (std::size_t i = 0; i < map.areas.size(); ++i) {
      const geo::Area& area = map.areas[i];
      if (!area.box.overlaps(seen_)) continue;
      Mesh& mesh = meshes.areas[i];
      if (!mesh.made) {
        mesh.made = true;
        keep(mesh.points, map.outline(area), &map.matters[area.first_point], meshes.tolerance());
        const auto end = static_cast<std::uint32_t>(mesh.points.size());
        mesh.triangles = geo::triangulate(mesh.points, {&end, 1});
      }
      const std::uint32_t color = area.kind == geo::AreaKind::kGround ? colors.outside
                                  : area.kind == geo::AreaKind::kSea  ? colors.sea
                                  : area.kind == geo::AreaKind::kLake ? colors.water
                                                                      : colors.land;
      fill(mesh, color);
      // Triangles have hard edges; a thin line of the same colour smooths the outline.
      shore(mesh.points, outlined && area.kind != geo::AreaKind::kLand ? colors.departement : color);
    }
    for (std::size_t i = 0; i < map.lines.size(); ++i) {
      const geo::Line& line = map.lines[i];
      if (!line.box.overlaps(seen_)) continue;
      if (line.kind == geo::LineKind::kRegion && view_.zoom < 5.5) continue;
      const double width = line.width / view_.metres_per_px();
      if (line.kind == geo::LineKind::kRiver && width < (view_.zoom < 8 ? 0.05 : 0)) continue;
      Mesh& mesh = meshes.lines[i];
      if (!mesh.made) {
        mesh.made = true;
        keep(mesh.points, map.course(line), &map.matters[line.first_point], meshes.tolerance());
      }
      if (line.kind == geo::LineKind::kRiver)
        river(mesh.points, static_cast<float>(std::max(view_.zoom < 8 ? 1.0 : 1.4, width)));
      else
        border(mesh.points, line.kind == geo::LineKind::kCountry ? 2.f : view_.zoom < 8 ? 0.8f : 1.6f);
    }
  }

  void layer(const geo::Layer& layer, std::span<const std::uint8_t> shades, Meshes& meshes) {
    meshes.fit(&layer, view_.zoom, layer.size(), layer.ring_ends.size());
    // All fills, then all borders: a neighbour's fill never covers half a border.
    for (const bool borders : {false, true})
      for (std::uint32_t i = 0, ring = 0; i < layer.size(); ring = layer.ends[i++]) {
        if (!layer.boxes[i].overlaps(seen_)) continue;
        Mesh& mesh = meshes.areas[i];
        if (!mesh.made) {
          mesh.made = true;
          std::vector<std::uint32_t> ends;
          for (std::uint32_t r = ring; r < layer.ends[i]; ++r) {
            const std::uint32_t first = r ? layer.ring_ends[r - 1] : 0;
            Mesh& line = meshes.lines[r];
            keep(line.points, std::span(layer.points).subspan(first, layer.ring_ends[r] - first), &layer.matters[first],
                 meshes.tolerance());
            // A polygon of several parts is filled part by part; holes are left to what lies over them.
            const auto base = static_cast<std::uint32_t>(mesh.points.size()),
                       end = static_cast<std::uint32_t>(line.points.size());
            for (const std::uint32_t index : geo::triangulate(line.points, {&end, 1}))
              mesh.triangles.push_back(base + index);
            mesh.points.insert(mesh.points.end(), line.points.begin(), line.points.end());
          }
        }
        if (!borders && !shades.empty() && shades[i]) fill(mesh, shade_color(ui_.theme(), shades[i]));
        if (borders)
          for (std::uint32_t r = ring; r < layer.ends[i]; ++r)
            stroke(meshes.lines[r].points, ui_.theme().map.commune, 1.2f, ImDrawFlags_Closed);
      }
  }

  // Names by falling rank, each where no other name or pin already is.
  void names(const geo::Basemap& map, const geo::Box* elsewhere, const geo::Layer* layer,
             std::vector<ui::Rect>& taken) {
    const ui::tokens::Map& colors = ui_.theme().map;
    // The nearer, the smaller the places that have a name.
    const double least = 4e5 * std::exp2(2 * (5 - view_.zoom));
    int room = 70, tried = 400;
    for (const geo::Label& label : map.labels) {
      if (room == 0 || tried == 0) break;
      if (!seen_.contains(label.at) || (elsewhere && elsewhere->contains(label.at))) continue;
      const bool water = label.kind == geo::LabelKind::kWater, country = label.kind == geo::LabelKind::kCountry;
      const bool region = label.kind == geo::LabelKind::kRegion;
      if (country ? view_.zoom > 6.6 : region ? view_.zoom < 6 || view_.zoom > 10 : !water && label.rank < least)
        continue;
      // The layer names its own.
      if (label.kind == geo::LabelKind::kCommune && layer && layer->find(label.at)) continue;
      --tried;
      const bool city = country || (!water && !region && label.rank > 100'000);
      const ui::TextStyle style{
          .type = city && view_.zoom > (country ? 4.0 : 8.5) ? ui::Type::kBody : ui::Type::kLegend,
          .bold = city,
          .color = water               ? colors.label_sea
                   : region || country ? colors.departement
                                       : colors.label};
      if (write(label.at, label.name, style, water ? colors.sea : colors.land, taken)) --room;
    }
  }

  void names(const geo::Layer& layer, std::vector<ui::Rect>& taken) {
    const ui::tokens::Map& colors = ui_.theme().map;
    const ui::TextStyle style{.type = ui::Type::kLegend, .color = colors.label};
    int room = 50;
    for (std::size_t i = 0; i < layer.size() && room > 0; ++i) {
      const double wide = (layer.boxes[i].max.x - layer.boxes[i].min.x) * view_.scale();
      // Only where the name fits its polygon.
      if (!seen_.contains(layer.anchors[i]) || wide < 48 || ui_.text_width(style, layer.names[i]) > wide) continue;
      if (write(layer.anchors[i], layer.names[i], style, colors.land, taken)) --room;
    }
  }

  ui::Rect mark_rect(ui::Point at, const MapMark& mark) const {
    const float height = ui_.line_height(ui::Type::kBody) + 6;
    const float width = std::max(height, ui_.text_width({.bold = true}, mark.words) + 18);
    return {at.x - width / 2, at.y - height / 2, width, height};
  }
  void mark(ui::Point at, const MapMark& mark) {
    const ui::Rect rect = mark_rect(at, mark);
    const std::uint32_t rim = ui_.theme().raised;
    if (mark.shape == MapMark::Shape::kDiamond) {
      const float x = rect.w / 2 + 12, y = rect.h / 2 + 8;
      ImDrawList& list = ui_.list();
      const ImVec2 corners[] = {ui_.at(at.x - x, at.y), ui_.at(at.x, at.y - y), ui_.at(at.x + x, at.y),
                                ui_.at(at.x, at.y + y)};
      list.AddConvexPolyFilled(corners, 4, mark.fill);
      list.AddPolyline(corners, 4, rim, ImDrawFlags_Closed, 2 * ui_.scale());
    } else {
      const float radius = mark.shape == MapMark::Shape::kRound ? rect.h / 2 : 3;
      ui_.fill(rect, mark.fill, radius);
      ui_.stroke(rect, rim, 2, radius);
    }
    ui_.decoration(at, {.bold = true, .color = mark.ink}, mark.words, 0, 0);
  }

  void pin(ui::Point tip, std::uint32_t number, bool selected, bool pending) {
    const ui::tokens::Theme& theme = ui_.theme();
    const float k = selected ? 1.4f : 1.f, radius = kPinRadius * k;
    const ui::Point center{tip.x, tip.y - (kPinHeight - kPinRadius) * k};
    teardrop(tip, center, radius);
    const std::uint32_t body = selected ? theme.accent : pending ? theme.raised : theme.map.marker;
    const std::uint32_t edge = ui_.theme_id() == ui::tokens::kLight ? theme.on_accent : theme.text;
    ImDrawList& list = ui_.list();
    list.PathFillConvex(body);
    if (selected || pending) {
      teardrop(tip, center, radius);
      list.PathStroke(selected ? edge : theme.map.marker, ImDrawFlags_Closed, (selected ? 3.f : 2.5f) * ui_.scale());
    }
    const std::uint32_t ink = selected ? theme.on_accent : pending ? theme.map.marker : theme.raised;
    if (number < 1000)
      ui_.decoration(center, {.type = selected ? ui::Type::kBody : ui::Type::kLegend, .bold = true, .color = ink},
                     std::to_string(number), 0, 0);
    else
      ui_.disc(center, radius * 0.35f, ink);
  }

  void cluster(ui::Point center, std::size_t count) {
    const float radius = cluster_radius(count);
    ui_.disc(center, radius + 2, ui_.theme().raised);
    ui_.disc(center, radius, ui_.theme().map.cluster);
    ui_.decoration(
        center, {.type = count < 1000 ? ui::Type::kBody : ui::Type::kLegend, .bold = true, .color = ui_.theme().raised},
        std::to_string(count), 0, 0);
  }

  static float cluster_radius(std::size_t count) {
    return count < 10 ? 20.f : count < 50 ? 25.f : count < 10000 ? 30.f : 36.f;
  }

 private:
  ImVec2 device(const geo::Point& p) const {
    return {static_cast<float>(p.x * scale_ + off_x_), static_cast<float>(p.y * scale_ + off_y_)};
  }

  bool write(geo::Point where, const std::string& name, const ui::TextStyle& style, std::uint32_t halo,
             std::vector<ui::Rect>& taken) {
    const ui::Point at = view_.to_screen(where.x, where.y, rect_);
    const float width = ui_.text_width(style, name), height = ui_.line_height(style.type);
    const ui::Rect box{at.x - width / 2 - 4, at.y - height / 2, width + 8, height};
    if (box.x < rect_.x || box.right() > rect_.right() || box.y < rect_.y || box.bottom() > rect_.bottom())
      return false;
    for (const ui::Rect& other : taken)
      if (box.overlaps(other)) return false;
    taken.push_back(box.inset(-6, -2));
    ui_.decoration(at, style, name, halo, 2);
    return true;
  }

  void fill(const Mesh& mesh, std::uint32_t color) {
    ImDrawList& list = ui_.list();
    list.PrimReserve(static_cast<int>(mesh.triangles.size()), static_cast<int>(mesh.points.size()));
    const auto base = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
    for (const std::uint32_t index : mesh.triangles) list.PrimWriteIdx(static_cast<ImDrawIdx>(base + index));
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    for (const geo::Point& p : mesh.points) list.PrimWriteVtx(device(p), white, color);
  }

  // An outline without the sides of tiles: those alone run exactly along an axis.
  void shore(const std::vector<geo::Point>& points, std::uint32_t color) {
    run_.clear();
    const auto end_run = [&] {
      if (run_.size() > 1) stroke(run_, color, 1.2f);
      run_.clear();
    };
    for (std::size_t i = 0; i <= points.size(); ++i) {
      const geo::Point& p = points[i % points.size()];
      if (!run_.empty() && (run_.back().x == p.x || run_.back().y == p.y)) end_run();
      run_.push_back(p);
    }
    end_run();
  }

  void stroke(std::span<const geo::Point> points, std::uint32_t color, float width, ImDrawFlags flags = 0) {
    path_.clear();
    const ImVec2 low = ui_.at(rect_.x - 8, rect_.y - 8), high = ui_.at(rect_.right() + 8, rect_.bottom() + 8);
    const auto end_path = [&](ImDrawFlags how) {
      if (path_.size() > 1)
        ui_.list().AddPolyline(path_.data(), static_cast<int>(path_.size()), color, how, width * ui_.scale());
      path_.clear();
    };
    const auto beyond = [&](const ImVec2& a, const ImVec2& b) {
      return (a.x < low.x && b.x < low.x) || (a.x > high.x && b.x > high.x) || (a.y < low.y && b.y < low.y) ||
             (a.y > high.y && b.y > high.y);
    };
    // Only the stretches that are seen. Points closer than half a pixel add nothing and make joints ragged.
    bool whole = true;
    ImVec2 last;
    const std::size_t count = points.size() + (flags & ImDrawFlags_Closed ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
      const ImVec2 at = device(points[i % points.size()]);
      if (i > 0 && beyond(last, at)) {
        end_path(0);
        whole = false;
      } else {
        if (i > 0 && path_.empty()) path_.push_back(last);
        if (path_.empty() || std::abs(path_.back().x - at.x) + std::abs(path_.back().y - at.y) >= 0.5f)
          path_.push_back(at);
      }
      last = at;
    }
    if (whole && flags && path_.size() > 2) path_.pop_back();  // the first point again
    end_path(whole ? flags : 0);
  }

  // Borders are of a coarse map: nearer than they are right, they fade.
  void border(std::span<const geo::Point> points, float width) {
    const auto opacity = static_cast<std::uint32_t>(255 * std::clamp(1 - (view_.zoom - 12) / 3, 0.25, 1.0));
    stroke(points, (ui_.theme().map.departement & 0x00FFFFFFu) | opacity << 24, width);
  }

  void river(std::span<const geo::Point> points, float width) {
    stroke(points, ui_.theme().map.water, width);
    if (width <= 5) return;
    for (const geo::Point& p : points)  // round joints
      if (seen_.contains(p)) ui_.list().AddCircleFilled(device(p), width * ui_.scale() / 2, ui_.theme().map.water);
  }

  void teardrop(ui::Point tip, ui::Point center, float radius) {
    const float far = tip.y - center.y;
    const float half = std::acos(std::min(0.95f, radius / far));  // where the sides touch the disc
    constexpr float kDown = 1.5707963f;
    ImDrawList& list = ui_.list();
    list.PathArcTo(ui_.at(center.x, center.y), radius * ui_.scale(), kDown + half, kDown + 6.2831853f - half, 28);
    list.PathLineTo(ui_.at(tip.x, tip.y));
  }

  ui::Ui& ui_;
  ui::Rect rect_;
  const MapView& view_;
  geo::Box seen_;
  double scale_ = 1, off_x_ = 0, off_y_ = 0;
  std::vector<ImVec2> path_;
  std::vector<geo::Point> run_;
};

void move(ui::Ui& ui, ui::NodeId node, const ui::Rect& rect, MapView& view, const ui::Gesture& gesture) {
  view.follow(gesture, rect);
  if (ui.focused(node)) {
    constexpr double kStep = 80;
    if (ui.shortcut("ArrowLeft")) view.pan(kStep, 0);
    if (ui.shortcut("ArrowRight")) view.pan(-kStep, 0);
    if (ui.shortcut("ArrowUp")) view.pan(0, kStep);
    if (ui.shortcut("ArrowDown")) view.pan(0, -kStep);
    // Each is asked, so that each is declared to the page.
    const bool plus = ui.shortcut("+"), shifted = ui.shortcut("+", ui::kShift), equals = ui.shortcut("=");
    if (plus || shifted || equals) view.fly_zoom(1);
    if (ui.shortcut("-")) view.fly_zoom(-1);
  }
  if (view.step(ui.now(), ui.reduced_motion)) ui.wake(1);
}

// What is drawn for places that would touch: the cluster that takes the others in.
struct Group {
  ui::Point at;
  std::uint32_t count = 0;
  std::uint32_t only = 0;  // the place, when it is one
};

}  // namespace

std::uint32_t shade_color(const ui::tokens::Theme& theme, int shade) {
  constexpr std::uint32_t kOpacity[kShades + 1] = {0, 0x30, 0x58, 0x84, 0xB4};
  return (theme.primary & 0x00FFFFFFu) | kOpacity[shade] << 24;
}

ScaleBar scale_bar(const MapView& view) {
  const double per_px = view.metres_per_px();
  for (double unit = 1; unit < 1e7; unit *= 10)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double width = unit * factor / per_px;
      if (width >= 60) return {unit * factor, static_cast<float>(width)};
    }
  return {1e7, static_cast<float>(1e7 / per_px)};
}

std::optional<std::uint32_t> map(ui::Ui& ui, std::string_view key, const ui::Rect& rect, MapView& view,
                                 const MapSpec& spec) {
  const ui::NodeId node = ui.id(key);
  ui.node(node, "map", rect, {.name = spec.name, .radius = 0});
  const ui::Gesture& gesture = ui.surface(node, rect, true);
  move(ui, node, rect, view, gesture);

  ui.push_clip(rect);
  ui.fill(rect, spec.continent ? ui.theme().map.sea : ui.theme().map.outside);
  Painter painter(ui, rect, view);
  auto& drawn = ui.state<Drawn>(node);
  const bool at_home = spec.home && view.zoom >= kHomeFrom && spec.home->extent.overlaps(painter.seen());
  if (spec.continent) painter.basemap(*spec.continent, drawn.continent);
  if (at_home || (spec.home && !spec.continent)) painter.basemap(*spec.home, drawn.home);
  if (spec.layer) painter.layer(*spec.layer, spec.shades, drawn.layer);

  const bool pins_only = view.zoom >= kPinsOnlyZoom;
  const int level = static_cast<int>(std::floor(view.zoom)) + kSquareZooms + (pins_only ? 2 : 0);
  const double touch = pins_only ? 0 : kTouchPx / (kTile * std::exp2(std::floor(view.zoom)));
  const double edge = 64 / view.scale();
  const geo::Box seen{{painter.seen().min.x - edge, painter.seen().min.y - edge},
                      {painter.seen().max.x + edge, painter.seen().max.y + edge}};
  Gathering& gathering = drawn.gathering;
  gathering.fit(spec.index, level, seen, touch);
  std::vector<ui::Rect> taken;
  std::vector<Group> groups;
  std::optional<std::uint32_t> opened, picked;
  for (const Gathered& gathered : gathering.all) {
    if (!seen.contains(gathered.at)) continue;
    Group group{view.to_screen(gathered.at.x, gathered.at.y, rect), gathered.count, 0};
    if (group.count == 1) {
      group.only = spec.index.members(gathering.clusters[gathered.cluster])[0];
      const geo::Point& p = spec.points[group.only];
      group.at = view.to_screen(p.x, p.y, rect);
      const bool marked = !spec.marks.empty();
      taken.push_back(marked ? painter.mark_rect(group.at, spec.marks[group.only])
                             : ui::Rect{group.at.x - kPinRadius, group.at.y - kPinHeight, 2 * kPinRadius, kPinHeight});
      const ui::Rect target =
          marked ? taken.back().inset(-6) : ui::Rect{group.at.x - 22, group.at.y - kPinHeight - 4, 44, kPinHeight + 8};
      if (gesture.tap && target.contains(gesture.tap_at)) picked = group.only;
    } else {
      const float r = Painter::cluster_radius(group.count);
      taken.push_back({group.at.x - r, group.at.y - r, 2 * r, 2 * r});
      if (gesture.tap && std::hypot(gesture.tap_at.x - group.at.x, gesture.tap_at.y - group.at.y) <= std::max(22.f, r))
        opened = gathered.cluster;
    }
    groups.push_back(group);
  }
  if (spec.under) spec.under([&](const geo::Point& p) { return view.to_screen(p.x, p.y, rect); });
  if (at_home) painter.names(*spec.home, nullptr, spec.layer, taken);
  if (spec.layer) painter.names(*spec.layer, taken);
  if (spec.continent) painter.names(*spec.continent, at_home ? &spec.home->extent : nullptr, nullptr, taken);
  for (const Group& group : groups) {
    if (group.count > 1)
      painter.cluster(group.at, group.count);
    else if (!spec.marks.empty())
      painter.mark(group.at, spec.marks[group.only]);
    else if (spec.selected != group.only)  // drawn last
      painter.pin(group.at, spec.numbers[group.only] + 1, false, spec.pending[group.only] != 0);
  }
  if (spec.selected) {
    const geo::Point& p = spec.points[*spec.selected];
    painter.pin(view.to_screen(p.x, p.y, rect), spec.numbers[*spec.selected] + 1, true, false);
  }
  ui.pop_clip();
  if (!opened || picked) return picked;

  geo::Box box = geo::kNowhere;
  std::vector<std::uint32_t> members;
  for (std::size_t i = 0; i < gathering.clusters.size(); ++i)
    if (gathering.owner[i] == *opened)
      for (const std::uint32_t member : spec.index.members(gathering.clusters[i])) {
        members.push_back(member);
        box.add(spec.points[member]);
      }
  // Places that no zoom parts: each tap picks the next.
  const double parted = 16 / (kTile * std::exp2(kMaxZoom));
  if (box.max.x - box.min.x < parted && box.max.y - box.min.y < parted) {
    std::ranges::sort(members, {}, [&](std::uint32_t member) { return spec.numbers[member]; });
    const auto at = spec.selected ? std::ranges::find(members, *spec.selected) : members.end();
    return at == members.end() || at + 1 == members.end() ? members.front() : *(at + 1);
  }
  MapView to = view;
  to.frame(box, rect, 90, 17);
  to.zoom = std::max(to.zoom, std::min(17.0, view.zoom + 1));
  view.fly(to);
  ui.wake(2);
  return std::nullopt;
}

}  // namespace draw
