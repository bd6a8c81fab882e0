// The real sensor files against numpy, pandas and scipy: tests/golden/sensors/make.py computes what must come out.
// Unless a row says otherwise, doubles agree to 1e-9 of their size.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "analytics/colocation.h"
#include "analytics/correlation.h"
#include "analytics/group.h"
#include "analytics/hampel.h"
#include "analytics/noise.h"
#include "analytics/order.h"
#include "analytics/rolling.h"
#include "analytics/trend.h"
#include "analytics/wind.h"
#include "formats/sensor_import.h"
#include "sensors/aggregate.h"
#include "sensors/calendar.h"
#include "sensors/noise_days.h"
#include "series/collector.h"
#include "support/shared_data.h"
#include "support/time_and_chance.h"

namespace {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using nlohmann::json;
using series::Series;
using Doubles = std::vector<double>;

constexpr series::Ms kNow = 1'790'000'000'000;

std::string data(const std::string& name) {
  auto bytes = support::shared_data(name);
  if (!bytes) SKIP("../shared/data/" + name + " is not here");
  return std::move(*bytes);
}

json golden(const char* part) {
  std::ifstream file("tests/golden/sensors/golden.json");
  REQUIRE(file);
  return json::parse(file)[part];
}

std::vector<Series> import(const std::string& name, formats::SensorOptions options = {}) {
  options.now = kNow;
  auto read = formats::read_sensors(data(name), options);
  REQUIRE(read.ok());
  CHECK(read->rejected == 0);
  return std::move(read->series);
}

bool close(double a, double b, double relative = 1e-9) {
  return std::fabs(a - b) <= relative * std::max({1.0, std::fabs(a), std::fabs(b)});
}

double sum(const Doubles& values) {
  double total = 0;
  for (const double value : values) total += std::isnan(value) ? 0 : value;
  return total;
}

void check_summary(const Doubles& given, const json& expected) {
  const Doubles values = analytics::without_missing(given);
  REQUIRE(values.size() == expected["count"]);
  CHECK(close(sum(values) / static_cast<double>(values.size()), expected["mean"]));
  CHECK(close(analytics::quantile(values, 0), expected["min"]));
  CHECK(close(analytics::quantile(values, 1), expected["max"]));
  CHECK(close(analytics::quantile(values, 0.5), expected["p50"]));
  CHECK(close(analytics::quantile(values, 0.95), expected["p95"]));
  CHECK(close(analytics::mad(values), expected["mad"]));
}

// Bytes a point, said in the log: what the codec is for. `most` is what must hold.
void check_size(const char* what, const std::vector<Series>& all, double most) {
  std::size_t points = 0, bytes = 0;
  for (const Series& series : all) {
    points += series.size();
    bytes += series.bytes();
  }
  const double each = static_cast<double>(bytes) / static_cast<double>(points);
  INFO(what << ": " << points << " points, " << each << " bytes each");
  CHECK(each <= most);
}

}  // namespace

TEST_CASE("Aberdeen: a week of 255 daily files") {
  const std::filesystem::path folder = "../shared/data/sensor-community-aberdeen/archive";
  if (!std::filesystem::exists(folder)) SKIP(folder.string() + " is not here");
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  std::vector<Series> all;
  for (const std::string& name : names)
    series::join(all, import("sensor-community-aberdeen/archive/" + name, {.zone = "Europe/London"}));
  const json expected = golden("aberdeen");
  CHECK(all.size() == expected.size());
  for (const Series& series : all) {
    INFO(series.header.name());
    REQUIRE(expected.contains(series.header.name()));
    const json& its = expected[series.header.name()];
    check_summary(series.read().values, its);
    std::size_t day = 0;
    for (const sensors::Bucket& bucket : sensors::aggregate(series, series::Step::kEachDay)) {
      if (bucket.count == 0) continue;
      REQUIRE(day < its["days"].size());
      const json& row = its["days"][day++];
      CHECK(bucket.begin == row[0]);
      CHECK(bucket.count == row[1]);
      CHECK(close(bucket.mean, row[2]));
      CHECK(close(bucket.p95, row[3]));
    }
    CHECK(day == its["days"].size());
  }
  check_size("Aberdeen", all, 2);
}

TEST_CASE("Berlin: 50 stations") {
  const auto all =
      import("opensensemap-berlin-pm25/pm25_berlin_opensensemap.csv", {.quantity = "pm25", .unit = "µg/m³"});
  const json expected = golden("berlin");
  CHECK(all.size() == expected.size());
  for (const Series& series : all) {
    INFO(series.header.name());
    const json& its = expected[series.header.provenance.sensor_id];
    check_summary(series.read().values, its);
    std::size_t hours = 0;
    double means = 0, p95 = 0;
    for (const sensors::Bucket& bucket : sensors::aggregate(series, series::Step::kEachHour)) {
      if (bucket.count == 0) continue;
      ++hours;
      means += bucket.mean;
      p95 += bucket.p95;
    }
    CHECK(hours == its["hours"]);
    CHECK(close(means, its["hour_mean_sum"]));
    CHECK(close(p95, its["hour_p95_sum"]));
  }
  // The server's clock stamps arrivals to the millisecond: the jitter alone is a byte or more, and it is kept.
  check_size("Berlin", all, 2.4);
}

TEST_CASE("Marylebone: 65,533 hours") {
  formats::SensorOptions options;
  options.mapping.time_column = "date";
  options.mapping.station = "Marylebone";
  for (const char* name : {"ws", "wd", "nox", "no2", "o3", "pm10", "so2", "co", "pm25"})
    options.mapping.values.push_back({name, name, ""});
  const auto all = import("openair-marylebone/mydata.csv", options);
  const json expected = golden("marylebone");
  check_size("Marylebone", all, 2);

  // One row an hour, NaN where a column is empty, as the kernels want them.
  const series::Ms begin = series::from_civil({.year = 1998});
  constexpr std::size_t kHours = 65'533;
  std::vector<series::Ms> times;
  for (std::size_t i = 0; i < kHours; ++i) times.push_back(begin + static_cast<series::Ms>(i) * series::kHour);
  std::map<std::string, Doubles> columns;
  for (const Series& series : all) {
    Doubles& column = columns[series.header.quantity];
    column.assign(kHours, std::numeric_limits<double>::quiet_NaN());
    const series::Slice slice = series.read();
    for (std::size_t i = 0; i < slice.size(); ++i)
      column[static_cast<std::size_t>((slice.times[i] - begin) / series::kHour)] = slice.values[i];
  }
  const Doubles &nox = columns["nox"], &pm10 = columns["pm10"], &no2 = columns["no2"];
  const Doubles &speed = columns["wind_speed"], &direction = columns["wind_direction"];

  SECTION("summaries") {
    for (const auto& [name, its] : expected["summary"].items()) {
      INFO(name);
      check_summary(columns[name == "ws" ? "wind_speed" : name], its);
    }
  }
  SECTION("time variation") {
    struct Row {
      const char* name;
      sensors::Key key;
      std::size_t groups;
    };
    for (const auto& [name, key, count] : std::initializer_list<Row>{{"hour", sensors::Key::kHour, 24},
                                                                     {"weekday", sensors::Key::kWeekday, 7},
                                                                     {"month", sensors::Key::kMonth, 12}})
      for (const char* quantity : {"nox", "pm10"}) {
        const auto groups = sensors::keys(series::utc(), times, key);
        const auto means = analytics::group(groups, columns[quantity], count);
        const auto confidence = analytics::group_confidence(groups, columns[quantity], means);
        const json& its = expected[name][quantity];
        REQUIRE(its.size() == count);
        for (std::size_t g = 0; g < count; ++g) {
          CHECK(close(means[g].mean, its[g][0]));
          CHECK(means[g].count == its[g][1]);
          CHECK(close(confidence[g], its[g][2]));
        }
      }
    const auto week = analytics::group(sensors::keys(series::utc(), times, sensors::Key::kWeekHour), pm10, 168);
    for (std::size_t g = 0; g < 168; ++g) CHECK(close(week[g].mean, expected["week"][g]));
  }
  SECTION("calendar: daily means") {
    for (const Series& series : all) {
      if (!expected["daily"].contains(series.header.quantity)) continue;
      const json& its = expected["daily"][series.header.quantity];
      std::size_t days = 0;
      double means = 0, p95 = 0, worst = 0;
      for (const sensors::Bucket& bucket : sensors::aggregate(series, series::Step::kEachDay)) {
        if (bucket.count == 0) continue;
        if (days < 7) CHECK(close(bucket.mean, its["first"][days]));
        ++days;
        means += bucket.mean;
        p95 += bucket.p95;
        worst = std::max(worst, bucket.mean);
      }
      CHECK(days == its["days"]);
      CHECK(close(means, its["mean_sum"]));
      CHECK(close(p95, its["p95_sum"]));
      CHECK(close(worst, its["worst"]));
    }
  }
  SECTION("trend of the monthly means") {
    const auto bounds = sensors::bounds(series::utc(), times.front(), times.back(), series::Step::kEachMonth);
    const auto months = analytics::group(analytics::bucket(times, bounds), nox, bounds.size() - 1);
    const json& its = expected["trend"];
    REQUIRE(months.size() == its["months"].size());
    Doubles x, y;
    for (std::size_t i = 0; i < months.size(); ++i) {
      if (!its["months"][i].is_null()) CHECK(close(months[i].mean, its["months"][i]));
      x.push_back(static_cast<double>(i));
      y.push_back(months[i].mean);
    }
    support::SeededRandom random(1);
    const auto trend = analytics::theil_sen(x, y, 599, random);
    REQUIRE(trend);
    CHECK(close(trend->slope, its["slope"]));
    CHECK(close(trend->intercept, its["intercept"]));
    // The interval is by block bootstrap, scipy's by ranks: of one size, not equal.
    CHECK(trend->slope_low < trend->slope);
    CHECK(trend->slope_high > trend->slope);
    const double theirs = its["high"].get<double>() - its["low"].get<double>();
    CHECK_THAT((trend->slope_high - trend->slope_low) / theirs, WithinAbs(1.2, 0.6));
    const auto kendall = analytics::mann_kendall(y);
    CHECK(kendall.s == expected["mann_kendall"]["s"]);
    CHECK(close(kendall.variance, expected["mann_kendall"]["variance"]));
    CHECK(close(kendall.z, expected["mann_kendall"]["z"]));
    CHECK_THAT(kendall.p, WithinRel(expected["mann_kendall"]["p"].get<double>(), 1e-9));
  }
  SECTION("wind") {
    const Doubles bounds = {2, 4, 6};
    const auto rose = analytics::wind_rose(direction, speed, 16, bounds);
    CHECK(rose.total == expected["rose"]["total"]);
    CHECK(rose.calm == expected["rose"]["calm"]);
    CHECK(json(rose.counts) == expected["rose"]["counts"]);
    const auto cells = analytics::group(analytics::polar_groups(direction, speed, 12, 20), nox, 400);
    for (const auto& [cell, its] : expected["polar_centre"].items()) {
      const auto& found = cells[std::stoul(cell)];
      CHECK(close(found.mean, its[0]));
      CHECK(found.count == its[1]);
    }
  }
  SECTION("correlation, windows, spikes") {
    CHECK(close(analytics::pearson(nox, no2), expected["pearson"]));
    CHECK(close(analytics::spearman(nox, no2), expected["spearman"]));
    const auto line = analytics::colocate(nox, no2);
    CHECK(close(line.slope, expected["line"]["slope"]));
    CHECK(close(line.intercept, expected["line"]["intercept"], 1e-8));
    CHECK(close(line.r2, std::pow(expected["pearson"].get<double>(), 2)));
    const json& its = expected["rolling"];
    CHECK(close(sum(analytics::rolling_mean(pm10, 25, 12)), its["mean_sum"]));
    CHECK(close(sum(analytics::rolling_median(pm10, 25, 12)), its["median_sum"]));
    CHECK(close(sum(analytics::rolling_quantile(pm10, 25, 0.9, 12)), its["p90_sum"]));
    std::size_t spikes = 0;
    for (const auto mark : analytics::hampel(pm10, {.mad_floor = 2})) spikes += mark;
    CHECK(spikes == expected["hampel"]);
  }
}

TEST_CASE("Noise: levels of each day and period") {
  formats::SensorOptions options;
  options.mapping.time_column = "datetime";
  options.mapping.values = {{"LEQ dB -A", "noise_laeq", "dB(A)"}};
  const auto all = import("noisemonitor/test_data_laeq1m.csv", options);
  REQUIRE(all.size() == 1);
  const json expected = golden("noise");
  const series::Slice slice = all[0].read();
  CHECK(slice.size() == expected["rows"]);
  CHECK(close(analytics::laeq(slice.values).value(), expected["laeq"]));
  const auto days = sensors::noise_days(all[0]);
  REQUIRE(days.size() == expected["days"].size());
  for (std::size_t i = 0; i < days.size(); ++i) {
    const json& its = expected["days"][i];
    const auto check = [&](const std::optional<double>& level, const json& other) {
      REQUIRE(level.has_value() == !other.is_null());
      if (level) CHECK(close(*level, other));
    };
    CHECK(days[i].begin == its["begin"]);
    check(days[i].levels.day, its["day"]);
    check(days[i].levels.evening, its["evening"]);
    check(days[i].levels.night, its["night"]);
    check(days[i].levels.lden, its["lden"]);
  }
  // Sixteen digits are no measurement: kept exactly they weigh a double each, rounded to 0.01 dB next to nothing.
  check_size("noise, exact", all, 8.3);
  std::vector<series::Point> rounded;
  for (std::size_t i = 0; i < slice.size(); ++i)
    rounded.push_back({slice.times[i], std::round(slice.values[i] * 100) / 100});
  std::vector<Series> short_of(1);
  short_of[0].add(std::move(rounded));
  check_size("noise, to 0.01 dB", short_of, 2);
}
