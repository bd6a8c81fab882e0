#include <catch2/catch_test_macros.hpp>

#include "base/message.h"
#include "records/opening_hours.h"

using records::Day;
using records::Week;

namespace {

std::string why(std::string_view text) {
  const auto problem = records::check_hours(text);
  if (!problem) return "fine";
  std::string out = problem->key;
  for (const auto& [name, value] : problem->args) out += " " + value;
  return out;
}

}  // namespace

TEST_CASE("Opening hours that are commonly written are accepted") {
  for (const std::string_view text : {
           "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00",  // the standard's own example
           "24/7",
           "Mo-Su,PH 00:00-24:00",
           "9:00-12:00",
           "Mo,We,Fr 10:00-18:00",
           "Mo-Fr 08:00-12:00, We 14:00-18:00",
           "Mo 14:00-18:00; Tu-Sa 10:00-12:00, 14:00-18:00; PH off",
           "Mo-Fr 09:00-17:00; PH,SH off",
           "Su off",
           "Fr-Mo 10:00-12:00",
           "Fr-Sa 22:00-02:00",
           "Mo-Fr 18:00-26:00",
           "Mo 09:00+",
           "Mo-Fr 09:00-17:00+",
           "Th[1] 14:00-17:00; Th[-1] 09:00-12:00",
           "We[1,3] 14:00-17:00",
           "Jul-Aug: Mo-Fr 09:00-12:00",
           "Sep-Jun Mo-Fr 09:00-18:00; Jul,Aug off",
           "Dec 24-Jan 2 off",
           "Aug 1-15 closed",
           "2024 Mo-Fr 09:00-12:00",
           "2024-2026 Jul 14 off",
           "week 1-53/2 Mo 09:00-12:00",
           "easter -2 days off",
           "PH +1 day off",
           "sunrise-sunset",
           "(sunrise+01:00)-20:00",
           "Mo-Fr 08:30-17:30/30",
           "Mo-Fr 09:00-12:00 \"sur rendez-vous\"",
           "\"sur rendez-vous\"",
           "Mo-Fr 09:00-12:00 || \"appeler avant\"",
           "unknown",
           "off",
           "Mo-Fr 09:00-12:00;",
       }) {
    INFO(text);
    CHECK(why(text) == "fine");
  }
}

TEST_CASE("What is wrong in opening hours is said") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "check.hours-syntax "},
      {"   ", "check.hours-syntax  "},
      {"Mo-Fr 14:00-12:00", "check.hours-order 14:00 12:00"},
      {"Mo-Fr 09:00-09:00", "check.hours-order 09:00 09:00"},
      {"Mo 09:00-12:00,18:00-17:30", "check.hours-order 18:00 17:30"},
      {"Lundi 09:00-12:00", "check.hours-day Lundi"},
      {"mo-fr 09:00-12:00", "check.hours-day mo"},
      {"Mo-Ve 09:00-12:00", "check.hours-day Ve"},
      {"Mo–Fr 09:00-12:00", "check.hours-day Mo–Fr"},
      {"Mo- 09:00-12:00", "check.hours-day  09:00-12:00"},
      {"Mo 25:61-26:00", "check.hours-time 25:61-26:00"},
      {"Mo 09:60-12:00", "check.hours-time 09:60-12:00"},
      {"Mo 09:00-48:01", "check.hours-time 48:01"},
      {"Mo 9h-12h", "check.hours-time 9h-12h"},
      {"Mo 9h00-12h30", "check.hours-time 9h00-12h30"},
      {"Mo 09:00", "check.hours-time "},
      {"Mo 09:00-", "check.hours-time "},
      {"Mo 09:00 12:00", "check.hours-time  12:00"},
      {"Mo[6] 09:00-12:00", "check.hours-syntax 6]"},
      {"Mo[1 09:00-12:00", "check.hours-syntax  09:00-12:00"},
      {"Jul 32 off", "check.hours-syntax 32"},
      {"week 54 off", "check.hours-syntax 54"},
      {"Mo 09:00-12:00 \"sur rendez-vous", "check.hours-syntax \"sur"},
      {"Mo 09:00-12:00 | Tu", "check.hours-syntax |"},
      {"Mo 09:00-12:00 !", "check.hours-syntax !"},
      {"; Mo 09:00-12:00", "check.hours-syntax ;"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(why(text) == expected);
  }
}

TEST_CASE("Checking ends on any text") {
  const std::string_view pieces = "MoFr09:-,;|\"()[]+/ 24weekJulPHoff\xC3\xA9";
  std::uint64_t state = 7;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int j = 0; j < 24; ++j) {
      state = state * 6364136223846793005ull + 1442695040888963407ull;
      text.push_back(pieces[(state >> 33) % pieces.size()]);
    }
    const bool fine = !records::check_hours(text);
    const auto week = records::parse_week(text);
    if (week) REQUIRE(fine);
  }
}

TEST_CASE("A weekly schedule is read, and written in its canonical form") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00"},
      {"mo", ""},
      {"Tu 9:00-12:00; Mo 9:00-12:00", "Mo,Tu 09:00-12:00"},
      {"Mo 09:00-12:00; We 09:00-12:00; Th 14:00-16:00; Fr 09:00-12:00", "Mo,We,Fr 09:00-12:00; Th 14:00-16:00"},
      {"Fr-Mo 10:00-12:00", "Mo,Fr-Su 10:00-12:00"},
      {"24/7", "Mo-Su 00:00-24:00"},
      {"09:00-12:00; Su off", "Mo-Sa 09:00-12:00"},
      {"Mo-Fr 09:00-12:00; We 14:00-18:00", "Mo,Tu,Th,Fr 09:00-12:00; We 14:00-18:00"},
      {"Mo 14:00-18:00,09:00-12:00", "Mo 09:00-12:00,14:00-18:00"},
      {"Sa 22:00-02:00", "Sa 22:00-02:00"},
      {"off", ""},
  };
  for (const auto& [text, canonical] : rows) {
    INFO(text);
    const auto week = records::parse_week(text);
    if (text == "mo") {
      CHECK_FALSE(week.has_value());
      continue;
    }
    REQUIRE(week);
    CHECK(records::write_week(*week) == canonical);
    if (!canonical.empty()) CHECK(records::parse_week(canonical) == week);
  }
}

TEST_CASE("What seven days do not say is left as text") {
  for (const std::string_view text :
       {"Mo-Fr 09:00-17:00; PH off", "Jul-Aug Mo 09:00-12:00", "Mo 09:00+", "Mo 09:00-12:00 \"sur rendez-vous\"",
        "sunrise-sunset", "Th[1] 14:00-17:00", "Mo-Fr 08:00-12:00, We 14:00-18:00", "Mo-Fr", "Mo 14:00-12:00",
        "Mo-Fr 29:00-0:00", ""}) {
    INFO(text);
    CHECK_FALSE(records::parse_week(text).has_value());
  }
}

TEST_CASE("Days with the same hours are described together") {
  const auto week = records::parse_week("Mo-We 09:00-12:00; Fr 09:00-12:00");
  REQUIRE(week);
  const Day open{true, {{540, 720}}};
  CHECK(records::describe(*week) ==
        std::vector<records::Run>{{0, 2, open}, {3, 3, Day{}}, {4, 4, open}, {5, 6, Day{}}});
}
