// Mapping files, guesses, and what a mapping makes of rows.
#include "formats/mapping.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "formats/import.h"
#include "formats/national.h"

namespace {

using formats::Rule;

// Tests run from the top of the repository.
std::string fixture(const std::string& name) {
  std::ifstream file("tests/fixtures/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

const records::Kind& place() { return *records::find_kind("place"); }

formats::Table read(std::string_view bytes) {
  auto table = formats::read_table(bytes);
  REQUIRE(table.ok());
  return *table;
}

formats::Mapping guess(std::string_view csv) { return formats::guess_mapping(read(csv), place()); }

// "field=column" of every rule, in order.
std::string spelled(const formats::Mapping& mapping) {
  std::string out;
  for (const Rule& rule : mapping.rules) out += rule.field + "=" + (rule.columns.empty() ? "" : rule.columns[0]) + " ";
  return out;
}

formats::Mapping mapping_of(std::string_view json) {
  auto file = formats::read_mapping(json);
  REQUIRE(file.ok());
  CHECK(file->remarks.empty());
  return file->mapping;
}

records::Draft first(std::string_view csv, std::string_view mapping) {
  auto import = formats::to_drafts(read(csv), mapping_of(mapping));
  REQUIRE(import.drafts.size() == 1);
  return import.drafts[0];
}

}  // namespace

TEST_CASE("Every form of the mapping file is understood, written back and read the same") {
  const formats::Mapping mapping = mapping_of(fixture("mapping_fuzz/every-form.json"));
  CHECK(spelled(mapping) ==
        "id=gid nom=Lieu adresse=N° latitude=geo longitude=geo date_maj= courriels=Mail horaires=Ouverture "
        "services=Description itinerance= modalites_acces=RDV ");
  const std::string written = formats::write_mapping(mapping);
  const formats::Mapping again = mapping_of(written);
  CHECK(formats::write_mapping(again) == written);
  CHECK(spelled(again) == spelled(mapping));
}

TEST_CASE("A row through every form") {
  const auto import =
      formats::to_drafts(read("gid,Lieu,N°,Voie,geo,Mail,Ouverture,Description,RDV\n"
                              "7,Médiathèque,12 bis,rue A,\"44.8, -0.5\",a@b.fr,Mo 09:00-12:00,Aide aux DEMARCHES,oui\n"
                              "8,Fab Lab,,rue B,,,,sans démarches,\n"),
                         mapping_of(fixture("mapping_fuzz/every-form.json")));
  REQUIRE(import.drafts.size() == 2);
  const records::Draft& one = import.drafts[0];
  CHECK(one.text("id") == "7");
  CHECK(one.text("adresse") == "12 bis rue A");
  CHECK(std::get<double>(one.fields.find("latitude")->second[0]) == 44.8);
  CHECK(std::get<double>(one.fields.find("longitude")->second[0]) == -0.5);
  CHECK(one.text("x/geo") == "44.8, -0.5");  // cut apart: the cell itself is kept beside
  CHECK(one.text("date_maj") == "2024-01-31");
  CHECK(one.text("courriels") == "a@b.fr");
  CHECK(one.text("horaires") == "Mo 09:00-12:00");
  CHECK(one.text("services") == "Aide aux démarches administratives");
  CHECK(one.text("itinerance") == "Fixe");
  CHECK(one.text("modalites_acces") == "Prendre un RDV en ligne");
  const records::Draft& two = import.drafts[1];
  CHECK(two.text("adresse") == "rue B");
  CHECK(!two.has("services"));  // "sauf" holds
  CHECK(!two.has("modalites_acces"));
  CHECK(!two.has("latitude"));
}

TEST_CASE("`sauf` looks at the cell of the term, not at the others") {
  const std::string_view mapping =
      R"({"nom":{"colonne":"n"},"frais_a_charge":[{"colonnes":["a","b"],"termes":["gratuit"],"sauf":["sous condition"],"cible":"Gratuit"}]})";
  CHECK(first("n,a,b\nUn,gratuit,sous condition\n", mapping).text("frais_a_charge") == "Gratuit");
  CHECK(!first("n,a,b\nUn,Gratuit SOUS CONDITION,x\n", mapping).has("frais_a_charge"));
}

TEST_CASE("Entries that are not understood are told, the rest is used") {
  const auto file = formats::read_mapping(fixture("mapping_fuzz/not-understood.json"));
  REQUIRE(file.ok());
  CHECK(spelled(file->mapping) == "nom=Lieu services=a ");
  std::string told;
  for (const formats::Remark& remark : file->remarks) {
    CHECK(remark.reason.key == "mapping.not-understood");
    told += remark.column + " ";
  }
  CHECK(told == "publics_accueillis horaires services commune adresse ");
  for (const std::string_view text : {"", "[]", "{", "12", "{\"nom\":"})
    CHECK(formats::read_mapping(text).error().key == "mapping.malformed");
}

TEST_CASE("A target outside the standard's list is told once for the file, not on every row") {
  const auto import = formats::to_drafts(
      read("n,a\nUn,x\nDeux,x\n"),
      mapping_of(R"({"nom":{"colonne":"n"},"services":[{"colonnes":["a"],"termes":["x"],"cible":"Jardinage"}]})"));
  CHECK(import.drafts.size() == 2);
  CHECK(std::count_if(import.report.remarks.begin(), import.report.remarks.end(), [](const formats::Remark& remark) {
          return remark.reason.key == "mapping.not-understood";
        }) == 1);
}

TEST_CASE("National columns map one to one, in any order") {
  std::string header;
  for (const std::string& column : formats::national_columns()) header = column + (header.empty() ? "" : ",") + header;
  const auto table = read(header + "\n" + std::string(31, ',') + "x\n");
  CHECK(formats::is_national_standard(table.columns));
  const formats::Mapping mapping = formats::guess_mapping(table, place());
  CHECK(mapping.rules.size() == 32);
  for (const Rule& rule : mapping.rules) CHECK(rule.columns == std::vector<std::string>{rule.field});
  CHECK(formats::is_national_standard({"nom", "commune"}));
  CHECK(!formats::is_national_standard({"nom", "ville"}));
  CHECK(!formats::is_national_standard({"commune"}));
}

TEST_CASE("Columns are guessed by name, French or English") {
  CHECK(
      spelled(guess("Lieu;Ville;CP;Adresse mail;Adresse;Tél.;Site internet;Horaires d'ouverture\na;b;c;d;e;f;g;h\n")) ==
      "nom=Lieu commune=Ville code_postal=CP adresse=Adresse telephone=Tél. courriels=Adresse mail site_web=Site "
      "internet "
      "horaires=Horaires d'ouverture ");
  CHECK(
      spelled(guess("Name,City,Postcode,Street,Phone,E-mail,Website,Opening hours,Description\na,b,c,d,e,f,g,h,i\n")) ==
      "nom=Name commune=City code_postal=Postcode adresse=Street telephone=Phone courriels=E-mail site_web=Website "
      "horaires=Opening hours presentation_detail=Description ");
  CHECK(spelled(guess("Nom de la commune,Nom de la structure\na,b\n")) ==
        "nom=Nom de la structure commune=Nom de la commune ");
  CHECK(guess("couleur,poids\nrouge,12\n").rules.empty());
}

TEST_CASE("Latitude and longitude are guessed by their values before their names") {
  CHECK(spelled(guess("Lieu,Coord. X,Coord. Y\na,44.8,-0.58\nb,45.1,-1.1\n")) ==
        "nom=Lieu latitude=Coord. X longitude=Coord. Y ");
  CHECK(spelled(guess("Lieu,Coord. X,Coord. Y\na,-0.58,44.8\nb,-1.1,45.1\n")) ==
        "nom=Lieu latitude=Coord. Y longitude=Coord. X ");
  CHECK(spelled(guess("Lieu,lat,long\na,-20.9,55.5\n")) == "nom=Lieu latitude=lat longitude=long ");  // La Réunion
  CHECK(spelled(guess("Lieu,prix,poids\na,44.8,-0.58\n")) == "nom=Lieu ");  // not named as coordinates
}

TEST_CASE("A header is remembered by its columns, order included") {
  CHECK(formats::header_key({"a", "b"}) == formats::header_key({"a", "b"}));
  CHECK(formats::header_key({"a", "b"}) != formats::header_key({"b", "a"}));
  CHECK(formats::header_key({"ab"}) != formats::header_key({"a", "b"}));
}
