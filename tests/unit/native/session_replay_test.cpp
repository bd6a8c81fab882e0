#include "session/replay.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support/tablet.h"

using support::Tablet;

namespace {

std::vector<std::string> log_of(Tablet& tablet) {
  std::vector<std::string> lines;
  tablet.session.log([&](base::Result<std::vector<std::string>> held) {
    REQUIRE(held);
    lines = std::move(*held);
  });
  return lines;
}

}  // namespace

TEST_CASE("A log is replayed to any action, forwards and backwards") {
  Tablet tablet(1);
  std::vector<std::string> digests{tablet.digest()};
  const base::Id id = tablet.save("a");
  digests.push_back(tablet.digest());
  tablet.save("b", id);
  digests.push_back(tablet.digest());
  tablet.session.undo();
  digests.push_back(tablet.digest());
  REQUIRE(digests[1] == digests[3]);
  session::Replay replay(log_of(tablet));
  REQUIRE(replay.size() == 3);
  for (const std::size_t count : {0u, 3u, 1u, 2u, 0u, 2u}) CHECK(replay.after(count).digest() == digests[count]);

  const session::LogEntry entry = session::read_entry(replay.line(1));
  CHECK(entry.readable);
  CHECK(entry.command == "place.edit");
  CHECK(entry.n == 2);
  CHECK(entry.writes == 1);
  CHECK(entry.record == id);
  CHECK_FALSE(session::read_entry("{").readable);
  const auto later = session::read_entry(R"({"v":1,"a":"00000000000000ab","n":1,"o":[["move","00000000000000aa"]]})");
  CHECK(later.readable);
  CHECK(later.unknown == 1);
  CHECK_FALSE(later.record);
}

TEST_CASE("Two logs are told apart by their actions and their records") {
  Tablet a(1), b(2);
  const base::Id shared = a.save("shared"), unseen = a.save("seen by none");
  REQUIRE(b.unbundle(a.bundle().bytes));
  CHECK(session::compare(log_of(a), log_of(b)).records.empty());
  a.save("by a", shared);
  b.save("by b", shared);
  const base::Id fresh = b.save("fresh");
  b.session.remove(unseen, "place.remove");

  const auto lines = session::lines_of_bundle(b.bundle().bytes);
  REQUIRE(lines);
  const session::Divergence apart = session::compare(log_of(a), *lines);
  CHECK(apart.only_here.size() == 1);
  CHECK(apart.only_there.size() == 3);
  std::vector<base::Id> expected{shared, unseen, fresh};
  std::ranges::sort(expected);
  CHECK(apart.records == expected);
  CHECK(apart.digest_here == a.digest());
  CHECK(apart.digest_there == b.digest());

  std::string spoiled = b.bundle().bytes;
  spoiled[spoiled.size() / 2] = static_cast<char>(spoiled[spoiled.size() / 2] ^ 1);
  CHECK_FALSE(session::lines_of_bundle(spoiled).ok());
}
