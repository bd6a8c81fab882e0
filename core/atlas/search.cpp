#include "atlas/search.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/utf8.h"

namespace atlas {
namespace {

constexpr float kPrefixShare = 0.5f;  // of a field's weight, for a word that only begins like the query's

bool is_link_word(std::string_view word) {
  constexpr std::array<std::string_view, 15> kLinkWords = {"a",  "au", "aux", "ce",  "de", "des", "du", "en",
                                                           "et", "la", "le",  "les", "ou", "un",  "une"};
  return std::ranges::find(kLinkWords, word) != kLinkWords.end();
}

std::string_view name_field(const records::Kind& kind) {
  std::string_view name;
  int weight = -1;
  for (const records::Field& field : kind.fields)
    if (field.need == records::Need::kRequired && field.search_weight > weight) {
      name = field.key;
      weight = field.search_weight;
    }
  return name;
}

}  // namespace

void SearchIndex::build(const records::State& state, std::string_view kind_key) {
  documents_.clear();
  terms_.clear();
  postings_.clear();
  const records::Kind* kind = records::find_kind(kind_key);
  if (!kind) return;
  const std::string_view name = name_field(*kind);
  for (const base::Id id : state.all(kind_key)) documents_.push_back({id, base::fold(state.text(id, name))});
  std::ranges::stable_sort(documents_, {}, &Document::sort_name);

  std::unordered_map<std::string, std::vector<Posting>> found;
  const auto add = [&](std::uint32_t document, float weight, std::string_view text) {
    for (std::string& word : base::words(text)) {
      std::vector<Posting>& postings = found[std::move(word)];
      if (postings.empty() || postings.back().document != document)
        postings.push_back({document, weight});
      else
        postings.back().weight = std::max(postings.back().weight, weight);
    }
  };
  for (std::uint32_t document = 0; document < documents_.size(); ++document)
    for (const records::Field& field : kind->fields) {
      if (field.search_weight == 0) continue;
      const auto weight = static_cast<float>(field.search_weight);
      const base::Id id = documents_[document].id;
      if (records::is_multiple(field.type)) {
        for (const std::string& value : state.texts(id, field.key)) add(document, weight, value);
      } else {
        add(document, weight, state.text(id, field.key));
      }
    }

  terms_.reserve(found.size());
  for (const auto& [term, postings] : found) terms_.push_back(term);
  std::ranges::sort(terms_);
  postings_.reserve(terms_.size());
  for (const std::string& term : terms_) postings_.push_back(std::move(found[term]));
}

std::vector<float> SearchIndex::weights(std::string_view word, bool prefix) const {
  std::vector<float> best(documents_.size(), 0.0f);
  for (auto term =
           std::ranges::lower_bound(terms_, word, {}, [](const std::string& held) { return std::string_view(held); });
       term != terms_.end(); ++term) {
    const bool whole = *term == word;
    if (!whole && !(prefix && term->starts_with(word))) break;
    for (const Posting& posting : postings_[static_cast<std::size_t>(term - terms_.begin())])
      best[posting.document] = std::max(best[posting.document], whole ? posting.weight : posting.weight * kPrefixShare);
  }
  return best;
}

std::vector<Hit> SearchIndex::find(std::string_view query, std::size_t limit) const {
  const std::vector<std::string> words = base::words(query);
  const bool only_link_words = std::ranges::all_of(words, is_link_word);
  std::vector<float> scores(documents_.size(), 0.0f);
  std::vector<bool> missed(documents_.size(), false);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    const bool required = last || only_link_words || !is_link_word(words[i]);
    const std::vector<float> best = weights(words[i], last);
    for (std::size_t document = 0; document < best.size(); ++document) {
      scores[document] += best[document];
      if (required && best[document] == 0.0f) missed[document] = true;
    }
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t document = 0; document < documents_.size(); ++document)
    if (!missed[document]) order.push_back(document);
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::uint32_t document) { return scores[document]; });
  if (order.size() > limit) order.resize(limit);
  std::vector<Hit> hits;
  hits.reserve(order.size());
  for (const std::uint32_t document : order) hits.push_back({documents_[document].id, scores[document]});
  return hits;
}

}  // namespace atlas
