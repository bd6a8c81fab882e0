// A secret vote: ballots go into the box of a tablet, without a time and in the order of their content, so that nothing
// says whose one is. The box is a setting of its device. Only when it is opened do its ballots become a record of the
// log, and are counted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "records/draft.h"
#include "workshop/decision.h"

namespace workshop {

struct SecretBallot {
  Way way = Way::kDots;
  std::vector<std::pair<base::Id, Mark>> marks;  // by card, ascending; no mark of 0
  bool operator==(const SecretBallot&) const = default;
};
// "d <card>=<mark> …"; of what cannot be read there is no ballot.
std::string write_ballot(const SecretBallot& ballot);
std::optional<SecretBallot> read_ballot(std::string_view written);

struct BallotBox {
  base::Id id;                       // of the record its ballots will be
  std::vector<std::string> ballots;  // as written, in the order of their letters
};
inline constexpr std::size_t kMostBallots = 1'000;  // in one box

std::string box_setting(base::Id board);       // its key
BallotBox read_box(std::string_view setting);  // "<id>", and a line for each ballot
std::string write_box(const BallotBox& box);
// False: the box is full, or the ballot says nothing.
bool cast(BallotBox& box, const SecretBallot& ballot, base::Random& random);

// The record of an opened box. Opened twice it is the same one.
records::Draft opened(const BallotBox& box, base::Id board);
// The ballots of all boxes that were opened, of one way. What gives more dots than `quota` is none.
std::vector<SecretBallot> opened_ballots(const records::State& state, base::Id board, const Decision& decision);

}  // namespace workshop
