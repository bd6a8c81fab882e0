// Secret votes: ballots as they are written, boxes that tell no order, and counts equal to those of open votes.
#include "workshop/secret.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "records/votes.h"
#include "support/time_and_chance.h"
#include "support/written_state.h"
#include "workshop/board.h"

using workshop::BallotBox;
using workshop::Mark;
using workshop::SecretBallot;
using workshop::Way;

namespace {

constexpr base::Id kBoard{1};
constexpr std::uint64_t kFirstCard = 20;
constexpr std::size_t kCards = 4;

support::WrittenState board_of(Way way) {
  support::WrittenState log;
  records::Draft board{"board", kBoard, {}};
  board.set("title", std::string("Vote"));
  board.set("vote", std::string(workshop::kWays[static_cast<std::size_t>(way)]));
  board.set("quota", records::Values{std::int64_t{3}});
  log.keep(board);
  for (std::uint64_t i = 0; i < kCards; ++i)
    log.keep("card", kFirstCard + i, {{"board", base::to_hex(kBoard)}, {"text", "Carte " + std::to_string(i)}});
  return log;
}

void make_secret(support::WrittenState& log) {
  records::Draft board = log.state.draft(kBoard);
  board.set("secret", records::Values{std::int64_t{1}});
  log.keep(board);
}

}  // namespace

TEST_CASE("a secret ballot is read as it was written, and nothing else is one", "[workshop][secret]") {
  const SecretBallot ballot{Way::kJudgment, {{base::Id{20}, 5}, {base::Id{22}, 1}}};
  const std::string written = workshop::write_ballot(ballot);
  CHECK(written == "g 0000000000000014=5 0000000000000016=1");
  CHECK(workshop::read_ballot(written) == ballot);
  for (const char* bad :
       {"", "x", "d", "d 14=1", "d 0000000000000014=", "d 0000000000000014=0", "d 0000000000000014=-1",
        "d 0000000000000016=1 0000000000000014=1", "d 0000000000000014=1 0000000000000014=1", "d 0000000000000014=1 "})
    CHECK_FALSE(workshop::read_ballot(bad));
}

TEST_CASE("a box holds no order, and opens into one record however often", "[workshop][secret]") {
  support::SeededRandom random{1};
  std::vector<SecretBallot> ballots;
  for (Mark i = 1; i <= 5; ++i) ballots.push_back({Way::kDots, {{base::Id{kFirstCard + i % kCards}, 1 + i % 3}}});
  std::vector<std::string> seen;
  std::mt19937 shuffle(7);
  for (int round = 0; round < 20; ++round) {
    std::ranges::shuffle(ballots, shuffle);
    BallotBox box;
    box.id = base::Id{77};
    for (const SecretBallot& ballot : ballots) CHECK(workshop::cast(box, ballot, random));
    seen.push_back(workshop::write_box(box));
    CHECK(workshop::write_box(workshop::read_box(seen.back())) == seen.back());
  }
  CHECK(std::ranges::count(seen, seen.front()) == 20);

  BallotBox box = workshop::read_box(seen.front());
  CHECK_FALSE(workshop::cast(box, {Way::kDots, {}}, random));  // an empty one
  support::WrittenState log = board_of(Way::kDots);
  make_secret(log);
  log.keep(workshop::opened(box, kBoard));
  const auto once = workshop::read_board(log.state, kBoard, {});
  log.keep(workshop::opened(box, kBoard));
  const auto twice = workshop::read_board(log.state, kBoard, {});
  CHECK(once.outcome.voters == 5);
  CHECK(twice.outcome.totals == once.outcome.totals);
  CHECK(workshop::read_box("").ballots.empty());
  CHECK(workshop::read_box("nonsense and more of it\nd 1").ballots.empty());
  BallotBox full;
  for (std::size_t i = 0; i < workshop::kMostBallots; ++i) workshop::cast(full, ballots[0], random);
  CHECK_FALSE(workshop::cast(full, ballots[0], random));
}

TEST_CASE("a secret vote comes to what the same ballots come to openly", "[workshop][secret]") {
  std::mt19937 random(11);
  support::SeededRandom ids{2};
  for (const Way way : {Way::kDots, Way::kApproval, Way::kRanking, Way::kJudgment})
    for (int round = 0; round < 25; ++round) {
      support::WrittenState open = board_of(way), secret = board_of(way);
      make_secret(secret);
      std::vector<BallotBox> boxes(3);  // three tablets
      const std::size_t voters = 1 + random() % 7;
      for (std::size_t voter = 0; voter < voters; ++voter) {
        SecretBallot ballot{way, {}};
        std::size_t dots = 0;
        for (std::uint64_t i = 0; i < kCards; ++i) {
          Mark mark = way == Way::kApproval ? random() % 2 : static_cast<Mark>(random() % 4);
          if (way == Way::kDots) mark = static_cast<Mark>(std::min<std::size_t>(mark, 3 - dots)), dots += mark;
          if (mark) ballot.marks.emplace_back(base::Id{kFirstCard + i}, mark);
        }
        if (ballot.marks.empty()) continue;
        workshop::cast(boxes[random() % boxes.size()], ballot, ids);
        for (const auto& [card, mark] : ballot.marks) {
          oplog::Batch batch;
          batch.actor = base::Id{500 + voter};
          batch.n = ++open.n;
          batch.sets.push_back(
              {card, records::vote_key(base::Id{500 + voter}), open.n, workshop::write_mark({}, way, mark)});
          open.state.apply(batch);
        }
      }
      CHECK(workshop::read_board(secret.state, kBoard, {}).outcome.voters == 0);  // before a box is opened
      for (const BallotBox& box : boxes)
        if (!box.ballots.empty()) secret.keep(workshop::opened(box, kBoard));
      const workshop::Board a = workshop::read_board(open.state, kBoard, {}),
                            b = workshop::read_board(secret.state, kBoard, {});
      CHECK(a.outcome.voters == b.outcome.voters);
      CHECK(a.outcome.totals == b.outcome.totals);
      CHECK(a.outcome.majority == b.outcome.majority);
      REQUIRE(a.outcome.standings.size() == b.outcome.standings.size());
      for (std::size_t i = 0; i < a.outcome.standings.size(); ++i) {
        CHECK(a.outcome.standings[i].option == b.outcome.standings[i].option);
        CHECK(a.outcome.standings[i].place == b.outcome.standings[i].place);
      }
      for (std::size_t i = 0; i < kCards; ++i) CHECK(a.cards[i].given == b.cards[i].given);
    }
}

TEST_CASE("a mark that its way does not have, and a ballot on cards that are gone, are none", "[workshop][secret]") {
  for (const char* bad : {"g 0000000000000014=7", "g 0000000000000014=900", "a 0000000000000014=2",
                          "r 0000000000000014=61", "d 0000000000000014=1000001"})
    CHECK_FALSE(workshop::read_ballot(bad));
  support::WrittenState log = board_of(Way::kJudgment);
  make_secret(log);
  log.keep("tally", 90,
           {{"board", base::to_hex(kBoard)},
            {"ballots", "g 0000000000000014=900\ng 0000000000000014=6\ng 00000000000000FF=3\ng 00000000000000ff=3"}});
  const workshop::Board board = workshop::read_board(log.state, kBoard, {});
  CHECK(board.outcome.voters == 1);
  CHECK(board.outcome.majority[0] == 5);
}

TEST_CASE("a ballot of more dots than each person has is none; open votes do not count in a secret one",
          "[workshop][secret]") {
  support::WrittenState log = board_of(Way::kDots);
  make_secret(log);
  log.keep(
      "tally", 90,
      {{"board", base::to_hex(kBoard)},
       {"ballots", "d 0000000000000014=3 0000000000000015=1\nd 0000000000000014=3\nr 0000000000000014=1\nrubbish"}});
  records::Draft card = log.state.draft(base::Id{kFirstCard});
  oplog::Batch batch;
  batch.actor = base::Id{5};
  batch.n = ++log.n;
  batch.sets.push_back({base::Id{kFirstCard}, records::vote_key(base::Id{5}), log.n, std::int64_t{2}});
  log.state.apply(batch);
  const workshop::Board board = workshop::read_board(log.state, kBoard, base::Id{5});
  CHECK(board.outcome.voters == 1);
  CHECK(board.cards[0].dots() == 3);
}
