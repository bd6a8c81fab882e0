// Map files as tables: GeoJSON, .umap of all ages, KML, KMZ, GPX and WKT; one trap at a time, and damaged files.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "formats/import.h"
#include "formats/wkt.h"
#include "formats/xml_reader.h"
#include "formats/zip.h"
#include "records/kinds.h"
#include "support/shared_data.h"

namespace {

formats::Table read(std::string_view bytes) {
  auto table = formats::read_table(bytes);
  INFO(bytes.substr(0, 300));
  INFO((table.ok() ? "" : table.error().key));
  REQUIRE(table.ok());
  // The same in chunks of one byte.
  formats::TableReader reader;
  for (const char c : bytes) REQUIRE(reader.feed({&c, 1}).ok());
  const auto again = reader.finish();
  REQUIRE(again.ok());
  CHECK(again->columns == table->columns);
  CHECK(again->remarks.size() == table->remarks.size());
  REQUIRE(again->rows.size() == table->rows.size());
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    CHECK(again->rows[i].cells == table->rows[i].cells);
    CHECK(again->rows[i].line == table->rows[i].line);
  }
  return std::move(*table);
}

// "column=value" of a row's cells that hold something.
std::string row(const formats::Table& table, std::size_t i) {
  REQUIRE(i < table.rows.size());
  std::string out;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (!table.rows[i].cells[c].empty())
      (out += out.empty() ? "" : "; ") += table.columns[c] + "=" + table.rows[i].cells[c];
  return out;
}

// "line key" of the remarks of a level.
std::string remarks(const formats::Table& table, formats::Remark::Level level) {
  std::string out;
  for (const formats::Remark& remark : table.remarks)
    if (remark.level == level)
      (out += out.empty() ? "" : "; ") += std::to_string(remark.line) + " " + remark.reason.key;
  return out;
}
std::string rejected(const formats::Table& table) { return remarks(table, formats::Remark::Level::kRejected); }
std::string warnings(const formats::Table& table) { return remarks(table, formats::Remark::Level::kWarning); }

std::string failure(std::string_view bytes) {
  const auto table = formats::read_table(bytes);
  return table ? "" : table.error().key;
}

formats::Import import(std::string_view bytes) {
  const formats::Table table = read(bytes);
  return formats::to_drafts(table, formats::guess_mapping(table, *records::find_kind("place")));
}

const std::string kPoint = "{\"type\":\"Point\",\"coordinates\":[-0.52,44.88]}";

}  // namespace

TEST_CASE("GeoJSON: points are rows with their digits, other shapes are refused by line") {
  const auto table = read(
      "{\"type\":\"FeatureCollection\",\"features\":[\n"
      "{\"type\":\"Feature\",\"id\":7,\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.5210000,44.8790,12.5]},"
      "\"properties\":{\"name\":\"Un\",\"liste\":[\"a\",\"b\"],\"vrai\":true,\"rien\":null,\"objet\":{\"a\":[1,\"x\"]}}"
      "},\n"
      "{\"geometry\":{\"coordinates\":[[1,2],[3,4]],\"type\":\"MultiPoint\"},\"type\":\"Feature\",\"properties\":{"
      "\"name\":\"Deux\"}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]},\"properties\":null},"
      "\n"
      "{\"type\":\"Feature\",\"geometry\":{\"coordinates\":[[[1,2],[3,4],[5,6],[1,2]]],\"type\":\"Polygon\"}},\n"
      "{\"type\":\"Feature\",\"geometry\":{\"geometries\":[{\"coordinates\":[9,8],\"type\":\"Point\"},{\"type\":"
      "\"LineString\",\"coordinates\":[[1,2],[3,4]]}],\"type\":\"GeometryCollection\"},\"properties\":{\"name\":"
      "\"Trois\"}},\n"
      "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"name\":\"Quatre\"}}]}");
  CHECK(table.syntax == formats::Syntax::kGeoJson);
  REQUIRE(table.rows.size() == 5);
  CHECK(
      row(table, 0) ==
      "latitude=44.8790; longitude=-0.5210000; altitude=12.5; name=Un; liste=a|b; vrai=true; objet={\"a\":[1,\"x\"]}; "
      "id=7");
  CHECK(row(table, 1) == "latitude=2; longitude=1; name=Deux");
  CHECK(row(table, 2) == "latitude=4; longitude=3; name=Deux");
  CHECK(row(table, 3) == "latitude=8; longitude=9; name=Trois");
  CHECK(row(table, 4) == "name=Quatre");
  CHECK(table.rows[3].line == 6);
  CHECK(rejected(table) == "4 import.a-line; 5 import.a-surface; 6 import.a-line");
  CHECK(warnings(table) == "2 import.nested-value");
}

TEST_CASE("GeoJSON: a feature, a geometry, a bare array, lines of features") {
  const std::string feature = "{\"type\":\"Feature\",\"geometry\":" + kPoint + ",\"properties\":{\"nom\":\"A\"}}";
  for (const std::string& bytes : {feature, "[" + feature + "]", feature + "\n" + feature + "\n",
                                   "{\"features\":[" + feature + "],\"type\":\"FeatureCollection\"}"}) {
    const auto table = read(bytes);
    REQUIRE(!table.rows.empty());
    CHECK(row(table, 0) == "latitude=44.88; longitude=-0.52; nom=A");
    CHECK(table.syntax == formats::Syntax::kGeoJson);
  }
  CHECK(read(feature + "\n" + feature).rows.size() == 2);
  CHECK(row(read(kPoint), 0) == "latitude=44.88; longitude=-0.52");
  CHECK(row(read("{\"geometries\":[" + kPoint + "],\"type\":\"GeometryCollection\"}"), 0) ==
        "latitude=44.88; longitude=-0.52");
  // Lines of plain objects are a table too.
  CHECK(row(read("{\"nom\":\"A\"}\n{\"nom\":\"B\"}"), 1) == "nom=B");
}

TEST_CASE("GeoJSON: an old reference system is told, the world's own is not; a property may be called latitude") {
  const std::string rest = "\"features\":[{\"type\":\"Feature\",\"geometry\":" + kPoint +
                           ",\"properties\":{\"latitude\":\"44.880\",\"longitude\":\"-0,52\"}}]}";
  const auto old =
      read("{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::2154\"}}," + rest);
  CHECK(warnings(old) == "0 import.crs");
  CHECK(row(old, 0) == "latitude=44.88; longitude=-0.52; longitude #2=-0,52");
  CHECK(warnings(read("{\"crs\":{\"properties\":{\"name\":\"urn:ogc:def:crs:OGC:1.3:CRS84\"}}," + rest)).empty());
  CHECK(warnings(read("{\"crs\":null," + rest)).empty());
}

TEST_CASE(".umap: the layers of each age name their places; what stays on a server is told") {
  const std::string features = "\"features\":[{\"type\":\"Feature\",\"geometry\":" + kPoint +
                               ",\"properties\":{\"_umap_options\":{\"iconUrl\":\"/a.svg\"},\"name\":\"A\"}}]";
  for (const char* options : {"_storage", "_umap_options", "options", "properties"}) {
    INFO(options);
    const auto table = read(
        "{\"type\":\"umap\",\"properties\":{\"name\":\"Carte\"},\"layers\":[{\"type\":"
        "\"FeatureCollection\"," +
        features + ",\"" + options + "\":{\"name\":\"Couche\",\"remoteData\":{}}},\n{\"" + options +
        "\":{\"name\":\"Loin\",\"remoteData\":{\"url\":\"https://x.fr/a.csv\"}},\"features\":[]},"
        "{" +
        features + "}]}");
    CHECK(table.syntax == formats::Syntax::kUmap);
    REQUIRE(table.rows.size() == 2);
    CHECK(row(table, 0) ==
          "latitude=44.88; longitude=-0.52; _umap_options={\"iconUrl\":\"/a.svg\"}; name=A; layer=Couche");
    CHECK(row(table, 1) == "latitude=44.88; longitude=-0.52; _umap_options={\"iconUrl\":\"/a.svg\"}; name=A");
    CHECK(warnings(table) == "2 import.remote-layer");
  }
}

TEST_CASE("KML: folders, data, several points, HTML, character data") {
  const auto table = read(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<k:kml xmlns:k=\"http://www.opengis.net/kml/2.2\"><k:Document>"
      "<k:name>Carte</k:name><k:Folder><k:name>Nord</k:name><k:Folder><k:name> Sud </k:name>\n"
      "<k:Placemark><k:name> A &amp; B </k:name><k:styleUrl>#s</k:styleUrl><k:Style><k:IconStyle/></k:Style>"
      "<k:description><![CDATA[<p>Bonjour<br/>tout&nbsp;le <b>monde</b></p> 3 < 4]]></k:description>"
      "<k:ExtendedData><k:Data name=\"horaires\"><k:displayName>H</k:displayName><k:value>Mo 09:00</k:value></k:Data>"
      "<k:SchemaData><k:SimpleData name=\"cp\">33310</k:SimpleData></k:SchemaData></k:ExtendedData>"
      "<k:MultiGeometry><k:Point><k:coordinates> -0.52,44.88,0 </k:coordinates></k:Point><k:Point><k:coordinates>1,2,30"
      "</k:coordinates></k:Point></k:MultiGeometry></k:Placemark>\n</k:Folder>"
      "<k:Placemark><k:name>Ligne</k:name><k:LineString><k:coordinates>1,2 3,4</k:coordinates></k:LineString>"
      "</k:Placemark></k:Folder><k:NetworkLink><k:Link><k:href>https://x.fr</k:href></k:Link></k:NetworkLink>"
      "</k:Document></k:kml>");
  CHECK(table.syntax == formats::Syntax::kKml);
  REQUIRE(table.rows.size() == 2);
  CHECK(row(table, 0) ==
        "latitude=44.88; longitude=-0.52; name=A & B; description=Bonjour\ntout\u00A0le monde\n 3 < 4; "
        "horaires=Mo 09:00; cp=33310; layer=Nord / Sud");
  CHECK(row(table, 1).starts_with("latitude=2; longitude=1; name=A & B"));
  CHECK(table.rows[0].line == 3);
  CHECK(rejected(table) == "4 import.a-line");
  CHECK(warnings(table) == "4 import.remote-layer");
}

TEST_CASE("GPX: waypoints of 1.0 and 1.1, tracks and routes told") {
  const auto table = read(
      "<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"><metadata><name>M</name></metadata>\n"
      "<wpt lat=\" 44.88\" lon=\"-0.52\"><ele>13</ele><name>A</name><desc>D</desc><link href=\"https://x.fr\"><text>t"
      "</text></link><extensions><x:a xmlns:x=\"u\"><x:b>c</x:b></x:a></extensions></wpt>\n"
      "<wpt lat=\"1\" lon=\"2\"><name>B</name><url>https://y.fr</url></wpt>"
      "<trk><name>T</name><trkseg><trkpt lat=\"1\" lon=\"2\"/></trkseg></trk>\n<rte><name>R</name></rte></gpx>");
  CHECK(table.syntax == formats::Syntax::kGpx);
  REQUIRE(table.rows.size() == 2);
  CHECK(row(table, 0) == "latitude=44.88; longitude=-0.52; altitude=13; name=A; desc=D; link=https://x.fr; b=c");
  CHECK(row(table, 1) == "latitude=1; longitude=2; name=B; url=https://y.fr");
  CHECK(rejected(table) == "3 import.a-line; 4 import.a-line");
}

TEST_CASE("where a table has latitude and longitude, what looks like WKT elsewhere is text") {
  for (const std::string head : {"nom,latitude,longitude,note", "nom,Lat,Lng,note", "nom,LATITUDE,Longitude,note"}) {
    const auto table = read(head + "\na,44.88,-0.52,\"POLYGON((1 2,3 4,5 6,1 2))\"\n");
    CHECK(rejected(table) == "");
    CHECK(row(table, 0).ends_with("=-0.52; note=POLYGON((1 2,3 4,5 6,1 2))"));
  }
  CHECK(rejected(read("nom,latitude,note\na,44.88,\"POLYGON((1 2,3 4,5 6,1 2))\"\n")) == "2 import.a-surface");
}

TEST_CASE("WKT in a CSV column gives the place; shapes that are none stay where they are") {
  const auto table = read(
      "nom;wkt\nA;POINT(-0.52 44.88)\nB;une rue\nC;MULTIPOINT ((1 2), (3 4))\nD;LINESTRING(1 2, 3 4)\nE;point z (5 "
      "6 "
      "7)\nF;POINT(x)\nG;\nH;POINT(1\nI;GEOMETRYCOLLECTION(POINT(1 2),POLYGON((1 2,3 4,5 6,1 2)))\nJ;POINT EMPTY\n");
  CHECK(row(table, 0) == "nom=A; latitude=44.88; longitude=-0.52");
  CHECK(table.rows.size() == 10);
  CHECK(rejected(table) == "5 import.a-line; 10 import.a-surface");
  CHECK(warnings(table) == "9 import.bad-shape");
  CHECK(row(table, 4) == "nom=E; latitude=6; longitude=5; altitude=7");
  CHECK(row(read("geom,nom\n\"SRID=4326;Point(1.5 -2)\",A\n"), 0) == "nom=A; latitude=-2; longitude=1.5");
  for (const char* name : {"Point (Lormont)", "Point numérique", "Point d'accès (44)", "POINT", "Polygone (1)"}) {
    INFO(name);
    CHECK(!formats::looks_like_wkt(name));
  }
  const auto named = read("nom,wkt\nPoint (Lormont),POINT(1 2)\n");
  CHECK(row(named, 0) == "nom=Point (Lormont); latitude=2; longitude=1");
}

TEST_CASE("A KMZ is read through the archive's guards") {
  const std::string kml =
      "<kml><Placemark><name>A</name><Point><coordinates>1,2</coordinates></Point></Placemark></kml>";
  formats::ZipWriter zip;
  zip.add("images/a.png", "x");
  zip.add("Doc.KML", kml);
  const auto table = read(zip.finish());
  CHECK(table.syntax == formats::Syntax::kKmz);
  CHECK(row(table, 0) == "latitude=2; longitude=1; name=A");
  formats::ZipWriter empty;
  empty.add("a.txt", "x");
  CHECK(failure(empty.finish()) == "import.kmz-empty");
  formats::ZipWriter escaping;
  escaping.add("xx/doc.kml", kml);
  std::string bytes = escaping.finish();
  for (std::size_t at = 0; (at = bytes.find("xx/", at)) != std::string::npos;) bytes.replace(at, 3, "../");
  CHECK(failure(bytes) == "zip.unsafe-name");
  CHECK(failure("PK\x03\x04" + std::string(100, 'x')).starts_with("zip."));
}

TEST_CASE("XML that would harm, or is something else, is refused in words") {
  CHECK(failure("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;\">]><kml>&lol1;</kml>") ==
        "import.xml-dtd");
  CHECK(failure("<!DOCTYPE kml SYSTEM \"file:///etc/passwd\"><kml/>") == "import.xml-dtd");
  CHECK(failure("<!DOCTYPE html><html></html>") == "import.not-a-table");
  CHECK(failure("<svg></svg>") == "import.not-a-table");
  CHECK(failure("<kml>&nobody;</kml>") == "import.xml-broken");
  CHECK(failure("<kml><a></b></kml>") == "import.xml-broken");
  CHECK(failure("<kml>") == "import.truncated");
  CHECK(failure("<kml></kml>") == "import.empty");
  CHECK(failure("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><kml/>") == "import.xml-encoding");
  std::string deep = "<kml>";
  for (int i = 0; i < 60'000; ++i) deep += "<a>";
  CHECK(failure(deep) == "import.too-deep");
  CHECK(failure("<kml><!--" + std::string(9u << 20, 'x')) == "import.xml-token");
  CHECK(failure(std::string("\xFF\xFEn\0o\0m\0", 8)) == "import.utf16");
}

TEST_CASE("XML in other encodings is read as what it declares") {
  const std::string rest =
      "<kml><Placemark><name>\xE9\x80</name><Point><coordinates>1,2</coordinates></Point></Placemark></kml>";
  CHECK(row(read("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + rest), 0).ends_with("name=é€"));
  CHECK(row(read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + rest), 0).ends_with("name=é\u0080"));
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("<kml><Placemark><name>A</name></Placemark></kml>")) (wide += c) += '\0';
  CHECK(row(read(wide), 0) == "name=A");
}

TEST_CASE("A map file cut or broken in its middle keeps its whole places and says where") {
  const auto cut = read("<gpx><wpt lat=\"1\" lon=\"2\"><name>A</name></wpt>\n<wpt lat=\"3\" lon=\"4\"><name>B</name>");
  CHECK(cut.rows.size() == 1);
  CHECK(rejected(cut) == "2 import.truncated");
  const auto broken = read("<gpx><wpt lat=\"1\" lon=\"2\"><name>A</name></wpt>\n<wpt></gpx><wpt/>");
  CHECK(broken.rows.size() == 1);
  CHECK(rejected(broken) == "2 import.xml-broken");
  const auto json = read("{\"features\":[{\"type\":\"Feature\",\"geometry\":" + kPoint + "},\n{\"type\":\"Fea");
  CHECK(json.rows.size() == 1);
  CHECK(rejected(json) == "2 import.truncated");
}

TEST_CASE("Text of HTML") {
  using formats::text_of_html;
  CHECK(text_of_html("3 < 4 & 5") == "3 < 4 & 5");
  CHECK(text_of_html("<ul><li>a</li><li>b</li></ul>") == "a\nb");
  CHECK(text_of_html("x&#233;&eacute;&#xe9;&inconnu;&") == "xééé&inconnu;&");
  CHECK(text_of_html("<a href=\"https://x.fr\">ici</a> <a href=\"https://y.fr\">https://y.fr</a>") ==
        "https://x.fr ici https://y.fr");
  CHECK(text_of_html("a<script>alert(1)</script>b<style>p{}</style>c") == "abc");
  CHECK(text_of_html("a<br") == "a<br");
}

TEST_CASE("The peers' own files of points, lines and surfaces") {
  const struct {
    const char* file;
    std::size_t rows, refused;
    const char* first;
  } files[] = {
      {"test_upload_data.json", 2, 3,
       "latitude=51.474540439419755; longitude=-0.1318359375; name=London; "
       "description=London description; color=Pink"},
      {"test_upload_data.umap", 1, 2,
       "latitude=50.6269; longitude=3.0528; _umap_options={\"color\":\"Orange\"}; "
       "name=Lille; description=une ville; layer=Cities"},
      {"test_upload_data.kml", 1, 2,
       "latitude=37.42228990140251; longitude=-122.0822035425683; name=Simple point; "
       "description=Here is a simple description."},
      {"test_upload_data.gpx", 1, 1,
       "latitude=45.44283; longitude=-121.72904; altitude=1374; name=Simple Point; "
       "desc=Simple description"},
      {"test_upload_data.csv", 2, 0,
       "Foo=bar; Latitude=48.5; geo_Longitude=14.5; title=a point somewhere; "
       "description=the description of this point"},
  };
  for (const auto& file : files) {
    INFO(file.file);
    const auto bytes = support::shared_data(std::string("umap-fixtures/") + file.file);
    if (!bytes) SKIP("uMap's files of the shared test data are not there");
    const auto table = read(*bytes);
    CHECK(table.rows.size() == file.rows);
    CHECK(row(table, 0) == file.first);
    const auto given = import(*bytes);
    CHECK(given.report.kept == file.rows);
    CHECK(given.report.rejected == file.refused);
    for (const auto& draft : given.drafts) {
      CHECK(draft.has("latitude"));
      CHECK(draft.has("longitude"));
      CHECK(draft.has("nom"));
    }
  }
}
