#include "draw/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace draw {

using print::Ink;
using print::Mark;

std::uint32_t ink_color(const ui::tokens::Theme& theme, Ink ink) {
  const ui::tokens::Chart& chart = theme.chart;
  const int code = static_cast<int>(ink);
  const auto among = [&](Ink first, const auto& colors) {
    return colors[std::min(static_cast<std::size_t>(code - static_cast<int>(first)), colors.size() - 1)];
  };
  if (ink >= Ink::kGradeInk) return among(Ink::kGradeInk, ui::tokens::kGrades).ink;
  if (ink >= Ink::kGrade) return among(Ink::kGrade, ui::tokens::kGrades).fill;
  if (ink >= Ink::kSequence) return among(Ink::kSequence, chart.seq);
  if (ink >= Ink::kLine)
    return among(Ink::kLine, std::array{chart.line1, chart.line2, chart.line3, chart.line4, theme.text});
  switch (ink) {
    case Ink::kText:
      return theme.text;
    case Ink::kAxis:
      return chart.axis;
    case Ink::kGrid:
      return chart.grid;
    case Ink::kBand:
      return chart.band;
    case Ink::kLimit:
      return chart.limit;
    default:
      return theme.raised;
  }
}

print::CanvasSize canvas_size(const ui::Ui& ui, float width, float height, float size) {
  const float line = size > 0 ? std::round(size * ui::tokens::kLineHeightText) : ui.line_height(ui::Type::kLegend);
  return {width, height, line, [&ui, size](std::string_view text) {
            return static_cast<double>(ui.text_width({.type = ui::Type::kLegend, .size = size}, text));
          }};
}

void canvas(ui::Ui& ui, std::string_view key, const ui::Rect& rect, std::string_view name,
            const std::function<void(print::Canvas&)>& paint, float size) {
  ui.node(ui.id(key), "img", rect, {.name = std::string(name)});
  if (!ui.visible(rect)) return;
  print::Canvas canvas(canvas_size(ui, rect.w, rect.h, size));
  paint(canvas);
  const auto at = [&](const print::Place& place) {
    return ui.at(rect.x + static_cast<float>(place.x), rect.y + static_cast<float>(place.y));
  };
  ImDrawList& list = ui.list();
  std::vector<ImVec2> places;
  for (const Mark& mark : canvas.marks()) {
    const std::uint32_t color = ink_color(ui.theme(), mark.ink);
    const auto width = static_cast<float>(mark.width);
    const ui::Point first{rect.x + static_cast<float>(mark.places[0].x), rect.y + static_cast<float>(mark.places[0].y)};
    switch (mark.kind) {
      case Mark::Kind::kLine:
        if (mark.dashed) {
          for (std::size_t i = 1; i < mark.places.size(); ++i) {
            const ui::Point a{rect.x + static_cast<float>(mark.places[i - 1].x),
                              rect.y + static_cast<float>(mark.places[i - 1].y)};
            const ui::Point b{rect.x + static_cast<float>(mark.places[i].x),
                              rect.y + static_cast<float>(mark.places[i].y)};
            const float length = std::hypot(b.x - a.x, b.y - a.y);
            for (float along = 0; along < length; along += 12) {
              const float from = along / length, until = std::min(along + 7, length) / length;
              ui.line({a.x + (b.x - a.x) * from, a.y + (b.y - a.y) * from},
                      {a.x + (b.x - a.x) * until, a.y + (b.y - a.y) * until}, color, width);
            }
          }
          break;
        }
        places.clear();
        for (const print::Place& place : mark.places) places.push_back(at(place));
        list.AddPolyline(places.data(), static_cast<int>(places.size()), color, ImDrawFlags_None, width * ui.scale());
        break;
      case Mark::Kind::kArea:
        places.clear();
        for (const print::Place& place : mark.places) places.push_back(at(place));
        list.AddConvexPolyFilled(places.data(), static_cast<int>(places.size()), color);
        break;
      case Mark::Kind::kDisc:
        ui.disc(first, width, color);
        break;
      case Mark::Kind::kWords: {
        const ui::TextStyle style{ui::Type::kLegend, mark.bold, color, size};
        const float half = ui.text_width(style, mark.words) / 2;
        const float middle = mark.anchor == print::Anchor::kStart ? half
                             : mark.anchor == print::Anchor::kEnd ? -half
                                                                  : 0;
        ui.decoration({first.x + middle, first.y}, style, mark.words, 0, 0);
        break;
      }
    }
  }
}

std::string canvas_file(double width, double height, std::string_view name,
                        const std::function<void(print::Canvas&)>& paint) {
  print::Canvas canvas = print::paper(width, height);
  paint(canvas);
  return print::canvas_svg(canvas, name, [](Ink ink) {
    const std::uint32_t color = ink_color(ui::tokens::kThemes[ui::tokens::kLight], ink);  // blue above red
    return (color & 0xFF) << 16 | (color & 0xFF00) | (color >> 16 & 0xFF);
  });
}

}  // namespace draw
