#include "print/canvas.h"

#include <cstdio>

#include "base/utf8.h"
#include "print/html.h"

namespace print {
namespace {

constexpr double kLetterHeight = 13, kLetterWidth = 7;  // px, about

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

std::string points(const std::vector<Place>& places) {
  std::string out;
  for (const Place& at : places) out += (out.empty() ? "" : " ") + number(at.x) + ',' + number(at.y);
  return out;
}

}  // namespace

std::string cut(const CanvasSize& canvas, std::string_view text, double width) {
  std::string line(text.substr(0, text.find('\n')));
  bool shorter = line.size() < text.size();
  while (!line.empty() && canvas.width_of(line + (shorter ? "…" : "")) > width) {
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0) == 0x80) line.pop_back();
    if (!line.empty()) line.pop_back();
    shorter = true;
  }
  return shorter ? line + "…" : line;
}

void Canvas::line(std::vector<Place> places, Ink ink, double thick, bool dashed) {
  if (places.size() < 2) return;
  marks_.push_back(
      {.kind = Mark::Kind::kLine, .places = std::move(places), .ink = ink, .width = thick, .dashed = dashed});
}

void Canvas::area(std::vector<Place> convex, Ink ink) {
  if (convex.size() < 3) return;
  marks_.push_back({.kind = Mark::Kind::kArea, .places = std::move(convex), .ink = ink});
}

void Canvas::box(double x, double y, double across, double down, Ink ink) {
  area({{x, y}, {x + across, y}, {x + across, y + down}, {x, y + down}}, ink);
}

void Canvas::disc(Place at, double radius, Ink ink) {
  marks_.push_back({.kind = Mark::Kind::kDisc, .places = {at}, .ink = ink, .width = radius});
}

void Canvas::words(Place at, Anchor anchor, Ink ink, std::string text, bool bold) {
  if (text.empty()) return;
  marks_.push_back({.kind = Mark::Kind::kWords,
                    .places = {at},
                    .ink = ink,
                    .bold = bold,
                    .anchor = anchor,
                    .words = std::move(text)});
}

void Canvas::label(Place at, Anchor anchor, Ink ink, std::string text) {
  const double wide = width_of(text) + 8;
  const double left = anchor == Anchor::kStart ? at.x - 4 : anchor == Anchor::kEnd ? at.x - wide + 4 : at.x - wide / 2;
  box(left, at.y - line_height / 2, wide, line_height, Ink::kPaper);
  words(at, anchor, ink, std::move(text));
}

Canvas paper(double width, double height) {
  return Canvas({width, height, kLetterHeight * 1.4, [](std::string_view text) {
                   return kLetterWidth * static_cast<double>(base::count_code_points(text));
                 }});
}

std::string canvas_svg(const Canvas& canvas, std::string_view title, const std::function<std::uint32_t(Ink)>& color) {
  const auto hex = [&](Ink ink) {
    char text[16];
    std::snprintf(text, sizeof text, "#%06X", color(ink) & 0xFFFFFFu);
    return std::string(text);
  };
  const std::string size = number(canvas.width) + "\" height=\"" + number(canvas.height);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(canvas.width) + ' ' +
                    number(canvas.height) + "\" role=\"img\" font-size=\"" + number(kLetterHeight) +
                    "\" font-family=\"Atkinson Hyperlegible Next, Verdana, sans-serif\">\n<title>" + escape(title) +
                    "</title>\n<rect width=\"" + size + "\" fill=\"" + hex(Ink::kPaper) + "\"/>\n";
  constexpr const char* kAnchors[] = {"start", "middle", "end"};
  for (const Mark& mark : canvas.marks()) {
    const Place at = mark.places.front();
    switch (mark.kind) {
      case Mark::Kind::kLine:
        out += "<polyline points=\"" + points(mark.places) + "\" fill=\"none\" stroke=\"" + hex(mark.ink) +
               "\" stroke-width=\"" + number(mark.width) + "\" stroke-linejoin=\"round\"" +
               (mark.dashed ? " stroke-dasharray=\"7 5\"" : "") + "/>\n";
        break;
      case Mark::Kind::kArea:
        out += "<polygon points=\"" + points(mark.places) + "\" fill=\"" + hex(mark.ink) + "\"/>\n";
        break;
      case Mark::Kind::kDisc:
        out += "<circle cx=\"" + number(at.x) + "\" cy=\"" + number(at.y) + "\" r=\"" + number(mark.width) +
               "\" fill=\"" + hex(mark.ink) + "\"/>\n";
        break;
      case Mark::Kind::kWords:
        out += "<text x=\"" + number(at.x) + "\" y=\"" + number(at.y + kLetterHeight * 0.35) + "\" text-anchor=\"" +
               kAnchors[static_cast<std::size_t>(mark.anchor)] + "\" fill=\"" + hex(mark.ink) + "\"" +
               (mark.bold ? " font-weight=\"700\"" : "") + ">" + escape(mark.words) + "</text>\n";
        break;
    }
  }
  return out + "</svg>\n";
}

}  // namespace print
