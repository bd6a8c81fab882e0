// Generated places and queries, the same in every language that benchmarks them
// (tests/bench/peers/search_minisearch.mjs): splitmix64, names and descriptions of invented words, frequent and rare
// ones (Zipf).
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace support {

struct SplitMix {
  std::uint64_t state;
  std::uint64_t next() {
    state += 0x9E3779B97F4A7C15ull;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
};

struct WorkPlace {
  std::string name, category, commune, description;
};

struct PlaceWorkload {
  std::vector<WorkPlace> places;
  std::array<std::vector<std::string>, 3> queries;  // a word; two words; the first four letters of a word

  explicit PlaceWorkload(std::size_t count) {
    static constexpr const char* kKinds[] = {"École", "Bibliothèque", "Mairie",       "Marché",    "Théâtre",
                                             "Musée", "Crèche",       "Piscine",      "Gymnase",   "Église",
                                             "Foyer", "Jardin",       "Déchèterie",   "Pharmacie", "Boulangerie",
                                             "Café",  "Épicerie",     "Ressourcerie", "Lycée",     "Collège"};
    static constexpr const char* kSyllables[] = {
        "ba", "bé",  "bre", "ca", "cha", "cor",  "dé", "do",   "fa",  "fê", "ga",    "gué", "hau", "île",
        "ja", "ker", "la",  "lé", "lou", "ma",   "mé", "mont", "na",  "né", "nô",    "pa",  "plé", "pou",
        "ra", "ré",  "ro",  "sa", "sé",  "sain", "ta", "tré",  "val", "vé", "ville", "zac"};
    SplitMix random{4};
    const auto word = [&] {
      std::string made;
      for (std::size_t left = 2 + random.below(3); left > 0; --left) made += kSyllables[random.below(40)];
      return made;
    };
    std::vector<std::string> words(20'000), communes(300);
    for (std::string& made : words) made = word();
    for (std::string& made : communes) {  // one draw after the other: the operands of + have no order
      made = word();
      made += "-sur-" + word();
    }
    // Word k about as often as 1/k, without a function that differs by a bit between machines: half the draws fall in
    // the first 141 words, half of these in the first 12...
    const auto frequent = [&] {
      std::size_t most = words.size();
      while (most > 1 && random.below(2) == 0) most = static_cast<std::size_t>(std::sqrt(static_cast<double>(most)));
      return random.below(most);
    };
    for (std::size_t i = 0; i < count; ++i) {
      WorkPlace place;
      place.category = kKinds[random.below(20)];
      place.name = place.category + " " + words[frequent()];
      place.name += " " + words[random.below(words.size())];
      place.commune = communes[random.below(communes.size())];
      for (int k = 0; k < 10; ++k) place.description += (k ? " " : "") + words[frequent()];
      places.push_back(std::move(place));
    }
    const auto first_word = [](const std::string& text) { return text.substr(0, text.find(' ')); };
    for (int i = 0; i < 200; ++i) queries[0].push_back(first_word(places[random.below(count)].description));
    for (int i = 0; i < 200; ++i) {
      const WorkPlace& place = places[random.below(count)];
      queries[1].push_back(place.category + " " + place.name.substr(place.name.rfind(' ') + 1));
    }
    for (int i = 0; i < 200; ++i) {
      const std::string from = first_word(places[random.below(count)].description);
      std::size_t at = 0;
      for (int letters = 0; at < from.size() && letters < 4; ++letters)
        while (++at < from.size() && (from[at] & 0xC0) == 0x80) {
        }
      queries[2].push_back(from.substr(0, at));
    }
  }
};

}  // namespace support
