// A board as a plane: zones, cards, hidden ones, groups, links, drawings and comments.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

#include "support/time_and_chance.h"
#include "support/written_state.h"
#include "workshop/board.h"
#include "workshop/seating.h"
#include "workshop/template.h"
#include "workshop/wall.h"

using records::Draft;
using records::Values;
using workshop::Board;

namespace {

using Log = support::WrittenState;

constexpr base::Id kBoard{1};

void board_of(Log& log, std::size_t zones) {
  Draft board{"board", kBoard, {}};
  board.set("title", std::string("Centre social"));
  log.keep(board);
  for (std::size_t i = 0; i < zones; ++i) {
    Draft zone{"zone", base::Id{10 + i}, {}};
    zone.set("board", base::to_hex(kBoard));
    zone.set("title", "Zone " + std::to_string(i));
    zone.set("order", Values{static_cast<std::int64_t>(i)});
    log.keep(zone);
  }
}

Draft card(std::uint64_t id, std::uint64_t zone) {
  Draft draft{"card", base::Id{id}, {}};
  draft.set("board", base::to_hex(kBoard));
  draft.set("zone", base::to_hex(base::Id{zone}));
  draft.set("text", "Carte " + std::to_string(id));
  return draft;
}

Draft put(Draft draft, double x, double y) {
  draft.set("x", Values{x});
  draft.set("y", Values{y});
  return draft;
}

}  // namespace

TEST_CASE("cards stand in slots of their zone, around those that were put somewhere", "[workshop][wall]") {
  Log log;
  board_of(log, 4);
  for (std::uint64_t i = 0; i < 7; ++i) log.keep(card(100 + i, 10 + i % 2));
  log.keep(put(card(200, 10), workshop::kWallPadding + 4, workshop::kZoneHead + 30));  // across the first slots
  log.keep(put(card(201, 13), 1e300, 5));                                              // of no hand
  const Board board = workshop::read_board(log.state, kBoard, {});
  const workshop::Wall wall = workshop::lay_out(board);
  REQUIRE(wall.zones.size() == 4);
  CHECK(wall.zones[2].x > wall.zones[1].right());  // three in a row
  CHECK(wall.zones[3].y > wall.zones[0].bottom());
  for (std::size_t z = 0; z < board.zones.size(); ++z)
    for (const std::size_t at : board.zones[z].cards) {
      const workshop::Box& box = wall.cards[at];
      CHECK(box.x >= wall.zones[z].x);
      CHECK(box.right() <= wall.zones[z].right());
      CHECK(box.y >= wall.zones[z].y + workshop::kZoneHead);
      CHECK(box.bottom() < wall.zones[z].bottom());
      for (std::size_t other = 0; other < wall.cards.size(); ++other)
        CHECK((other == at || !wall.cards[other].overlaps(box)));
    }
  CHECK_FALSE(board.cards.back().spot.has_value());
}

TEST_CASE("a card let go anywhere lands in the nearest zone, and is read back where it was shown", "[workshop][wall]") {
  Log log;
  board_of(log, 5);
  for (std::uint64_t i = 0; i < 9; ++i) log.keep(card(100 + i, 10 + i % 5));
  std::mt19937 chance(7);
  std::uniform_real_distribution<double> anywhere(-900, 1900);
  for (int round = 0; round < 200; ++round) {
    const Board board = workshop::read_board(log.state, kBoard, {});
    const workshop::Wall wall = workshop::lay_out(board);
    const workshop::Landing to = workshop::landing(wall, anywhere(chance), anywhere(chance));
    REQUIRE(to.zone < 5);
    log.keep(put(card(100 + static_cast<std::uint64_t>(round % 9), 10 + to.zone), to.spot.x, to.spot.y));
    const Board after = workshop::read_board(log.state, kBoard, {});
    const workshop::Wall shown = workshop::lay_out(after);
    for (std::size_t i = 0; i < after.cards.size(); ++i)
      if (after.cards[i].id == base::Id{100 + static_cast<std::uint64_t>(round % 9)}) {
        CHECK(shown.cards[i].x == shown.zones[to.zone].x + to.spot.x);
        CHECK(shown.cards[i].y == shown.zones[to.zone].y + to.spot.y);
        CHECK(shown.cards[i].bottom() <= shown.zones[to.zone].bottom());
      }
  }
}

TEST_CASE("arrows reach every card of a wall", "[workshop][wall]") {
  Log log;
  board_of(log, 9);
  for (std::uint64_t i = 0; i < 40; ++i) log.keep(card(100 + i, 10 + i % 9));
  const workshop::Wall wall = workshop::lay_out(workshop::read_board(log.state, kBoard, {}));
  std::set<std::size_t> reached{*workshop::next_card(wall, std::nullopt, 1, 0)};
  for (std::size_t before = 0; before != reached.size();) {
    before = reached.size();
    for (const std::size_t from : std::set(reached))
      for (const auto& [dx, dy] : {std::pair(1, 0), {-1, 0}, {0, 1}, {0, -1}})
        if (const auto to = workshop::next_card(wall, from, dx, dy)) reached.insert(*to);
  }
  CHECK(reached.size() == 40);
}

TEST_CASE("hidden cards are told apart, left out of what is shared, and revealed with their board", "[workshop]") {
  Log log;
  board_of(log, 3);
  Draft board = log.state.draft(kBoard);
  board.set("covered", Values{std::int64_t{1}});
  log.keep(board);
  log.keep(card(100, 10));
  log.keep(card(101, 11));
  log.keep(card(102, 10));
  for (const auto& [from, to] : {std::pair(100, 101), {101, 102}, {102, 100}, {100, 102}}) {
    Draft link{"link", base::Id{static_cast<std::uint64_t>(300 + 10 * from + to)}, {}};
    link.set("from", base::to_hex(base::Id{static_cast<std::uint64_t>(from)}));
    link.set("to", base::to_hex(base::Id{static_cast<std::uint64_t>(to)}));
    link.set("relation", std::string("goes-with"));
    log.keep(link);
  }
  const std::set<base::Id> hidden{base::Id{101}};
  const Board own = workshop::read_board(log.state, kBoard, {}, hidden);
  CHECK(own.covered);
  CHECK(own.hidden == 1);
  CHECK(own.cards[1].hidden);
  CHECK(own.ties.size() == 3);  // one of them was made twice
  const Board shared = workshop::read_shared_board(log.state, kBoard, hidden);
  REQUIRE(shared.cards.size() == 2);
  CHECK(shared.ties.size() == 1);
  CHECK(shared.zones[1].cards.empty());
  CHECK(shared.cards[shared.zones[0].cards[1]].id == base::Id{102});

  const base::Id comment{500};
  Draft said{"comment", comment, {}};
  said.set("on", base::to_hex(base::Id{101}));
  said.set("text", std::string("Oui"));
  log.keep(said);
  const std::set<base::Id> all{base::Id{101}, comment};
  CHECK(workshop::revealed(log.state, all).empty());
  board.set("covered", Values{});
  log.keep(board);
  CHECK(workshop::revealed(log.state, all) == std::vector{base::Id{101}, comment});
}

TEST_CASE("groups stand together, comments follow in time", "[workshop]") {
  Log log;
  board_of(log, 3);
  for (const auto& [id, title] : {std::pair(50, "Transports"), {51, "Accueil"}, {52, "Vide"}}) {
    Draft group{"group", base::Id{static_cast<std::uint64_t>(id)}, {}};
    group.set("board", base::to_hex(kBoard));
    group.set("title", std::string(title));
    log.keep(group);
  }
  const std::vector<std::pair<int, int>> cards{{100, 50}, {101, 0}, {102, 51}, {103, 50}, {104, 77}};
  for (const auto& [id, group] : cards) {
    Draft draft = card(static_cast<std::uint64_t>(id), 10);
    if (group) draft.set("group", base::to_hex(base::Id{static_cast<std::uint64_t>(group)}));
    log.keep(draft);
  }
  for (const auto& [id, at] : {std::pair(400, 20), {401, 10}}) {
    Draft comment{"comment", base::Id{static_cast<std::uint64_t>(id)}, {}};
    comment.set("on", base::to_hex(base::Id{100}));
    comment.set("text", std::to_string(at));
    comment.set("at", Values{static_cast<std::int64_t>(at)});
    log.keep(comment);
  }
  const Board board = workshop::read_board(log.state, kBoard, {});
  REQUIRE(board.groups.size() == 2);
  CHECK(board.groups[0].title == "Accueil");
  std::vector<std::uint64_t> order;
  for (const std::size_t at : board.zones[0].cards) order.push_back(board.cards[at].id.bits);
  CHECK(order == std::vector<std::uint64_t>{101, 104, 102, 100, 103});
  CHECK(board.cards[0].comments == 2);
  CHECK(workshop::comments(log.state, base::Id{100}).front().text == "10");
}

TEST_CASE("people as they are listed, at tables where every sector is heard", "[workshop]") {
  std::string list = "  Zoé ; Médiation\n\n;personne\nMarc\n";
  for (int i = 0; i < 22; ++i) list += "Personne " + std::to_string(i) + (i % 2 ? "; mediation" : ", Santé") + "\r\n";
  const auto people = workshop::read_people(list);
  REQUIRE(people.size() == 24);
  CHECK(people[0] == workshop::Person{"Zoé", "Médiation"});
  CHECK(people[1] == workshop::Person{"Marc", ""});
  const auto tables = workshop::seat(people, 4, 7);
  REQUIRE(tables.size() == 4);
  for (const auto& table : tables) {
    CHECK(table.size() == 6);
    const auto mediators = std::ranges::count_if(table, [](const workshop::Person& person) {
      return person.sector == "Médiation" || person.sector == "mediation";
    });
    CHECK(mediators == 3);  // twelve in all
  }
  CHECK(workshop::seat(people, 4, 7) == tables);
  const workshop::Seating kept = workshop::read_seating(workshop::write_seating({3, list}));
  CHECK(kept.tables == 3);
  CHECK(kept.people == list);
  CHECK(workshop::read_seating("nothing").people.empty());
}

TEST_CASE("points of a drawing are read as they were written, and nothing else is", "[workshop]") {
  const std::vector<workshop::Card::Spot> points{{1.4, -2.6}, {300, 0}};
  CHECK(workshop::write_points(points) == "1,-3 300,0");
  CHECK(workshop::read_points("1,-3 300,0").size() == 2);
  CHECK(workshop::read_points("").empty());
  CHECK(workshop::read_points("1,2 nan,4 5,6").size() == 1);
  CHECK(workshop::read_points("99999999999,2").empty());
  CHECK(workshop::read_points("3").empty());
}
