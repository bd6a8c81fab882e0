#include "records/votes.h"

#include <algorithm>

namespace records {

std::vector<Vote> votes(const State& state, base::Id record) {
  std::vector<Vote> cast;
  for (const oplog::Register& held : state.registers(record)) {
    const std::string_view key = state.key_name(held.key);
    if (!key.starts_with(kVotePrefix) || oplog::is_null(held.value)) continue;
    const auto voter = base::from_hex(key.substr(kVotePrefix.size()));
    if (voter && *voter != 0) cast.push_back({base::Id{*voter}, held.value});
  }
  std::ranges::sort(cast, {}, &Vote::voter);
  return cast;
}

std::vector<Count> tally(const State& state, base::Id record) {
  std::vector<Count> counts;
  for (Vote& vote : votes(state, record)) {
    const auto same = [&](const Count& count) { return oplog::compare(count.value, vote.value) == 0; };
    const auto found = std::ranges::find_if(counts, same);
    if (found == counts.end())
      counts.push_back({std::move(vote.value), 1});
    else
      ++found->votes;
  }
  std::ranges::sort(counts, [](const Count& a, const Count& b) {
    return a.votes != b.votes ? a.votes > b.votes : oplog::compare(a.value, b.value) < 0;
  });
  return counts;
}

}  // namespace records
