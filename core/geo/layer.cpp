#include "geo/layer.h"

#include <cmath>
#include <span>
#include <utility>

#include "geo/simplify.h"

namespace geo {
namespace {

double twice_area(std::span<const Point> ring) {
  double sum = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    sum += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
  return std::abs(sum);
}

// The middle of the longest stretch inside the ring on one of a few levels.
Point anchor(std::span<const Point> ring) {
  const Box box = box_of(ring);
  Point best = ring.front();
  double longest = 0;
  std::vector<double> crossed;
  for (const double part : {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74}) {
    const double y = box.min.y + (box.max.y - box.min.y) * part;
    crossed.clear();
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
      if ((ring[i].y > y) != (ring[j].y > y))
        crossed.push_back(ring[i].x + (y - ring[i].y) / (ring[j].y - ring[i].y) * (ring[j].x - ring[i].x));
    std::ranges::sort(crossed);
    for (std::size_t i = 0; i + 1 < crossed.size(); i += 2)
      if (crossed[i + 1] - crossed[i] > longest * 1.05) {  // a little more is not worth leaving the middle
        longest = crossed[i + 1] - crossed[i];
        best = {(crossed[i] + crossed[i + 1]) / 2, y};
      }
  }
  return best;
}

}  // namespace

void Layer::add(std::string name, std::string code, const std::vector<std::vector<LonLat>>& rings) {
  std::size_t first = points.size();
  Box box = kNowhere;
  Point at;
  double largest = -1;
  for (const std::vector<LonLat>& ring : rings) {
    std::size_t count = ring.size();
    if (count > 1 && ring.front().lon == ring.back().lon && ring.front().lat == ring.back().lat) --count;
    if (count < 3) continue;
    for (std::size_t i = 0; i < count; ++i) points.push_back(to_square(ring[i]));
    const auto own = std::span(points).subspan(first);
    for (const Point& point : own) box.add(point);
    if (const double area = twice_area(own); area > largest) largest = area, at = anchor(own);
    const std::vector<float> matter = significance(own, true);
    matters.insert(matters.end(), matter.begin(), matter.end());
    ring_ends.push_back(static_cast<std::uint32_t>(points.size()));
    first = points.size();
  }
  if (largest < 0) return;
  extent.add(box.min);
  extent.add(box.max);
  boxes.push_back(box);
  anchors.push_back(at);
  names.push_back(std::move(name));
  codes.push_back(std::move(code));
  ends.push_back(static_cast<std::uint32_t>(ring_ends.size()));
}

void Layer::finish() { index_ = PolygonIndex({points, ring_ends, ends}); }

}  // namespace geo
