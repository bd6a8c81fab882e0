// Search over records: accents, case and ligatures folded, prefix of the last word, every word required; ranked by the
// fields' search weights, whole words before prefixes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "records/state.h"

namespace atlas {

struct Hit {
  base::Id id;
  float score = 0;  // higher is better; equal scores keep the folded name's order
};

class SearchIndex {
 public:
  // Indexes every record of `kind` by its declaration's searchable fields. A record's name is its required field of the
  // greatest weight.
  void build(const records::State& state, std::string_view kind);
  // All records in name order for a query without words. French link words (de, la, et...) are not required beside
  // others.
  std::vector<Hit> find(std::string_view query, std::size_t limit = SIZE_MAX) const;
  std::size_t size() const { return documents_.size(); }

 private:
  struct Document {
    base::Id id;
    std::string sort_name;
  };
  struct Posting {
    std::uint32_t document;
    float weight;
  };
  // Best weight of one query word in every document, 0 where it is absent.
  std::vector<float> weights(std::string_view word, bool prefix) const;

  std::vector<Document> documents_;             // by sort_name
  std::vector<std::string> terms_;              // sorted
  std::vector<std::vector<Posting>> postings_;  // by term
};

}  // namespace atlas
