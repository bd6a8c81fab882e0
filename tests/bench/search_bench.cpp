// Search over 100,000 places (four fields, folded, ranked, the first twenty wanted) and the atlas's own query over the
// same places as records: facet counts, list and order. --full: a million too. Peers: peers/search_fts5.py,
// peers/search_minisearch.mjs.
// The check of a search is how many places its queries find.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../support/place_workload.h"
#include "atlas/places.h"

namespace {

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string scale(std::size_t count) { return "search-1e" + std::to_string(std::to_string(count).size() - 1); }

void row(const std::string& name, double ms, std::size_t check) {
  std::printf("%s\tescale\t%.3f\t%zu\n", name.c_str(), ms, check);
}

template <class Work>
double measured(Work work) {
  const double start = now_ms();
  work();
  return now_ms() - start;
}

// The best of three: what other programs take of the machine is not the search's.
template <class Work>
double best_of_three(Work work) {
  return std::min({measured(work), measured(work), measured(work)});
}

// The 99th of a hundred.
double p99(std::vector<double> times) {
  std::ranges::sort(times);
  return times[times.size() * 99 / 100];
}

std::vector<std::uint32_t> first_twenty(const atlas::Scores& scores) {
  std::vector<std::uint32_t> first;
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    return scores.of[a] != scores.of[b] ? scores.of[a] > scores.of[b] : a < b;
  };
  std::uint16_t least = 1;
  for (std::uint32_t i = 0; i < scores.of.size(); ++i) {
    if (scores.of[i] < least || (first.size() == 20 && scores.of[i] == least)) continue;
    first.insert(std::ranges::upper_bound(first, i, better), i);
    if (first.size() > 20) first.pop_back();
    if (first.size() == 20) least = scores.of[first.back()];
  }
  return first;
}

records::State state_of(const std::vector<support::WorkPlace>& places) {
  records::State state;
  support::SplitMix random{9};
  const auto services = records::find_list("services")->choices;
  const char* hours[] = {"Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", "Tu-Sa 10:00-18:00; PH off",
                         "Mo-Fr 08:30-17:30", "We 14:00-19:00"};
  oplog::Batch batch;
  batch.actor = base::Id{1};
  for (std::size_t i = 0; i < places.size(); ++i) {
    records::Draft draft{"place", base::Id{random.next() | 1}, {}};
    draft.set("nom", places[i].name);
    draft.set("commune", places[i].commune);
    draft.set("code_postal", "33" + std::to_string(100 + random.below(800)));
    draft.set("adresse", "rue de la République");
    draft.set("presentation_detail", places[i].description);
    draft.set("latitude", records::Values{44.2 + static_cast<double>(random.below(1'000'000)) / 1e6});
    draft.set("longitude", records::Values{-1.2 + static_cast<double>(random.below(1'200'000)) / 1e6});
    draft.set("horaires", hours[random.below(4)]);
    draft.set("date_maj", "202" + std::to_string(random.below(7)) + "-04-02");
    draft.set("services", records::Values{std::string(services[random.below(4)].value),
                                          std::string(services[4 + random.below(5)].value)});
    draft.set("frais_a_charge", records::Values{"Gratuit"});
    for (const records::Change& change : records::changes(state, draft))
      batch.sets.push_back({change.entity, change.key, i + 1, change.value});
  }
  state.apply(batch);
  return state;
}

}  // namespace

void measure(std::size_t count, bool records) {
  const support::PlaceWorkload workload(count);
  const std::string name = scale(count);
  atlas::SearchIndex index;
  const double built = measured([&] {
    for (std::uint32_t i = 0; i < count; ++i) {
      const support::WorkPlace& place = workload.places[i];
      index.add(i, {{place.name, 8}, {place.category, 2}, {place.commune, 5}, {place.description, 1}});
    }
    index.finish();
  });
  row(name + "-build", built, count);
  std::fprintf(stderr, "index: %.1f MB\n", static_cast<double>(index.bytes()) / 1e6);
  const char* kinds[] = {"-word-p99", "-and-p99", "-prefix-p99"};
  for (std::size_t kind = 0; kind < 3; ++kind) {
    std::vector<double> times;
    std::size_t hits = 0;
    for (const std::string& query : workload.queries[kind])
      times.push_back(best_of_three([&] {
        const atlas::Scores scores = index.find(query, count);
        hits += scores.hits;
        if (first_twenty(scores).empty()) std::abort();
      }));
    row(name + kinds[kind], p99(times), hits / 3);
  }
  // A letter wrong in each word: no peer answers the same question.
  std::vector<double> times;
  for (std::string query : workload.queries[0]) {
    query.front() = query.front() == 'x' ? 'y' : 'x';
    times.push_back(best_of_three([&] { index.find(query, count); }));
  }
  row(name + "-typo-p99", p99(times), times.size());

  if (!records) return;
  records::State state = state_of(workload.places);
  atlas::Places places;
  constexpr std::int64_t kNow = 1'795'500'000'000;  // 24 November 2026
  const double read = measured([&] { places.refresh(state); });
  row(name + "-atlas-read", read, places.size());
  row(name + "-atlas-first-query", measured([&] { places.find({}, kNow); }), places.size());
  atlas::Query query{.facets = atlas::bit_of(atlas::Facet::kCost, "Gratuit")};
  times.clear();
  std::size_t hits = 0;
  for (const std::string& words : workload.queries[2]) {
    query.words = words;
    times.push_back(best_of_three([&] { hits += places.find(query, kNow).places.size(); }));
  }
  row(name + "-atlas-query-p99", p99(times), hits / 3);
  times.clear();
  for (int i = 0; i < 100; ++i) {
    oplog::Batch batch;
    batch.actor = base::Id{1};
    const base::Id id = places.all()[places.by_name()[static_cast<std::size_t>(i) * count / 100]].id;
    batch.sets.push_back({id, "nom", count + 2 + static_cast<std::uint64_t>(i), std::string("Nouveau nom")});
    state.apply(batch);
    times.push_back(measured([&] { places.refresh(state); }));
  }
  row(name + "-atlas-edit-p99", p99(times), places.find({.words = "nouveau nom"}, kNow).places.size());
}

int main(int argc, char** argv) {
  measure(100'000, true);
  if (argc > 1 && std::string_view(argv[1]) == "--full") measure(1'000'000, false);
}
