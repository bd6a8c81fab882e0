// Dates, written times and the legal time of Europe.
#include <catch2/catch_test_macros.hpp>

#include "series/civil.h"
#include "series/zone.h"
#include "support/time_and_chance.h"

using namespace series;

namespace {

Ms at(std::string_view text) {
  const auto written = read_time(text);
  REQUIRE(written);
  return written->local - written->offset_minutes.value_or(0) * kMinute;
}

}  // namespace

TEST_CASE("Series: written times") {
  struct Row {
    const char *text, *utc;  // nullptr: not a time
  };
  for (const auto& [text, utc] : std::initializer_list<Row>{
           {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
           {"2019-03-10T00:02:26", "2019-03-10T00:02:26Z"},
           {"2023-02-26T08:24:39.303Z", "2023-02-26T08:24:39.303Z"},
           {"2023-02-26T08:24:39.3037891+01:00", "2023-02-26T07:24:39.303Z"},
           {"2023-02-26T08:24:39-0130", "2023-02-26T09:54:39Z"},
           {"2018/01/12 00:02:04", "2018-01-12T00:02:04Z"},
           {"12/01/2018 07:05", "2018-01-12T07:05:00Z"},
           {"29.02.2024", "2024-02-29T00:00:00Z"},
           {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
           {"2025-12-31T24:00:00Z", "2026-01-01T00:00:00Z"},
           {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
           {"0001-01-01", "0001-01-01T00:00:00Z"},
           {"2023-02-29", nullptr},
           {"2023-13-01", nullptr},
           {"2023-00-01", nullptr},
           {"2023-01-01T25:00", nullptr},
           {"2023-01-01T24:01", nullptr},
           {"2023-01-01T10", nullptr},
           {"2023-01-01T10:00:00.", nullptr},
           {"2023-01-01T10:00:00Zz", nullptr},
           {"2023-01-01T10:00:00+99:00", nullptr},
           {"1678886400", nullptr},
           {"", nullptr},
           {"-", nullptr},
       }) {
    INFO(text);
    const auto written = read_time(text);
    REQUIRE(written.has_value() == (utc != nullptr));
    if (utc) CHECK(write_time(at(text)) == utc);
  }
}

TEST_CASE("Series: dates go both ways, also before 1970") {
  support::SeededRandom random(1);
  for (int i = 0; i < 20'000; ++i) {
    const Ms time = static_cast<Ms>(random.below(200'000'000'000'000)) - 60'000'000'000'000;
    const Civil civil = to_civil(time);
    REQUIRE(from_civil(civil) == time);
    REQUIRE(civil.day <= days_in_month(civil.year, civil.month));
    REQUIRE(weekday(time + kDay) == (weekday(time) + 1) % 7);
  }
  CHECK(weekday(at("2026-11-24")) == 1);  // a Tuesday
  CHECK(days_in_month(2000, 2) == 29);
  CHECK(days_in_month(1900, 2) == 28);
}

TEST_CASE("Series: legal time of Europe") {
  struct Row {
    const char* zone;
    const char* utc;
    int minutes;
  };
  for (const auto& [zone, utc, minutes] : std::initializer_list<Row>{
           {"Europe/Paris", "2026-03-29T00:59:59Z", 60},
           {"Europe/Paris", "2026-03-29T01:00:00Z", 120},
           {"Europe/Paris", "2026-10-25T00:59:59Z", 120},
           {"Europe/Paris", "2026-10-25T01:00:00Z", 60},
           {"Europe/London", "2019-03-31T01:00:00Z", 60},
           {"Europe/London", "2019-03-30T12:00:00Z", 0},
           {"Europe/Athens", "2024-07-01T00:00:00Z", 180},
           {"Indian/Reunion", "2024-07-01T00:00:00Z", 240},
           {"UTC", "2024-07-01T00:00:00Z", 0},
       }) {
    INFO(zone << ' ' << utc);
    REQUIRE(find_zone(zone));
    CHECK(offset_minutes(*find_zone(zone), at(utc)) == minutes);
  }
  CHECK_FALSE(find_zone("Mars/Olympus"));

  const Zone& paris = *find_zone("Europe/Paris");
  const auto local = [&](const char* text) { return from_local(paris, at(text)); };
  CHECK(write_time(local("2026-10-25T02:30:00").time) == "2026-10-25T00:30:00Z");  // the first of the two
  CHECK(local("2026-10-25T02:30:00").reading == Reading::kTwice);
  CHECK(write_time(local("2026-03-29T02:30:00").time) == "2026-03-29T01:30:00Z");
  CHECK(local("2026-03-29T02:30:00").reading == Reading::kNever);
  CHECK(local("2026-03-29T03:00:00").reading == Reading::kOnce);
}

TEST_CASE("Series: a local day has 23, 24 or 25 hours") {
  const Zone& paris = *find_zone("Europe/Paris");
  struct Row {
    const char* inside;
    int hours;
    const char* begins;
  };
  for (const auto& [inside, hours, begins] : std::initializer_list<Row>{
           {"2026-03-29T12:00:00Z", 23, "2026-03-28T23:00:00Z"},
           {"2026-10-25T12:00:00Z", 25, "2026-10-24T22:00:00Z"},
           {"2026-07-14T22:00:00Z", 24, "2026-07-14T22:00:00Z"},
           {"2026-07-14T21:59:59Z", 24, "2026-07-13T22:00:00Z"},
       }) {
    const Ms start = floor_to(paris, at(inside), Step::kEachDay);
    CHECK(write_time(start) == begins);
    CHECK((next(paris, at(inside), Step::kEachDay) - start) / kHour == hours);
  }
  CHECK(write_time(floor_to(paris, at("2026-08-20"), Step::kEachMonth)) == "2026-07-31T22:00:00Z");
  CHECK(write_time(next(paris, at("2026-12-20"), Step::kEachMonth)) == "2026-12-31T23:00:00Z");
  CHECK(write_time(next(paris, at("2026-12-20"), Step::kEachYear)) == "2026-12-31T23:00:00Z");
  CHECK(write_time(floor_to(paris, at("2026-10-25T01:30:00Z"), Step::kEachHour)) == "2026-10-25T01:00:00Z");
}
