// The basemap's reader, on the committed file and on damaged copies of it; and the Mercator formulas it relies on.
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
std::vector<std::byte> committed_file() {
  std::ifstream file("assets/basemap/gironde.bin", std::ios::binary);
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

bool triangle_covers(geo::Point a, geo::Point b, geo::Point c, geo::Point p) {
  const auto side = [&](geo::Point from, geo::Point to) {
    return (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
  };
  const double ab = side(a, b), bc = side(b, c), ca = side(c, a);
  return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
}

// The kind that is painted last at a place: what one sees there, rivers aside.
geo::AreaKind visible_at(const geo::Basemap& map, geo::LonLat place) {
  const geo::Point p = geo::to_square(place);
  geo::AreaKind seen = geo::AreaKind::kGround;
  for (const geo::Area& area : map.areas) {
    const auto points = map.outline(area);
    const auto indices = map.triangles(area);
    for (std::size_t i = 0; i < indices.size(); i += 3)
      if (triangle_covers(points[indices[i]], points[indices[i + 1]], points[indices[i + 2]], p)) seen = area.kind;
  }
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

TEST_CASE("a damaged basemap is refused, never read past its end") {
  const auto bytes = committed_file();
  REQUIRE(geo::read_basemap(bytes).ok());
  const auto refused = [](std::span<const std::byte> damaged) {
    const auto read = geo::read_basemap(damaged);
    return !read.ok() && read.error().key == "error.basemap-unreadable";
  };
  CHECK(refused({}));
  for (const std::size_t length :
       {std::size_t{3}, std::size_t{43}, std::size_t{44}, bytes.size() / 2, bytes.size() - 1})
    CHECK(refused(std::span(bytes).first(length)));

  const auto changed = [&](std::size_t at) {
    auto copy = bytes;
    std::fill_n(copy.begin() + static_cast<std::ptrdiff_t>(at), 4, std::byte{0xFF});
    return copy;
  };
  // The magic, every count, and each field of the first area: kind, ranges of points and of indices.
  for (std::size_t at = 0; at < 28; at += 4) CHECK(refused(changed(at)));
  for (std::size_t at = 44; at < 64; at += 4) CHECK(refused(changed(at)));
  // The first index of a triangle beyond its area's points. The indices follow the tables; 0xFFFF is beyond any area.
  const auto word = [&](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
  };
  const std::size_t words = 10 + 5 * word(4) + 3 * word(8) + 5 * word(12) + 2 * word(16);
  CHECK(refused(changed(4 + 4 * words)));
  auto longer = bytes;
  longer.push_back(std::byte{0});
  CHECK(refused(longer));
}

}  // namespace
