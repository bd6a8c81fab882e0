// 1024 polygons of 256 vertices that share their sides like communes: which holds each of 100,000 points (1,000,000
// with --full), and their triangles. Checks: the sum of the polygons found, each plus one; the number of vertices
// triangulated.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "geo/polygon_index.h"
#include "geo/triangulate.h"
#include "geo_inputs.h"

namespace {

constexpr int kSide = 32, kSteps = 64;
constexpr double kStep = 1.0 / 4096;  // of the square between two corners

// The line between two corners, broken at 63 places by up to a fifth of a step; the same from either side.
std::vector<geo::Point> border(int i, int j, bool down) {
  support::SeededRandom random(static_cast<std::uint64_t>((i * 100 + j) * 2 + down));
  std::vector<geo::Point> line;
  for (int k = 0; k <= kSteps; ++k) {
    const double off = k == 0 || k == kSteps ? 0 : (static_cast<double>(random.below(1024)) - 512) / 2560 * kStep;
    const double along = kStep * k / kSteps;
    line.push_back(down ? geo::Point{0.5 + kStep * i + off, 0.375 + kStep * j + along}
                        : geo::Point{0.5 + kStep * i + along, 0.375 + kStep * j + off});
  }
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  const bool full = argc > 1 && std::strcmp(argv[1], "--full") == 0;
  std::vector<geo::Point> points;
  std::vector<std::uint32_t> ring_ends, ends;
  for (int i = 0; i < kSide; ++i)
    for (int j = 0; j < kSide; ++j) {
      const auto add = [&](std::vector<geo::Point> line, bool back) {
        if (back) std::reverse(line.begin(), line.end());
        points.insert(points.end(), line.begin(), line.end() - 1);
      };
      add(border(i, j, false), false);
      add(border(i + 1, j, true), false);
      add(border(i, j + 1, false), true);
      add(border(i, j, true), true);
      ring_ends.push_back(static_cast<std::uint32_t>(points.size()));
      ends.push_back(static_cast<std::uint32_t>(ring_ends.size()));
    }
  geo::PolygonIndex index;
  bench::row("polygon load 1024x256", [&] {
    index = geo::PolygonIndex({points, ring_ends, ends});
    return static_cast<double>(points.size());
  });
  for (const std::size_t count : {std::size_t{100'000}, std::size_t{1'000'000}}) {
    if (count > 100'000 && !full) break;
    support::SeededRandom random(8);
    std::vector<geo::Point> asked(count);
    for (geo::Point& p : asked) {
      p.x = 0.5 + static_cast<double>(random.below(1u << 25)) * bench::kUnit;
      p.y = 0.375 + static_cast<double>(random.below(1u << 25)) * bench::kUnit;
    }
    bench::row(count == 100'000 ? "point in polygon 1e5" : "point in polygon 1e6", [&] {
      double sum = 0;
      for (const geo::Point& p : asked)
        if (const auto found = index.find(p)) sum += *found + 1.0;
      return sum;
    });
  }
  bench::row("triangles 1024x256", [&] {
    std::size_t indexes = 0;
    for (std::size_t i = 0; i < ring_ends.size(); ++i) {
      const std::uint32_t end = 256;
      indexes += geo::triangulate(std::span(points).subspan(i * 256, 256), {&end, 1}).size();
    }
    // Points on a line are left out, and not alike by both sides: within a thousandth.
    return std::round(static_cast<double>(indexes) / 3 / 254 / 1024 * 100);
  });
}
