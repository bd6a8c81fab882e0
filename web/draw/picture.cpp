#include "draw/picture.h"

#include <vector>

namespace draw {

void picture(ui::Ui& ui, const ui::art::Picture& picture, ui::Point origin, float scale, bool dark) {
  ImDrawList& list = ui.list();
  const float unit = scale / picture.unit * ui.scale();
  const ImVec2 corner = ui.at(origin.x, origin.y);
  std::vector<ImVec2> points;
  for (const ui::art::Shape& shape : picture.shapes) {
    points.clear();
    for (const ui::art::Point& p : picture.points.subspan(shape.first, shape.count))
      points.emplace_back(corner.x + static_cast<float>(p.x) * unit, corner.y + static_cast<float>(p.y) * unit);
    const auto count = static_cast<int>(points.size());
    const std::uint32_t color = dark ? shape.dark : shape.light;
    const float width = shape.width * scale * ui.scale();
    switch (shape.kind) {
      case ui::art::Kind::kConvex:
        list.AddConvexPolyFilled(points.data(), count, color);
        break;
      case ui::art::Kind::kConcave:
        list.AddConcavePolyFilled(points.data(), count, color);
        break;
      case ui::art::Kind::kEllipse:
        list.AddEllipseFilled(points[0], ImVec2(points[1].x - corner.x, points[1].y - corner.y), color);
        break;
      case ui::art::Kind::kLoop:
        list.AddPolyline(points.data(), count, color, ImDrawFlags_Closed, width);
        break;
      case ui::art::Kind::kRoundLine:
        list.AddCircleFilled(points.front(), width / 2, color);
        list.AddCircleFilled(points.back(), width / 2, color);
        [[fallthrough]];
      case ui::art::Kind::kLine:
        list.AddPolyline(points.data(), count, color, 0, width);
        break;
    }
  }
}

}  // namespace draw
