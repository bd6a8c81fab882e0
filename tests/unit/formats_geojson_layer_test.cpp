// Polygons of GeoJSON as flat arrays: shapes, holes, members in any order, what is set aside, damaged files.
#include "formats/geojson_layer.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "support/shared_data.h"

namespace {

std::string failure(std::string_view bytes) {
  const auto layer = formats::read_geojson_layer(bytes);
  return layer ? "" : layer.error().key + " " + std::string(base::arg(layer.error(), "line"));
}

const std::string kSquare = "[[0,0],[1,0],[1,1],[0,0]]";

std::string collection(const std::string& features) {
  return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
}

}  // namespace

TEST_CASE("A layer's polygons, holes and properties are flat arrays") {
  const auto layer = formats::read_geojson_layer(collection(
      "{\"type\":\"Feature\",\"properties\":{\"nom\":\"L\\u00e9\",\"code\":33},\"geometry\":{\"type\":\"Polygon\","
      "\"coordinates\":[" +
      kSquare +
      ",[[0.5,0.25,7],[0.75,0.25],[0.75,0.5],[0.5,0.25]]]}},\n"
      "{\"geometry\":{\"coordinates\":[[" +
      kSquare + "],[" + kSquare +
      "]],\"type\":\"MultiPolygon\"},\"properties\":null,\"type\":\"Feature\"},"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\","
      "\"coordinates\":[1,2]},{\"type\":\"Polygon\",\"coordinates\":[" +
      kSquare + "]}]}}"));
  REQUIRE(layer.ok());
  CHECK(layer->ring_ends == std::vector<std::uint32_t>{4, 8, 12, 16, 20});
  CHECK(layer->polygon_ends == std::vector<std::uint32_t>{2, 3, 4, 5});
  REQUIRE(layer->features.size() == 3);
  CHECK(layer->features[0].polygons_end == 1);
  CHECK(layer->features[1].polygons_end == 3);
  CHECK(layer->features[2].polygons_end == 4);
  CHECK(layer->coordinates.size() == 40);
  CHECK(layer->coordinates[8] == 0.5);
  CHECK(layer->coordinates[9] == 0.25);
  CHECK(layer->property(0, "nom") == "Lé");
  CHECK(layer->property(0, "code") == "33");
  CHECK(layer->property(0, "absent").empty());
  CHECK(layer->properties(1).empty());
  CHECK(layer->set_aside == 0);
}

TEST_CASE("Numbers of a layer are what a JSON reader makes of them") {
  for (const char* written : {"0", "-0.5", "44.839574881764", "51.474540439419755", "1e1", "-1.25E-3", "0.000000000001",
                              "12.50000000000000000000000000001", "-179.99999999999997"}) {
    INFO(written);
    const auto layer = formats::read_geojson_layer("{\"type\":\"Polygon\",\"coordinates\":[[[" + std::string(written) +
                                                   ",1],[2,2],[3,3],[" + written + ",1]]]}");
    REQUIRE(layer.ok());
    REQUIRE(layer->features.size() == 1);
    const double exact = nlohmann::json::parse(written).get<double>();
    CHECK(std::abs(layer->coordinates[0] - exact) <= std::abs(exact) * 2.3e-16);
  }
}

TEST_CASE("What a layer cannot draw is counted, and the rest stays") {
  const auto layer = formats::read_geojson_layer(
      "\xEF\xBB\xBF" + collection("{\"type\":\"Feature\",\"geometry\":null},"
                                  "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}},"
                                  "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,"
                                  "0],[1,1],[0,0.5]]]}},"
                                  "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,"
                                  "0],[1,91],[0,0]]]}},"
                                  "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" +
                                  kSquare + "]}}"));
  REQUIRE(layer.ok());
  CHECK(layer->features.size() == 1);
  CHECK(layer->set_aside == 4);
  CHECK(layer->coordinates.size() == 8);
  CHECK(layer->ring_ends == std::vector<std::uint32_t>{4});
}

TEST_CASE("A damaged layer is refused with its line") {
  const std::string feature =
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" + kSquare + "]}}";
  CHECK(failure("") == "import.truncated 1");
  CHECK(failure("[]") == "layer.not-geojson 1");
  CHECK(failure("{\"a\":1}") == "layer.not-geojson 1");
  CHECK(failure("{\"features\":[\n" + feature) == "import.truncated 2");
  CHECK(failure("{\"features\":[\n" + feature + "\n" + feature + "]}") == "layer.not-geojson 3");
  CHECK(failure("{\"features\":[\n\n{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,\"a\"]]]}}]}") ==
        "layer.not-geojson 3");
  const std::string deep = "{\"features\":[{\"geometry\":{\"type\":\"x\",\"coordinates\":" + std::string(60'000, '[');
  CHECK(failure(deep) == "import.too-deep 1");
  std::string nested = "{\"features\":[{\"geometry\":";
  for (int i = 0; i < 60'000; ++i) nested += "{\"geometries\":[";
  CHECK(failure(nested) == "import.too-deep 1");
  const std::string whole = collection(feature);
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK(!failure(whole.substr(0, cut)).empty());
  CHECK(failure(whole).empty());
}

TEST_CASE("The communes of Gironde as a layer: 538 features, in slices as at once") {
  const auto bytes = support::shared_data("france-geojson-gironde/communes-33-gironde.geojson");
  if (!bytes) SKIP("the communes of the shared test data are not there");
  const auto layer = formats::read_geojson_layer(*bytes);
  REQUIRE(layer.ok());
  CHECK(layer->features.size() == 538);
  CHECK(layer->set_aside == 0);
  const auto tree = nlohmann::json::parse(*bytes);
  for (std::size_t i = 0; i < layer->features.size(); ++i)
    CHECK(layer->property(i, "code") == tree["features"][i]["properties"]["code"].get<std::string>());
  formats::GeoJsonLayerReader reader(*bytes);
  std::size_t slices = 1;
  while (*reader.step(10'000)) ++slices;
  CHECK(slices > 40);
  CHECK(reader.finish().coordinates == layer->coordinates);
}
