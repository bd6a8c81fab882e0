// The map drawn without a screen: clusters and what a tap does, movements, keys, idleness, the scale; outlines added
// from a file.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/utf8.h"
#include "draw/map.h"
#include "geo/mercator.h"
#include "session/layer.h"
#include "support/shared_data.h"
#include "support/ui_fixture.h"

namespace {

const ui::Rect kRect{0, 0, 800, 600};

// A map of some places, drawn until it is still.
struct Scene {
  explicit Scene(std::vector<geo::Point> at)
      : points(std::move(at)), numbers(points.size()), pending(points.size()), index(points) {
    for (std::uint32_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
    fixture.resize(800, 600);
  }
  int frame() {
    fixture.start_frame();
    now += 16;
    fixture.ui().begin(now, fixture.words(), ui::tokens::kLight, 1);
    picked = draw::map(fixture.ui(), "map", kRect, view,
                       {.name = "Carte",
                        .points = points,
                        .index = index,
                        .numbers = numbers,
                        .pending = pending,
                        .selected = selected});
    const int wanted = fixture.ui().end();
    fixture.finish_frame();
    return wanted;
  }
  // Frames until none is wanted; how many.
  int settle() {
    int frames = 1;
    while (frame() > 0 && frames < 500) ++frames;
    return frames;
  }
  void press(ui::Point at) {
    fixture.ui().pointer({ui::PointerPhase::kDown, 1, at, 0, ui::PointerDevice::kTouch});
    fixture.ui().pointer({ui::PointerPhase::kUp, 1, at, 0, ui::PointerDevice::kTouch});
  }
  std::vector<geo::Point> points;
  std::vector<std::uint32_t> numbers;
  std::vector<std::uint8_t> pending;
  geo::PointIndex index;
  support::UiFixture fixture;
  draw::MapView view;
  std::optional<std::uint32_t> selected, picked;
  double now = 1000;
};

}  // namespace

TEST_CASE("a tap on a cluster goes nearer until its pins part, then picks", "[map]") {
  const geo::Point bordeaux = geo::to_square({-0.58, 44.84});
  Scene scene({bordeaux, {bordeaux.x + 3e-6, bordeaux.y}, {bordeaux.x + 3e-6, bordeaux.y}});
  scene.view.x = bordeaux.x;
  scene.view.y = bordeaux.y;
  scene.settle();
  const double before = scene.view.zoom;
  for (int tap = 0; tap < 12 && !scene.picked; ++tap) {
    scene.press(scene.view.to_screen(bordeaux.x + 2e-6, bordeaux.y, kRect));
    scene.frame();
    if (scene.picked) break;
    scene.settle();
    if (scene.view.zoom > 16.9) scene.press(scene.view.to_screen(bordeaux.x + 3e-6, bordeaux.y, kRect)), scene.frame();
  }
  CHECK(scene.view.zoom > before + 5);
  // Two at one place: no zoom parts them, each tap picks the next.
  REQUIRE(scene.picked);
  CHECK(*scene.picked == 1);
  scene.selected = scene.picked;
  scene.settle();
  scene.now += 1000;
  scene.press(scene.view.to_screen(bordeaux.x + 3e-6, bordeaux.y, kRect));
  scene.frame();
  CHECK(scene.picked == 2u);
}

TEST_CASE("a thrown map glides and stands still again; not where motion is not wanted", "[map]") {
  for (const bool reduced : {false, true}) {
    Scene scene({});
    scene.settle();
    scene.fixture.ui().reduced_motion = reduced;
    scene.fixture.ui().pointer({ui::PointerPhase::kDown, 1, {400, 300}, 0, ui::PointerDevice::kTouch});
    for (int i = 1; i <= 5; ++i) {
      scene.fixture.ui().pointer(
          {ui::PointerPhase::kMove, 1, {400.f + 30.f * static_cast<float>(i), 300}, 0, ui::PointerDevice::kTouch});
      scene.frame();
    }
    const double x = scene.view.x;
    scene.fixture.ui().pointer({ui::PointerPhase::kUp, 1, {550, 300}, 0, ui::PointerDevice::kTouch});
    scene.frame();
    const int frames = scene.settle();
    CHECK(frames < 300);
    if (reduced)
      CHECK(scene.view.x == x);
    else
      CHECK(x - scene.view.x > 100 / scene.view.scale());
    CHECK(scene.frame() == 0);  // idle
  }
}

TEST_CASE("a double tap zooms about its point, the wheel about the pointer, a pinch about its middle", "[map]") {
  Scene scene({});
  scene.settle();
  const ui::Point at{200, 150};
  const auto held = [&](auto&& act) {
    const geo::Point before = scene.view.to_world(at, kRect);
    const double zoom = scene.view.zoom;
    act();
    scene.settle();
    const geo::Point after = scene.view.to_world(at, kRect);
    CHECK(std::hypot(after.x - before.x, after.y - before.y) * scene.view.scale() < 1.5);
    return scene.view.zoom - zoom;
  };
  CHECK(std::abs(held([&] { scene.press(at), scene.press(at); }) - 1) < 0.02);
  CHECK(held([&] { scene.fixture.ui().wheel(at, 0, -120); }) > 0.3);
  CHECK(held([&] {
          const auto touch = [&](ui::PointerPhase phase, int id, float x) {
            scene.fixture.ui().pointer({phase, id, {x, 150}, 0, ui::PointerDevice::kTouch});
          };
          touch(ui::PointerPhase::kDown, 1, 180), touch(ui::PointerPhase::kDown, 2, 220);
          for (int i = 1; i <= 10; ++i) {
            touch(ui::PointerPhase::kMove, 1, 180 - 4.f * static_cast<float>(i));
            touch(ui::PointerPhase::kMove, 2, 220 + 4.f * static_cast<float>(i));
            scene.frame();
          }
          scene.now += 200;  // held still before it ends
          touch(ui::PointerPhase::kCancel, 1, 140), touch(ui::PointerPhase::kCancel, 2, 260);
        }) > 0.8);
}

TEST_CASE("the scale is that of the latitude", "[map]") {
  draw::MapView view;
  for (const double latitude : {0.0, 44.84, 60.0, 70.0}) {
    view.y = geo::to_square({0, latitude}).y;
    const double metres =
        geo::kEquatorMetres * std::cos(latitude * 0.017453292519943295) / (256 * std::exp2(view.zoom));
    CHECK(std::abs(view.metres_per_px() / metres - 1) < 1e-9);
    const draw::ScaleBar bar = draw::scale_bar(view);
    CHECK(std::abs(bar.width * metres - bar.metres) < 0.01 * bar.metres);
    CHECK(bar.width >= 60);
    CHECK(bar.width <= 150.5f);
  }
}

TEST_CASE("outlines of a GeoJSON file: names, holes, parts, and what is none", "[map]") {
  CHECK(!session::read_layer(""));
  CHECK(!session::read_layer("lat,lon\n1,2\n"));
  CHECK(!session::read_layer(R"({"type":"FeatureCollection","features":[]})"));
  const auto layer = session::read_layer(R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"nom":"Trou","code":"33001"},"geometry":{"type":"Polygon","coordinates":[
      [[0,44],[4,44],[4,48],[0,48],[0,44]],[[1,45],[2,45],[2,46],[1,46],[1,45]]]}},
    {"type":"Feature","properties":{"nom":"Deux parts"},"geometry":{"type":"MultiPolygon","coordinates":[
      [[[1,45],[2,45],[2,46],[1,46],[1,45]]],[[[6,44],[7,44],[7,45],[6,44]]]]}}]})");
  REQUIRE(layer);
  REQUIRE(layer->size() == 2);
  CHECK(layer->names[0] == "Trou");
  CHECK(layer->codes[0] == "33001");
  const auto held = [&](double lon, double lat) { return layer->find(geo::to_square({lon, lat})); };
  CHECK(held(3, 47) == 0u);
  CHECK(held(1.5, 45.5) == 1u);
  CHECK(held(6.8, 44.3) == 1u);
  CHECK(!held(5, 44.5));
}

// The commune each real place says it is in, against the polygon it lies in, articles and accents aside.
TEST_CASE("communes by polygon are communes by name on the real places", "[map][real]") {
  const auto outlines = support::shared_data("france-geojson-gironde/communes-33-gironde.geojson");
  const auto text = support::shared_data("mednum-gironde/gironde.json");
  if (!outlines || !text) SKIP("../shared/data is not there");
  const auto layer = session::read_layer(*outlines);
  REQUIRE(layer);
  CHECK(layer->size() == 538);

  // The outlines are of 2018: four communes have merged into others since.
  const std::map<std::string, std::string> merged{
      {"33092", "33008"}, {"33409", "33008"}, {"33267", "33380"}, {"33338", "33055"}};
  std::set<std::string> codes;
  for (const std::string& code : layer->codes) codes.insert(merged.contains(code) ? merged.at(code) : code);
  CHECK(codes.size() == 534);  // communes of Gironde today

  const auto plain = [](std::string name) {
    name = base::fold(name);
    for (const std::string_view article : {"le ", "la ", "les ", "l'", "l "})
      if (name.starts_with(article)) return name.substr(article.size());
    return name;
  };
  // Positions of the source that lie in a neighbour's polygon, and the commune that was renamed in 2019.
  const std::map<std::string, std::pair<std::string, std::string>> exceptions{
      {"Bibliothèque Saint-Palais", {"Saint-Palais", "Marcillac"}},
      {"Corinne Hébert - Accompagnement Informatique 33 (AI33)", {"Cadillac-sur-Garonne", "Cadillac"}},
      {"FORMATEK", {"Guîtres", "Saint-Christophe-de-Double"}},
      {"Mairie de Toulenne", {"Toulenne", "Langon"}},
      {"Mission Locale des deux rives", {"Cadillac-sur-Garonne", "Cadillac"}},
      {"RICOCHET", {"Le Bouscat", "Bruges"}},
      {"@tout Clic - Club Informatique Cadillacais", {"Cadillac-sur-Garonne", "Cadillac"}}};
  std::size_t excepted = 0, asked = 0;
  const auto places = nlohmann::json::parse(*text);
  for (const auto& place : places) {
    // The source's "X" is the latitude.
    const auto found = layer->find(geo::to_square({place["Coord. Y"], place["Coord. X"]}));
    REQUIRE(found);
    const std::string name = place["Lieu"], by_name = place["Commune"], by_polygon = layer->names[*found];
    ++asked;
    if (plain(by_name) == plain(by_polygon)) continue;
    INFO(name << ": " << by_name << " / " << by_polygon);
    REQUIRE(exceptions.contains(name));
    CHECK(exceptions.at(name) == std::pair(by_name, by_polygon));
    ++excepted;
  }
  CHECK(asked == 347);
  CHECK(excepted == exceptions.size());
}
