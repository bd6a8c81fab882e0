#include "geo/cluster.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {
namespace {

std::int64_t step(double coordinate, double cell) {
  const double index = std::floor(coordinate / cell);
  return std::isfinite(index) ? static_cast<std::int64_t>(std::clamp(index, -1e15, 1e15)) : 0;
}

}  // namespace

std::vector<Cluster> cluster(std::span<const Point> points, double cell) {
  struct Placed {
    std::int64_t column, row;
    std::uint32_t member;
    auto operator<=>(const Placed&) const = default;
  };
  std::vector<Placed> placed;
  placed.reserve(points.size());
  for (std::uint32_t i = 0; i < points.size(); ++i)
    placed.push_back({step(points[i].x, cell), step(points[i].y, cell), i});
  std::ranges::sort(placed);

  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const bool same = i > 0 && placed[i].column == placed[i - 1].column && placed[i].row == placed[i - 1].row;
    if (!same) clusters.emplace_back();
    Cluster& last = clusters.back();
    last.members.push_back(placed[i].member);
    last.x += points[placed[i].member].x;
    last.y += points[placed[i].member].y;
  }
  for (Cluster& last : clusters) {
    last.x /= static_cast<double>(last.members.size());
    last.y /= static_cast<double>(last.members.size());
  }
  return clusters;
}

}  // namespace geo
