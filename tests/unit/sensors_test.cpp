// What the system computes of series: thresholds, aggregates in local time, flags, recipes, indices.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "sensors/aggregate.h"
#include "sensors/air_index.h"
#include "sensors/noise_days.h"
#include "sensors/quality.h"
#include "sensors/recipe.h"
#include "support/time_and_chance.h"

using Catch::Matchers::WithinAbs;
using namespace sensors;
using series::kDay;
using series::kHour;
using series::kMinute;
using series::Ms;
using series::Series;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
const Ms kStart = series::from_civil({.year = 2026, .month = 3, .day = 28, .hour = 23});  // midnight in Paris

template <class Value>
Series make(const char* quantity, std::size_t count, Ms step, Value value, const char* zone = "Europe/Paris") {
  Series out;
  out.header.station.id = "1";
  out.header.station.zone = zone;
  out.header.quantity = quantity;
  out.header.unit = series::find_quantity(quantity)->unit;
  std::vector<series::Point> points;
  for (std::size_t i = 0; i < count; ++i) points.push_back({kStart + static_cast<Ms>(i) * step, value(i)});
  out.add(std::move(points));
  return out;
}

}  // namespace

TEST_CASE("Scales: a value on a bound belongs to the better grade") {
  struct Row {
    const char *scale, *quantity;
    double value;
    std::optional<int> grade;
  };
  const Ms now = kStart;
  for (const auto& [scale, quantity, value, expected] : std::initializer_list<Row>{
           {"atmo-2021", "pm25", -1, 1},
           {"atmo-2021", "pm25", 10, 1},
           {"atmo-2021", "pm25", 10.001, 2},
           {"atmo-2021", "pm25", 75, 5},
           {"atmo-2021", "pm25", 75.1, 6},
           {"atmo-2021", "pm10", 50, 3},
           {"atmo-2021", "no2", 230, 4},
           {"atmo-2021", "o3", 381, 6},
           {"atmo-2021", "so2", 500, 4},
           {"eaqi-2024", "pm25", 5, 1},
           {"eaqi-2024", "pm25", 5.4, 2},
           {"eaqi-2024", "pm10", 270.5, 6},
           {"eaqi-2024", "no2", 100, 4},
           {"eaqi-2024", "o3", 121, 4},
           {"eaqi-2024", "so2", 275, 5},
           {"eaqi-2024", "co2", 5, {}},
           {"eaqi-2024", "pm25", kNan, {}},
       }) {
    INFO(scale << ' ' << quantity << ' ' << value);
    CHECK(grade(*find_scale(scale, now), quantity, value) == expected);
  }
  CHECK_FALSE(find_scale("atmo-2021", series::from_civil({.year = 2020, .month = 12, .day = 31})));
  CHECK_FALSE(find_scale("eaqi-2024", series::from_civil({.year = 2024, .month = 1})));
  for (const Scale& scale : scales())
    for (const GradeBounds& row : scale.bounds) CHECK(std::is_sorted(row.upper.begin(), row.upper.end()));
}

TEST_CASE("Aggregates: the day the clock changes has 23 hours and is whole") {
  const Series hours = make("temperature", 23 + 24, kHour, [](std::size_t i) { return i < 23 ? 10.0 : 20.0; });
  const auto days = aggregate(hours, series::Step::kEachDay);
  REQUIRE(days.size() == 2);
  CHECK(days[0].count == 23);
  CHECK(days[0].mean == 10);
  CHECK(days[0].completeness == 1);
  CHECK(days[0].end - days[0].begin == 23 * kHour);
  CHECK(days[1].mean == 20);
}

TEST_CASE("Aggregates: corners") {
  CHECK(aggregate(Series(), series::Step::kEachHour).empty());
  const auto one = aggregate(make("pm10", 1, kHour, [](std::size_t) { return 7.0; }), series::Step::kEachDay);
  REQUIRE(one.size() == 1);
  CHECK(one[0].mean == 7);
  CHECK(aggregate(make("pm10", 3, kHour, [](std::size_t) { return kNan; }), series::Step::kEachDay).empty());
  // A clock that says 1970 is flagged and does not stretch the rest.
  Series odd = make("pm10", 10, kMinute, [](std::size_t) { return 5.0; });
  odd.add({{0, 99}});
  CHECK(aggregate(odd, series::Step::kEachHour).size() == 1);
  // Levels by energy, directions around north.
  const Series noise = make("noise_laeq", 2, kMinute, [](std::size_t i) { return i == 0 ? 60.0 : 70.0; });
  CHECK_THAT(aggregate(noise, series::Step::kEachHour)[0].mean, WithinAbs(67.4036, 5e-5));
  const Series wind = make("wind_direction", 2, kMinute, [](std::size_t i) { return i == 0 ? 350.0 : 30.0; });
  CHECK_THAT(aggregate(wind, series::Step::kEachHour)[0].mean, WithinAbs(10, 1e-9));
}

TEST_CASE("Hours put together are the stretch they fill, of levels and directions too") {
  // Some hours are fuller than others, and one is empty.
  const auto sparse = [](auto value) {
    return [value](std::size_t i) { return i % 7 == 3 || i / 60 == 5 ? kNan : value(i); };
  };
  const auto wave = [](std::size_t i) { return 50 + 20 * std::sin(static_cast<double>(i) / 90); };
  for (const char* quantity : {"pm25", "noise_laeq"}) {
    const Series series = make(quantity, 24 * 60 - 60, kMinute, sparse(wave));  // the day has 23 hours
    const auto hours = aggregate(series, series::Step::kEachHour), days = aggregate(series, series::Step::kEachDay);
    INFO(quantity);
    REQUIRE(days.size() == 1);
    const Bucket all = together(quantity, hours);
    CHECK(all.begin == days[0].begin);
    CHECK(all.end == days[0].end);
    CHECK(all.count == days[0].count);
    CHECK_THAT(all.mean, WithinAbs(days[0].mean, 1e-9));
    CHECK_THAT(all.completeness, WithinAbs(days[0].completeness, 1e-9));
    CHECK(all.low == days[0].low);
    CHECK(all.high == days[0].high);
  }
  const Bucket north[] = {{.begin = 0, .end = kHour, .count = 10, .completeness = 1, .mean = 350},
                          {.begin = kHour, .end = 2 * kHour, .count = 10, .completeness = 0.5, .mean = 10}};
  CHECK_THAT(std::remainder(together("wind_direction", north).mean, 360), WithinAbs(0, 1e-9));
  CHECK_THAT(together("wind_direction", north).completeness, WithinAbs(0.75, 1e-12));
  CHECK(together("pm25", {}).count == 0);
  const Bucket silent[] = {{.begin = 0, .end = kHour}};
  CHECK(std::isnan(together("pm25", silent).mean));
}

TEST_CASE("Quality: planted faults are flagged, values stay, a person's word stands") {
  support::SeededRandom random(9);
  Series pm = make("pm25", 2000, 150'000, [&](std::size_t i) {
    if (i == 500) return 480.0;             // a spike
    if (i >= 800 && i < 1000) return 12.0;  // stuck for eight hours
    if (i == 1500) return 5000.0;           // out of range
    return 10 + static_cast<double>(random.below(80)) / 10;
  });
  pm.add({{kStart + 10 * kDay, 11}});
  std::vector<series::Flags> person(pm.size());
  person[7] = series::kRejected;
  pm.set_flags(series::kRejected, person);
  const auto before = pm.read().values;
  const Flagged found = check(pm);
  CHECK(found.range == 1);
  CHECK(found.stuck == 200);
  CHECK(found.after_gap == 1);
  const auto slice = pm.read();
  CHECK(slice.values == before);
  CHECK((slice.flags[500] & series::kSpike) != 0);
  CHECK((slice.flags[1500] & series::kRange) != 0);
  CHECK((slice.flags[900] & series::kStuck) != 0);
  CHECK((slice.flags[2000] & series::kAfterGap) != 0);
  CHECK((slice.flags[7] & series::kRejected) != 0);
  check(pm);
  CHECK(pm.read().flags == slice.flags);
  Series none;
  CHECK(check(none).range == 0);
}

TEST_CASE("Recipes make another series and can be read again") {
  for (const char* text : {"kohler@1 0.4 95", "barkjohn@1", "line@1 1.25 -0.6"})
    CHECK(read_recipe(text)->text() == text);
  for (const char* text :
       {"", "kohler@1", "kohler@2 0.4 95", "line@1 0 1", "line@1 x 1", "barkjohn@1 2", "line@1 1 2 3"})
    CHECK_FALSE(read_recipe(text));

  const Series raw = make("pm25", 10, kMinute, [](std::size_t i) { return 10.0 + static_cast<double>(i); });
  const Series air = make("humidity", 3, 3 * kMinute, [](std::size_t i) { return i == 2 ? 97.0 : 50.0; });
  const auto made = reprocess(raw, *read_recipe("kohler@1 0.4 95"), &air);
  REQUIRE(made.ok());
  CHECK(made->header.level == series::Level::kReprocessed);
  CHECK(made->header.provenance.parent == raw.header.name());
  CHECK(made->header.provenance.recipe == "kohler@1 0.4 95");
  const auto slice = made->read();
  CHECK_THAT(slice.values[0], WithinAbs(10 / 1.242424, 1e-4));
  CHECK(slice.flags[6] == series::kHumid);
  CHECK(std::isnan(slice.values[7]));  // past the last humidity
  CHECK(raw.read().values[0] == 10);
  CHECK_THAT(reprocess(raw, *read_recipe("line@1 2 1"))->read().values[1], WithinAbs(5, 1e-12));
  CHECK(reprocess(raw, *read_recipe("barkjohn@1")).error().key == "series.needs-humidity");
  CHECK(reprocess(air, *read_recipe("barkjohn@1"), &air).error().key == "series.not-particles");
}

TEST_CASE("Indices: the worst pollutant of a whole day, and no day without enough values") {
  const Series pm = make("pm25", 23 + 10, kHour, [](std::size_t) { return 22.0; });
  const Series no2 = make("no2", 23 + 10, kHour, [](std::size_t i) { return i == 12 ? 125.0 : 10.0; });
  const Series wrong = make("temperature", 23, kHour, [](std::size_t) { return 900.0; });
  const Series* place[] = {&pm, &no2, &wrong};
  const auto days = air_index(place, *find_scale("atmo-2021", kStart));
  REQUIRE(days.size() == 1);  // the second day has 10 hours of 24
  CHECK(days[0].grade == 4);
  CHECK(days[0].quantity == "no2");
  CHECK(days[0].value == 125);
  CHECK(days[0].quantities == 2);
  const auto hours = air_index(place, *find_scale("eaqi-2024", kStart));
  CHECK(hours.size() == 33);
  CHECK(hours[12].grade == 5);
  CHECK(hours[0].quantity == "pm25");
  CHECK(air_index({}, *find_scale("eaqi-2024", kStart)).empty());
}

TEST_CASE("A day of an hourly index is its worst hour, and none without enough of them") {
  CHECK(hourly(*find_scale("eaqi-2024", kStart)));
  CHECK_FALSE(hourly(*find_scale("atmo-2021", kStart)));
  // A day of 25 hours in Paris, of which 19 are 75 %, then one of 24 of which 17 are not.
  const series::Zone& paris = *series::find_zone("Europe/Paris");
  const series::Ms midnight =
      series::from_local(paris, series::from_civil({.year = 2026, .month = 10, .day = 25})).time;
  const auto hours = [&](std::size_t first_day, std::size_t second_day) {
    std::vector<IndexStep> steps;
    for (std::size_t i = 0; i < first_day; ++i)
      steps.push_back({midnight + static_cast<series::Ms>(i) * kHour, i == 7 || i == 9 ? 4 : 2, "pm25", 30, 1});
    for (std::size_t i = 0; i < second_day; ++i)
      steps.push_back({midnight + static_cast<series::Ms>(25 + i) * kHour, 3, "no2", 30, 1});
    return worst_of_days(steps, paris);
  };
  const auto days = hours(19, 18);
  REQUIRE(days.size() == 2);
  CHECK(days[0].begin == midnight);
  CHECK(days[0].worst.grade == 4);
  CHECK(days[0].worst.begin == midnight + 7 * kHour);  // the first among equals
  CHECK(days[1].begin == midnight + 25 * kHour);
  CHECK(days[1].worst.quantity == "no2");
  CHECK(hours(18, 18).size() == 1);
  CHECK(hours(19, 17).size() == 1);
  CHECK(hours(0, 0).empty());
  // Hours without a grade are not there.
  std::vector<IndexStep> empty(24);
  for (std::size_t i = 0; i < empty.size(); ++i) empty[i].begin = midnight + static_cast<series::Ms>(i) * kHour;
  CHECK(worst_of_days(empty, paris).empty());
}

TEST_CASE("Noise days: the short night of summer time is whole, a broken day is refused") {
  // From midnight to midnight, 28 to 30 March: the night of the 28th lasts seven hours.
  Series noise = make("noise_laeq", 0, kMinute, [](std::size_t) { return 0.0; });
  std::vector<series::Point> points;
  for (Ms time = kStart - kDay; time < kStart + 47 * kHour; time += kMinute) points.push_back({time, 60});
  noise.add(points);
  const auto days = noise_days(noise);
  REQUIRE(days.size() == 4);
  CHECK_FALSE(days[0].levels.lden);  // it began at midnight: no day, no evening before
  CHECK_THAT(days[1].levels.lden.value(), WithinAbs(66.3952, 5e-5));
  CHECK(days[1].levels.valid_night == 1);
  CHECK(days[2].begin - days[1].begin == 23 * kHour);
  CHECK_FALSE(days[3].levels.lden);
  std::vector<series::Flags> flags(noise.size());
  for (std::size_t i = 600; i < 700; ++i) flags[i] = series::kRejected;
  noise.set_flags(series::kRejected, flags);
  CHECK_FALSE(noise_days(noise)[1].levels.lden);
  CHECK_THAT(over_days(noise_days(noise)).lden.value(), WithinAbs(66.3952, 5e-5));
  CHECK(noise_days(Series()).empty());
}
