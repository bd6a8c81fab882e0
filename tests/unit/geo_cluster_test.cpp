#include "geo/cluster.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <limits>
#include <set>

#include "support/time_and_chance.h"

using geo::Point;

TEST_CASE("Clusters: corners") {
  CHECK(geo::cluster({}, 0.1).empty());

  const Point one[] = {{0.55, 0.25}};
  const auto pin = geo::cluster(one, 0.1);
  REQUIRE(pin.size() == 1);
  CHECK(pin[0].x == 0.55);
  CHECK(pin[0].members == std::vector<std::uint32_t>{0});

  const Point points[] = {{0.51, 0.21}, {0.91, 0.21}, {0.53, 0.23}, {0.53, 0.23}};
  const auto two = geo::cluster(points, 0.1);
  REQUIRE(two.size() == 2);
  CHECK(two[0].members == std::vector<std::uint32_t>{0, 2, 3});
  CHECK_THAT(two[0].x, Catch::Matchers::WithinAbs((0.51 + 0.53 + 0.53) / 3, 1e-12));
  CHECK(two[1].members == std::vector<std::uint32_t>{1});
  CHECK(geo::cluster(points, 1e-9).size() == 3);  // the two at one place stay together at any zoom
  CHECK(geo::cluster(points, 10).size() == 1);

  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Point odd[] = {{nan, nan}, {std::numeric_limits<double>::infinity(), 0}, {0.5, 0.5}};
  std::size_t members = 0;
  for (const auto& cluster : geo::cluster(odd, 1e-300)) members += cluster.members.size();
  CHECK(members == 3);
}

TEST_CASE("Every point is in exactly one cluster, which holds its cell's points and no other") {
  support::SeededRandom random(3);
  std::vector<Point> points;
  for (int i = 0; i < 20'000; ++i)
    points.push_back({static_cast<double>(random.below(1000)) / 1000, static_cast<double>(random.below(1000)) / 1000});
  for (const double cell : {1.0, 0.25, 1.0 / 64, 1.0 / 4096}) {
    std::set<std::uint32_t> seen;
    std::set<std::pair<long, long>> cells;
    for (const geo::Cluster& cluster : geo::cluster(points, cell)) {
      REQUIRE(std::is_sorted(cluster.members.begin(), cluster.members.end()));
      std::set<std::pair<long, long>> its;
      for (const std::uint32_t member : cluster.members) {
        REQUIRE(seen.insert(member).second);
        its.emplace(static_cast<long>(points[member].x / cell), static_cast<long>(points[member].y / cell));
      }
      REQUIRE(its.size() == 1);
      REQUIRE(cells.insert(*its.begin()).second);
    }
    REQUIRE(seen.size() == points.size());
  }
}
