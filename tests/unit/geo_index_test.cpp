// The spatial kernels, each held against the plain way: points in a box, clusters, polygons that hold a point,
// simplified lines, triangles.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "geo/point_index.h"
#include "geo/polygon_index.h"
#include "geo/simplify.h"
#include "geo/triangulate.h"
#include "support/time_and_chance.h"

namespace {

constexpr double kUnit = 1 / 4294967296.0;

double chance(support::SeededRandom& random) { return static_cast<double>(random.below(1u << 30)) / (1u << 30); }

// Half spread over the square, half in knots, some of them repeated.
std::vector<geo::Point> scattered(support::SeededRandom& random, std::size_t count) {
  std::vector<geo::Point> points;
  while (points.size() < count) {
    if (points.size() > 4 && random.below(8) == 0) {
      points.push_back(points[random.below(points.size())]);
      continue;
    }
    const double knot = static_cast<double>(random.below(5)) * 0.2, spread = random.below(2) ? 0.01 : 1;
    points.push_back(
        {std::fmod(knot + spread * chance(random), 1.0), std::fmod(knot * 3 + spread * chance(random), 1.0)});
  }
  return points;
}

double floor_unit(double v) { return std::floor(v / kUnit) * kUnit; }

struct Flat {
  std::vector<geo::Point> points;
  std::vector<std::uint32_t> ring_ends, ends;
  geo::Polygons view() const { return {points, ring_ends, ends}; }
  void ring(const std::vector<geo::Point>& ring) {
    points.insert(points.end(), ring.begin(), ring.end());
    ring_ends.push_back(static_cast<std::uint32_t>(points.size()));
  }
  void polygon() { ends.push_back(static_cast<std::uint32_t>(ring_ends.size())); }
};

// A ring around a centre whose radius wanders: no two of its sides cross.
std::vector<geo::Point> star(support::SeededRandom& random, geo::Point center, double radius, int vertices) {
  std::vector<geo::Point> ring;
  for (int i = 0; i < vertices; ++i) {
    const double angle = 6.283185307179586 * i / vertices, r = radius * (0.3 + 0.7 * chance(random));
    ring.push_back({center.x + r * std::cos(angle), center.y + r * std::sin(angle)});
  }
  return ring;
}

bool inside_plainly(const Flat& flat, std::size_t polygon, geo::Point p) {
  bool inside = false;
  for (std::uint32_t ring = polygon ? flat.ends[polygon - 1] : 0; ring < flat.ends[polygon]; ++ring) {
    const std::uint32_t first = ring ? flat.ring_ends[ring - 1] : 0, end = flat.ring_ends[ring];
    for (std::uint32_t i = first, j = end - 1; i < end; j = i++) {
      const geo::Point a = flat.points[i], b = flat.points[j];
      if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
  }
  return inside;
}

double area(geo::Point a, geo::Point b, geo::Point c) {
  return std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
}

double ring_area(std::span<const geo::Point> ring) {
  double sum = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    sum += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
  return std::abs(sum) / 2;
}

}  // namespace

TEST_CASE("points in a box are those of the plain search", "[geo]") {
  support::SeededRandom random(11);
  for (const std::size_t count : {0, 1, 2, 13, 300, 5000}) {
    const std::vector<geo::Point> points = scattered(random, count);
    const geo::PointIndex index(points);
    for (int round = 0; round < 40; ++round) {
      const double x = chance(random), y = chance(random), side = round % 4 == 0 ? 2 : chance(random) * 0.3;
      const geo::Box box = round == 1 ? geo::Box{{0, 0}, {1, 1}} : geo::Box{{x, y}, {x + side, y + side / 2}};
      std::vector<std::uint32_t> found, plain;
      index.within(box, found);
      std::ranges::sort(found);
      for (std::uint32_t i = 0; i < points.size(); ++i) {
        const geo::Point kept{floor_unit(points[i].x), floor_unit(points[i].y)};
        if (kept.x >= floor_unit(box.min.x) && kept.x <= floor_unit(box.max.x) && kept.y >= floor_unit(box.min.y) &&
            kept.y <= floor_unit(box.max.y))
          plain.push_back(i);
      }
      REQUIRE(found == plain);
    }
  }
}

TEST_CASE("clusters are the squares of their level, whole, wherever the view is", "[geo]") {
  support::SeededRandom random(12);
  const std::vector<geo::Point> points = scattered(random, 4000);
  const geo::PointIndex index(points);
  for (const int level : {1, 2, 5, 9, 14, 20, 31, 32}) {
    std::map<std::pair<double, double>, std::vector<std::uint32_t>> squares;
    const double side = std::exp2(-level);
    for (std::uint32_t i = 0; i < points.size(); ++i)
      squares[{std::floor(points[i].x / side), std::floor(points[i].y / side)}].push_back(i);
    std::vector<geo::Cluster> all;
    index.clusters({{0, 0}, {1, 1}}, level, all);
    REQUIRE(all.size() == squares.size());
    std::map<std::uint32_t, geo::Cluster> by_first;
    for (const geo::Cluster& cluster : all) {
      by_first[cluster.first] = cluster;
      std::vector<std::uint32_t> members(index.members(cluster).begin(), index.members(cluster).end());
      std::ranges::sort(members);
      const geo::Point one = points[members[0]];
      REQUIRE(members == squares.at({std::floor(one.x / side), std::floor(one.y / side)}));
      double x = 0;
      for (const std::uint32_t i : members) x += points[i].x;
      REQUIRE(std::abs(x / static_cast<double>(members.size()) - cluster.at.x) < 2 * kUnit);
    }
    for (int round = 0; round < 10; ++round) {  // a smaller view shows the same clusters
      const double x = chance(random), y = chance(random);
      std::vector<geo::Cluster> some;
      index.clusters({{x, y}, {x + 0.1, y + 0.1}}, level, some);
      for (const geo::Cluster& cluster : some) REQUIRE(by_first.at(cluster.first).count == cluster.count);
      std::size_t expected = 0;
      for (const auto& [square, members] : squares)
        expected += square.first * side <= x + 0.1 && (square.first + 1) * side - kUnit >= floor_unit(x) &&
                    square.second * side <= y + 0.1 && (square.second + 1) * side - kUnit >= floor_unit(y);
      REQUIRE(some.size() == expected);
    }
  }
}

TEST_CASE("clusters that would touch become one, by their neighbours alone", "[geo]") {
  support::SeededRandom random(13);
  const geo::PointIndex index(scattered(random, 3000));
  const int level = 6;
  const double distance = 0.8 * std::exp2(-level);
  std::vector<geo::Cluster> all;
  index.clusters({{0, 0}, {1, 1}}, level, all);
  const std::vector<std::uint32_t> owner = geo::absorb(all, distance);
  std::map<std::uint32_t, std::uint32_t> owner_by_first;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const geo::Cluster &one = all[i], &taker = all[owner[i]];
    CHECK(owner[owner[i]] == owner[i]);  // who takes in is not taken in
    CHECK(std::hypot(one.at.x - taker.at.x, one.at.y - taker.at.y) <= distance);
    CHECK(taker.count >= one.count);
    owner_by_first[one.first] = taker.first;
  }
  CHECK(owner_by_first.size() > std::set<std::uint32_t>(owner.begin(), owner.end()).size());  // some were
  // A view: what is two distances within its edge is as in the whole.
  const geo::Box view{{0.3, 0.2}, {0.7, 0.6}};
  std::vector<geo::Cluster> some;
  index.clusters(view, level, some);
  const std::vector<std::uint32_t> of_some = geo::absorb(some, distance);
  for (std::size_t i = 0; i < some.size(); ++i) {
    const geo::Point at = some[i].at;
    if (at.x < view.min.x + 2 * distance || at.x > view.max.x - 2 * distance || at.y < view.min.y + 2 * distance ||
        at.y > view.max.y - 2 * distance)
      continue;
    CHECK(owner_by_first.at(some[i].first) == some[of_some[i]].first);
  }
}

TEST_CASE("the polygon that holds a point is that of the plain test", "[geo]") {
  support::SeededRandom random(14);
  for (const int polygons : {1, 3, 40}) {
    Flat flat;
    for (int i = 0; i < polygons; ++i) {
      const geo::Point center{0.1 + 0.8 * chance(random), 0.1 + 0.8 * chance(random)};
      const double radius = polygons == 1 ? 0.4 : 0.05 + 0.1 * chance(random);
      flat.ring(star(random, center, radius, 3 + static_cast<int>(random.below(90))));
      if (i % 3 == 0) flat.ring(star(random, center, radius * 0.25, 12));               // a hole
      if (i % 5 == 0) flat.ring(star(random, {1.2 + center.x, center.y}, radius, 30));  // a second part
      flat.polygon();
    }
    const geo::PolygonIndex index(flat.view());
    for (int round = 0; round < 20000; ++round) {
      const geo::Point p{2.2 * chance(random) - 0.05, 1.1 * chance(random) - 0.05};
      std::optional<std::uint32_t> plain;
      for (std::uint32_t i = 0; i < flat.ends.size() && !plain; ++i)
        if (inside_plainly(flat, i, p)) plain = i;
      REQUIRE(index.find(p) == plain);
    }
  }
}

TEST_CASE("corner cases of polygons", "[geo]") {
  CHECK(!geo::PolygonIndex().find({0.5, 0.5}));
  Flat none;
  CHECK(!geo::PolygonIndex(none.view()).find({0.5, 0.5}));
  Flat squares;  // two that share a side, and a polygon without a ring
  squares.ring({{0, 0}, {0.5, 0}, {0.5, 1}, {0, 1}});
  squares.polygon();
  squares.polygon();
  squares.ring({{0.5, 0}, {1, 0}, {1, 1}, {0.5, 1}});
  squares.polygon();
  const geo::PolygonIndex index(squares.view());
  CHECK(index.find({0.25, 0.5}) == 0u);
  CHECK(index.find({0.75, 0.5}) == 2u);
  CHECK(index.find({0.5, 0.5}).has_value());
  CHECK(!index.find({1.5, 0.5}));
  CHECK(!index.find({std::nan(""), 0.5}));
  Flat flat;  // no height
  flat.ring({{0, 0}, {1, 0}, {0.5, 0}});
  flat.polygon();
  CHECK(!geo::PolygonIndex(flat.view()).find({0.5, 0.1}));
}

TEST_CASE("a simplified line stays within its tolerance", "[geo]") {
  support::SeededRandom random(15);
  for (const bool closed : {false, true})
    for (int round = 0; round < 20; ++round) {
      const std::vector<geo::Point> line = star(random, {0.5, 0.5}, 0.3, 5 + static_cast<int>(random.below(200)));
      const std::vector<float> matters = geo::significance(line, closed);
      REQUIRE(matters.size() == line.size());
      CHECK(std::isinf(matters.front()));
      if (!closed) CHECK(std::isinf(matters.back()));
      for (const float tolerance : {0.001f, 0.02f, 0.1f}) {
        std::vector<geo::Point> kept;
        for (std::size_t i = 0; i < line.size(); ++i)
          if (matters[i] > tolerance) kept.push_back(line[i]);
        if (closed) kept.push_back(line[0]);
        REQUIRE(kept.size() >= 2);
        for (const geo::Point& p : line) {
          double nearest = 9;
          for (std::size_t i = 0; i + 1 < kept.size(); ++i) {
            const geo::Point a = kept[i], b = kept[i + 1];
            const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
            const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
            nearest = std::min(nearest, std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
          }
          REQUIRE(nearest <= tolerance * 1.0001);
        }
      }
    }
  CHECK(geo::significance({}, true).empty());
}

TEST_CASE("triangles fill a polygon and leave its holes", "[geo]") {
  support::SeededRandom random(16);
  for (int round = 0; round < 30; ++round) {
    Flat flat;
    flat.ring(star(random, {0.5, 0.5}, 0.4, 4 + static_cast<int>(random.below(300))));
    double expected = ring_area(flat.points);
    const std::size_t outer = flat.points.size();
    if (round % 2) {
      flat.ring(star(random, {0.5, 0.5}, 0.1, 3 + static_cast<int>(random.below(20))));
      expected -= ring_area(std::span(flat.points).subspan(outer));
    }
    const std::vector<std::uint32_t> indexes = geo::triangulate(flat.points, flat.ring_ends);
    REQUIRE(indexes.size() % 3 == 0);
    double filled = 0;
    for (std::size_t i = 0; i < indexes.size(); i += 3)
      filled += area(flat.points.at(indexes[i]), flat.points.at(indexes[i + 1]), flat.points.at(indexes[i + 2]));
    CHECK(std::abs(filled - expected) < 1e-9);
  }
  CHECK(geo::triangulate({}, {}).empty());
}
