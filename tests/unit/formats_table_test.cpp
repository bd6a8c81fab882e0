// Reading tables: what each syntax gives, line numbers, remarks, and that chunks of any size give the same.
#include "formats/table.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using formats::Remark;
using formats::Table;
using Rows = std::vector<std::vector<std::string>>;

// Tests run from the top of the repository.
std::string fixture(const std::string& name) {
  std::ifstream file("tests/fixtures/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

Table read(std::string_view bytes, formats::Limits limits = {}) {
  auto table = formats::read_table(bytes, limits);
  INFO((table ? "" : table.error().key));
  REQUIRE(table.ok());
  return *table;
}

std::string error_of(std::string_view bytes, formats::Limits limits = {}) {
  const auto table = formats::read_table(bytes, limits);
  return table ? "no error" : table.error().key;
}

Rows cells(const Table& table) {
  Rows rows;
  for (const formats::Row& row : table.rows) rows.push_back(row.cells);
  return rows;
}

std::vector<std::size_t> lines(const Table& table) {
  std::vector<std::size_t> out;
  for (const formats::Row& row : table.rows) out.push_back(row.line);
  return out;
}

std::vector<Remark> remarks(const Table& table, std::string_view key) {
  std::vector<Remark> out;
  std::copy_if(table.remarks.begin(), table.remarks.end(), std::back_inserter(out),
               [&](const Remark& remark) { return remark.reason.key == key; });
  return out;
}

}  // namespace

TEST_CASE("CSV: quotes, commas, doubled quotes and lines inside a cell") {
  const Table table = read(fixture("csv_fuzz/comma.csv"));
  CHECK(table.syntax == formats::Syntax::kCsv);
  CHECK(table.encoding == formats::Encoding::kUtf8);
  CHECK(table.delimiter == ',');
  CHECK(table.columns == std::vector<std::string>{"nom", "commune", "telephone"});
  CHECK(cells(table) == Rows{{"Médiathèque", "Lormont", "05 56 00 00 01"},
                             {"L'Usine, bâtiment \"B\"", "Bègles", ""},
                             {"Deux\nlignes", "Pessac", "+33556000002"}});
  CHECK(lines(table) == std::vector<std::size_t>{2, 3, 4});
  CHECK(table.remarks.empty());
}

TEST_CASE("CSV: byte order mark, CRLF, CR, and the delimiter of the header") {
  const Table semicolon = read(fixture("csv_fuzz/semicolon-bom-crlf.csv"));
  CHECK(semicolon.encoding == formats::Encoding::kUtf8Bom);
  CHECK(semicolon.delimiter == ';');
  CHECK(semicolon.columns.front() == "nom");
  CHECK(lines(semicolon) == std::vector<std::size_t>{2, 3});

  const Table tab = read(fixture("csv_fuzz/tab-cr.csv"));
  CHECK(tab.delimiter == '\t');
  CHECK(cells(tab) == Rows{{"Un", "Cenon"}, {"Deux", "Floirac"}});
  CHECK(lines(tab) == std::vector<std::size_t>{2, 3});

  CHECK(read("a|b\n1|2\n").delimiter == '|');
  CHECK(read("\"x,y,z\";b\n1;2\n").delimiter == ';');
  CHECK(read("seule\nvaleur\n").columns == std::vector<std::string>{"seule"});
}

TEST_CASE("CSV: lines are counted through CRLF, blank lines and quoted line ends") {
  CHECK(lines(read("a,b\r\n\r\n1,\"x\r\ny\"\r\n2,z\r\n")) == std::vector<std::size_t>{3, 5});
  CHECK(lines(read("\n\na\n1\n")) == std::vector<std::size_t>{4});
}

TEST_CASE("CSV: cells missing, too many, columns unnamed or named twice") {
  const Table table = read(fixture("csv_fuzz/ragged.csv"));
  CHECK(table.columns == std::vector<std::string>{"nom", "#2", "nom #3", "commune", "#5"});
  CHECK(cells(table) ==
        Rows{{"Un", "a", "b", "Cenon", ""}, {"Deux", "", "", "", ""}, {"Trois", "a", "b", "Pessac", "extra"}});
  const auto few = remarks(table, "import.too-few-cells");
  REQUIRE(few.size() == 1);
  CHECK(few[0].line == 3);
  CHECK(base::arg(few[0].reason, "found") == "1");
  CHECK(base::arg(few[0].reason, "expected") == "4");
  CHECK(remarks(table, "import.too-many-cells").size() == 1);
  CHECK(remarks(table, "import.column-renamed").size() == 1);
}

TEST_CASE("CSV: text after a closing quote is kept and told") {
  const Table table = read(fixture("csv_fuzz/stray-quote.csv"));
  CHECK(cells(table) == Rows{{"Un deux", "Cenon"}, {"Trois \"4\"", "Pessac"}});
  const auto stray = remarks(table, "import.stray-quote");
  REQUIRE(stray.size() == 1);
  CHECK(stray[0].column == "nom");
  CHECK(stray[0].line == 2);
}

TEST_CASE("JSON: scalars, lists, escapes, and digits as they are written") {
  const Table table = read(fixture("json_fuzz/places.json"));
  CHECK(table.syntax == formats::Syntax::kJson);
  CHECK(table.columns == std::vector<std::string>{"nom", "commune", "latitude", "services", "ouvert", "note"});
  CHECK(cells(table) == Rows{{"Médiathèque", "Lormont", "44.839574881764",
                              "Aide aux démarches administratives|Compréhension du monde numérique", "", ""},
                             {"Fab \"Lab\"", "Bègles", "4.4e1", "", "true", ""}});
  CHECK(lines(table) == std::vector<std::size_t>{2, 3});
  CHECK(cells(read("[{\"a\":0.10000000000000000555,\"b\":123456789012345678901234567890,\"c\":-7}]")) ==
        Rows{{"0.10000000000000000555", "123456789012345678901234567890", "-7"}});
}

TEST_CASE("JSON: one list inside an object is read, and said") {
  const Table table = read(fixture("json_fuzz/wrapped.json"));
  CHECK(cells(table) == Rows{{"Un"}, {"Deux"}});
  const auto told = remarks(table, "import.one-list-read");
  REQUIRE(told.size() == 1);
  CHECK(told[0].column == "records");
}

TEST_CASE("JSON: deeper values stay as text, with a remark") {
  const Table table = read(fixture("json_fuzz/nested.json"));
  CHECK(cells(table) == Rows{{"Un", "{\"lat\":44.8,\"lon\":-0.5}", "[1,[2]]"}});
  CHECK(remarks(table, "import.nested-value").size() == 2);
}

TEST_CASE("JSON: a bad element costs itself alone") {
  const Table table = read(fixture("json_fuzz/mismatched.json"));
  CHECK(cells(table) == Rows{{"Un"}, {"Trois"}, {"Quatre"}});
  CHECK(remarks(table, "import.bad-element").size() == 1);
  CHECK(remarks(table, "import.not-an-object").size() == 1);
  const auto repeated = remarks(read("[{\"a\":1,\"a\":2}]"), "import.repeated-key");
  REQUIRE(repeated.size() == 1);
  CHECK(repeated[0].value == "1");
  CHECK(remarks(read("[{\"a\":1}] {\"b\":2}"), "import.after-end").size() == 1);
}

TEST_CASE("What is no table is said so") {
  for (const std::string_view text : {"<html></html>", "{\"a\":1}", "[1,2,3]", "{\"records\":[]}", "[[{\"a\":1}]]"})
    CHECK(error_of(text) == "import.not-a-table");
  CHECK(error_of(std::string_view("PK\x03\x04\0\0", 6)) == "zip.damaged");
  for (const std::string_view text : {"", "  \r\n ", "[]", "\xEF\xBB\xBF"}) CHECK(error_of(text) == "import.empty");
  CHECK(error_of(fixture("csv_fuzz/header-only.csv")) == "import.empty");
}

TEST_CASE("Limits: columns, rows, cells in all, one cell, one name") {
  formats::Limits limits;
  limits.columns = 3;
  limits.rows = 2;
  limits.cell_bytes = 4;
  CHECK(error_of("a,b,c,d\n1,2,3,4\n", limits) == "import.too-many-columns");
  CHECK(error_of("[{\"a\":1,\"b\":2,\"c\":3,\"d\":4}]", limits) == "import.too-many-columns");
  CHECK(error_of("a\n1\n2\n3\n", limits) == "import.too-many-rows");
  const Table table = read("a,b\nlong cell,2\nok,3\n", limits);
  CHECK(cells(table) == Rows{{"ok", "3"}});
  REQUIRE(remarks(table, "import.reason-too-long").size() == 1);
  CHECK(remarks(table, "import.reason-too-long")[0].line == 2);
  CHECK(remarks(read("[{\"a\":\"long cell\"},{\"a\":\"ok\"}]", limits), "import.reason-too-long").size() == 1);
  limits.cells = 3;
  CHECK(error_of("a,b\n1,2\n3,4\n", limits) == "import.too-many-rows");
}

TEST_CASE("Remarks are cut between code points and bounded in number") {
  std::string many = "a,b\n";
  for (int i = 0; i < 12'000; ++i) many += "x\n";
  many += "y,z\n";
  const Table table = read(many);
  CHECK(table.rows.size() == 12'001);
  CHECK(remarks(table, "import.too-few-cells").size() == 10'000);
  REQUIRE(remarks(table, "import.more-remarks").size() == 1);
  CHECK(base::arg(remarks(table, "import.more-remarks")[0].reason, "n") == "2000");

  std::string accents = "a\n\"é";
  for (int i = 0; i < 300; ++i) accents += "é";
  const auto cut = formats::read_table("a,b\n1,2\n3,\"x" + std::string(300, 'e') + "\xC3\xA9");
  REQUIRE(cut.ok());
  for (const Remark& remark : cut->remarks) CHECK(remark.value.size() <= formats::kRemarkValueBytes);
}

namespace {

// Everything a table says, to compare two readings.
std::string spelled(const base::Result<Table>& table) {
  if (!table) return "error " + table.error().key;
  std::string out = std::to_string(static_cast<int>(table->encoding)) + table->delimiter;
  for (const std::string& column : table->columns) out += column + '\x01';
  for (const formats::Row& row : table->rows) {
    out += std::to_string(row.line) + '\x02';
    for (const std::string& cell : row.cells) out += cell + '\x01';
  }
  for (const Remark& remark : table->remarks)
    out += std::to_string(remark.line) + remark.column + remark.value + remark.reason.key + '\x03';
  return out;
}

base::Result<Table> in_chunks(std::string_view bytes, std::size_t size) {
  formats::TableReader reader;
  for (std::size_t at = 0; at < bytes.size(); at += size)
    if (auto status = reader.feed(bytes.substr(at, size)); !status) return base::Error{status.error()};
  return reader.finish();
}

}  // namespace

TEST_CASE("Chunks of any size give the same table") {
  std::size_t files = 0;
  for (const char* folder : {"tests/fixtures/csv_fuzz", "tests/fixtures/json_fuzz"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      const std::string whole = spelled(formats::read_table(bytes));
      INFO(entry.path().string());
      for (const std::size_t size : {1u, 2u, 3u, 7u, 64u}) CHECK(spelled(in_chunks(bytes, size)) == whole);
      ++files;
    }
  }
  CHECK(files >= 20);
}
