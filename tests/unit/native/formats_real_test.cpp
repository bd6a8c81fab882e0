// The real files: 347 places an authority published, with the national cartography's mapping, and the standard's own
// valid file. What is expected of the 347 is counted here again by a plain scan of the JSON, without the code under
// test.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/full_json.h"
#include "formats/import.h"
#include "formats/mapping.h"
#include "formats/national.h"
#include "records/kinds.h"

namespace {

using formats::Remark;

// Tests run from the top of the repository; the data is not part of it.
std::string data(const std::string& name) {
  std::ifstream file("../shared/data/" + name, std::ios::binary);
  if (!file) SKIP("../shared/data/" + name + " is not here");
  return {std::istreambuf_iterator<char>(file), {}};
}

formats::Import gironde() {
  const auto table = formats::read_table(data("mednum-gironde/gironde.json"));
  REQUIRE(table.ok());
  const auto mapping = formats::read_mapping(data("mednum-gironde/gironde.config.json"));
  REQUIRE(mapping.ok());
  CHECK(mapping->remarks.empty());
  return formats::to_drafts(*table, mapping->mapping);
}

double number(const records::Draft& draft, std::string_view field) {
  const auto found = draft.fields.find(field);
  return found == draft.fields.end() ? NAN : std::get<double>(found->second.front());
}

std::vector<std::string> texts(const records::Draft& draft, std::string_view field) {
  std::vector<std::string> out;
  if (const auto found = draft.fields.find(field); found != draft.fields.end())
    for (const auto& value : found->second) out.emplace_back(oplog::text(value));
  return out;
}

std::size_t flag(const formats::Import& import, std::string_view field) {
  for (const auto& [key, count] : import.report.flags)
    if (key == field) return count;
  return SIZE_MAX;
}

const records::Draft& named(const formats::Import& import, std::string_view name) {
  const auto found = std::find_if(import.drafts.begin(), import.drafts.end(),
                                  [&](const records::Draft& draft) { return draft.text("nom") == name; });
  REQUIRE(found != import.drafts.end());
  return *found;
}

// In lower case as mednum-cli compares: ASCII and the accented capitals of Latin-1.
std::string lower(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool capital = i > 0 && static_cast<unsigned char>(text[i - 1]) == 0xC3 && byte >= 0x80 && byte <= 0x9E;
    if (capital)
      text[i] = static_cast<char>(byte + 0x20);
    else if (byte < 0x80)
      text[i] = static_cast<char>(std::tolower(byte));
  }
  return text;
}

}  // namespace

TEST_CASE("347 real places: all kept, none refused, in place") {
  const auto import = gironde();
  CHECK(import.report.rows == 347);
  CHECK(import.report.kept == 347);
  CHECK(import.report.rejected == 0);
  REQUIRE(import.drafts.size() == 347);
  std::set<base::Id> ids;
  for (const records::Draft& draft : import.drafts) {
    INFO(draft.text("nom"));
    ids.insert(draft.id);
    CHECK((number(draft, "latitude") > 44 && number(draft, "latitude") < 46));
    CHECK((number(draft, "longitude") > -1.5 && number(draft, "longitude") < 0.5));
    CHECK(draft.has("commune"));
    CHECK(draft.has("date_maj"));
  }
  CHECK(ids.size() == 347);
}

TEST_CASE("347 real places: what is absent is flagged, not invented") {
  const auto import = gironde();
  const auto rows = nlohmann::json::parse(data("mednum-gironde/gironde.json"));
  std::size_t no_postcode = 0;
  std::size_t i = 0;
  const std::regex five_digits("(^|[^0-9])([0-9]{5})($|[^0-9])");
  for (const auto& row : rows) {
    const std::string address = row["Adresse postale"].get<std::string>();
    INFO(address);
    const bool holds_one = std::regex_search(address, five_digits);
    no_postcode += !holds_one;
    const records::Draft& draft = import.drafts[i++];
    CHECK(draft.has("code_postal") == holds_one);
    if (holds_one) {
      CHECK(draft.text("code_postal").starts_with("33"));
      CHECK(address.find(draft.text("code_postal")) != std::string::npos);
    }
    // Cut or whole, the address is the beginning of the one written.
    CHECK(address.starts_with(draft.text("adresse")));
    CHECK(number(draft, "latitude") == row["Coord. X"].get<double>());
    CHECK(number(draft, "longitude") == row["Coord. Y"].get<double>());
    CHECK(draft.text("x/Pôle territorial") == row["Pôle territorial"].get<std::string>());
  }
  CHECK(no_postcode == 26);
  CHECK(flag(import, "code_postal") == no_postcode);
  // The file has no column of hours, identifiers or pivots.
  CHECK(flag(import, "horaires") == 347);
  CHECK(flag(import, "id") == 347);
  CHECK(flag(import, "pivot") == 347);
  for (const records::Draft& draft : import.drafts)
    CHECK((!draft.has("horaires") && !draft.has("id") && !draft.has("pivot")));
}

TEST_CASE("347 real places: three of them, field by field") {
  const auto import = gironde();
  const records::Draft& one = named(import, "Abracodabra");
  CHECK(one.text("adresse") == "8 rue de la Boétie");
  CHECK(one.text("code_postal") == "33000");
  CHECK(one.text("commune") == "Bordeaux");
  CHECK(one.text("telephone") == "05 57 65 75 39");
  CHECK(one.text("date_maj") == "2021-12-07");
  CHECK(texts(one, "courriels") == std::vector<std::string>{"contact@abracodabra.fr"});
  CHECK(number(one, "latitude") == 44.839574881764);
  CHECK(number(one, "longitude") == -0.58023800736287);
  CHECK(texts(one, "frais_a_charge") == std::vector<std::string>{"Payant"});
  CHECK(texts(one, "modalites_acces") == std::vector<std::string>{"Se présenter", "Téléphoner", "Contacter par mail"});
  CHECK(one.text("x/Type Structure") == "Autre");

  const records::Draft& two = named(import, "ACIFOP");
  CHECK(texts(two, "typologie") == std::vector<std::string>{"ASSO"});
  CHECK(two.text("code_postal") == "33500");
  CHECK(two.text("adresse") == "7 Bis rue Max Linder");
  CHECK(texts(two, "frais_a_charge") ==
        std::vector<std::string>{"Gratuit sous condition"});  // "Compte Personnel de Formation"

  const records::Draft& three = named(import, "Action jeunes");
  CHECK(three.text("commune") == "Carbon-Blanc");
  CHECK(three.text("adresse") == "Avenue André Vignau Anglade");
  CHECK(!three.has("presentation_detail"));
  CHECK(texts(three, "modalites_accompagnement") ==
        std::vector<std::string>{"Accompagnement individuel", "En autonomie"});
}

TEST_CASE("347 real places: every term rule gives at least what mednum-cli gives") {
  const auto import = gironde();
  const auto rows = nlohmann::json::parse(data("mednum-gironde/gironde.json"));
  const auto config = nlohmann::json::parse(data("mednum-gironde/gironde.config.json"));
  std::size_t theirs = 0, ours = 0;
  for (const auto& [field, entry] : config.items()) {
    if (!entry.is_array()) continue;
    for (const auto& choice : entry) {
      const std::string target = choice["cible"].get<std::string>();
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool matched = std::any_of(choice["colonnes"].begin(), choice["colonnes"].end(), [&](const auto& column) {
          const std::string cell = lower(rows[i].value(column.template get<std::string>(), std::string()));
          const auto inside = [&](const auto& term) {
            return cell.find(lower(term.template get<std::string>())) != std::string::npos;
          };
          const bool excepted =
              choice.contains("sauf") && std::any_of(choice["sauf"].begin(), choice["sauf"].end(), inside);
          return !excepted && std::any_of(choice["termes"].begin(), choice["termes"].end(), inside);
        });
        const auto held = texts(import.drafts[i], field);
        const bool given = std::find(held.begin(), held.end(), target) != held.end();
        theirs += matched;
        ours += given;
        INFO(field << " " << target << " row " << i);
        if (matched) CHECK(given);
      }
    }
  }
  CHECK(theirs > 1000);
  CHECK(ours <= theirs + theirs / 50);  // folding accents adds a few, no more
}

TEST_CASE("347 real places: the report is the same each time, and names what could not be used") {
  const auto import = gironde();
  const std::string report = formats::report_json(import.report);
  CHECK(report == formats::report_json(gironde().report));
  const auto json = nlohmann::json::parse(report);
  CHECK(json["kept"] == 347);
  CHECK(json["flags"]["code_postal"] == 26);
  std::size_t warnings = 0, from_address = 0;
  for (const auto& remark : json["remarks"]) {
    warnings += remark["level"] == "warning";
    from_address += remark["reason"] == "import.postcode-from-address";
    if (remark["level"] == "warning") CHECK(remark["line"].get<std::size_t>() > 0);
  }
  CHECK(from_address == 321);
  CHECK(warnings == 19);  // 4 e-mails, 14 sites, 1 telephone
  const auto exported = formats::write_national_csv(import.drafts);
  CHECK(exported.written == 0);  // no identifier, no pivot: the standard would refuse every one
  CHECK(exported.left_out == 347);
}

TEST_CASE("347 real places: the full JSON gives them back identically") {
  const auto import = gironde();
  const std::string written = formats::write_full_json(import.drafts, "");
  const auto again = formats::read_full_json(written);
  REQUIRE(again.ok());
  REQUIRE(again->drafts.size() == 347);
  for (std::size_t i = 0; i < 347; ++i)
    CHECK((again->drafts[i].id == import.drafts[i].id && again->drafts[i].fields == import.drafts[i].fields));
}

TEST_CASE("Without its mapping file, the columns of the 347 places are guessed") {
  const auto table = formats::read_table(data("mednum-gironde/gironde.json"));
  REQUIRE(table.ok());
  const auto mapping = formats::guess_mapping(*table, *records::find_kind("place"));
  const auto import = formats::to_drafts(*table, mapping);
  CHECK(import.report.kept == 347);
  CHECK(number(import.drafts[0], "latitude") == 44.839574881764);
  for (const char* field :
       {"nom", "commune", "adresse", "telephone", "courriels", "site_web", "date_maj", "presentation_detail"})
    CHECK(std::any_of(mapping.rules.begin(), mapping.rules.end(),
                      [&](const formats::Rule& rule) { return rule.field == field; }));
}

TEST_CASE(
    "The standard's valid file imports whole and its row comes back byte for byte, through CSV, JSON and full JSON") {
  const std::string bytes = data("mednum-standard/exemple-valide.csv");
  const auto read = [](std::string_view text) {
    const auto table = formats::read_table(text);
    REQUIRE(table.ok());
    CHECK(formats::is_national_standard(table->columns));
    auto import = formats::to_drafts(*table, formats::guess_mapping(*table, *records::find_kind("place")));
    CHECK(import.report.rejected == 0);
    CHECK(import.report.remarks.empty());
    return import.drafts;
  };
  const auto drafts = read(bytes);
  REQUIRE(drafts.size() == 1);
  CHECK(drafts[0].fields.size() == 32);
  const auto csv = formats::write_national_csv(drafts);
  CHECK(csv.remarks.empty());
  const auto row = [](std::string_view file) { return std::string(file.substr(file.find('\n') + 1)); };
  CHECK(row(csv.bytes) == row(bytes));
  CHECK(row(formats::write_national_csv(read(formats::write_national_json(drafts).bytes)).bytes) == row(bytes));
  const auto full = formats::read_full_json(formats::write_full_json(drafts, "etalab-2.0"));
  REQUIRE(full.ok());
  CHECK(row(formats::write_national_csv(full->drafts).bytes) == row(bytes));
}
