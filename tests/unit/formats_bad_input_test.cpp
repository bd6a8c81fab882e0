// Bad input: a clear error for each, and what was good is kept.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "formats/full_json.h"
#include "formats/import.h"
#include "formats/mapping.h"
#include "formats/table.h"
#include "records/kinds.h"

namespace {

using formats::Remark;

// Tests run from the top of the repository.
std::string fixture(const std::string& name) {
  std::ifstream file("tests/fixtures/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

formats::Table read(std::string_view bytes) {
  auto table = formats::read_table(bytes);
  INFO((table ? "" : table.error().key));
  REQUIRE(table.ok());
  return *table;
}

formats::Import drafts(const formats::Table& table) {
  return formats::to_drafts(table, formats::guess_mapping(table, *records::find_kind("place")));
}

const Remark* find(const std::vector<Remark>& remarks, std::string_view key, std::size_t line) {
  const auto found = std::find_if(remarks.begin(), remarks.end(), [&](const Remark& remark) {
    return remark.reason.key == key && remark.line == line;
  });
  return found == remarks.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("A CSV file cut in its middle keeps its whole rows") {
  const auto table = read(fixture("csv_fuzz/truncated.csv"));
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0].cells[0] == "Un");
  const Remark* cut = find(table.remarks, "import.truncated", 3);
  REQUIRE(cut);
  CHECK(cut->level == Remark::Level::kRejected);
  CHECK(cut->value.find("2 rue des Éco") != std::string::npos);
  const auto import = drafts(table);
  CHECK(import.report.rows == 2);
  CHECK(import.report.kept == 1);
  CHECK(import.report.rejected == 1);

  CHECK(read("nom,commune\nUn,Cenon\nDe").rows.size() == 1);           // cut in a plain cell
  CHECK(read("nom,commune\nUn,Cenon\nDeux,Pessac").rows.size() == 2);  // only the last line end is missing
  CHECK(formats::read_table("nom,commune\n\"De").error().key == "import.truncated");
  CHECK(formats::read_table("nom,\"com").error().key == "import.truncated");
}

TEST_CASE("A JSON file cut in its middle keeps its whole elements") {
  const auto table = read(fixture("json_fuzz/truncated.json"));
  CHECK(table.rows.size() == 2);
  REQUIRE(find(table.remarks, "import.truncated", 4));
  CHECK(read("[{\"nom\":\"Un\"},").rows.size() == 1);
  CHECK(formats::read_table("[{\"nom\":\"Un").error().key == "import.truncated");
}

TEST_CASE("JSON nested 60,000 deep is refused with its line, by every reader, without recursion") {
  for (const std::string_view head :
       {"[", "[\n{\"a\":", "{\"format\":\"escale\",\"version\":1,\"records\":[{\"id\":"}) {
    const std::string deep = std::string(head) + std::string(60'000, '[') + std::string(60'000, ']');
    const auto table = formats::read_table(deep);
    REQUIRE(!table.ok());
    CHECK(table.error().key == "import.too-deep");
    CHECK(base::arg(table.error(), "limit") == "64");
    CHECK(base::arg(table.error(), "line") == (head.find('\n') == std::string_view::npos ? "1" : "2"));
    CHECK(formats::read_full_json(deep).error().key == "import.too-deep");
    CHECK(formats::read_mapping(deep).error().key == "import.too-deep");
  }
  std::string objects;
  for (int i = 0; i < 60'000; ++i) objects += "{\"a\":";
  CHECK(formats::read_table("[" + objects).error().key == "import.too-deep");
  CHECK(read("[{\"a\":" + std::string(62, '[') + std::string(62, ']') + "}]").rows.size() == 1);  // 64 is still read
  CHECK(formats::read_table("[{\"a\":" + std::string(63, '[') + std::string(63, ']') + "}]").error().key ==
        "import.too-deep");
}

TEST_CASE("A file beyond the limit is refused with its size, without being held") {
  CHECK(formats::check_size(200u << 20).ok());
  CHECK(formats::check_size(256u << 20).ok());
  const auto refused = formats::check_size(300u << 20);
  REQUIRE(!refused.ok());
  CHECK(refused.error().key == "import.too-big");
  CHECK(base::arg(refused.error(), "size") == "300");
  CHECK(base::arg(refused.error(), "limit") == "256");

  formats::TableReader reader({.bytes = 64u << 20});
  const std::string chunk(1u << 20, ' ');
  std::size_t chunks = 0;
  while (chunks < 200 && reader.feed(chunk)) ++chunks;
  CHECK(chunks == 64);
  CHECK(reader.feed("a").error().key == "import.too-big");
  CHECK(reader.finish().error().key == "import.too-big");  // final
}

TEST_CASE("Latin-1 is read as what spreadsheets write, and noted") {
  const auto table = read(fixture("csv_fuzz/latin1.csv"));
  CHECK(table.encoding == formats::Encoding::kLatin1);
  CHECK(table.rows[0].cells[0] == "Médiathèque d’été");
  CHECK(table.rows[1].cells[0] == "Café €");
  CHECK(find(table.remarks, "import.latin1", 0));
  CHECK(table.remarks.size() == 1);
  CHECK(read(fixture("json_fuzz/latin1.json")).rows[0].cells[0] == "Médiathèque");
}

TEST_CASE("A UTF-8 file with a broken byte is told by line") {
  const auto table = read(fixture("csv_fuzz/damaged-utf8.csv"));
  CHECK(table.encoding == formats::Encoding::kUtf8);
  CHECK(table.rows[0].cells[0] == "Médiathèque");
  CHECK(table.rows[1].cells[0] == "Café");
  REQUIRE(find(table.remarks, "import.reason-encoding", 3));
  CHECK(find(table.remarks, "import.reason-encoding", 3)->column == "nom");
}

TEST_CASE("Formula cells are kept as text and noted") {
  const auto table = read(fixture("csv_fuzz/formulas.csv"));
  CHECK(table.rows[0].cells[0] == "=1+1");
  CHECK(table.rows[1].cells[0] == "=cmd");  // written behind an apostrophe by an exporter
  const auto noted = std::count_if(table.remarks.begin(), table.remarks.end(),
                                   [](const Remark& remark) { return remark.reason.key == "import.formula-kept"; });
  CHECK(noted == 3);  // =1+1, @SUM(A1), "- atelier"; numbers and phone numbers are none
  CHECK(drafts(table).drafts[0].text("nom") == "=1+1");
}

TEST_CASE("A file without the columns a place needs is refused whole, with the columns it has") {
  const auto table = read(fixture("csv_fuzz/wrong-columns.csv"));
  const auto import = drafts(table);
  CHECK(import.drafts.empty());
  CHECK(import.report.rows == 2);
  CHECK(import.report.rejected == 2);
  const Remark* told = find(import.report.remarks, "import.no-column", 0);
  REQUIRE(told);
  CHECK(told->column == "nom");
  CHECK(told->value == "couleur, poids");
}

TEST_CASE("Coordinates: swapped, not a number, zero, out of range; never turned round") {
  const auto import = drafts(read(fixture("csv_fuzz/coordinates.csv")));
  REQUIRE(import.drafts.size() == 6);
  const auto latitude = [&](std::size_t i) { return import.drafts[i].has("latitude"); };
  const auto longitude = [&](std::size_t i) { return import.drafts[i].has("longitude"); };
  CHECK((latitude(0) && longitude(0)));
  CHECK((!latitude(1) && !longitude(1)));
  const Remark* swapped = find(import.report.remarks, "import.reason-coordinates-swapped", 3);
  REQUIRE(swapped);
  CHECK(swapped->value == "-0.58 / 44.84");
  CHECK(import.drafts[1].text("x/latitude") == "-0.58");
  CHECK(import.drafts[1].text("x/longitude") == "44.84");
  CHECK(!latitude(2));
  CHECK(find(import.report.remarks, "check.number", 4));
  CHECK(import.drafts[2].text("x/latitude") == "NaN");
  CHECK(!latitude(3));
  CHECK(find(import.report.remarks, "import.reason-outside", 5));
  CHECK(!latitude(4));
  CHECK(find(import.report.remarks, "check.range", 6));
  CHECK(std::get<double>(import.drafts[5].fields.find("latitude")->second[0]) == 44.84);
  CHECK(drafts(read(fixture("json_fuzz/swapped.json"))).drafts[0].has("latitude") == false);
}

TEST_CASE("NaN and Infinity in JSON: the element is told, the others are kept") {
  const auto table = read(fixture("json_fuzz/nan.json"));
  CHECK(table.rows.size() == 2);
  REQUIRE(find(table.remarks, "import.bad-element", 2));
  CHECK(find(table.remarks, "import.bad-element", 3));
  CHECK(find(table.remarks, "import.bad-element", 2)->level == Remark::Level::kRejected);
  CHECK(!base::arg(find(table.remarks, "import.bad-element", 2)->reason, "near").empty());
  const auto import = drafts(table);
  CHECK(import.report.rows == 4);
  CHECK(import.report.rejected == 2);
}
