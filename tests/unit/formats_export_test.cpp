// What the exports write reads back as the same records; what they cannot carry is listed.
#include "formats/export.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "formats/import.h"
#include "records/kinds.h"
#include "support/shared_data.h"

namespace {

const char* const kOurs[] = {"csv", "geojson", "kml", "kmz", "gpx", "umap"};

std::vector<records::Draft> read(std::string_view bytes) {
  const auto table = formats::read_table(bytes);
  INFO((table.ok() ? "" : table.error().key));
  REQUIRE(table.ok());
  auto import = formats::to_drafts(*table, formats::guess_mapping(*table, *records::find_kind("place")));
  CHECK(import.report.rejected == 0);
  return std::move(import.drafts);
}

// The only thing XML cannot write: control characters, which become spaces there and are listed.
void without_control(std::vector<records::Draft>& places) {
  for (records::Draft& place : places)
    for (auto& [key, values] : place.fields)
      for (oplog::Value& value : values)
        if (auto* text = std::get_if<std::string>(&value))
          for (char& c : *text)
            if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') c = ' ';
}

void check_same(const std::vector<records::Draft>& a, const std::vector<records::Draft>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    INFO(a[i].text("nom"));
    CHECK(a[i].id == b[i].id);
    CHECK(a[i].fields == b[i].fields);
  }
}

records::Draft awkward_place() {
  records::Draft place;
  place.kind = "place";
  place.id = base::Id{0x0123456789abcdefu};
  place.set("nom", "=L'« Atelier » <b>& Cie</b>");
  place.set("presentation_detail", "Ligne une,\nligne \"deux\"; <p>pas du HTML</p> &eacute;");
  place.set("latitude", records::Values{44.839574881764});
  place.set("longitude", records::Values{-1.0 / 3});
  place.set("courriels", records::Values{std::string("a@b.fr"), std::string("c@d.fr")});
  place.set("services", records::Values{std::string("Aide aux démarches administratives"),
                                        std::string("Compréhension du monde numérique")});
  place.set("horaires", "Mo-Fr 09:00-12:00; Sa 08:30-12:00");
  place.set("source", "Hubik");
  place.set("x/name", "autre nom");
  place.set("x/layer", "Couche");
  place.set("x/Libellé 1", "-2+3");
  place.set("x/latitude", "44");
  place.set("x/cmt", "commentaire");
  return place;
}

}  // namespace

TEST_CASE("Every format writes what it reads back, awkward texts too") {
  const std::vector<records::Draft> places = {awkward_place()};
  for (const char* name : kOurs) {
    INFO(name);
    const auto* format = formats::find_export_format(name);
    REQUIRE(format);
    const auto written = format->write(places);
    INFO(written.bytes);
    CHECK(written.written == 1);
    for (const auto& remark : written.remarks) CHECK(remark.level == formats::Remark::Level::kNote);
    check_same(read(written.bytes), places);
    CHECK(format->write(read(written.bytes)).bytes == written.bytes);
  }
  CHECK(!formats::find_export_format("xlsx"));
}

TEST_CASE("Licence, sources and schema stand in each format that has room for them") {
  for (const char* name : {"geojson", "kml", "gpx", "umap"}) {
    INFO(name);
    const std::string bytes = formats::find_export_format(name)->write({awkward_place()}).bytes;
    CHECK(bytes.find(formats::kLicenceUrl) != std::string::npos);
    CHECK(bytes.find("Hubik") < bytes.find("Atelier"));
    CHECK(bytes.find(formats::kSchema) != std::string::npos);
  }
  const auto csv = formats::write_places_csv({awkward_place()});
  REQUIRE(csv.remarks.size() == 1);
  CHECK(csv.remarks[0].reason.key == "export.no-credits");
  CHECK(csv.bytes.find("\"'=L'«") != std::string::npos);
}

TEST_CASE("What a format cannot carry is listed") {
  records::Draft place = awkward_place();
  place.set("latitude", records::Values{});
  place.set("autres_formations_labels", " deux espaces ");
  place.set("x/liste", records::Values{std::string("a"), std::string("b")});
  place.set("x/cloche", "a\x07");
  for (const char* name : kOurs) {
    INFO(name);
    const auto written = formats::find_export_format(name)->write({place});
    std::string told;
    for (const auto& remark : written.remarks)
      if (remark.level != formats::Remark::Level::kNote) told += remark.column + " " + remark.reason.key + "; ";
    const bool xml = std::string(name) == "kml" || std::string(name) == "kmz";
    std::string expected =
        "autres_formations_labels import.reason-format; longitude import.reason-format; liste import.reason-format; ";
    if (xml) expected += "cloche export.not-in-xml; ";
    if (std::string(name) == "gpx") expected += "latitude import.reason-required; ";
    CHECK(told == expected);
    CHECK(written.written == (std::string(name) == "gpx" ? 0 : 1));
    CHECK(written.left_out == (std::string(name) == "gpx" ? 1 : 0));
  }
}

TEST_CASE("Characters that XML cannot hold become spaces, and all that can come back") {
  records::Draft place = awkward_place();
  place.set("nom", "fin\uFFFF\uFFFE.\x01 \uFFFD \uEFBF é");
  for (const char* name : {"kml", "gpx"}) {
    INFO(name);
    const auto again = read(formats::find_export_format(name)->write({place}).bytes);
    REQUIRE(again.size() == 1);
    CHECK(again[0].text("nom") == "fin  .  \uFFFD \uEFBF é");
  }
}

TEST_CASE("The 347 real places come back the same from every format") {
  const auto bytes = support::shared_data("mednum-gironde/gironde.json");
  const auto config = support::shared_data("mednum-gironde/gironde.config.json");
  if (!bytes || !config) SKIP("the real places of the shared test data are not there");
  const auto table = formats::read_table(*bytes);
  const auto mapping = formats::read_mapping(*config);
  REQUIRE(table.ok());
  REQUIRE(mapping.ok());
  const auto places = formats::to_drafts(*table, mapping->mapping).drafts;
  REQUIRE(places.size() > 340);
  for (const char* name : kOurs) {
    INFO(name);
    const auto written = formats::find_export_format(name)->write(places);
    std::vector<records::Draft> expected;
    for (const records::Draft& place : places)
      if (std::string(name) != "gpx" || (place.has("latitude") && place.has("longitude"))) expected.push_back(place);
    CHECK(written.written == expected.size());
    CHECK(written.left_out == places.size() - expected.size());
    const auto listed = std::count_if(written.remarks.begin(), written.remarks.end(),
                                      [](const auto& remark) { return remark.reason.key == "export.not-in-xml"; });
    const std::string_view format = name;
    const bool xml = format == "kml" || format == "kmz" || format == "gpx";
    CHECK(listed == (xml ? 1 : 0));
    if (xml) without_control(expected);
    check_same(read(written.bytes), expected);
  }
}

TEST_CASE("The peers' files: read, written, read again, the same") {
  for (const char* file : {"test_upload_data.json", "test_upload_data.umap", "test_upload_data.kml",
                           "test_upload_data.gpx", "test_upload_data.csv"}) {
    const auto bytes = support::shared_data(std::string("umap-fixtures/") + file);
    if (!bytes) SKIP("uMap's files of the shared test data are not there");
    const auto table = formats::read_table(*bytes);
    REQUIRE(table.ok());
    const auto places = formats::to_drafts(*table, formats::guess_mapping(*table, *records::find_kind("place"))).drafts;
    REQUIRE(!places.empty());
    for (const char* name : kOurs) {
      INFO(file << " as " << name);
      check_same(read(formats::find_export_format(name)->write(places).bytes), places);
    }
  }
}
