// A thousand viewports over 100,000 places (1,000,000 with --full). Check: the sum of the indexes found, each plus one.
#include <algorithm>
#include <cstring>
#include <string>

#include "geo/point_index.h"
#include "geo_inputs.h"

int main(int argc, char** argv) {
  const bool full = argc > 1 && std::strcmp(argv[1], "--full") == 0;
  for (const std::size_t count : {std::size_t{100'000}, std::size_t{1'000'000}}) {
    if (count > 100'000 && !full) break;
    const std::string size = count == 100'000 ? " 1e5" : " 1e6";
    const std::vector<geo::Point> points = bench::places(count);
    geo::PointIndex index;
    bench::row("viewport load" + size, [&] {
      index = geo::PointIndex(points);
      return static_cast<double>(index.size());
    });
    std::vector<std::uint32_t> found;
    bench::row("viewport 1000" + size, [&] {
      double sum = 0;
      for (std::size_t i = 0; i < 1000; ++i) {
        const geo::Point at = points[i * 97];
        const double side = static_cast<double>(1 + i % 16) / 16384;
        found.clear();
        index.within({{at.x - side, at.y - side}, {at.x + side, at.y + side}}, found);
        for (const std::uint32_t one : found) sum += one + 1.0;
      }
      return sum;
    });
  }
}
