#include "records/opening_state.h"

#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <fstream>
#include <string>

using records::Holiday;
using records::Opening;
using records::OpeningHours;
using records::Region;

namespace {

constexpr Region kGironde{33};

std::int64_t minute(records::Date date, int hour, int minute_of_hour = 0) {
  return records::day_number(date) * 1440 + hour * 60 + minute_of_hour;
}

OpeningHours::At at(std::string_view text, std::int64_t minutes, Region region = kGironde) {
  const auto hours = OpeningHours::read(text);
  REQUIRE(hours);
  return hours->at(minutes, region);
}

char letter(Opening state) { return state == Opening::kOpen ? 'o' : state == Opening::kClosed ? 'c' : 'u'; }

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

// tests/golden/opening_hours.mjs makes the file.
TEST_CASE("Opening hours mean what the reference implementation says") {
  std::ifstream file("tests/golden/opening_hours.tsv");
  REQUIRE(file);
  std::size_t pairs = 0, changes = 0;
  for (std::string line; std::getline(file, line);) {
    std::string_view rest = line;
    const auto cell = [&] {
      const std::size_t tab = rest.find('\t');
      const std::string_view taken = rest.substr(0, tab);
      rest = tab == std::string_view::npos ? std::string_view() : rest.substr(tab + 1);
      return taken;
    };
    const std::string text(cell());
    const auto hours = OpeningHours::read(text);
    INFO(text);
    REQUIRE(hours);
    while (!rest.empty()) {
      const std::string_view said = cell();
      const std::size_t colon = said.find(':'), plus = said.find('+');
      const std::int64_t instant = number(said);
      const auto local = [](std::int64_t minutes) { return records::local_minutes(kGironde, minutes * 60'000); };
      const OpeningHours::At found = hours->at(local(instant), kGironde);
      ++pairs;
      if (letter(found.state) != said[colon + 1]) FAIL(said << ": we say " << letter(found.state));
      if (plus == std::string_view::npos) continue;
      ++changes;
      const std::int64_t change = instant + number(said.substr(plus + 1));
      // An hour that the clocks skip is reached when they have jumped over it.
      if (!found.until || *found.until > local(change) || *found.until <= local(change - 1))
        FAIL(said << ": we say +" << (found.until ? *found.until - local(instant) : -1));
    }
  }
  CHECK(pairs > 7000);
  CHECK(changes > 5000);
}

TEST_CASE("What the rules leave open is unknown") {
  const std::int64_t monday = minute({2026, 6, 15}, 0);
  const auto state = [&](std::string_view text, int hour) { return letter(at(text, monday + hour * 60).state); };
  CHECK(state("sunrise-sunset", 12) == 'u');
  CHECK(state("09:00-sunset", 8) == 'c');
  CHECK(state("09:00-sunset", 10) == 'u');
  CHECK(state("(sunrise+01:00)-20:00", 19) == 'u');
  CHECK(state("(sunrise+01:00)-20:00", 21) == 'c');
  CHECK(state("Mo-Fr 08:30-17:30/30", 10) == 'u');
  CHECK(state("Mo-Fr 08:30-17:30/30", 18) == 'c');
  CHECK(state("Mo-Fr 09:00-17:00+", 16) == 'o');
  CHECK(state("Mo-Fr 09:00-17:00+", 18) == 'u');
  // School holidays are not known: only what is the same with and without them is said.
  CHECK(state("Mo-Fr 09:00-12:00; SH off", 10) == 'u');
  CHECK(state("Mo-Fr 09:00-12:00; SH off", 14) == 'c');
  CHECK(state("Mo-Fr 09:00-18:00; SH Mo-Fr 10:00-12:00", 11) == 'o');
  CHECK(state("Mo-Fr 09:00-18:00; SH Mo-Fr 10:00-12:00", 9) == 'u');
  CHECK(state("\"en été\": Jun-Aug 09:00-12:00", 10) == 'o');
  CHECK_FALSE(OpeningHours::read("lundi").has_value());
}

TEST_CASE("The next change is found, however far within a year") {
  const auto closed = at("Mo-Fr 09:00-18:00; PH off", minute({2026, 5, 1}, 10));  // a Friday
  CHECK(closed.state == Opening::kClosed);
  CHECK(closed.holiday == Holiday::kLabour);
  CHECK(closed.holiday_in_rules);
  CHECK(closed.until == minute({2026, 5, 4}, 9));
  CHECK(closed.then == Opening::kOpen);
  const auto holiday = at("Mo-Fr 09:00-18:00", minute({2026, 5, 1}, 10));
  CHECK(holiday.state == Opening::kOpen);
  CHECK_FALSE(holiday.holiday_in_rules);
  CHECK(at("Jul 14 10:00-12:00", minute({2026, 7, 15}, 10)).until == minute({2027, 7, 14}, 10));
  CHECK_FALSE(at("24/7", minute({2026, 7, 15}, 10)).until);
  CHECK_FALSE(at("off", minute({2026, 7, 15}, 10)).until);
}

TEST_CASE("Easter, week numbers and dates are those of the calendar") {
  // Dates of Easter from the tables of the Bureau des longitudes and of the US Naval Observatory.
  for (const auto& [year, month, day] : {std::array{1818, 3, 22},
                                         {1943, 4, 25},
                                         {2000, 4, 23},
                                         {2008, 3, 23},
                                         {2019, 4, 21},
                                         {2024, 3, 31},
                                         {2025, 4, 20},
                                         {2026, 4, 5},
                                         {2038, 4, 25}})
    CHECK(records::easter(year) == records::day_number({year, month, day}));
  CHECK(records::day_number({1970, 1, 1}) == 0);
  CHECK(records::weekday_of(0) == 3);
  CHECK(records::weekday_of(-1) == 2);
  for (std::int64_t day = -200'000; day < 200'000; day += 37) CHECK(records::day_number(records::date_of(day)) == day);
  CHECK(records::iso_week_of(records::day_number({2026, 12, 31})) == 53);
  CHECK(records::iso_week_of(records::day_number({2027, 1, 3})) == 53);
  CHECK(records::iso_week_of(records::day_number({2027, 1, 4})) == 1);
  CHECK(records::read_day("2024-02-29") == records::day_number({2024, 2, 29}));
  CHECK(records::read_day("2024-04-02T10:00:00") == records::day_number({2024, 4, 2}));
  for (const std::string_view text : {"", "2023-02-29", "2024-13-01", "2024-00-10", "02/04/2024", "2024-4-2"})
    CHECK_FALSE(records::read_day(text).has_value());
}

TEST_CASE("Public holidays are those of the département") {
  const auto on = [](records::Date date, int departement) {
    return records::holiday_on(records::day_number(date), {departement});
  };
  CHECK(on({2026, 4, 6}, 33) == Holiday::kEasterMonday);
  CHECK(on({2026, 5, 14}, 33) == Holiday::kAscension);
  CHECK(on({2026, 5, 25}, 33) == Holiday::kWhitMonday);
  CHECK(on({2026, 4, 3}, 67) == Holiday::kGoodFriday);
  CHECK(on({2026, 4, 3}, 33) == Holiday::kNone);
  CHECK(on({2026, 12, 26}, 57) == Holiday::kSaintStephen);
  CHECK(on({2026, 12, 26}, 54) == Holiday::kNone);
  CHECK(on({2026, 5, 22}, 972) == Holiday::kAbolition);
  CHECK(on({2026, 5, 22}, 971) == Holiday::kNone);
  CHECK(on({2026, 5, 27}, 971) == Holiday::kAbolition);
  int count = 0;
  for (std::int64_t day = records::day_number({2027, 1, 1}); records::date_of(day).year == 2027; ++day)
    count += records::holiday_on(day, kGironde) == Holiday::kNone ? 0 : 1;
  CHECK(count == 11);
}

TEST_CASE("Clocks are the place's, with their summer time") {
  const auto utc = [](records::Date date, int hour, int minute_of_hour = 0) {
    return minute(date, hour, minute_of_hour) * 60'000;
  };
  const auto at_clock = [&](std::string_view postcode, std::int64_t ms) {
    return records::local_minutes(records::region_of(postcode), ms) % 1440;
  };
  CHECK(at_clock("33310", utc({2026, 3, 29}, 0, 59)) == 1 * 60 + 59);
  CHECK(at_clock("33310", utc({2026, 3, 29}, 1)) == 3 * 60);
  CHECK(at_clock("33310", utc({2026, 10, 25}, 0, 59)) == 2 * 60 + 59);
  CHECK(at_clock("33310", utc({2026, 10, 25}, 1)) == 2 * 60);
  CHECK(at_clock("20000", utc({2026, 7, 1}, 10)) == 12 * 60);
  CHECK(at_clock("", utc({2026, 7, 1}, 10)) == 12 * 60);
  CHECK(at_clock("97110", utc({2026, 7, 1}, 10)) == 6 * 60);
  CHECK(at_clock("97300", utc({2026, 7, 1}, 10)) == 7 * 60);
  CHECK(at_clock("97400", utc({2026, 7, 1}, 10)) == 14 * 60);
  CHECK(at_clock("97600", utc({2026, 1, 1}, 10)) == 13 * 60);
  CHECK(at_clock("97500", utc({2026, 3, 8}, 4, 59)) == 1 * 60 + 59);
  CHECK(at_clock("97500", utc({2026, 3, 8}, 5)) == 3 * 60);
  CHECK(at_clock("97500", utc({2026, 11, 1}, 4)) == 1 * 60);
  CHECK(at_clock("98800", utc({2026, 1, 1}, 20)) == 7 * 60);
  CHECK(records::region_of("97133") == Region{977});
  CHECK(records::region_of("3310") == Region{33});
  CHECK(records::region_of("abc") == Region{0});
}
