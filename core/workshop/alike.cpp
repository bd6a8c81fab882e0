#include "workshop/alike.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/utf8.h"

namespace workshop {
namespace {

constexpr std::size_t kStem = 5, kShortest = 4;  // letters of a word's beginning; of a word that counts
constexpr double kClose = 0.3;                   // of the weights of two cards' words, what they share
constexpr std::size_t kFew = 6;                  // cards: among so few every word may tell
constexpr std::size_t kMostCards = 2'000;        // pairs are all looked at

struct Said {
  std::map<std::string, std::string> stems;  // and the word as it is written
  double sum = 0;                            // of their weights
};

std::string stem_of(const std::string& word) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < word.size() && count < kStem; ++count) base::next_code_point(word, at);
  return word.substr(0, at);
}

// A word as it stands in a text, without what stands around it.
std::vector<std::string> as_written(std::string text) {
  constexpr std::string_view kBetween[] = {"\u2019", "\u00a0", "\u202f", "«", "»",  "…", ".", ",",  ";", ":",
                                           "!",      "?",      "(",      ")", "\"", "'", "/", "\n", "\t"};
  for (const std::string_view mark : kBetween)
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;)
      std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), mark.size(), ' ');
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) found.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

Said said(const Card& card) {
  Said out;
  for (const std::string& written : as_written(card.text))
    for (const std::string& word : base::words(written))
      if (base::count_code_points(word) >= kShortest) out.stems.emplace(stem_of(word), written);
  return out;
}

}  // namespace

std::vector<Alike> alike(const Board& board) {
  std::vector<std::size_t> cards;
  for (std::size_t i = 0; i < board.cards.size() && cards.size() < kMostCards; ++i)
    if (!board.cards[i].hidden) cards.push_back(i);
  std::vector<Said> words;
  std::map<std::string, double> weight;
  for (const std::size_t at : cards) {
    words.push_back(said(board.cards[at]));
    for (const auto& [stem, word] : words.back().stems) ++weight[stem];
  }
  // A word counts by how rare it is; what every second card says tells nothing.
  const auto count_of_all = static_cast<double>(cards.size());
  for (auto& [stem, count] : weight)
    count = cards.size() > kFew && 2 * count > count_of_all ? 0 : std::log(count_of_all / count);
  for (Said& one : words)
    for (const auto& [stem, word] : one.stems) one.sum += weight[stem];
  std::vector<std::vector<double>> close(cards.size());
  struct Pair {
    double by;
    std::size_t a, b;
  };
  std::vector<Pair> pairs;
  for (std::size_t b = 0; b < cards.size(); ++b) {
    close[b].resize(b);
    for (std::size_t a = 0; a < b; ++a) {
      double shared = 0;
      for (const auto& [stem, word] : words[a].stems)
        if (words[b].stems.contains(stem)) shared += weight[stem];
      if (shared > 0) close[b][a] = shared / std::sqrt(words[a].sum * words[b].sum);
      if (close[b][a] >= kClose) pairs.push_back({close[b][a], a, b});
    }
  }
  std::ranges::stable_sort(pairs, std::ranges::greater{}, &Pair::by);
  // A card joins others only where it is close to each of them: else a chain would lead from anything to anything.
  std::vector<std::size_t> of(cards.size());
  std::vector<std::vector<std::size_t>> sets(cards.size());
  for (std::size_t i = 0; i < cards.size(); ++i) of[i] = i, sets[i] = {i};
  for (const Pair& pair : pairs) {
    const std::size_t into = of[pair.a], from = of[pair.b];
    if (into == from) continue;
    bool all = true;
    for (const std::size_t a : sets[into])
      for (const std::size_t b : sets[from]) all = all && close[std::max(a, b)][std::min(a, b)] >= kClose;
    if (!all) continue;
    for (const std::size_t b : sets[from]) of[b] = into;
    sets[into].insert(sets[into].end(), sets[from].begin(), sets[from].end());
    sets[from].clear();
  }
  std::vector<Alike> found;
  for (const Pair& pair : pairs) {
    if (of[pair.a] != of[pair.b]) continue;  // kept apart
    std::vector<std::size_t> set = std::exchange(sets[of[pair.a]], {});
    if (set.empty()) continue;  // told already
    std::ranges::sort(set);
    Alike one;
    std::set<base::Id> groups;
    for (const std::size_t i : set) {
      one.cards.push_back(cards[i]);
      groups.insert(board.cards[cards[i]].group);
    }
    if (groups.size() == 1 && *groups.begin()) continue;  // they are together already
    std::vector<std::pair<double, std::string>> shared;
    for (const auto& [stem, word] : words[set.front()].stems)
      if (weight[stem] > 0 && std::ranges::all_of(set, [&](std::size_t i) { return words[i].stems.contains(stem); }))
        shared.emplace_back(-weight[stem], word);
    std::ranges::sort(shared);
    for (auto& [by, word] : shared) one.words.push_back(std::move(word));
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace workshop
