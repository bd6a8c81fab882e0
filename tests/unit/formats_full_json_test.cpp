// The full JSON reads back identically, digest included; files that are hostile, newer or cut give clear answers.
#include "formats/full_json.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "oplog/batch.h"
#include "records/state.h"

namespace {

// Tests run from the top of the repository.
std::string fixture(const std::string& name) {
  std::ifstream file("tests/fixtures/full_json_fuzz/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

formats::FullImport read(std::string_view bytes) {
  auto import = formats::read_full_json(bytes);
  INFO((import ? "" : import.error().key));
  REQUIRE(import.ok());
  return *import;
}

records::State state_of(const std::vector<records::Draft>& drafts) {
  records::State state;
  oplog::Stamp stamp = 1;
  for (const records::Draft& draft : drafts) {
    oplog::Batch batch;
    batch.actor = base::Id{1};
    for (const records::Change& change : records::changes(state, draft))
      batch.sets.push_back({change.entity, change.key, stamp++, change.value});
    state.apply(batch);
  }
  return state;
}

std::vector<records::Draft> drafts_of(const records::State& state) {
  std::vector<records::Draft> drafts;
  for (const records::Kind& kind : records::kinds())
    for (const base::Id id : state.all(kind.key)) drafts.push_back(state.draft(id));
  return drafts;
}

}  // namespace

TEST_CASE("Every kind of value reads back, and the digest is equal") {
  records::Draft place{"place", base::Id{0xA1}, {}};
  place.set("nom", "Médiathèque « été » \"\\\n\t\x01 œŒ€łøčñ 𝄞");
  place.set("latitude", records::Values{44.839574881764});
  place.set("longitude", records::Values{-0.0});
  place.set("courriels", records::Values{std::string("seul@exemple.fr")});
  place.set("services", records::Values{std::string("Aide aux démarches administratives"), std::string("Jardinage")});
  place.set("x/Pôle territorial", "Bordeaux / rive droite");
  place.set("x/nombre", records::Values{std::numeric_limits<std::int64_t>::max()});
  place.set("x/réel", records::Values{44.0});
  place.set("x/vrai", records::Values{true});
  records::Draft link{"link", base::Id{0xFFFFFFFFFFFFFFFF}, {}};
  link.set("from", "00000000000000a1");
  link.set("x", records::Values{1e-300});
  const std::vector<records::Draft> drafts = {place, link};

  const std::string written = formats::write_full_json(drafts, "CC-BY-SA-4.0");
  CHECK(formats::looks_like_full_json(written));
  const auto again = read(written);
  CHECK(again.rejected == 0);
  CHECK(again.remarks.empty());
  REQUIRE(again.drafts.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(again.drafts[i].id == drafts[i].id);
    CHECK(again.drafts[i].kind == drafts[i].kind);
    CHECK(again.drafts[i].fields == drafts[i].fields);
  }
  CHECK(formats::write_full_json(again.drafts, "CC-BY-SA-4.0") == written);

  const records::State state = state_of(drafts);
  const auto exported = read(formats::write_full_json(drafts_of(state), ""));
  CHECK(state_of(exported.drafts).digest() == state.digest());
  std::vector<records::Draft> other = exported.drafts;
  other[0].set("nom", "Autre");
  CHECK(state_of(other).digest() != state.digest());
}

TEST_CASE("A file of this version, and one of none") {
  const auto import = read(fixture("two.json"));
  REQUIRE(import.drafts.size() == 2);
  CHECK(import.drafts[0].id == base::Id{0xA1});
  CHECK(import.drafts[0].fields.find("courriels")->second.size() == 2);
  CHECK(read(fixture("empty.json")).drafts.empty());
  CHECK(formats::looks_like_full_json(" {\n \"format\" : \"escale\""));
  CHECK(!formats::looks_like_full_json("{\"formats\":1}"));
  CHECK(read("\xEF\xBB\xBF" + fixture("two.json")).drafts.size() == 2);
}

TEST_CASE("Hostile records: reserved keys, wrong types, bad ids") {
  const auto import = read(fixture("hostile.json"));
  REQUIRE(import.drafts.size() == 1);
  CHECK(import.drafts[0].fields.size() == 1);
  CHECK(import.drafts[0].text("nom") == "Un");
  CHECK(import.rejected == 3);
  std::size_t refused = 0;
  for (const formats::Remark& remark : import.remarks) refused += remark.reason.key == "import.value-refused";
  CHECK(refused == 5);
  const std::string long_key(3000, 'k');
  const auto bounded =
      read(R"({"format":"escale","version":1,"records":[{"id":"00000000000000a1","kind":"place","fields":{"x/)" +
           long_key + R"(":"v","x/a":")" + std::string(70'000, 'v') + R"(","x/b":"kept"}}]})");
  REQUIRE(bounded.drafts.size() == 1);
  CHECK(bounded.drafts[0].fields.size() == 1);
}

TEST_CASE("A newer file, another file, a file cut in its middle") {
  const auto newer = formats::read_full_json(fixture("newer.json"));
  REQUIRE(!newer.ok());
  CHECK(newer.error().key == "import.newer-version");
  CHECK(base::arg(newer.error(), "version") == "2");
  for (const std::string_view text :
       {"{\"format\":\"other\",\"version\":1,\"records\":[{}]}", "[1]", "{}", "nom,commune\n"})
    CHECK(formats::read_full_json(text).error().key == "import.not-a-table");
  const std::string whole = fixture("two.json");
  const auto cut = read(std::string_view(whole).substr(0, whole.size() - 30));
  CHECK(cut.drafts.size() == 1);
  CHECK(cut.rejected == 1);
  CHECK(cut.remarks.back().reason.key == "import.truncated");
  CHECK(formats::read_full_json(std::string_view(whole).substr(0, 40)).error().key == "import.truncated");
  CHECK(formats::read_full_json("").error().key == "import.truncated");
}
