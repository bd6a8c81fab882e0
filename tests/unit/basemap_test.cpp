// The basemap's reader, on the committed files and on damaged copies of them; and the Mercator formulas it relies on.
#include "geo/basemap.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/mercator.h"

namespace {

// Tests run from the top of the repository.
std::vector<std::byte> committed_file(const char* name = "assets/basemap/home.bin") {
  std::ifstream file(name, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::byte> bytes(text.size());
  std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

const geo::Label* find(const geo::Basemap& map, std::string_view name) {
  for (const geo::Label& label : map.labels)
    if (label.name == name) return &label;
  return nullptr;
}

bool inside(std::span<const geo::Point> ring, geo::Point p) {
  bool odd = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
        p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
      odd = !odd;
  return odd;
}

// The kind that is painted last at a place: what one sees there, rivers aside.
geo::AreaKind visible_at(const geo::Basemap& map, geo::LonLat place) {
  const geo::Point p = geo::to_square(place);
  geo::AreaKind seen = geo::AreaKind::kGround;
  for (const geo::Area& area : map.areas)
    if (inside(map.outline(area), p)) seen = area.kind;
  return seen;
}

double metres_to_river(const geo::Basemap& map, geo::LonLat place, std::uint16_t least_width) {
  const geo::Point p = geo::to_square(place);
  double best = 1;
  for (const geo::Line& line : map.lines) {
    if (line.kind != geo::LineKind::kRiver || line.width < least_width) continue;
    const auto course = map.course(line);
    for (std::size_t i = 1; i < course.size(); ++i) {
      const double dx = course[i].x - course[i - 1].x, dy = course[i].y - course[i - 1].y;
      const double length = dx * dx + dy * dy;
      const double along = length > 0 ? ((p.x - course[i - 1].x) * dx + (p.y - course[i - 1].y) * dy) / length : 0;
      const double t = std::fmin(1, std::fmax(0, along));
      best = std::fmin(best, std::hypot(course[i - 1].x + t * dx - p.x, course[i - 1].y + t * dy - p.y));
    }
  }
  return best / geo::square_per_metre(p);
}

TEST_CASE("mercator goes to the unit square and back") {
  const geo::Point bordeaux = geo::to_square({-0.5792, 44.8378});
  CHECK(std::fabs(bordeaux.x - 0.498391111) < 1e-8);
  CHECK(std::fabs(bordeaux.y - 0.360361319) < 1e-8);
  const geo::LonLat back = geo::to_lon_lat(bordeaux);
  CHECK(std::fabs(back.lon + 0.5792) < 1e-9);
  CHECK(std::fabs(back.lat - 44.8378) < 1e-9);
  CHECK(geo::to_square({0, 90}).y >= 0);
  CHECK(std::fabs(1 / (256 * geo::square_per_metre({0.5, 0.5})) - 156543.03) < 0.01);  // metres per pixel at zoom 0
}

TEST_CASE("the committed basemap shows Gironde") {
  const auto bytes = committed_file();
  const auto read = geo::read_basemap(bytes);
  REQUIRE(read.ok());
  const geo::Basemap& map = *read;

  CHECK(visible_at(map, {-1.45, 44.90}) == geo::AreaKind::kSea);
  CHECK(visible_at(map, {-0.85, 45.40}) == geo::AreaKind::kSea);  // the estuary
  CHECK(visible_at(map, {-1.12, 44.70}) == geo::AreaKind::kSea);  // bassin d'Arcachon
  CHECK(visible_at(map, {-1.175, 44.695}) == geo::AreaKind::kIsland);
  CHECK(visible_at(map, {-1.11, 45.14}) == geo::AreaKind::kLake);
  CHECK(visible_at(map, {-0.58, 44.84}) == geo::AreaKind::kLand);
  CHECK(visible_at(map, {-0.25, 44.43}) == geo::AreaKind::kLand);
  CHECK(visible_at(map, {0.16, 45.65}) == geo::AreaKind::kGround);  // Angoulême: another département
  CHECK(visible_at(map, {-0.50, 44.05}) == geo::AreaKind::kGround);

  // The Garonne bends at the Bourse and passes under the pont d'Aquitaine; the Dordogne passes at Castillon.
  CHECK(metres_to_river(map, {-0.5674, 44.8420}, 400) < 100);
  CHECK(metres_to_river(map, {-0.5358, 44.8806}, 400) < 100);
  CHECK(metres_to_river(map, {-0.5000, 44.8430}, 400) > 3000);
  CHECK(metres_to_river(map, {-0.0430, 44.8490}, 100) < 1200);

  REQUIRE(find(map, "Bordeaux"));
  CHECK(find(map, "Bordeaux")->kind == geo::LabelKind::kCommune);
  CHECK(find(map, "Bordeaux")->rank > 200000);
  REQUIRE(find(map, "Villenave-d’Ornon"));
  REQUIRE(find(map, "Agen"));
  CHECK(find(map, "Agen")->kind == geo::LabelKind::kTown);
  REQUIRE(find(map, "Océan Atlantique"));
  CHECK(find(map, "Océan Atlantique")->kind == geo::LabelKind::kWater);
  for (std::size_t i = 1; i < map.labels.size(); ++i) CHECK(map.labels[i - 1].rank >= map.labels[i].rank);
  for (const geo::Label& label : map.labels) CHECK_FALSE(label.name.empty());
}

TEST_CASE("the committed basemap shows Europe") {
  const auto bytes = committed_file("assets/basemap/europe.bin");
  const auto read = geo::read_basemap(bytes);
  REQUIRE(read.ok());
  const geo::Basemap& map = *read;
  const auto seen = [&](double lon, double lat) {
    const geo::Point p = geo::to_square({lon, lat});
    geo::AreaKind kind = geo::AreaKind::kGround;
    for (const geo::Area& area : map.areas)
      if (inside(map.outline(area), p)) kind = area.kind;
    return kind;
  };
  CHECK(seen(-5, 46) == geo::AreaKind::kSea);
  CHECK(seen(4, 55.5) == geo::AreaKind::kSea);
  for (const auto& [lon, lat] :
       {std::pair{2.35, 48.85}, {23.72, 37.98}, {18.41, 43.85}, {10.7, 60.1}, {-3.7, 40.4}, {20.5, 53.8}})
    CHECK(seen(lon, lat) == geo::AreaKind::kGround);
  CHECK(seen(6.5, 46.45) == geo::AreaKind::kLake);  // Léman
  for (const char* name : {"France", "Grèce", "Pologne", "Norvège", "Bosnie-Herzégovine", "Bordeaux", "Athens"}) {
    INFO(name);
    CHECK(find(map, name));
  }
  CHECK(map.matters.size() == map.points.size());
}

TEST_CASE("a damaged basemap is refused, never read past its end") {
  const auto bytes = committed_file();
  REQUIRE(geo::read_basemap(bytes).ok());
  const auto refused = [](std::span<const std::byte> damaged) {
    const auto read = geo::read_basemap(damaged);
    return !read.ok() && read.error().key == "error.basemap-unreadable";
  };
  CHECK(refused({}));
  for (const std::size_t length :
       {std::size_t{3}, std::size_t{4}, std::size_t{5}, std::size_t{30}, bytes.size() / 2, bytes.size() - 1})
    CHECK(refused(std::span(bytes).first(length)));

  // Each of the first bytes spoiled: magic, fineness, extent, the count of areas, the first kind, its count.
  for (std::size_t at = 0; at < 5; ++at) {
    auto copy = bytes;
    copy[at] = std::byte{0xFF};
    CHECK(refused(copy));
  }
  auto longer = bytes;
  longer.push_back(std::byte{0});
  CHECK(refused(longer));
}

}  // namespace
