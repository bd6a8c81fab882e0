#include "draw/map.h"

#include <cmath>
#include <vector>

namespace draw {
namespace {

constexpr double kClusterPx = 56;     // pins nearer than this are one disc
constexpr double kPinsOnlyZoom = 16;  // from here every place has its pin
constexpr float kPinRadius = 16, kPinHeight = 40;

class Painter {
 public:
  Painter(ui::Ui& ui, const ui::Rect& rect, const MapView& view) : ui_(ui), rect_(rect), view_(view) {
    const geo::Point a = view.to_world({rect.x, rect.y}, rect), b = view.to_world({rect.right(), rect.bottom()}, rect);
    seen_ = {a, b};
  }

  void basemap(const geo::Basemap& map) {
    const ui::tokens::Map& colors = ui_.theme().map;
    for (const geo::Area& area : map.areas) {
      if (!sees(area.box)) continue;
      switch (area.kind) {
        case geo::AreaKind::kGround:
          fill(map, area, colors.outside);
          break;
        case geo::AreaKind::kLand:
        case geo::AreaKind::kIsland:
          fill(map, area, colors.land);
          break;
        case geo::AreaKind::kSea:
          fill(map, area, colors.sea);
          break;
        case geo::AreaKind::kLake:
          fill(map, area, colors.water);
          break;
      }
    }
    for (const geo::Line& line : map.lines)
      if (line.kind == geo::LineKind::kRiver && sees(line.box)) river(map, line);
    for (const geo::Line& line : map.lines)
      if (line.kind == geo::LineKind::kBorder && sees(line.box)) stroke(map.course(line), colors.departement, 1.6f);
  }

  // Names by falling rank, each where no other name or pin already is.
  void names(const geo::Basemap& map, std::vector<ui::Rect>& taken) {
    const ui::tokens::Map& colors = ui_.theme().map;
    int room = 70;
    for (const geo::Label& label : map.labels) {
      if (room == 0) break;
      if (label.at.x < seen_.min.x || label.at.x > seen_.max.x || label.at.y < seen_.min.y || label.at.y > seen_.max.y)
        continue;
      const bool water = label.kind == geo::LabelKind::kWater;
      if (label.kind == geo::LabelKind::kDepartement && view_.zoom > 10) continue;
      const bool city = label.kind != geo::LabelKind::kWater && label.rank > 100'000;
      const ui::TextStyle style{.type = city && view_.zoom > 8.5 ? ui::Type::kBody : ui::Type::kLegend,
                                .bold = city,
                                .color = water ? colors.label_sea : colors.label};
      const ui::Point at = view_.to_screen(label.at.x, label.at.y, rect_);
      const float width = ui_.text_width(style, label.name), height = ui_.line_height(style.type);
      const ui::Rect box{at.x - width / 2 - 4, at.y - height / 2, width + 8, height};
      if (box.x < rect_.x || box.right() > rect_.right() || box.y < rect_.y || box.bottom() > rect_.bottom()) continue;
      bool free = true;
      for (const ui::Rect& other : taken) free = free && !box.overlaps(other);
      if (!free) continue;
      taken.push_back(box.inset(-6, -2));
      ui_.decoration(at, style, label.name, water ? colors.sea : colors.land, 2);
      --room;
    }
  }

  void pin(ui::Point tip, std::uint32_t number, bool selected, bool pending) {
    const ui::tokens::Theme& theme = ui_.theme();
    const float k = selected ? 1.4f : 1.f, radius = kPinRadius * k;
    const ui::Point center{tip.x, tip.y - (kPinHeight - kPinRadius) * k};
    teardrop(tip, center, radius);
    const std::uint32_t body = selected ? theme.accent : pending ? theme.raised : theme.map.marker;
    ImDrawList& list = ui_.list();
    list.PathFillConvex(body);
    if (selected || pending) {
      teardrop(tip, center, radius);
      list.PathStroke(selected ? theme.on_accent : theme.map.marker, ImDrawFlags_Closed,
                      (selected ? 3.f : 2.5f) * ui_.scale());
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
    ui_.decoration(center, {.type = ui::Type::kBody, .bold = true, .color = ui_.theme().raised}, std::to_string(count),
                   0, 0);
  }

  static float cluster_radius(std::size_t count) { return count < 10 ? 20.f : count < 50 ? 25.f : 30.f; }

 private:
  bool sees(const geo::Box& box) const {
    return box.min.x <= seen_.max.x && box.max.x >= seen_.min.x && box.min.y <= seen_.max.y && box.max.y >= seen_.min.y;
  }
  ImVec2 device(const geo::Point& p) const {
    const ui::Point at = view_.to_screen(p.x, p.y, rect_);
    return ui_.at(at.x, at.y);
  }

  void fill(const geo::Basemap& map, const geo::Area& area, std::uint32_t color) {
    ImDrawList& list = ui_.list();
    const auto points = map.outline(area);
    const auto triangles = map.triangles(area);
    list.PrimReserve(static_cast<int>(triangles.size()), static_cast<int>(points.size()));
    const auto base = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
    for (const std::uint16_t index : triangles) list.PrimWriteIdx(base + index);
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    for (const geo::Point& p : points) list.PrimWriteVtx(device(p), white, color);
    // Triangles have hard edges; a thin line of the same colour smooths the outline.
    stroke(points, color, 1.2f, ImDrawFlags_Closed);
  }

  void stroke(std::span<const geo::Point> points, std::uint32_t color, float width, ImDrawFlags flags = 0) {
    path_.clear();
    for (const geo::Point& p : points) {
      const ImVec2 at = device(p);
      // Points closer than half a pixel add nothing and make joints ragged.
      if (!path_.empty() && std::abs(path_.back().x - at.x) + std::abs(path_.back().y - at.y) < 0.5f) continue;
      path_.push_back(at);
    }
    if (path_.size() > 1)
      ui_.list().AddPolyline(path_.data(), static_cast<int>(path_.size()), color, flags, width * ui_.scale());
  }

  void river(const geo::Basemap& map, const geo::Line& line) {
    const auto metres = static_cast<double>(line.width);
    const auto width = static_cast<float>(std::max(1.4, metres / view_.metres_per_px()));
    if (view_.zoom < 8 && metres < 60) return;
    stroke(map.course(line), ui_.theme().map.water, width);
    if (width > 5)  // round joints
      for (const ImVec2& at : path_) ui_.list().AddCircleFilled(at, width * ui_.scale() / 2, ui_.theme().map.water);
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
  std::vector<ImVec2> path_;
};

void move(ui::Ui& ui, ui::NodeId node, const ui::Rect& rect, MapView& view, const ui::Gesture& gesture) {
  if (gesture.zoom != 1) view.zoom_about(gesture.zoom, gesture.center, rect);
  if (gesture.pan_x != 0 || gesture.pan_y != 0) view.pan(gesture.pan_x, gesture.pan_y);
  if (gesture.wheel_y != 0)
    view.zoom_about(std::exp2(static_cast<double>(-gesture.wheel_y) / 240), gesture.center, rect);
  if (gesture.double_tap) view.zoom_about(2, gesture.tap_at, rect);
  if (ui.focused(node)) {
    constexpr float kStep = 80;
    if (ui.shortcut("ArrowLeft")) view.pan(kStep, 0);
    if (ui.shortcut("ArrowRight")) view.pan(-kStep, 0);
    if (ui.shortcut("ArrowUp")) view.pan(0, kStep);
    if (ui.shortcut("ArrowDown")) view.pan(0, -kStep);
    if (ui.shortcut("+") || ui.shortcut("+", ui::kShift) || ui.shortcut("="))
      view.target_zoom = std::min(kMaxZoom, view.target_zoom + 1);
    if (ui.shortcut("-")) view.target_zoom = std::max(kMinZoom, view.target_zoom - 1);
  }
  if (view.target_zoom == view.zoom) return;
  const double goal = view.target_zoom, left = goal - view.zoom;
  const double step = ui.reduced_motion || std::abs(left) < 0.02 ? left : left * 0.3;
  view.zoom_about(std::exp2(step), rect.center(), rect);
  view.target_zoom = goal;
  ui.wake(1);
}

}  // namespace

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
                                 const geo::Basemap* basemap, const MapSpec& spec) {
  const ui::NodeId node = ui.id(key);
  ui.node(node, "map", rect, {.name = spec.name, .radius = 0});
  const ui::Gesture& gesture = ui.surface(node, rect, true);
  move(ui, node, rect, view, gesture);

  ui.push_clip(rect);
  ui.fill(rect, ui.theme().map.outside);
  Painter painter(ui, rect, view);
  if (basemap) painter.basemap(*basemap);

  const double level = std::floor(view.zoom * 2) / 2;  // clusters change at half zooms, not with every wheel notch
  const double cell = view.zoom >= kPinsOnlyZoom ? 1e-9 : kClusterPx / (kTile * std::exp2(level));
  const std::vector<geo::Cluster> clusters = geo::cluster(spec.points, cell);
  std::vector<ui::Rect> taken;
  for (const geo::Cluster& cluster : clusters) {
    const ui::Point at = view.to_screen(cluster.x, cluster.y, rect);
    if (cluster.members.size() == 1)
      taken.push_back({at.x - kPinRadius, at.y - kPinHeight, 2 * kPinRadius, kPinHeight});
    else {
      const float r = Painter::cluster_radius(cluster.members.size());
      taken.push_back({at.x - r, at.y - r, 2 * r, 2 * r});
    }
  }
  if (basemap) painter.names(*basemap, taken);

  std::optional<std::uint32_t> picked;
  const geo::Cluster* opened = nullptr;
  for (const geo::Cluster& cluster : clusters) {
    const ui::Point at = view.to_screen(cluster.x, cluster.y, rect);
    if (!rect.inset(-60).contains(at)) continue;
    if (cluster.members.size() == 1) {
      const std::uint32_t index = cluster.members[0];
      if (spec.selected == index) continue;  // drawn last
      painter.pin(at, spec.numbers[index] + 1, false, spec.pending[index] != 0);
      const ui::Rect target{at.x - 22, at.y - kPinHeight - 4, 44, kPinHeight + 8};
      if (gesture.tap && target.contains(gesture.tap_at)) picked = index;
    } else {
      painter.cluster(at, cluster.members.size());
      const float r = std::max(22.f, Painter::cluster_radius(cluster.members.size()));
      if (gesture.tap && std::hypot(gesture.tap_at.x - at.x, gesture.tap_at.y - at.y) <= r) opened = &cluster;
    }
  }
  if (spec.selected) {
    const geo::Point& p = spec.points[*spec.selected];
    painter.pin(view.to_screen(p.x, p.y, rect), spec.numbers[*spec.selected] + 1, true, false);
  }
  ui.pop_clip();
  if (opened && !picked) {
    geo::Box box{{1, 1}, {0, 0}};
    for (const std::uint32_t index : opened->members) {
      const geo::Point& p = spec.points[index];
      box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
      box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
    }
    const double before = view.zoom;
    view.frame(box.min.x, box.min.y, box.max.x, box.max.y, rect, 90, 17);
    if (view.zoom < before + 1) view.zoom = view.target_zoom = std::min(17.0, before + 1.5);
    ui.wake(2);
  }
  return picked;
}

}  // namespace draw
