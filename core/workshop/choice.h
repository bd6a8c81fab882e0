// What was decided about cards, by whom and why: whoever answers for the means chooses among what people proposed. What
// was put aside stays, with its reason.
#pragma once

#include <string>
#include <vector>

#include "records/state.h"

namespace workshop {

struct Choice {
  base::Id id, card;
  std::string decision;  // of the list "decision"
  std::string who, why, budget;
  std::string date;  // YYYY-MM-DD; may be empty
};

// About a board's cards that are there, by their dates, then as they were written: the last one about a card holds.
std::vector<Choice> choices_on(const records::State& state, base::Id board);

}  // namespace workshop
