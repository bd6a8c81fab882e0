// The national standard, written strictly; CSV cells; phone numbers; and that what is written reads back.
#include "formats/national.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "formats/csv_cell.h"
#include "formats/import.h"
#include "formats/national_phone.h"
#include "records/kinds.h"

namespace {

records::Draft valid_place(std::string id = "structure-1") {
  records::Draft draft;
  draft.kind = "place";
  draft.set("id", std::move(id));
  draft.set("pivot", "43493312300029");
  draft.set("nom", "Médiathèque");
  draft.set("commune", "Lormont");
  draft.set("code_postal", "33310");
  draft.set("adresse", "1 rue A");
  draft.set("date_maj", "2024-04-02");
  return draft;
}

std::vector<records::Draft> read_back(const std::string& bytes) {
  const auto table = formats::read_table(bytes);
  REQUIRE(table.ok());
  const auto import = formats::to_drafts(*table, formats::guess_mapping(*table, *records::find_kind("place")));
  CHECK(import.report.rejected == 0);
  return import.drafts;
}

}  // namespace

TEST_CASE("Phone numbers: the same number in the standard's notation, or nothing") {
  const std::pair<std::string_view, std::string_view> rows[] = {{"05 57 65 75 39", "+33557657539"},
                                                                {"0557657539", "+33557657539"},
                                                                {"05.57.65.75.39", "+33557657539"},
                                                                {"05-57-55-45-46", "+33557554546"},
                                                                {"+33557936363", "+33557936363"},
                                                                {"+33 (0)5 57 93 63 63", "+33557936363"},
                                                                {"0033557936363", "+33557936363"},
                                                                {"0596 12 34 56", "+596596123456"},
                                                                {"0692 12 34 56", "+262692123456"},
                                                                {"+687 27 31 15", "+687273115"},
                                                                {"05\u00A056 00 00 01", "+33556000001"},
                                                                {"3949", ""},
                                                                {"39 49", ""},
                                                                {"06 00 00 00 00 (SMS)", ""},
                                                                {"05 57 87 02 57 / 05 56 08 98 55", ""},
                                                                {"+44 20 7946 0958", ""},
                                                                {"", ""},
                                                                {"0000000000", ""},
                                                                {"05 57 65 75", ""},
                                                                {"+33 5 57 65 75 39 12", ""}};
  for (const auto& [written, expected] : rows) {
    INFO(written);
    CHECK(formats::international_phone(written) == expected);
  }
}

TEST_CASE("Formula guard: what a spreadsheet would run is neutralised, and the cell reads back") {
  for (const std::string_view cell :
       {"=1+1", "+cmd", "-2+3", "@SUM", "\tx", "\rx", "-", "+", "- liste", "'=x", "''@y", "+33 (0)5"}) {
    INFO(cell);
    const std::string guarded = formats::with_guard(cell);
    CHECK(guarded == "'" + std::string(cell));
    CHECK(formats::without_guard(guarded) == cell);
  }
  for (const std::string_view cell :
       {"", "text", "-0.58", "+33557657539", "+33 5 57", "- 1", "'quoted'", "'", "1=2", "'x", "''"}) {
    INFO(cell);
    CHECK(formats::with_guard(cell) == cell);
    CHECK(formats::without_guard(cell) == cell);
  }
  std::string out;
  formats::append_csv_cell(out, "a \"b\"\nc");
  CHECK(out == "\"a \"\"b\"\"\nc\"");
}

TEST_CASE("A valid place is written with 32 cells and reads back the same") {
  records::Draft place = valid_place();
  place.set("latitude", records::Values{44.839574881764});
  place.set("longitude", records::Values{-0.58});
  place.set("services", records::Values{std::string("Aide aux démarches administratives"),
                                        std::string("Compréhension du monde numérique")});
  place.set("courriels", records::Values{std::string("a@b.fr"), std::string("c@d.fr")});
  place.set("telephone", "+33557657539");
  place.set("presentation_detail", "=cmd \"x\"\n- liste");
  const auto csv = formats::write_national_csv({place});
  CHECK(csv.written == 1);
  CHECK(csv.remarks.empty());
  CHECK(csv.bytes.starts_with("\"id\",\"pivot\",\"nom\",\"commune\",\"code_postal\",\"code_insee\",\"adresse\""));
  CHECK(csv.bytes.find("\"44.839574881764\",\"-0.58\",") != std::string::npos);
  CHECK(csv.bytes.find("\"'=cmd \"\"x\"\"\n- liste\"") != std::string::npos);
  const auto json = formats::write_national_json({place});
  CHECK(json.bytes.find("\"latitude\":44.839574881764,\"longitude\":-0.58,") != std::string::npos);
  CHECK(json.bytes.find("complement_adresse") == std::string::npos);
  for (const std::string& bytes : {csv.bytes, json.bytes}) {
    const auto again = read_back(bytes);
    REQUIRE(again.size() == 1);
    CHECK(again[0].fields == place.fields);
  }
}

TEST_CASE("A record that would break the schema is left out and listed") {
  std::vector<records::Draft> places(5, valid_place());
  places[0].set("pivot", "");
  places[1].set("code_postal", "3331");
  places[2].set("date_maj", "2023-02-29");
  places[4].set("nom", "Même identifiant");
  const auto csv = formats::write_national_csv(places);
  CHECK(csv.written == 1);
  CHECK(csv.left_out == 4);
  std::string told;
  for (const formats::Remark& remark : csv.remarks) {
    CHECK(remark.level == formats::Remark::Level::kRejected);
    told += std::to_string(remark.line) + " " + remark.column + " " + remark.reason.key + "; ";
  }
  CHECK(told ==
        "1 pivot import.reason-required; 2 code_postal import.reason-format; 3 date_maj import.reason-format; "
        "5 id import.reason-duplicate-id; ");
  CHECK(csv.remarks[0].value == "Médiathèque");
}

TEST_CASE("An optional cell that would break the schema is left empty and listed") {
  records::Draft place = valid_place();
  place.set("telephone", "3949");
  place.set("code_insee", "2C001");
  place.set("presentation_resume", std::string(281, 'x'));
  place.set("frais_a_charge", records::Values{std::string("Gratuit"), std::string("Cher")});
  place.set("latitude", records::Values{91.0});
  const auto csv = formats::write_national_csv({place});
  CHECK(csv.written == 1);
  std::string told;
  for (const formats::Remark& remark : csv.remarks) told += remark.column + " " + remark.reason.key + "; ";
  CHECK(told ==
        "code_insee import.reason-format; latitude import.reason-format; telephone import.reason-format; "
        "presentation_resume import.reason-too-long; frais_a_charge import.reason-list; ");
  const auto again = read_back(csv.bytes);
  CHECK(!again[0].has("telephone"));
  CHECK(again[0].text("frais_a_charge") == "Gratuit");
}

TEST_CASE("Nothing to write gives a header, or an empty array") {
  CHECK(formats::write_national_csv({}).bytes.ends_with("\"prise_rdv\"\n"));
  CHECK(formats::write_national_json({}).bytes == "[\n]\n");
}
