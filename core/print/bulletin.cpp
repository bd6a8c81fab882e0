#include "print/bulletin.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "print/html.h"

namespace print {
namespace {

constexpr double kWidth = 720, kHeight = 300, kLeft = 56, kRight = 12, kTop = 34, kBottom = 34;
constexpr double kLetter = 7;  // px, about, of a letter at 13 px: words that would touch are left out

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

struct Drawing {
  const Curve& curve;
  std::string out;

  double x(double at) const {
    return kLeft + (at - curve.from) / (curve.until - curve.from) * (kWidth - kLeft - kRight);
  }
  double y(double value) const {
    const double clamped = std::clamp(value, curve.low, curve.high);
    return kHeight - kBottom - (clamped - curve.low) / (curve.high - curve.low) * (kHeight - kTop - kBottom);
  }
  void line(double x1, double y1, double x2, double y2, const char* style) {
    out += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) +
           "\" " + style + "/>\n";
  }
  void text(double at_x, double at_y, const char* anchor, const char* fill, const std::string& words) {
    out += "<text x=\"" + number(at_x) + "\" y=\"" + number(at_y) + "\" text-anchor=\"" + anchor + "\" fill=\"" + fill +
           "\">" + escape(words) + "</text>\n";
  }

  void scale() {
    text(kLeft - 8, kTop - 16, "end", "#46595D", curve.unit);
    for (std::size_t i = 0; i < curve.marks.size(); ++i) {
      const double value = curve.low + static_cast<double>(i) * curve.step;
      if (value > curve.high + curve.step / 2) break;
      line(kLeft, y(value), kWidth - kRight, y(value), "stroke=\"#DAD7CA\"");
      text(kLeft - 8, y(value) + 4, "end", "#46595D", curve.marks[i]);
    }
    double last = 0;
    for (const Curve::Tick& tick : curve.ticks) {
      const double begin = std::max(x(tick.at), kLeft), end = std::min(x(tick.until), kWidth - kRight);
      const double half = kLetter * static_cast<double>(tick.words.size()) / 2, middle = (begin + end) / 2;
      if (begin > kLeft + 1) line(begin, kHeight - kBottom, begin, kHeight - kBottom + 5, "stroke=\"#46595D\"");
      if (middle - half < last + 4) continue;
      text(middle, kHeight - kBottom + 20, "middle", "#46595D", tick.words);
      last = middle + half;
    }
  }

  // A band and a line for each stretch without silence.
  void points() {
    for (std::size_t begin = 0; begin < curve.points.size();) {
      std::size_t end = begin + 1;
      while (end < curve.points.size() && !curve.points[end].after_gap) ++end;
      std::string above, below, means;
      for (std::size_t i = begin; i < end; ++i) {
        const Curve::Point& point = curve.points[i];
        const std::string at = number(x(point.at)) + ",";
        above += at + number(y(point.high)) + " ";
        below = at + number(y(point.low)) + " " + below;
        means += at + number(y(point.mean)) + " ";
      }
      out += "<polygon points=\"" + above + below + "\" fill=\"#BFDCDB\"/>\n<polyline points=\"" + means +
             "\" fill=\"none\" stroke=\"#0E5E6B\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>\n";
      begin = end;
    }
  }

  void guides() {
    for (const Curve::Guide& guide : curve.guides) {
      if (guide.value <= curve.low || guide.value > curve.high) continue;
      line(kLeft, y(guide.value), kWidth - kRight, y(guide.value),
           "stroke=\"#A3301B\" stroke-width=\"2\" stroke-dasharray=\"7 5\"");
      text(kWidth - kRight - 2, y(guide.value) - 6, "end", "#A3301B", guide.words);
    }
  }
};

std::string cells(const std::vector<std::string>& row, const char* element) {
  std::string out = "<tr>";
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool first = i == 0;
    const std::string tag = first ? "th" : element;
    out += "<" + tag +
           (std::string_view(element) == "th" ? " scope=\"col\""
            : first                           ? " scope=\"row\""
                                              : " class=\"n\"") +
           ">" + escape(row[i]) + "</" + tag + ">";
  }
  return out + "</tr>\n";
}

}  // namespace

std::string curve_svg(const Curve& curve) {
  Drawing drawing{curve, {}};
  drawing.out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 300\" role=\"img\" font-size=\"13\" "
      "font-family=\"Atkinson Hyperlegible Next, Verdana, sans-serif\">\n<title>" +
      escape(curve.name) + "</title>\n<rect width=\"720\" height=\"300\" fill=\"#FFFFFF\"/>\n";
  drawing.scale();
  drawing.points();
  drawing.guides();
  return drawing.out + "</svg>\n";
}

std::string bulletin(const Bulletin& bulletin) {
  std::string out = "<header>\n<p class=\"by\">" + escape(bulletin.about) + "</p>\n<h1>" + escape(bulletin.station) +
                    "</h1>\n<p class=\"lead\">" + escape(bulletin.quantity) + "</p>\n</header>\n<main>\n";
  out += "<section class=\"whole\">\n<p style=\"font-size:40pt;line-height:1.1;font-weight:700\">" +
         escape(bulletin.value) + "</p>\n<p>" + escape(bulletin.when) + "</p>\n";
  if (!bulletin.index.empty()) out += "<p><strong>" + escape(bulletin.index) + "</strong></p>\n";
  out += "</section>\n<section class=\"whole\">\n<h2>" + escape(bulletin.caption) + "</h2>\n" +
         curve_svg(bulletin.curve) + "<p>" + escape(bulletin.curve.name) + "</p>\n</section>\n";
  out += "<table>\n<caption style=\"text-align:left\">" + escape(bulletin.table) + "</caption>\n<thead>" +
         cells(bulletin.heads, "th") + "</thead>\n<tbody>\n";
  for (const auto& row : bulletin.rows) out += cells(row, "td");
  out += "</tbody>\n</table>\n<section>\n<h2>" + escape(bulletin.why) + "</h2>\n<ul class=\"cards\">\n";
  for (const auto& [title, detail] : bulletin.steps)
    out += "<li><strong>" + escape(title) + "</strong><br>" + escape(detail) + "</li>\n";
  out += "</ul>\n</section>\n</main>\n<footer><p>" + escape(bulletin.footer) + "</p></footer>\n";
  return document(bulletin.language, bulletin.station + ", " + bulletin.quantity, out);
}

}  // namespace print
