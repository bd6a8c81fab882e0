// Cards that say something alike, for people to look at: nothing is put together by itself. Two cards are alike by the
// words they share, of which rare ones on this board count for more; a word is its first letters, so that "médiateur"
// and "médiation" are one, in any of our languages.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "workshop/board.h"

namespace workshop {

struct Alike {
  std::vector<std::size_t> cards;  // of Board::cards, as they were written; two at least, not all of one group
  std::vector<std::string> words;  // that all of them share, as the first writes them; the rarest first
};

// Each card once; those that are closest first. Hidden cards are left out.
std::vector<Alike> alike(const Board& board);

}  // namespace workshop
