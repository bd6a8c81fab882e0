// From rows to drafts: values, several values, postcodes in addresses, identity, the report.
#include "formats/import.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "formats/import_address.h"
#include "formats/import_position.h"
#include "formats/import_values.h"
#include "records/kinds.h"

namespace {

using formats::Remark;

formats::Import import_csv(std::string_view csv) {
  const auto table = formats::read_table(csv);
  REQUIRE(table.ok());
  return formats::to_drafts(*table, formats::guess_mapping(*table, *records::find_kind("place")));
}

std::size_t count(const formats::Import& import, std::string_view key) {
  return static_cast<std::size_t>(std::count_if(import.report.remarks.begin(), import.report.remarks.end(),
                                                [&](const Remark& remark) { return remark.reason.key == key; }));
}

std::string joined(const records::Draft& draft, std::string_view field) {
  std::string out;
  if (const auto found = draft.fields.find(field); found != draft.fields.end())
    for (const auto& value : found->second) out += (out.empty() ? "" : "|") + std::string(oplog::text(value));
  return out;
}

using Pieces = std::vector<std::string>;

}  // namespace

TEST_CASE("Several values are cut apart where files really join them") {
  using formats::split_values;
  using enum records::Type;
  CHECK(split_values(kChoices, "Jeunes|Femmes") == Pieces{"Jeunes", "Femmes"});
  CHECK(split_values(kChoices, " Jeunes ; Femmes;") == Pieces{"Jeunes", "Femmes"});
  CHECK(split_values(kChoices, "Jeunes / Familles et/ou enfants") == Pieces{"Jeunes", "Familles et/ou enfants"});
  CHECK(split_values(kEmails, "a@b.fr, c@d.fr / e@f.fr g@h.fr") == Pieces{"a@b.fr", "c@d.fr", "e@f.fr", "g@h.fr"});
  CHECK(split_values(kUrls, "https://a.fr|https://b.fr") == Pieces{"https://a.fr", "https://b.fr"});
  CHECK(split_values(kUrls, "https://a.fr;https://b.fr") == Pieces{"https://a.fr", "https://b.fr"});
  CHECK(split_values(kUrls, "https://a.fr, www.b.fr") == Pieces{"https://a.fr", "www.b.fr"});
  CHECK(split_values(kUrls, "a.fr b.fr") == Pieces{"a.fr", "b.fr"});
  CHECK(split_values(kUrls, "http://a.fr/Le-Ranch,170.html;jsessionid=1") ==
        Pieces{"http://a.fr/Le-Ranch,170.html;jsessionid=1"});
  CHECK(split_values(kUrls, "facebook : la source") == Pieces{"facebook : la source"});
  CHECK(split_values(kUrls, " ").empty());
}

TEST_CASE("Words of closed lists: exact, corrected with a note, unknown with a warning and kept beside") {
  const auto import = import_csv(
      "nom,services,typologie\n"
      "Un,Compréhension du monde numérique,ASSO\n"
      "Deux,comprehension du MONDE numerique;Jardinage,Autre chose\n");
  CHECK(joined(import.drafts[0], "services") == "Compréhension du monde numérique");
  CHECK(joined(import.drafts[1], "services") == "Compréhension du monde numérique");
  CHECK(import.drafts[1].text("x/services") == "Jardinage");
  CHECK(joined(import.drafts[1], "typologie") == "Autre chose");  // an open list
  CHECK(count(import, "import.choice-corrected") == 1);
  CHECK(count(import, "check.list") == 1);
}

TEST_CASE("What cannot be used is told with its line and value, and the rest of the record is kept") {
  const auto import = import_csv(
      "nom,courriels,site_web,telephone,date_maj,code_postal\n"
      "Un,@,@,X,31/02/2024,33\n"
      "Deux,a@b.fr,b.fr,05 56 00 00 01,02/04/2024,1000\n");
  REQUIRE(import.drafts.size() == 2);
  const records::Draft& bad = import.drafts[0];
  for (const char* field : {"courriels", "site_web", "telephone", "date_maj", "code_postal"}) {
    INFO(field);
    CHECK(!bad.has(field));
    CHECK(!bad.text(std::string("x/") + field).empty());
    CHECK(std::count_if(import.report.remarks.begin(), import.report.remarks.end(), [&](const Remark& remark) {
            return remark.line == 2 && remark.column == field && remark.level == Remark::Level::kWarning;
          }) == 1);
  }
  const records::Draft& good = import.drafts[1];
  CHECK(good.text("date_maj") == "2024-04-02");
  CHECK(good.text("code_postal") == "01000");
  CHECK(good.text("telephone") == "05 56 00 00 01");
  CHECK(count(import, "check.postcode-restored") == 1);
}

TEST_CASE("A row without a name is refused, its line and content told") {
  const auto import = import_csv("nom,commune\n,Cenon\nDeux,Pessac\n");
  CHECK(import.report.rows == 2);
  CHECK(import.report.kept == 1);
  CHECK(import.report.rejected == 1);
  REQUIRE(count(import, "check.required") == 1);
  CHECK(import.report.remarks[0].line == 2);
  CHECK(import.report.remarks[0].column == "nom");
  CHECK(import.report.remarks[0].value == "Cenon");
}

TEST_CASE("Columns without a field are kept beside the record; empty cells hold nothing") {
  const auto import = import_csv("nom,Pôle territorial,vide\nUn,Bordeaux,\n");
  CHECK(import.drafts[0].text("x/Pôle territorial") == "Bordeaux");
  CHECK(!import.drafts[0].has("x/vide"));
  CHECK(!import.drafts[0].has("commune"));
}

TEST_CASE("A postcode at the end of an address") {
  struct Row {
    const char *address, *commune, *postcode, *kept;
  };
  const Row rows[] = {
      {"8 rue de la Boétie - 33000 Bordeaux", "Bordeaux", "33000", "8 rue de la Boétie"},
      {"33 rue A, 33700 MERIGNAC", "Mérignac", "33700", "33 rue A"},
      {"Rue B - 33560 CARBON BLANC", "Carbon-Blanc", "33560", "Rue B"},
      {"Rue C - 33140 VILLENAVE D ORNON", "Villenave-d'Ornon", "33140", "Rue C"},
      {"Rue D BP 311 33504 Libourne Cedex", "Libourne", "33504", "Rue D BP 311"},
      {"Rue E 33000 Bordeaux Cedex 9", "Bordeaux", "33000", "Rue E"},
      {"16 Rue F - 33340 - LESPARRE MEDOC", "Lesparre-Médoc", "33340", "16 Rue F"},
      {"32 chemin G - 33450 ST LOUBES", "Saint-Loubès", "33450", "32 chemin G - 33450 ST LOUBES"},
      {"9 Clos H 33410 Cadillac", "Cadillac-sur-Garonne", "33410", "9 Clos H 33410 Cadillac"},
      {"33000 Bordeaux", "Bordeaux", "33000", "33000 Bordeaux"},
      {"Rue I BP 40273 Mérignac", "Mérignac", "", "Rue I BP 40273 Mérignac"},
      {"Rue J, CS 12345 Bordeaux", "Bordeaux", "", "Rue J, CS 12345 Bordeaux"},
      {"12345 rue de la Paix", "Bordeaux", "", "12345 rue de la Paix"},
      {"73 avenue du 8 mai 1945", "Bassens", "", "73 avenue du 8 mai 1945"},
      {"Rue K 330001 Bordeaux", "Bordeaux", "", "Rue K 330001 Bordeaux"},
      {"Rue L 33000", "Bordeaux", "", "Rue L 33000"},
      {"1 rue M, Lormont", "Lormont", "", "1 rue M, Lormont"},
  };
  for (const Row& row : rows) {
    INFO(row.address);
    const auto import = import_csv(std::string("nom;adresse;commune\nUn;") + row.address + ";" + row.commune + "\n");
    CHECK(import.drafts[0].text("code_postal") == row.postcode);
    CHECK(import.drafts[0].text("adresse") == row.kept);
    CHECK(count(import, "import.postcode-from-address") == (*row.postcode ? 1u : 0u));
  }
}

TEST_CASE("A postcode that the file gives is never replaced, not even a bad one") {
  const auto good = import_csv("nom;adresse;commune;code_postal\nUn;Rue A - 33000 Bordeaux;Bordeaux;33800\n");
  CHECK(good.drafts[0].text("code_postal") == "33800");
  CHECK(good.drafts[0].text("adresse") == "Rue A - 33000 Bordeaux");
  const auto bad = import_csv("nom;adresse;commune;code_postal\nUn;Rue A - 33000 Bordeaux;Bordeaux;abc\n");
  CHECK(!bad.drafts[0].has("code_postal"));
  CHECK(bad.drafts[0].text("x/code_postal") == "abc");
}

TEST_CASE("Positions: which pairs are taken for swapped") {
  const auto key = [](std::string_view latitude, std::string_view longitude) {
    const auto problem = formats::position_problem(latitude, longitude);
    return problem ? problem->key : std::string();
  };
  CHECK(key("44.84", "-0.58").empty());
  CHECK(key("-0.58", "44.84") == "import.reason-coordinates-swapped");
  CHECK(key("-0,58", " 44,84 ") == "import.reason-coordinates-swapped");
  CHECK(key("-21.1", "55.5").empty());  // La Réunion
  CHECK(key("55.5", "-21.1") == "import.reason-coordinates-swapped");
  CHECK(key("-22.3", "166.4").empty());  // Nouméa
  CHECK(key("166.4", "-22.3") == "import.reason-coordinates-swapped");
  CHECK(key("16.2", "-61.5").empty());  // Guadeloupe
  CHECK(key("-61.5", "16.2") == "import.reason-coordinates-swapped");
  CHECK(key("45", "45").empty());
  CHECK(key("-33.9", "151.2").empty());  // Sydney: neither way is plausible, so nothing is said
  CHECK(key("0", "0") == "import.reason-outside");
  CHECK(key("NaN", "44").empty());  // not a number: the field's own reading says so
  CHECK(key("", "44").empty());
}

TEST_CASE("The same file gives the same ids; the id is the file's own, or name, commune and address") {
  const std::string_view csv = "id,nom,commune,adresse\n7,Un,Cenon,1 rue A\n,Deux,Cenon,2 rue B\n";
  const auto once = import_csv(csv), twice = import_csv(csv);
  CHECK(once.drafts[0].id == base::id_from_content("place|7"));
  CHECK(once.drafts[1].id == base::id_from_content("place|deux|cenon|2 rue b"));
  CHECK(once.drafts[0].id == twice.drafts[0].id);
  // Correcting accents or case in a name does not make another place; the address is taken as written.
  CHECK(import_csv("nom,commune,adresse\nDÉUX,cénon,2 Rue B\n").drafts[0].id == once.drafts[1].id);
}

TEST_CASE("The same place twice in a file") {
  const auto import = import_csv(
      "nom,commune,telephone\n"
      "Un,Cenon,05 56 00 00 01\n"
      "Un,Cenon,05 56 00 00 02\n"
      "Un,Cenon,05 56 00 00 01\n"
      "Un,Cenon,05 56 00 00 03\n");
  REQUIRE(import.drafts.size() == 3);
  CHECK(import.drafts[0].id != import.drafts[1].id);
  CHECK(import.drafts[1].id != import.drafts[2].id);
  CHECK(count(import, "import.duplicate-in-file") == 2);
  REQUIRE(count(import, "import.reason-duplicate-id") == 1);
  const auto told = std::find_if(import.report.remarks.begin(), import.report.remarks.end(), [](const Remark& remark) {
    return remark.reason.key == "import.reason-duplicate-id";
  });
  CHECK(told->line == 4);
  CHECK(base::arg(told->reason, "line") == "2");
  CHECK(import.report.rejected == 1);
}

TEST_CASE("Reading in slices gives what reading at once gives") {
  const auto table = formats::read_table("nom,commune\nUn,Cenon\nDeux,Pessac\n,x\nTrois,Bègles\n");
  REQUIRE(table.ok());
  const auto mapping = formats::guess_mapping(*table, *records::find_kind("place"));
  formats::DraftReader reader(*table, mapping);
  std::size_t steps = 1;
  while (reader.step(1)) ++steps;
  CHECK(steps == 4);
  CHECK(reader.done() == 4);
  const auto slices = reader.finish();
  CHECK(formats::report_json(slices.report) == formats::report_json(formats::to_drafts(*table, mapping).report));
  CHECK(slices.drafts.size() == 3);
}

TEST_CASE("The report as JSON") {
  CHECK(formats::report_json(import_csv("nom,commune\n\"Un \"\"1\"\"\",Cenon\n,Pessac\n").report) ==
        "{\"rows\":2,\"kept\":1,\"rejected\":1,\"flags\":{\"id\":1,\"pivot\":1,\"commune\":0,\"code_postal\":1,"
        "\"adresse\":1,"
        "\"latitude\":1,\"longitude\":1,\"horaires\":1,\"date_maj\":1,\"services\":1},\"remarks\":[\n"
        "{\"level\":\"rejected\",\"line\":3,\"column\":\"nom\",\"value\":\"Pessac\",\"reason\":\"check.required\","
        "\"args\":{}}]}\n");
}
