// How a board decides: marks as they are written and read, counts held against naive ones, lots.
#include "workshop/decision.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "print/vote.h"
#include "records/votes.h"
#include "workshop/board.h"

using workshop::Ballot;
using workshop::Decision;
using workshop::Mark;
using workshop::Way;

namespace {

const std::vector<base::Id> kCards{{21}, {22}, {23}};

workshop::Outcome counted(Way way, std::vector<std::vector<Mark>> ballots, std::vector<std::uint64_t> hands = {0, 0, 0},
                          std::string lots = "", std::vector<decide::Grades> raised = {{}, {}, {}}) {
  std::vector<Ballot> given;
  for (std::size_t i = 0; i < ballots.size(); ++i) given.push_back({base::Id{i + 1}, ballots[i]});
  std::vector<workshop::Hands> in_room;
  for (std::size_t i = 0; i < kCards.size(); ++i) in_room.push_back({hands[i], raised[i]});
  return workshop::count({.way = way, .quota = 3, .lots = std::move(lots)}, kCards, {0, 1, 2}, given, in_room);
}

std::size_t place_of(const workshop::Outcome& outcome, std::size_t card) {
  const auto found = std::ranges::find(outcome.standings, card, &decide::Standing::option);
  return found == outcome.standings.end() ? 0 : found->place;
}

}  // namespace

TEST_CASE("a mark is read only by the way it was given", "[workshop][vote]") {
  constexpr Way kAll[] = {Way::kDots, Way::kApproval, Way::kRanking, Way::kJudgment};
  oplog::Value vote;
  for (const Way way : kAll) {
    for (const Way as : kAll) CHECK(workshop::read_mark(as, workshop::write_mark({}, way, 1)) == (as == way));
    vote = workshop::write_mark(vote, way, way == Way::kApproval ? 1 : 5);  // beside those of the ways before
  }
  for (const Way way : kAll) CHECK(workshop::read_mark(way, vote) == (way == Way::kApproval ? 1 : 5));
  for (const Way way : kAll) vote = workshop::write_mark(vote, way, 0);
  CHECK(oplog::is_null(vote));
  CHECK(oplog::compare(workshop::write_mark({}, Way::kDots, 2), std::int64_t{2}) == 0);
  CHECK(workshop::read_mark(Way::kJudgment, std::string("g7")) == 0);
  CHECK(workshop::read_mark(Way::kRanking, std::string("r61")) == 0);
  CHECK(workshop::read_mark(Way::kRanking, std::string("r")) == 0);
  CHECK(workshop::read_mark(Way::kApproval, std::string("a99")) == 0);
  CHECK(workshop::read_mark(Way::kDots, std::int64_t{-4}) == 0);
}

TEST_CASE("every election of three voters over three cards is counted as by hand", "[workshop][vote]") {
  // All ballots of marks 0..2 on three cards, three voters: 27³ elections of each way.
  std::vector<std::vector<Mark>> all;
  for (Mark a = 0; a < 3; ++a)
    for (Mark b = 0; b < 3; ++b)
      for (Mark c = 0; c < 3; ++c) all.push_back({a, b, c});
  std::size_t wrong = 0;
  for (const auto& one : all)
    for (const auto& two : all)
      for (const auto& three : all) {
        const std::vector<std::vector<Mark>> ballots{one, two, three};
        const auto dots = counted(Way::kDots, ballots), ranked = counted(Way::kRanking, ballots),
                   judged = counted(Way::kJudgment, ballots);
        for (std::size_t a = 0; a < 3; ++a) {
          wrong += dots.totals[a] != one[a] + two[a] + three[a];
          // The grade of the voter in the middle of three.
          std::array<Mark, 3> grades{one[a], two[a], three[a]};
          for (Mark& grade : grades) grade = grade ? grade - 1 : 0;
          std::ranges::sort(grades);
          wrong += judged.majority[a] != grades[1];
          std::size_t beats = 0;
          for (std::size_t b = 0; b < 3; ++b) {
            int ahead = 0;
            for (const auto& ballot : ballots) {
              const Mark of_a = ballot[a] ? ballot[a] : 9, of_b = ballot[b] ? ballot[b] : 9;
              ahead += of_a < of_b ? 1 : of_a > of_b ? -1 : 0;
            }
            beats += ahead > 0;
            // Who has the higher majority grade stands before.
            if (judged.majority[a] > judged.majority[b]) wrong += place_of(judged, a) >= place_of(judged, b);
            if (dots.totals[a] > dots.totals[b] && dots.totals[b] > 0) wrong += place_of(dots, a) >= place_of(dots, b);
          }
          wrong += ranked.totals[a] != beats;
          if (beats == 2) wrong += place_of(ranked, a) != 1 || ranked.tied;  // a Condorcet winner wins alone
        }
        const auto turned = counted(Way::kJudgment, {three, one, two});
        wrong += turned.standings != judged.standings;
      }
  CHECK(wrong == 0);
}

TEST_CASE("hands in the room are added to dots; equal cards are told apart by lots that anybody can draw again",
          "[workshop][vote]") {
  const auto tied = counted(Way::kDots, {{2, 0, 1}}, {0, 2, 0});
  CHECK(tied.tied);
  CHECK(place_of(tied, 2) == 3);
  const auto drawn = counted(Way::kDots, {{2, 0, 1}}, {0, 2, 0}, "5eed");
  CHECK_FALSE(drawn.tied);
  CHECK(drawn.standings == counted(Way::kDots, {{2, 0, 1}}, {0, 2, 0}, "5eed").standings);
  CHECK(place_of(drawn, 2) == 3);
  std::size_t firsts = 0;
  for (int seed = 0; seed < 40; ++seed)
    firsts += place_of(counted(Way::kDots, {{1, 1, 0}}, {0, 0, 0}, std::to_string(seed)), 0) == 1;
  CHECK(firsts > 5);
  CHECK(firsts < 35);
}

TEST_CASE("hands raised by grade count as ballots that hold those grades", "[workshop][vote]") {
  const std::vector<std::vector<Mark>> ballots{{6, 1, 3}, {5, 2, 3}}, in_room{{6, 4, 0}, {1, 4, 0}, {2, 4, 0}};
  std::vector<decide::Grades> raised(3, decide::Grades(workshop::kGrades));
  for (const auto& ballot : in_room)
    for (std::size_t i = 0; i < 3; ++i)
      if (ballot[i]) ++raised[i][ballot[i] - 1];
  raised[2] = {};  // nobody raised a hand for it: all of them count with the default grade
  auto all = ballots;
  all.insert(all.end(), in_room.begin(), in_room.end());
  const auto by_hand = counted(Way::kJudgment, ballots, {0, 0, 0}, "", raised),
             as_ballots = counted(Way::kJudgment, all);
  CHECK(by_hand.voters == 5);
  CHECK(by_hand.grades == as_ballots.grades);
  CHECK(by_hand.standings == as_ballots.standings);
  CHECK(counted(Way::kJudgment, {}, {0, 0, 0}, "", raised).voters == 3);  // hands alone
  CHECK(counted(Way::kJudgment, {}).standings.empty());
  CHECK(counted(Way::kDots, {}, {0, 0, 0}, "", raised).standings.empty());

  CHECK(workshop::read_grades(workshop::write_grades({3, 0, 1, 2, 0, 4})) == decide::Grades{3, 0, 1, 2, 0, 4});
  CHECK(workshop::write_grades({0, 0, 0, 0, 0, 0}).empty());
  for (const char* broken :
       {"", "1 2 3", "1 2 3 4 5 -6", "0 0 0 0 0 0", "1,2,3,4,5,6", "99999 1 1 1 1 1", "a b c d e f"})
    CHECK(workshop::read_grades(broken).empty());
}

TEST_CASE("a board's votes: the zone that is voted on, a way changed and taken up again, no hidden card",
          "[workshop][vote]") {
  records::State state;
  std::uint64_t n = 0;
  const auto write = [&](const std::vector<records::Change>& changes) {
    oplog::Batch batch;
    batch.actor = base::Id{99};
    batch.n = ++n;
    for (const records::Change& change : changes) batch.sets.push_back({change.entity, change.key, n, change.value});
    state.apply(batch);
  };
  const auto make = [&](std::uint64_t id, std::string kind, std::vector<std::pair<std::string, oplog::Value>> fields) {
    std::vector<records::Change> changes{{base::Id{id}, "_kind", std::move(kind)}};
    for (auto& [key, value] : fields) changes.push_back({base::Id{id}, key, value});
    write(changes);
  };
  make(1, "board", {{"title", "B"}, {"vote", "judgment"}, {"vote-zone", base::to_hex(base::Id{10})}});
  for (std::uint64_t zone : {10, 11}) make(zone, "zone", {{"board", base::to_hex(base::Id{1})}, {"title", "Z"}});
  for (std::uint64_t card = 0; card < 4; ++card)
    make(20 + card, "card",
         {{"board", base::to_hex(base::Id{1})},
          {"zone", base::to_hex(base::Id{card == 3 ? 11u : 10u})},
          {"text", "Carte " + std::to_string(card)}});
  const base::Id me{5};
  for (std::uint64_t card = 0; card < 4; ++card)
    write({{base::Id{20 + card}, records::vote_key(me),
            workshop::write_mark({}, Way::kJudgment, static_cast<Mark>(card + 1))}});
  const auto board = [&] { return workshop::read_board(state, base::Id{1}, me, {base::Id{22}}); };
  CHECK(board().outcome.options == std::vector<std::size_t>{0, 1});
  CHECK(board().outcome.voters == 1);
  CHECK(board().outcome.standings.front().option == 1);
  CHECK(board().cards[1].mine == 2);

  write({{base::Id{1}, "vote", "dots"}});
  CHECK(board().outcome.standings.empty());
  write({{base::Id{20}, records::vote_key(base::Id{6}), std::int64_t{2}}});
  CHECK(board().outcome.standings.size() == 1);
  write({{base::Id{1}, "vote", "judgment"}});
  CHECK(board().cards[1].mine == 2);

  const print::Speech speech{"fr",
                             [](const base::Message& m) { return m.key + "/" + std::string(base::arg(m, "grade")); },
                             [](std::string_view iso) { return std::string(iso); }};
  const workshop::Board judged = board();
  CHECK(print::verdict(judged, speech).starts_with("vote.first"));
  CHECK(print::score(judged, 1, speech) == "vote.graded-one/vote.grade-1/");
  CHECK(print::score(judged, 3, speech).empty());  // of another zone
  const std::string picture = print::votes_svg(judged, speech);
  CHECK(picture.find("Carte 1") < picture.find("Carte 0"));
}
