// Search over short records: accents, case and ligatures folded, French elisions dropped; every word required, the last
// one also as a beginning; letters missing, wrong or swapped forgiven where a word is not found as it is written.
//
// Postings of all documents are built at once, into flat arrays; documents written since stand apart and are looked at
// one by one, so that one edit costs nothing. The owner rebuilds when fresh() has grown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas {

// One word of a document may weigh 1 to 15; the highest weight it has there counts.
struct WeightedText {
  std::string_view text;
  int weight = 1;
};

// What a query found, by document number.
struct Scores {
  // 0: not found. Over the query's words, the sum of the weight where it stands, times 8 for the whole word, 4 for a
  // beginning, 2 for one wrong letter, 1 for two.
  std::vector<std::uint16_t> of;
  std::size_t hits = 0;
  std::vector<std::string> left_out;  // words that were given up because nothing had them all, folded
};

class SearchIndex {
 public:
  // ---- building: documents in rising number, each once, then finish()
  void clear();
  void add(std::uint32_t document, const std::vector<WeightedText>& texts);
  void finish();

  // ---- afterwards: one document written anew, or taken out (no texts)
  void replace(std::uint32_t document, const std::vector<WeightedText>& texts);
  std::size_t fresh() const { return fresh_.size(); }

  // `documents`: how many numbers there are. A query without words finds nothing and leaves out nothing.
  Scores find(std::string_view query, std::size_t documents) const;
  std::size_t bytes() const;  // held in memory

 private:
  struct Fresh {
    std::uint32_t document;
    std::vector<std::pair<std::string, std::uint8_t>> words;  // word, weight
  };
  struct Term {
    std::uint32_t at, size;   // in letters_
    std::uint32_t first;      // of its postings, to the next term's
    std::uint32_t length;     // code points
    std::uint64_t signature;  // which letters it has
  };
  enum class Reach { kWhole, kBeginning, kNear };  // each includes those before it

  std::uint32_t number_of(std::string_view word);
  std::string_view letters(const Term& term) const { return std::string_view(letters_).substr(term.at, term.size); }
  // The best score of one word in every document; false when no document has it.
  bool score(std::string_view word, Reach reach, std::vector<std::uint8_t>& best) const;
  void add_term(std::size_t term, int share, std::vector<std::uint8_t>& best) const;

  std::string letters_;
  std::vector<Term> terms_;              // sorted by their letters once finished, with one more that ends the last
  std::vector<std::uint32_t> postings_;  // document << 4 | weight; by term, rising
  std::vector<Fresh> fresh_;

  // While building.
  std::vector<std::uint32_t> table_;                            // open addressing: term + 1, 0 for none
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found_;  // term, posting
  std::vector<std::uint32_t> last_found_;                       // by term: its last entry of found_, + 1
  std::string folded_;
  std::vector<std::string_view> words_;
};

}  // namespace atlas
