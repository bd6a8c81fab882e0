#include "atlas/places.h"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>

#include "support/time_and_chance.h"

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

constexpr std::int64_t kNow = 1'795'500'000'000;  // 24 November 2026

std::vector<std::string> found(atlas::Places& places, std::string_view query) {
  std::vector<std::string> names;
  for (const std::uint32_t index : places.find({.words = std::string(query)}, kNow).places)
    names.push_back(places.all()[index].name);
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
      {"med lormont", {"Médiathèque du Bois Fleuri", "Médiathèque de Bègles"}},  // no place has the word "med"
      {"centre lor", {"Centre social"}},
      // A letter wrong from four, two from eight; the first one too.
      {"lormnt", {"Lormontaise de lecture", "Centre social", "Médiathèque du Bois Fleuri", "Médiathèque de Bègles"}},
      {"lomront", {"Lormontaise de lecture", "Centre social", "Médiathèque du Bois Fleuri", "Médiathèque de Bègles"}},
      {"médiatéqe fleuri", {"Médiathèque du Bois Fleuri"}},
      {"begle", {"Médiathèque de Bègles"}},
      {"boi", {"Médiathèque du Bois Fleuri"}},
      {"bos", {}},
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

TEST_CASE("When no place has all words, the one that fits least is left out and named") {
  Book book;
  book.add(1, "Piscine", "Cenon");
  book.add(2, "Bibliothèque", "Lormont");
  book.add(3, "Bibliothèque", "Cenon");
  atlas::Places places;
  places.refresh(book.state);
  const auto ask = [&](std::string_view words) { return places.find({.words = std::string(words)}, kNow); };
  CHECK(ask("piscine cenon").left_out.empty());
  const auto apart = ask("piscine lormont");
  CHECK(apart.left_out == Names{"lormont"});
  CHECK(apart.places.size() == 1);
  CHECK(ask("bibliotheque xyzzy cenon").left_out == Names{"xyzzy"});
  CHECK(ask("bibliotheque xyzzy cenon").places.size() == 1);
  CHECK(ask("xyzzy").places.empty());
  CHECK(ask("xyzzy").left_out.empty());
}

TEST_CASE("Places follow the state") {
  Book book;
  atlas::Places places;
  places.refresh(book.state);
  CHECK(places.size() == 0);
  CHECK(found(places, "x").empty());

  const base::Id second = book.add(9, "Zoé"), first = book.add(5, "Éole", "Cenon", "a");
  places.refresh(book.state);
  REQUIRE(places.size() == 2);
  CHECK(places.all()[places.by_name()[0]].id == first);
  CHECK(places.find(second)->name == "Zoé");
  CHECK(places.find(base::Id{1}) == nullptr);
  CHECK_FALSE(places.find(first)->located);
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
  CHECK(places.size() == 1);
  CHECK(found(places, "eole").empty());
}

TEST_CASE("An edit leaves the same places, index and order as reading all anew") {
  Book book;
  support::SeededRandom random(5);
  const char* names[] = {"Médiathèque", "École", "Atelier", "Zoé", "Bureau", "Café"};
  const char* communes[] = {"Lormont", "Cenon", "", "Bègles"};
  atlas::Places followed;
  followed.refresh(book.state);
  for (int step = 0; step < 400; ++step) {
    const base::Id id{1 + random.below(40)};
    if (random.below(5) == 0 && book.state.exists(id)) {
      book.write({{id, "_del", true}});
    } else {
      Draft draft{"place", id, {}};
      draft.set("nom", std::string(names[random.below(6)]) + " " + std::to_string(random.below(3)));
      draft.set("commune", communes[random.below(4)]);
      if (random.below(2)) draft.set("latitude", Values{44.0 + static_cast<double>(random.below(10))});
      if (random.below(2)) draft.set("longitude", Values{0.5});
      if (random.below(2)) draft.set("frais_a_charge", Values{"Gratuit"});
      if (random.below(2)) draft.set("horaires", "Mo-Fr 09:00-12:00");
      book.write(records::changes(book.state, draft));
    }
    if (random.below(4) == 0) continue;  // several changes at once
    followed.refresh(book.state);
    atlas::Places fresh;
    fresh.refresh(book.state);
    REQUIRE(followed.size() == fresh.size());
    const auto ids = [&](atlas::Places& places, const atlas::Query& query) {
      std::vector<base::Id> found;
      for (const std::uint32_t number : places.find(query, kNow).places) found.push_back(places.all()[number].id);
      return found;
    };
    for (const atlas::Query& query :
         {atlas::Query{}, atlas::Query{.words = "mediatheque"}, atlas::Query{.words = "ecole lorm"},
          atlas::Query{.words = "atelie", .facets = atlas::bit_of(atlas::Facet::kCost, "Gratuit")},
          atlas::Query{.communes = {"cenon~"}}, atlas::Query{.around = geo::LonLat{0.5, 45}}})
      CHECK(ids(followed, query) == ids(fresh, query));
    CHECK(followed.find({}, kNow).counts == fresh.find({}, kNow).counts);
    CHECK(followed.missing_count("commune") == fresh.missing_count("commune"));
  }
}

namespace {

// The choices a brute force reads again from the records, value by value.
bool has_value(const records::State& state, base::Id id, const atlas::FacetValue& value, std::int64_t now_ms) {
  const auto spec = std::ranges::find(atlas::facets(), value.facet, &atlas::FacetSpec::facet);
  const std::int64_t local = records::local_minutes(records::region_of(state.text(id, "code_postal")), now_ms);
  if (value.value == "acces-libre") return !state.text(id, "fiche_acces_libre").empty();
  if (!spec->field.empty()) {
    const auto held = state.texts(id, spec->field);
    const auto* list = records::find_list(records::find_field(*records::find_kind("place"), spec->field)->list);
    const auto declared = [&](const std::string& text) {
      return std::ranges::find(list->choices, text, &records::Choice::value) != list->choices.end();
    };
    if (value.value == atlas::kNoValue) return held.empty();
    if (value.value == atlas::kOtherValue) return !std::ranges::all_of(held, declared);
    return std::ranges::find(held, value.value) != held.end();
  }
  if (value.facet == atlas::Facet::kOpen) {
    const auto hours = records::OpeningHours::read(state.text(id, "horaires"));
    return hours &&
           hours->at(local, records::region_of(state.text(id, "code_postal"))).state == records::Opening::kOpen;
  }
  if (value.facet == atlas::Facet::kSheet)
    return std::ranges::any_of(atlas::kCompletable,
                               [&](std::string_view field) { return oplog::is_null(state.value(id, field)); });
  const auto updated = records::read_day(state.text(id, "date_maj"));
  if (!updated) return value.value == atlas::kNoValue;
  const std::int64_t age = records::local_minutes({}, now_ms) / 1440 - *updated;
  return value.value == (age < 183 ? "6m" : age < 366 ? "1y" : age < 731 ? "2y" : "old");
}

}  // namespace

TEST_CASE("Counts of every facet are those of the records, and of the list each choice gives") {
  const char* long_run = std::getenv("ESCALE_LONG");
  const std::size_t count = long_run && std::string_view(long_run) == "1" ? 100'000 : 3'000;
  Book book;
  support::SeededRandom random(11);
  const records::Kind& kind = *records::find_kind("place");
  const char* hours[] = {"",
                         "Mo-Fr 09:00-18:00",
                         "Mo-Su 22:00-04:00",
                         "24/7; PH off",
                         "sunrise-sunset",
                         "pas un horaire",
                         "Tu 08:00-12:00 \"sur rendez-vous\"",
                         "Mo-Sa 12:00-14:00; Nov off"};
  for (std::size_t i = 0; i < count; ++i) {
    Draft draft{"place", base::Id{i + 1}, {}};
    draft.set("nom", "Lieu " + std::to_string(10 + i % 50));
    if (random.below(9)) draft.set("commune", "Bourg-c" + std::to_string(random.below(30)));
    if (random.below(9)) draft.set("code_postal", random.below(6) ? "33310" : "97410");
    if (random.below(9)) draft.set("adresse", "rue");
    if (random.below(9)) draft.set("latitude", Values{44.0 + static_cast<double>(random.below(1000)) / 1000});
    if (random.below(9)) draft.set("longitude", Values{-1.0 + static_cast<double>(random.below(1000)) / 1000});
    if (const char* text = hours[random.below(8)]; *text) draft.set("horaires", text);
    if (random.below(4))
      draft.set("date_maj",
                "202" + std::to_string(random.below(7)) + "-0" + std::to_string(1 + random.below(9)) + "-11");
    if (random.below(4) == 0) draft.set("fiche_acces_libre", "https://acceslibre.beta.gouv.fr/x");
    for (const atlas::FacetSpec& spec : atlas::facets()) {
      if (spec.field.empty()) continue;
      Values values;
      for (const records::Choice& choice : records::find_list(records::find_field(kind, spec.field)->list)->choices)
        if (random.below(5) == 0) values.emplace_back(std::string(choice.value));
      if (random.below(20) == 0) values.emplace_back("Autre chose");
      if (!values.empty()) draft.set(spec.field, values);
    }
    book.write(records::changes(book.state, draft));
  }
  atlas::Places places;
  places.refresh(book.state);

  const auto values = atlas::facet_values();
  // What each place has, read again without the atlas.
  std::vector<std::uint64_t> truth(places.all().size(), 0);
  for (const std::uint32_t number : places.by_name())
    for (std::size_t i = 0; i < values.size(); ++i)
      if (has_value(book.state, places.all()[number].id, values[i], kNow)) truth[number] |= std::uint64_t{1} << i;

  for (int round = 0; round < 12; ++round) {
    atlas::Query query;
    if (round % 3 == 1) query.words = "lieu " + std::to_string(10 + random.below(50));
    for (int chosen = static_cast<int>(random.below(5)); chosen > 0; --chosen)
      query.facets |= std::uint64_t{1} << random.below(values.size());
    if (round % 4 == 2) query.communes = {"bourg-c3~33", "bourg-c7~33"};
    if (round % 4 == 3) {
      query.around = geo::LonLat{-0.5, 44.5};
      query.radius = 20'000;
    }
    // Whether a place is found when `without` does not matter.
    const auto passes = [&](std::uint32_t number, std::optional<atlas::Facet> without) {
      const atlas::Place& place = places.all()[number];
      if (!query.words.empty() && place.name != "Lieu" + query.words.substr(4)) return false;
      if (!query.communes.empty() &&
          !(place.region.departement == 33 && (place.commune == "Bourg-c3" || place.commune == "Bourg-c7")))
        return false;
      if (query.around &&
          !(place.located && atlas::metres_between(*query.around, {place.longitude, place.latitude}) <= query.radius))
        return false;
      for (const atlas::FacetSpec& spec : atlas::facets()) {
        const std::uint64_t wanted = query.facets & atlas::bits_of(spec.facet);
        if (wanted != 0 && without != spec.facet && (truth[number] & wanted) == 0) return false;
      }
      return true;
    };
    const atlas::Found found = places.find(query, kNow);
    std::vector<std::uint32_t> expected, got = found.places;
    for (const std::uint32_t number : places.by_name())
      if (passes(number, std::nullopt)) expected.push_back(number);
    std::ranges::sort(got);
    std::ranges::sort(expected);
    INFO(query.words << " " << query.facets);
    CHECK(got == expected);
    for (std::size_t i = 0; i < values.size(); ++i) {
      std::uint32_t truly = 0;
      for (const std::uint32_t number : places.by_name())
        truly += passes(number, values[i].facet) && (truth[number] >> i & 1) ? 1 : 0;
      INFO(values[i].value);
      CHECK(found.counts[i] == truly);
      // Choosing that value alone in its facet gives a list of that length.
      if (i % 7 != static_cast<std::size_t>(round) % 7) continue;
      atlas::Query narrowed = query;
      narrowed.facets = (query.facets & ~atlas::bits_of(values[i].facet)) | std::uint64_t{1} << i;
      CHECK(places.find(narrowed, kNow).places.size() == truly);
    }
  }
}

TEST_CASE("Open now follows the clock") {
  Book book;
  Draft draft{"place", base::Id{1}, {}};
  draft.set("nom", "Lieu");
  draft.set("horaires", "Tu 09:00-12:00");
  book.write(records::changes(book.state, draft));
  atlas::Places places;
  places.refresh(book.state);
  const std::int64_t nine = kNow - kNow % 86'400'000 + 8 * 3'600'000;  // Tuesday 24 November 2026, 9 h in Paris
  const std::size_t open = static_cast<std::size_t>(std::countr_zero(atlas::bits_of(atlas::Facet::kOpen)));
  for (const auto& [minutes, count] : {std::pair{-1, 0}, {0, 1}, {179, 1}, {180, 0}, {7 * 1440, 1}})
    CHECK(places.find({}, nine + minutes * 60'000).counts[open] == static_cast<std::uint32_t>(count));
}

TEST_CASE("Around somewhere: near places first, far ones left out, distances true") {
  Book book;
  const auto place = [&](std::uint64_t id, std::string name, double lat, double lon) {
    Draft draft{"place", base::Id{id}, {}};
    draft.set("nom", std::move(name));
    if (lat != 0) draft.set("latitude", Values{lat});
    if (lat != 0) draft.set("longitude", Values{lon});
    book.write(records::changes(book.state, draft));
  };
  place(1, "Bordeaux", 44.8378, -0.5792);
  place(2, "Lormont", 44.8792, -0.5217);
  place(3, "Libourne", 44.9152, -0.2437);
  place(4, "Ailleurs", 0, 0);
  atlas::Places places;
  places.refresh(book.state);
  const auto names = [&](double radius) {
    Names found;
    for (const std::uint32_t number :
         places.find({.around = geo::LonLat{-0.5217, 44.8792}, .radius = radius}, kNow).places)
      found.push_back(places.all()[number].name);
    return found;
  };
  CHECK(names(0) == Names{"Lormont", "Bordeaux", "Libourne", "Ailleurs"});
  CHECK(names(10'000) == Names{"Lormont", "Bordeaux"});
  // Bordeaux to Libourne: 27.9 km by the inverse formula of Vincenty on the WGS84 ellipsoid; a sphere is within 0.5 %.
  CHECK(std::abs(atlas::metres_between({-0.5792, 44.8378}, {-0.2437, 44.9152}) - 27'900) < 140);
}
