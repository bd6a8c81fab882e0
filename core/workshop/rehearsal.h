// A workshop tried out before it begins: a board of its own, prepared as the real one is, whose cards and votes never
// mix with the real ones. What it was made for stays as it is; at its end all of it goes.
#pragma once

#include <vector>

#include "base/clock.h"
#include "records/draft.h"
#include "records/state.h"

namespace workshop {

// The board comes first: with the zones, phases and way to decide of `board`, at its first phase, and nothing on it.
std::vector<records::Draft> rehearsal_of(const records::State& state, base::Id board, base::Random& random);

// A board and all that lies on it or says something of that: zones, cards, groups, strokes, links, comments,
// photographs, votes, reports, feedback, decisions, sheets made of its cards. The board comes first.
std::vector<base::Id> all_of(const records::State& state, base::Id board);

}  // namespace workshop
