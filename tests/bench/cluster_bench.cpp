// Clusters of 100,000 places (1,000,000 with --full): loading, then 1000 views, a hundred at each of ten zooms, that
// tile the data. Check: the places counted over all views, each exactly once per zoom.
#include <algorithm>
#include <cstring>
#include <string>

#include "geo/point_index.h"
#include "geo_inputs.h"

int main(int argc, char** argv) {
  const bool full = argc > 1 && std::strcmp(argv[1], "--full") == 0;
  for (const std::size_t count : {std::size_t{100'000}, std::size_t{1'000'000}}) {
    if (count > 100'000 && !full) break;
    const std::vector<geo::Point> points = bench::places(count);
    const std::string size = count == 100'000 ? " 1e5" : " 1e6";
    geo::PointIndex index;
    bench::row("cluster load" + size, [&] {
      index = geo::PointIndex(points);
      return static_cast<double>(index.size());
    });
    std::vector<geo::Cluster> clusters;
    bench::row("cluster 1000 views" + size, [&] {
      double seen = 0;
      for (int zoom = 4; zoom < 14; ++zoom)
        for (int tile = 0; tile < 100; ++tile) {
          // Of the window of the data and a margin, 10 x 10 tiles; a cluster counts in the tile its centre is in.
          const double side = 1.25 / 320, west = 0.484375 - 0.00390625, north = 0.34375 - 0.00390625;
          const geo::Box box{{west + side * (tile % 10), north + side * (tile / 10)},
                             {west + side * (tile % 10 + 1), north + side * (tile / 10 + 1)}};
          clusters.clear();
          index.clusters(box, zoom + 2, clusters);
          for (const geo::Cluster& cluster : clusters)
            if (cluster.at.x >= box.min.x && cluster.at.x < box.max.x && cluster.at.y >= box.min.y &&
                cluster.at.y < box.max.y)
              seen += cluster.count;
        }
      return seen;
    });
  }
}
