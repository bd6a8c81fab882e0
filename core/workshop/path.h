// The way from needs to what was decided: each card that people voted for or that somebody decided about, with the
// cards it goes with.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "workshop/board.h"

namespace workshop {

struct Step {
  std::size_t card = 0;               // of Board::cards
  std::vector<std::size_t> with;      // tied to it, as they were written
  std::size_t place = 0;              // in the vote; 0: none
  std::optional<std::size_t> choice;  // of Board::choices: the one that holds
};

// The best of the vote first, then the others as they were written.
std::vector<Step> path(const Board& board);

// The choice about a card that holds; none.
const Choice* choice_about(const Board& board, base::Id card);

}  // namespace workshop
