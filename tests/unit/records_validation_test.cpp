#include "records/validation.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using oplog::Value;
using records::Severity;
using records::Values;

namespace {

const records::Kind& place() { return *records::find_kind("place"); }
const records::Field& field(std::string_view key) { return *records::find_field(place(), key); }

// The stored value as JSON, or the reason's key and arguments.
std::string read(std::string_view key, std::string_view written) {
  const records::Reading reading = records::read_value(field(key), written);
  std::string out = oplog::is_null(reading.value) && !reading.problems.empty() ? "" : oplog::to_json(reading.value);
  for (const records::Problem& problem : reading.problems) {
    CHECK(problem.field == key);
    out += (out.empty() ? "" : " ") + problem.reason.key;
  }
  return out;
}

std::string problems(const std::vector<records::Problem>& found) {
  std::string out;
  for (const records::Problem& problem : found) {
    const char* severity = problem.severity == Severity::kFlag      ? "?"
                           : problem.severity == Severity::kWarning ? "!"
                                                                    : "X";
    out += (out.empty() ? "" : " ") + (severity + problem.field) + "=" + problem.reason.key;
  }
  return out;
}

std::string problems(std::string_view key, const Values& values) {
  return problems(records::check_field(field(key), values));
}

}  // namespace

TEST_CASE("What people and files write is read into what is stored") {
  struct Row {
    std::string_view field, written, stored;
  };
  const Row rows[] = {
      {"nom", "", "null"},
      {"nom", " \xC2\xA0\t ", "null"},
      {"nom", "\xC2\xA0 Médiathèque ", "\"Médiathèque\""},
      {"nom", "\xE9t\xE9", "check.encoding"},
      {"latitude", "44.83", "44.83"},
      {"latitude", "44,83", "44.83"},
      {"latitude", "-44", "-44.0"},
      {"latitude", "+44.", "44.0"},
      {"latitude", ".5", "0.5"},
      {"latitude", "4.4e1", "44.0"},
      {"latitude", "90", "90.0"},
      {"latitude", "90.0001", "check.range"},
      {"latitude", "-91", "check.range"},
      {"longitude", "180", "180.0"},
      {"longitude", "-180.5", "check.range"},
      {"latitude", "nan", "check.number"},
      {"latitude", "inf", "check.number"},
      {"latitude", "1e999", "check.number"},
      {"latitude", "0x10", "check.number"},
      {"latitude", "44.8.3", "check.number"},
      {"latitude", "44 N", "check.number"},
      {"latitude", "-", "check.number"},
      {"latitude", ",", "check.number"},
      {"latitude", "1e", "check.number"},
      {"latitude", "123456789012345678901234567890", "check.range"},
      {"date_maj", "2024-04-02", "\"2024-04-02\""},
      {"date_maj", "2024/4/2", "\"2024-04-02\""},
      {"date_maj", "02/04/2024", "\"2024-04-02\""},
      {"date_maj", "2.4.2024", "\"2024-04-02\""},
      {"date_maj", "2024-04-02T10:00:00Z", "\"2024-04-02\""},
      {"date_maj", "02/04/2024 10:00", "\"2024-04-02\""},
      {"date_maj", "29/02/2024", "\"2024-02-29\""},
      {"date_maj", "29/02/2023", "check.date"},
      {"date_maj", "29/02/1900", "check.date"},
      {"date_maj", "31/04/2024", "check.date"},
      {"date_maj", "04/13/2024", "check.date"},
      {"date_maj", "00/04/2024", "check.date"},
      {"date_maj", "02/04/24", "check.date"},
      {"date_maj", "02-04/2024", "check.date"},
      {"date_maj", "2024", "check.date"},
      {"date_maj", "hier", "check.date"},
      {"date_maj", "2/4/20245", "check.date"},
      {"code_postal", "33310", "\"33310\""},
      {"code_postal", "33 310", "\"33310\""},
      {"code_postal", "1000", "\"01000\" check.postcode-restored"},
      {"code_postal", "331", "check.postcode"},
      {"code_postal", "333100", "check.postcode"},
      {"code_postal", "F-33310", "check.postcode"},
      {"code_insee", "33249", "\"33249\""},
      {"code_insee", "2a004", "\"2A004\""},
      {"code_insee", "1004", "\"01004\" check.postcode-restored"},
      {"code_insee", "20004", "check.insee"},
      {"code_insee", "3324A", "check.insee"},
      {"pivot", "434 933 123 00029", "\"43493312300029\""},
      {"pivot", "W333000123", "\"W333000123\""},
      {"pivot", "12345678", "check.pivot"},
      {"pivot", "123456789012345", "check.pivot"},
      {"pivot", "43493312-00029", "check.pivot"},
      {"telephone", "05 57 65 75 39", "\"05 57 65 75 39\""},
      {"telephone", "05-57-55-45-46", "\"05-57-55-45-46\""},
      {"telephone", "06.00.00.00.00 ET 09.81.82.79.97", "\"06.00.00.00.00 ET 09.81.82.79.97\""},
      {"telephone", "05 57 87 02 57 / 05 56 08 98 55", "\"05 57 87 02 57 / 05 56 08 98 55\""},
      {"telephone", "06 00 00 00 00 (SMS)", "\"06 00 00 00 00 (SMS)\""},
      {"telephone", "+33557936363", "\"+33557936363\""},
      {"telephone", "+33 (0)5 57 93 63 63", "\"+33 (0)5 57 93 63 63\""},
      {"telephone", "0033557936363", "\"0033557936363\""},
      {"telephone", "+351 912 345 678", "\"+351 912 345 678\""},
      {"telephone", "3949", "\"3949\""},
      {"telephone", "39 49", "\"39 49\""},
      {"telephone", "116 117", "\"116 117\""},
      {"telephone", "15", "\"15\""},
      {"telephone", "054088085", "check.phone"},
      {"telephone", "+3355793636", "check.phone"},
      {"telephone", "+123", "check.phone"},
      {"telephone", "1", "check.phone"},
      {"telephone", "voir le site", "check.phone"},
      {"telephone", "05 57 65 75 39 / voir", "check.phone"},
      {"courriels", "contact@abracodabra.fr", "\"contact@abracodabra.fr\""},
      {"courriels", "a.b+c@sous.domaine-x.fr", "\"a.b+c@sous.domaine-x.fr\""},
      {"courriels", "été@mairie-bègles.fr", "\"été@mairie-bègles.fr\""},
      {"courriels", "@", "check.email"},
      {"courriels", "contact@mairie", "check.email"},
      {"courriels", "contact@@mairie.fr", "check.email"},
      {"courriels", "a b@mairie.fr", "check.email"},
      {"courriels", ".a@mairie.fr", "check.email"},
      {"courriels", "a@mairie..fr", "check.email"},
      {"courriels", "a@x.fr|b@x.fr", "check.bar"},
      {"site_web", "abracodabra.fr", "\"abracodabra.fr\""},
      {"site_web", "Https://cdc-entre2mers.fr/", "\"Https://cdc-entre2mers.fr/\""},
      {"site_web", "http://exemple.fr:8080/a?b=c#d", "\"http://exemple.fr:8080/a?b=c#d\""},
      {"site_web", "http://90.84.243.68/opac", "\"http://90.84.243.68/opac\""},
      {"site_web", "javascript:alert(1)", "check.url"},
      {"site_web", "ftp://exemple.fr", "check.url"},
      {"site_web", "data:text/html,x", "check.url"},
      {"site_web", "@", "check.url"},
      {"site_web", "facebook : dynamots", "check.url"},
      {"site_web", "nom@exemple.fr", "check.url"},
      {"site_web", "http://", "check.url"},
      {"site_web", "localhost", "check.url"},
      {"site_web", "exemple.fr:abc", "check.url"},
      {"site_web", "-a.fr", "check.url"},
      {"site_web", "1.2.3", "check.url"},
      {"horaires", "Mo-Fr 09:00-12:00", "\"Mo-Fr 09:00-12:00\""},
      {"horaires", "Mo-Fr 14:00-12:00", "check.hours-order"},
      {"services", "aide aux demarches ADMINISTRATIVES", "\"Aide aux démarches administratives\""},
      {"modalites_acces", "Ce lieu n’accueille pas de public", "\"Ce lieu n'accueille pas de public\""},
      {"services", "Danse", "check.list"},
      {"typologie", "tiers_lieux", "\"TIERS_LIEUX\""},
      {"typologie", "NOUVEAU", "\"NOUVEAU\""},
      {"demonstration", "services", "\"services\""},
  };
  for (const Row& row : rows) {
    INFO(row.field << ": " << row.written);
    CHECK(read(row.field, row.written) == row.stored);
  }
}

TEST_CASE("What was read is fit to be kept, and reads as itself") {
  for (const auto& [key, written] : {std::pair{"latitude", "44,83"},
                                     {"date_maj", "2/4/2024"},
                                     {"code_postal", "1000"},
                                     {"code_insee", "2a004"},
                                     {"pivot", "434 933 123 00029"},
                                     {"telephone", "3949"},
                                     {"services", "loisirs et creations numeriques"}}) {
    INFO(key);
    const Value stored = records::read_value(field(key), written).value;
    CHECK(problems(key, {stored}).empty());
  }
}

TEST_CASE("Texts have a longest length, in code points") {
  std::string text;
  for (int i = 0; i < 280; ++i) text += "é";
  CHECK(read("presentation_resume", text) == "\"" + text + "\"");
  CHECK(read("presentation_resume", text + "é") == "check.too-long");
  CHECK(read("presentation_detail", std::string(10'000, 'a')).size() == 10'002);
  CHECK(read("presentation_detail", std::string(10'001, 'a')) == "check.too-long");
  const std::string host = "https://exemple.fr/";
  CHECK(read("site_web", host + std::string(2000, 'a')).size() == 2021);
  CHECK(read("site_web", host + std::string(2100, 'a')) == "check.too-long");
}

TEST_CASE("A stored value of another type or spelling is not fit to be kept") {
  CHECK(problems("latitude", {Value(44.8)}).empty());
  CHECK(problems("latitude", {Value(std::int64_t{44})}).empty());
  CHECK(problems("latitude", {Value("44.8")}) == "!latitude=check.number");
  CHECK(problems("latitude", {Value(true)}) == "!latitude=check.number");
  CHECK(problems("latitude", {Value(std::numeric_limits<double>::quiet_NaN())}) == "!latitude=check.number");
  CHECK(problems("latitude", {Value(91.0)}) == "!latitude=check.range");
  CHECK(problems("latitude", {Value(44.8), Value(44.9)}) == "!latitude=check.one-value");
  CHECK(problems("nom", {Value(7.5)}) == "Xnom=check.text");
  CHECK(problems("date_maj", {Value("02/04/2024")}) == "!date_maj=check.date");
  CHECK(problems("code_postal", {Value("1000")}) == "!code_postal=check.postcode-restored");
  CHECK(problems("services", {Value("loisirs et creations numeriques")}) == "!services=check.list");
  CHECK(problems("courriels", {Value("a@b.fr"), Value("@"), Value(false)}) ==
        "!courriels=check.email !courriels=check.text");
  CHECK(problems("nom", {}).empty());
}

TEST_CASE("A record: refused without its name, flagged for what is expected, warned of what is not usable") {
  records::Draft draft{"place", {}, {}};
  CHECK(problems(records::check(place(), draft)) ==
        "?id=check.expected ?pivot=check.expected Xnom=check.required ?commune=check.expected "
        "?code_postal=check.expected ?adresse=check.expected ?latitude=check.expected ?longitude=check.expected "
        "?horaires=check.expected ?date_maj=check.expected ?services=check.expected");
  for (const auto& [key, value] : {std::pair{"id", "1"},
                                   {"pivot", "43493312300029"},
                                   {"nom", "x"},
                                   {"commune", "c"},
                                   {"code_postal", "33310"},
                                   {"adresse", "a"},
                                   {"horaires", "Mo 14:00-12:00"},
                                   {"date_maj", "2024-04-02"},
                                   {"telephone", "?"},
                                   {"x/Pôle", "p"}})
    draft.set(key, std::string(value));
  draft.set("latitude", Values{Value(44.8)});
  draft.set("longitude", Values{Value(-0.5)});
  draft.set("services", Values{Value("Loisirs et créations numériques")});
  CHECK(problems(records::check(place(), draft)) == "!telephone=check.phone !horaires=check.hours-order");
  draft.set("nom", Values{Value(" ")});
  draft.set("x/long", std::string(70'000, 'a'));
  CHECK(problems(records::check(place(), draft)) ==
        "Xnom=check.required !telephone=check.phone !horaires=check.hours-order !x/long=log.limit");
}
