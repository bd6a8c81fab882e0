// How a board decides, the ballots that people gave, and what they come to. A ballot is open: a mark of each voter on
// each card (records/votes.h), so that voting again replaces, and what was given one way is not read as another.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "decide/majority_judgment.h"
#include "decide/standing.h"
#include "records/state.h"

namespace workshop {

enum class Way : std::uint8_t {
  kDots,      // so many of each person, on one card or on several
  kApproval,  // as many cards as one likes
  kRanking,   // 1, 2, 3 …; equal places are equal, cards without a place come after all others (decide/ranking.h)
  kJudgment,  // a grade for each card (decide/majority_judgment.h)
};
inline constexpr std::string_view kWays[] = {"dots", "approval", "ranking", "judgment"};  // of the list "vote"

inline constexpr std::size_t kGrades = 6;        // "à rejeter" to "excellent"
inline constexpr std::size_t kDefaultGrade = 0;  // of a card that a voter did not grade, as is said before the vote
inline constexpr std::size_t kMostRanked = 60;   // options of a ranking: the count takes their cube

struct Decision {
  Way way = Way::kDots;
  std::size_t quota = 0;  // dots of each person
  base::Id zone;          // whose cards are voted on; none: all
  bool secret = false;    // ballots go into boxes, and count once these are opened (secret.h)
  std::string lots;       // the seed by which equal cards were told apart; empty: they were not
};
Decision read_decision(const records::State& state, base::Id board);

// A mark on a card: dots; 1 approved; a place from 1; a grade counted from 1. 0: none.
using Mark = std::uint32_t;
// A vote holds a mark of each way beside each other, so that a way taken up again finds its own: an integer of dots
// alone, else a text such as "d2 a1 r3 g5".
inline constexpr char kSigns[] = {'d', 'a', 'r', 'g'};  // by way, before the number
Mark largest_mark(Way way);
Mark read_mark(Way way, const oplog::Value& vote);
oplog::Value write_mark(const oplog::Value& vote, Way way, Mark mark);  // the vote with that mark

// What a voter gave, by option.
struct Ballot {
  base::Id voter;
  std::vector<Mark> marks;
};

struct Outcome {
  std::vector<std::size_t> options;         // cards of the board that are voted on
  std::size_t voters = 0;                   // who marked one of them at least; of a judgment, hands in the room too
  std::vector<std::uint64_t> totals;        // by option: dots, approvals; of a ranking, options it beats one to one
  std::vector<decide::Grades> grades;       // by option, of a judgment: the default grade for those who gave none
  std::vector<std::size_t> majority;        // by option, of a judgment: its grade
  std::vector<decide::Standing> standings;  // Standing::option is the card's number on the board; best first; of dots
                                            // and approvals those that have any; none without a voter
  bool tied = false;                        // the first place is shared
};

// Hands in the room for one option, which nobody's ballot holds.
struct Hands {
  std::uint64_t count = 0;  // dots, approvals
  decide::Grades grades;    // of a judgment, the lowest first; empty: none. A ranking has none: a paper is a ballot
};

// `cards`: their ids, as the board has them; `options` among them; `hands` by option.
Outcome count(const Decision& decision, std::span<const base::Id> cards, std::vector<std::size_t> options,
              std::span<const Ballot> ballots, std::span<const Hands> hands);

// "3 0 1 2 0 4": hands by grade, the lowest first; "" where there are none. What cannot be read is none.
std::string write_grades(const decide::Grades& grades);
decide::Grades read_grades(std::string_view written);

}  // namespace workshop
