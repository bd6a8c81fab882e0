// Open votes on a record: one register `v/<voter>` for each voter, so that voting again replaces one's vote and no copy
// of a vote counts twice. Taking a vote back writes null. Secret ballots are never registers.
#pragma once

#include <string>
#include <vector>

#include "records/state.h"

namespace records {

inline std::string vote_key(base::Id voter) { return std::string(kVotePrefix) + base::to_hex(voter); }

struct Vote {
  base::Id voter;
  oplog::Value value;
};
// Those that stand, by voter. A register that names no voter is none.
std::vector<Vote> votes(const State& state, base::Id record);

struct Count {
  oplog::Value value;
  std::size_t votes = 0;
};
// How often each value was voted for, the most frequent first, equal ones in the order of values.
std::vector<Count> tally(const State& state, base::Id record);

}  // namespace records
