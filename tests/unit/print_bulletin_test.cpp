// A station's bulletin: what people and files wrote stays text, curves are broken where there was silence.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "print/bulletin.h"

namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

print::Curve curve() {
  print::Curve curve;
  curve.name = "De 1 à 3 <µg>";
  curve.from = 0;
  curve.until = 100;
  curve.low = 0;
  curve.high = 4;
  curve.step = 2;
  curve.marks = {"0", "2", "4"};
  curve.unit = "µg/m³";
  curve.points = {{10, 1, 2, 3, true}, {20, 1, 2, 3, false}, {60, 0, 2, 900, true}};
  curve.ticks = {{0, 50, "lun. 9"}, {50, 100, "mar. 10"}};
  curve.guides = {{3, "Repère & limite"}, {80, "hors de l’échelle"}};
  return curve;
}

}  // namespace

TEST_CASE("A curve as a picture: one line for each stretch, nothing outside the scale") {
  const std::string svg = print::curve_svg(curve());
  CHECK(count(svg, "<polyline") == 2);
  CHECK(count(svg, "<title>De 1 à 3 &lt;µg&gt;</title>") == 1);
  CHECK(count(svg, "Repère &amp; limite") == 1);
  CHECK(count(svg, "hors de l") == 0);
  CHECK(count(svg, "lun. 9") == 1);
  // 900 is drawn at the top of the scale, not beyond the picture.
  CHECK(svg.find(",-") == std::string::npos);
}

TEST_CASE("A bulletin keeps what was written as text") {
  print::Bulletin bulletin;
  bulletin.language = "fr";
  bulletin.station = "<script>alert(1)</script> & \"Cie\"";
  bulletin.value = "12,4 µg/m³";
  bulletin.curve = curve();
  bulletin.heads = {"Moment", "Moyenne"};
  bulletin.rows = {{"<b>lundi</b>", "2"}};
  bulletin.steps = {{"Capteur : <i>", "&"}};
  const std::string html = print::bulletin(bulletin);
  CHECK(count(html, "<script") == 0);
  CHECK(count(html, "<b>") == 0);
  CHECK(count(html, "<i>") == 0);
  CHECK(count(html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Cie&quot;") == 2);
  CHECK(count(html, "<th scope=\"row\">&lt;b&gt;lundi&lt;/b&gt;</th><td class=\"n\">2</td>") == 1);
}
