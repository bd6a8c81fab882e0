#include "atlas/places.h"

#include <catch2/catch_test_macros.hpp>

using records::Draft;
using records::Values;

namespace {

struct Book {
  records::State state;
  std::uint64_t n = 0;

  void write(const std::vector<records::Change>& changes) {
    oplog::Batch batch;
    batch.actor = base::Id{1};
    for (const auto& change : changes) batch.sets.push_back({change.entity, change.key, ++n, change.value});
    state.apply(batch);
  }
  base::Id add(std::uint64_t id, std::string name, std::string commune = {}, std::string service = {},
               std::string detail = {}) {
    Draft draft{"place", base::Id{id}, {}};
    draft.set("nom", std::move(name));
    draft.set("commune", std::move(commune));
    draft.set("presentation_detail", std::move(detail));
    if (!service.empty()) draft.set("services", Values{service});
    write(records::changes(state, draft));
    return draft.id;
  }
};

std::vector<std::string> found(const atlas::Places& places, std::string_view query) {
  std::vector<std::string> names;
  for (const std::uint32_t index : places.matching(query)) names.push_back(places.all()[index].name);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("Search folds, needs every word, and takes the last one as a beginning") {
  Book book;
  book.add(1, "Médiathèque du Bois Fleuri", "Lormont");
  book.add(2, "Médiathèque de Bègles", "Bègles", "", "À deux pas de Lormont");
  book.add(3, "Centre social", "Lormont", "Aide aux démarches administratives");
  book.add(4, "L’Œuvre", "Cenon");
  book.add(5, "Lormontaise de lecture", "Cenon");
  atlas::Places places;
  places.refresh(book.state);

  const std::pair<std::string_view, Names> rows[] = {
      {"",
       {"Centre social", "L’Œuvre", "Lormontaise de lecture", "Médiathèque de Bègles", "Médiathèque du Bois Fleuri"}},
      {"mediatheque lormont", {"Médiathèque du Bois Fleuri", "Médiathèque de Bègles"}},
      {"MÉDIATHÈQUE LORMONT", {"Médiathèque du Bois Fleuri", "Médiathèque de Bègles"}},
      {"lormont", {"Centre social", "Médiathèque du Bois Fleuri", "Lormontaise de lecture", "Médiathèque de Bègles"}},
      {"lorm", {"Lormontaise de lecture", "Centre social", "Médiathèque du Bois Fleuri", "Médiathèque de Bègles"}},
      {"med lormont", {}},  // only the last word may be a beginning
      {"oeuvre", {"L’Œuvre"}},
      {"l'oeuvre", {"L’Œuvre"}},
      {"mediatheque de lormont", {"Médiathèque de Bègles", "Médiathèque du Bois Fleuri"}},
      {"demarches", {"Centre social"}},
      {"de", {"Lormontaise de lecture", "Médiathèque de Bègles", "Centre social"}},
      {"zzz", {}},
      {"' - !",
       {"Centre social", "L’Œuvre", "Lormontaise de lecture", "Médiathèque de Bègles", "Médiathèque du Bois Fleuri"}},
  };
  for (const auto& [query, expected] : rows) {
    INFO(query);
    CHECK(found(places, query) == expected);
  }
}

TEST_CASE("Places follow the state") {
  Book book;
  atlas::Places places;
  places.refresh(book.state);
  CHECK(places.all().empty());
  CHECK(found(places, "x").empty());

  const base::Id second = book.add(9, "Zoé"), first = book.add(5, "Éole", "Cenon", "a");
  places.refresh(book.state);
  REQUIRE(places.all().size() == 2);
  CHECK(places.all()[0].id == first);
  CHECK(places.find(second)->name == "Zoé");
  CHECK(places.find(base::Id{1}) == nullptr);
  CHECK_FALSE(places.all()[0].located);
  CHECK(places.missing_count("services") == 1);
  CHECK(places.missing_count("commune") == 1);
  CHECK(places.missing_count("horaires") == 2);
  CHECK(places.missing_count("telephone") == 0);

  Draft located = book.state.draft(second);
  located.set("latitude", Values{0.0});
  located.set("longitude", Values{90.0});
  located.set("demonstration", Values{"services"});
  book.write(records::changes(book.state, located));
  places.refresh(book.state);
  const atlas::Place* place = places.find(second);
  CHECK(place->located);
  CHECK(place->x == 0.75);
  CHECK(place->y == 0.5);
  CHECK(place->demonstration);
  CHECK(places.missing_count("latitude") == 1);

  book.write({{first, "_del", true}});
  places.refresh(book.state);
  CHECK(places.all().size() == 1);
  CHECK(found(places, "eole").empty());
}
