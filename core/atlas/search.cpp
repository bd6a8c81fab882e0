#include "atlas/search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <numeric>
#include <optional>

#include "base/utf8.h"

namespace atlas {
namespace {

// Shares of a weight; see Scores::of.
constexpr int kWhole = 8, kBeginning = 4, kOneWrong = 2, kTwoWrong = 1;
constexpr std::size_t kMostWords = 12;    // of a query; what follows is not looked at
constexpr std::size_t kLongestTerm = 32;  // code points compared when forgiving letters

bool is_link_word(std::string_view word) {
  constexpr std::array<std::string_view, 16> kLinkWords = {"a",  "au", "aux", "ce", "chez", "de", "des", "du",
                                                           "en", "et", "la",  "le", "les",  "ou", "un",  "une"};
  return std::ranges::find(kLinkWords, word) != kLinkWords.end();
}

// How many letters of a word may be wrong.
std::size_t forgiven(std::size_t length) { return length >= 8 ? 2 : length >= 4 ? 1 : 0; }

// One bit for each letter or digit, several for other scripts together.
std::uint64_t signature_of(std::string_view word) {
  std::uint64_t bits = 0;
  for (const char c : word) {
    if ((c & 0xC0) == 0x80) continue;  // inside a code point
    const auto byte = static_cast<unsigned char>(c);
    bits |= std::uint64_t{1} << (byte >= 'a' && byte <= 'z' ? byte - 'a'
                                 : byte < 0x80              ? 26 + byte % 16
                                                            : 42 + byte % 16);
  }
  return bits;
}

struct Letters {
  std::array<char32_t, kLongestTerm> of{};
  std::size_t size = 0;
  explicit Letters(std::string_view word) {
    for (std::size_t at = 0; at < word.size() && size < kLongestTerm;) of[size++] = base::next_code_point(word, at);
  }
};

// Letters to insert, take out, replace or swap with the next to make `word` of `term` (optimal string alignment); with
// `beginning`, of the beginning of `term` that needs the fewest. More than `most` is most + 1.
std::size_t wrong_letters(const Letters& word, const Letters& term, std::size_t most, bool beginning) {
  if (word.size > term.size + most || (!beginning && term.size > word.size + most)) return most + 1;
  using Row = std::array<std::uint8_t, kLongestTerm + 1>;
  std::array<Row, 3> rows;  // of this letter of the word, of the one before, of the one before that
  const std::size_t width = std::min(term.size, word.size + most);
  for (std::size_t j = 0; j <= width; ++j) rows[0][j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= word.size; ++i) {
    Row& row = rows[i % 3];
    const Row &before = rows[(i + 2) % 3], &two_before = rows[(i + 1) % 3];
    row[0] = static_cast<std::uint8_t>(i);
    std::uint8_t least = row[0];
    for (std::size_t j = 1; j <= width; ++j) {
      const bool same = word.of[i - 1] == term.of[j - 1];
      int cost = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && word.of[i - 1] == term.of[j - 2] && word.of[i - 2] == term.of[j - 1])
        cost = std::min(cost, two_before[j - 2] + 1);
      row[j] = static_cast<std::uint8_t>(cost);
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  const Row& last = rows[word.size % 3];
  return beginning ? *std::min_element(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(width) + 1)
                   : last[width];
}

// A word of a query against the words of documents: what share of the weight each has.
class Matcher {
 public:
  Matcher(std::string_view word, bool beginning, bool near)
      : word_(word), letters_(word), signature_(signature_of(word)), beginning_(beginning) {
    most_ = near ? forgiven(base::count_code_points(word)) : 0;
  }
  std::size_t most() const { return most_; }
  // Words that can not be near are told apart by the letters they have.
  bool may_be_near(std::uint64_t signature, std::size_t length) const {
    return length + most_ >= letters_.size && (beginning_ || length <= letters_.size + most_) &&
           static_cast<std::size_t>(std::popcount(signature_ & ~signature)) <= most_;
  }
  int share(std::string_view term) const {
    if (term == word_) return kWhole;
    if (beginning_ && term.starts_with(word_)) return kBeginning;
    if (most_ == 0) return 0;
    const std::size_t wrong = wrong_letters(letters_, Letters(term), most_, beginning_);
    return wrong > most_ ? 0 : wrong <= 1 ? kOneWrong : kTwoWrong;
  }

 private:
  std::string_view word_;
  Letters letters_;
  std::uint64_t signature_;
  bool beginning_;
  std::size_t most_;
};

void raise(std::uint8_t& held, int score) { held = std::max(held, static_cast<std::uint8_t>(score)); }

}  // namespace

void SearchIndex::clear() { *this = SearchIndex(); }

// The number of a word while building; new words get the next one.
std::uint32_t SearchIndex::number_of(std::string_view word) {
  if (terms_.size() * 2 >= table_.size()) {
    table_.assign(std::max<std::size_t>(1024, table_.size() * 2), 0);
    for (std::uint32_t term = 0; term < terms_.size(); ++term) {
      std::size_t at = std::hash<std::string_view>{}(letters(terms_[term]));
      while (table_[at &= table_.size() - 1] != 0) ++at;
      table_[at] = term + 1;
    }
  }
  std::size_t at = std::hash<std::string_view>{}(word);
  for (;; ++at) {
    std::uint32_t& held = table_[at &= table_.size() - 1];
    if (held != 0 && letters(terms_[held - 1]) == word) return held - 1;
    if (held != 0) continue;
    held = static_cast<std::uint32_t>(terms_.size() + 1);
    terms_.push_back({static_cast<std::uint32_t>(letters_.size()), static_cast<std::uint32_t>(word.size()), 0,
                      static_cast<std::uint32_t>(base::count_code_points(word)), signature_of(word)});
    letters_.append(word);
    last_found_.push_back(0);
    return held - 1;
  }
}

void SearchIndex::add(std::uint32_t document, const std::vector<WeightedText>& texts) {
  for (const WeightedText& text : texts) {
    base::words(text.text, folded_, words_);
    for (const std::string_view word : words_) {
      const std::uint32_t term = number_of(word), posting = document << 4 | static_cast<std::uint32_t>(text.weight);
      std::uint32_t& last = last_found_[term];
      if (last != 0 && found_[last - 1].second >> 4 == document) {
        found_[last - 1].second = std::max(found_[last - 1].second, posting);
        continue;
      }
      found_.emplace_back(term, posting);
      last = static_cast<std::uint32_t>(found_.size());
    }
  }
}

void SearchIndex::finish() {
  std::vector<std::uint32_t> order(terms_.size()), rank(terms_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, {}, [&](std::uint32_t term) { return letters(terms_[term]); });
  std::vector<Term> sorted;
  sorted.reserve(terms_.size() + 1);
  for (const std::uint32_t term : order) {
    rank[term] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(terms_[term]);
  }
  sorted.push_back({});
  terms_ = std::move(sorted);
  // Counting sort by term; documents are already rising.
  for (const auto& [term, posting] : found_) ++terms_[rank[term] + 1].first;
  for (std::size_t i = 1; i < terms_.size(); ++i) terms_[i].first += terms_[i - 1].first;
  postings_.resize(found_.size());
  std::vector<std::uint32_t> next;
  next.reserve(terms_.size());
  for (const Term& term : terms_) next.push_back(term.first);
  for (const auto& [term, posting] : found_) postings_[next[rank[term]]++] = posting;
  letters_.shrink_to_fit();
  table_ = {};
  found_ = {};
  last_found_ = {};
  fresh_.clear();
}

void SearchIndex::replace(std::uint32_t document, const std::vector<WeightedText>& texts) {
  auto held = std::ranges::find(fresh_, document, &Fresh::document);
  if (held == fresh_.end()) held = fresh_.insert(held, Fresh{document, {}});
  held->words.clear();
  for (const WeightedText& text : texts) {
    base::words(text.text, folded_, words_);
    for (const std::string_view word : words_) held->words.emplace_back(word, static_cast<std::uint8_t>(text.weight));
  }
}

void SearchIndex::add_term(std::size_t term, int share, std::vector<std::uint8_t>& best) const {
  for (std::uint32_t i = terms_[term].first; i < terms_[term + 1].first; ++i)
    raise(best[postings_[i] >> 4], static_cast<int>(postings_[i] & 15u) * share);
}

bool SearchIndex::score(std::string_view word, Reach reach, std::vector<std::uint8_t>& best) const {
  std::ranges::fill(best, std::uint8_t{0});
  const Matcher matcher(word, reach != Reach::kWhole, reach == Reach::kNear);
  const std::size_t count = terms_.empty() ? 0 : terms_.size() - 1;
  if (matcher.most() > 0) {
    for (std::size_t term = 0; term < count; ++term)
      if (matcher.may_be_near(terms_[term].signature, terms_[term].length))
        if (const int share = matcher.share(letters(terms_[term]))) add_term(term, share, best);
  } else {
    const auto first = std::ranges::lower_bound(terms_.begin(), terms_.begin() + static_cast<std::ptrdiff_t>(count),
                                                word, {}, [&](const Term& term) { return letters(term); });
    for (auto term = static_cast<std::size_t>(first - terms_.begin()); term < count; ++term) {
      const int share = matcher.share(letters(terms_[term]));
      if (share == 0) break;
      add_term(term, share, best);
    }
  }
  for (const Fresh& fresh : fresh_) {  // they stand for what was there before
    if (fresh.document >= best.size()) continue;
    best[fresh.document] = 0;
    for (const auto& [held, weight] : fresh.words)
      if (matcher.most() == 0 || matcher.may_be_near(signature_of(held), base::count_code_points(held)))
        raise(best[fresh.document], matcher.share(held) * weight);
  }
  return std::ranges::any_of(best, [](std::uint8_t held) { return held != 0; });
}

Scores SearchIndex::find(std::string_view query, std::size_t documents) const {
  Scores found;
  found.of.assign(documents, 0);
  std::vector<std::string> words = base::words(query);
  if (words.size() > kMostWords) words.resize(kMostWords);
  if (words.empty()) return found;

  struct Part {
    std::string word;
    bool required;
    Reach reach;
    std::vector<std::uint8_t> best;
  };
  const bool only_link_words = std::ranges::all_of(words, is_link_word);
  std::vector<Part> parts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size(), required = last || only_link_words || !is_link_word(words[i]);
    parts.push_back({std::move(words[i]), required, last ? Reach::kBeginning : Reach::kWhole,
                     std::vector<std::uint8_t>(documents)});
  }
  // What all required words but `skipped` find.
  const auto join = [&](const Part* skipped) {
    std::ranges::fill(found.of, std::uint16_t{1});
    for (const Part& part : parts)
      if (part.required && &part != skipped)
        for (std::size_t i = 0; i < documents; ++i)
          found.of[i] = static_cast<std::uint16_t>(part.best[i] && found.of[i] ? found.of[i] + part.best[i] : 0);
    for (const Part& part : parts)
      if (!part.required)
        for (std::size_t i = 0; i < documents; ++i)
          found.of[i] = static_cast<std::uint16_t>(found.of[i] ? found.of[i] + part.best[i] : 0);
    found.hits = documents - static_cast<std::size_t>(std::ranges::count(found.of, std::uint16_t{0}));
    return found.hits > 0;
  };

  for (Part& part : parts)
    if (!score(part.word, part.reach, part.best) && part.required) {
      part.reach = Reach::kNear;
      score(part.word, part.reach, part.best);
    }
  if (join(nullptr)) return found;
  for (Part& part : parts)
    if (part.required && part.reach != Reach::kNear) {
      part.reach = Reach::kNear;
      score(part.word, part.reach, part.best);
    }
  // One word after the other is given up: the one without which the best place fits the others best; at equal scores
  // the later one.
  while (!join(nullptr) && std::ranges::count_if(parts, &Part::required) > 1) {
    const Part* given_up = nullptr;
    std::uint16_t most = 0;
    for (const Part& part : parts) {
      if (!part.required) continue;
      const std::uint16_t best = join(&part) ? *std::ranges::max_element(found.of) : std::uint16_t{0};
      if (!given_up || best >= most) {
        given_up = &part;
        most = best;
      }
    }
    found.left_out.push_back(given_up->word);
    parts.erase(parts.begin() + (given_up - parts.data()));
  }
  if (found.hits == 0) found.left_out.clear();
  return found;
}

std::size_t SearchIndex::bytes() const {
  std::size_t size = letters_.capacity() + terms_.capacity() * sizeof(Term) + postings_.capacity() * 4;
  for (const Fresh& fresh : fresh_) size += sizeof fresh + fresh.words.capacity() * sizeof fresh.words[0];
  return size;
}

}  // namespace atlas
