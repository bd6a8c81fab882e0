// Deciding together: published examples, the same results by slower ways on small cases, and what must hold of every
// vote.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <numeric>

#include "decide/dots.h"
#include "decide/majority_judgment.h"
#include "decide/mixed_tables.h"
#include "decide/ranking.h"
#include "support/time_and_chance.h"

using namespace decide;

namespace {

std::vector<std::size_t> order_of(const std::vector<Standing>& standings) {
  std::vector<std::size_t> order;
  for (const Standing& standing : standings) order.push_back(standing.option);
  return order;
}

std::vector<std::size_t> places(const std::vector<Standing>& standings) {
  std::vector<std::size_t> places(standings.size());
  for (const Standing& standing : standings) places[standing.option] = standing.place;
  return places;
}

std::vector<Standing> standings_of(const std::vector<Judged>& judged) {
  std::vector<Standing> standings;
  for (const Judged& option : judged) standings.push_back(option.standing);
  return standings;
}

// The grades one by one in the order in which majority judgment looks at them: the middle one of those that are left.
std::vector<std::size_t> middles(const Grades& grades) {
  std::vector<std::size_t> sorted, taken;
  for (std::size_t grade = 0; grade < grades.size(); ++grade) sorted.insert(sorted.end(), grades[grade], grade);
  while (!sorted.empty()) {
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>((sorted.size() - 1) / 2);
    taken.push_back(*middle);
    sorted.erase(middle);
  }
  return taken;
}

}  // namespace

TEST_CASE("majority judgment: the golden example", "[decide]") {
  enum { kPizza, kChips, kPasta, kBread };
  const auto judged = majority_judgment({{3, 2, 2, 3}, {2, 4, 2, 2}, {3, 2, 3, 2}, {1, 3, 4, 2}}, 10, 0);
  CHECK(order_of(standings_of(judged)) == std::vector<std::size_t>{kBread, kPizza, kPasta, kChips});
  CHECK(places(standings_of(judged)) == std::vector<std::size_t>{2, 4, 3, 1});
  CHECK(judged[0].grade == 2);  // that of the fifth of ten voters
  CHECK(judged[0].below == 4);
  CHECK(judged[0].above == 2);
}

TEST_CASE("majority judgment equals taking the middle grade again and again", "[decide]") {
  support::SeededRandom random(7);
  for (int round = 0; round < 400; ++round) {
    const std::size_t options = 1 + random.below(5), grades = 2 + random.below(5), voters = 1 + random.below(9);
    std::vector<Grades> given(options, Grades(grades));
    for (Grades& option : given)
      for (std::size_t voter = 0; voter < voters; ++voter) ++option[random.below(grades)];
    const auto judged = majority_judgment(given, voters, 0);
    for (std::size_t i = 0; i < options; ++i) {
      const auto mine = middles(given[judged[i].standing.option]);
      CHECK(judged[i].grade == mine[0]);
      std::size_t better = 0;
      for (const Grades& other : given) better += middles(other) > mine;
      CHECK(judged[i].standing.place == better + 1);
    }
  }
}

TEST_CASE("majority judgment: whoever did not grade counts with the grade that was declared", "[decide]") {
  const std::vector<Grades> given = {{0, 0, 3}, {0, 5, 0}};
  CHECK(standings_of(majority_judgment(given, 5, 0)).front().option == 0);  // 2 x 0, 3 x 2: its middle is 2
  CHECK(majority_judgment(given, 5, 0).front().grade == 2);
  CHECK(majority_judgment({{0, 0, 2}, {0, 5, 0}}, 5, 0).front().standing.option == 1);
  CHECK(majority_judgment({{0, 0, 0}}, 0, 1).front().grade == 1);
  CHECK(majority_judgment({}, 3, 0).empty());
}

TEST_CASE("majority judgment: a better grade never harms", "[decide]") {
  support::SeededRandom random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<Grades> given(3, Grades(4));
    for (Grades& option : given)
      for (int voter = 0; voter < 7; ++voter) ++option[random.below(4)];
    const std::size_t before = places(standings_of(majority_judgment(given, 7, 0)))[0];
    std::size_t grade = 0;
    while (grade < 3 && given[0][grade] == 0) ++grade;
    if (grade == 3) continue;
    --given[0][grade];
    ++given[0][grade + 1];
    CHECK(places(standings_of(majority_judgment(given, 7, 0)))[0] <= before);
  }
}

TEST_CASE("dots: a quota is kept, and what was counted by hand is added", "[decide]") {
  DotCount count(3, {.quota = 3, .most_each = 2});
  CHECK(count.add(std::vector<std::uint32_t>{2, 1, 0}));
  const auto over = count.add(std::vector<std::uint32_t>{2, 2, 0});
  REQUIRE_FALSE(over);
  CHECK(over.error() == base::Message{"decide.over-quota", {{"n", "4"}, {"quota", "3"}}});
  const auto one = count.add(std::vector<std::uint32_t>{3, 0, 0});
  REQUIRE_FALSE(one);
  CHECK(one.error().key == "decide.over-one-option");
  CHECK(count.voters() == 1);
  CHECK(count.add_by_hand(std::vector<std::uint32_t>{0, 4, 2}, 2));
  CHECK_FALSE(count.add_by_hand(std::vector<std::uint32_t>{0, 5, 0}, 2));
  CHECK_FALSE(count.add_by_hand(std::vector<std::uint32_t>{3, 3, 1}, 2));
  CHECK(count.voters() == 3);
  CHECK(std::vector(count.totals().begin(), count.totals().end()) == std::vector<std::uint64_t>{2, 5, 2});
  CHECK(count.standings() == std::vector<Standing>{{1, 1}, {0, 2}, {2, 2}});
  DotCount approval(2, kApproval);
  CHECK(approval.add(std::vector<std::uint32_t>{1, 1}));
  CHECK_FALSE(approval.add(std::vector<std::uint32_t>{2, 0}));
}

TEST_CASE("equal options share a place until lots are drawn, and anybody can draw them again", "[decide]") {
  const std::vector<std::uint64_t> totals = {4, 7, 4, 7, 1};
  const std::vector<std::string> names = {"Pédibus", "Fablab", "Café", "Bus", "Jardin"};
  const auto standings = by_total(totals);
  CHECK(places(standings) == std::vector<std::size_t>{3, 1, 3, 1, 5});
  CHECK(needs_lots(standings, 1));
  CHECK_FALSE(needs_lots(standings, 2));
  CHECK(needs_lots(standings, 3));
  CHECK_FALSE(needs_lots(standings, 5));
  const auto drawn = draw_lots(standings, names, "2013-04-12");
  CHECK(drawn == draw_lots(standings, names, "2013-04-12"));
  auto again = places(drawn);
  std::ranges::sort(again);
  CHECK(again == std::vector<std::size_t>{1, 2, 3, 4, 5});
  CHECK((drawn[0].option == 1 || drawn[0].option == 3));
  CHECK(drawn[4].option == 4);
  // Over many seeds each of two is first about as often.
  int first = 0;
  for (int seed = 0; seed < 400; ++seed) first += draw_lots(standings, names, std::to_string(seed))[0].option == 1;
  CHECK(first > 150);
  CHECK(first < 250);
}

TEST_CASE("ranking: the published example of Schulze's method", "[decide]") {
  RankedCount count(5);
  const std::vector<std::pair<std::string, std::uint64_t>> ballots = {
      {"ACBED", 5}, {"ADECB", 5}, {"BEDAC", 8}, {"CABED", 3}, {"CAEBD", 7}, {"CBADE", 2}, {"DCEBA", 7}, {"EBADC", 8}};
  for (const auto& [order, voters] : ballots) {
    RankedBallot ranks(5);
    for (std::size_t i = 0; i < 5; ++i)
      ranks[static_cast<std::size_t>(order[i] - 'A')] = static_cast<std::uint32_t>(i + 1);
    count.add(ranks, voters);
  }
  CHECK(count.prefer(0, 1) == 20);
  CHECK(count.prefer(2, 3) == 28 - 11);
  std::string order;
  for (const Standing& standing : count.standings()) order += static_cast<char>('A' + standing.option);
  CHECK(order == "EACBD");
}

TEST_CASE("ranking: who beats all others is first, names do not matter, and the strongest ways are the strongest",
          "[decide]") {
  support::SeededRandom random(3);
  for (int round = 0; round < 300; ++round) {
    const std::size_t options = 2 + random.below(4), voters = 1 + random.below(7);
    std::vector<std::size_t> renamed(options);
    std::iota(renamed.begin(), renamed.end(), std::size_t{0});
    for (std::size_t i = options; i > 1; --i) std::swap(renamed[i - 1], renamed[random.below(i)]);
    RankedCount count(options), other(options);
    for (std::size_t voter = 0; voter < voters; ++voter) {
      RankedBallot ranks(options), same(options);
      for (std::size_t i = 0; i < options; ++i)
        ranks[i] = same[renamed[i]] = static_cast<std::uint32_t>(random.below(options + 1));
      count.add(ranks);
      other.add(same);
    }
    const auto mine = places(count.standings()), theirs = places(other.standings());
    for (std::size_t i = 0; i < options; ++i) CHECK(mine[i] == theirs[renamed[i]]);

    // The weakest step of each way without a repeated option, all of them tried.
    const auto step = [&](std::size_t a, std::size_t b) {
      return count.prefer(a, b) > count.prefer(b, a) ? count.prefer(a, b) : 0;
    };
    std::vector<std::vector<std::uint64_t>> best(options, std::vector<std::uint64_t>(options));
    for (std::size_t from = 0; from < options; ++from) {
      std::vector<bool> seen(options);
      const auto walk = [&](auto& self, std::size_t at, std::uint64_t weakest) -> void {
        seen[at] = true;
        for (std::size_t to = 0; to < options; ++to) {
          if (seen[to]) continue;
          const std::uint64_t now = std::min(weakest, step(at, to));
          best[from][to] = std::max(best[from][to], now);
          if (now) self(self, to, now);
        }
        seen[at] = false;
      };
      walk(walk, from, UINT64_MAX);
    }
    for (std::size_t a = 0; a < options; ++a) {
      std::size_t beaten = 0;
      bool beats_all = true;
      for (std::size_t b = 0; b < options; ++b) {
        beaten += best[b][a] > best[a][b];
        beats_all &= b == a || count.prefer(a, b) > count.prefer(b, a);
      }
      CHECK(mine[a] == beaten + 1);
      if (beats_all) {
        CHECK(mine[a] == 1);
        CHECK(std::ranges::count(mine, 1u) == 1);
      }
    }
  }
}

TEST_CASE("mixed tables: every sector is spread, tables are as large as each other", "[decide]") {
  support::SeededRandom random(13);
  for (int round = 0; round < 300; ++round) {
    const std::size_t people = random.below(41), tables = 1 + random.below(7), kinds = 1 + random.below(6);
    std::vector<std::uint32_t> sectors(people);
    for (std::uint32_t& sector : sectors) sector = static_cast<std::uint32_t>(random.below(kinds));
    const auto table_of = mixed_tables(sectors, tables, random.next());
    std::vector<std::size_t> sizes(tables);
    std::map<std::uint32_t, std::vector<std::size_t>> spread;
    for (std::size_t i = 0; i < people; ++i) {
      REQUIRE(table_of[i] < tables);
      ++sizes[table_of[i]];
      auto& counts = spread[sectors[i]];
      counts.resize(tables);
      ++counts[table_of[i]];
    }
    const auto even = [](const std::vector<std::size_t>& counts) {
      const auto [least, most] = std::ranges::minmax(counts);
      return most - least <= 1;
    };
    CHECK(even(sizes));
    for (const auto& [sector, counts] : spread) CHECK(even(counts));
  }
  const std::vector<std::uint32_t> sectors = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3};
  CHECK(mixed_tables(sectors, 4, 2014) == mixed_tables(sectors, 4, 2014));
  CHECK(mixed_tables(sectors, 4, 2014) != mixed_tables(sectors, 4, 2015));
}
