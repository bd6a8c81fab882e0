// Published formulas: the golden values of each, corners first.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "analytics/confinement.h"
#include "analytics/noise.h"
#include "analytics/pm_correction.h"
#include "analytics/weather.h"

using Catch::Matchers::WithinAbs;
using namespace analytics;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("Kappa-Koehler growth") {
  struct Row {
    double humidity, kappa, growth;
  };
  for (const auto& [humidity, kappa, growth] : std::initializer_list<Row>{
           {0, 0.4, 1},
           {-3, 0.4, 1},
           {50, 0.4, 1.2424},
           {70, 0.4, 1.5657},
           {85, 0.4, 2.3737},
           {50, 0.3, 1.1818},
           {95, 0.4, 5.6061},
           {100, 0.4, 5.6061},  // the cap
       })
    CHECK_THAT(kohler_growth(humidity, kappa), WithinAbs(growth, 5e-5));
  CHECK_THAT(kohler(12.424, 50), WithinAbs(10, 1e-3));
  CHECK(std::isnan(kohler(kNan, 50)));
  for (double humidity = 1; humidity < 100; humidity += 1)
    CHECK(kohler_growth(humidity) >= kohler_growth(humidity - 1));
}

TEST_CASE("EPA correction of Plantower sensors") {
  CHECK_THAT(barkjohn(20, 50), WithinAbs(0.524 * 20 - 0.0862 * 50 + 5.75, 1e-12));
  struct Row {
    double x, expected;
  };
  for (const auto& [x, expected] : std::initializer_list<Row>{
           {0, 1.44},
           {29.999, 17.159476},
           {40, (0.524 * 40 + 0.786 * 40) / 2 + 1.44},
           {50, 40.74},
           {100, 80.04},
           {209.999, 166.499214},
           {260, 242.1244},
       })
    CHECK_THAT(barkjohn_extended(x, 50), WithinAbs(expected, 1e-6));
  for (double x = 0; x < 400; x += 0.5)  // no step anywhere
    CHECK_THAT(barkjohn_extended(x + 1e-6, 40), WithinAbs(barkjohn_extended(x, 40), 1e-4));
}

TEST_CASE("Dew point and heat index") {
  CHECK_THAT(dew_point(20, 50), WithinAbs(9.2611, 5e-5));
  CHECK_THAT(dew_point(12.5, 100), WithinAbs(12.5, 1e-12));
  CHECK(std::isnan(dew_point(20, 0)));
  CHECK(std::isnan(dew_point(kNan, 50)));
  struct Row {
    double celsius, humidity, felt;
  };
  for (const auto& [celsius, humidity, felt] : std::initializer_list<Row>{
           {35, 70, 50.3406},
           {20, 50, 19.6806},  // the simple formula
           {40, 10, 36.7053},  // dry: the adjustment that takes away
           {28, 95, 35.1640},  // humid: the one that adds
       })
    CHECK_THAT(heat_index(celsius, humidity), WithinAbs(felt, 5e-5));
}

TEST_CASE("Noise: energetic means") {
  CHECK_FALSE(laeq({}));
  CHECK_FALSE(laeq(std::vector{kNan, kNan}));
  CHECK_THAT(*laeq(std::vector{60.0}), WithinAbs(60, 1e-12));
  CHECK_THAT(*laeq(std::vector{60.0, kNan, 60.0}), WithinAbs(60, 1e-12));
  CHECK_THAT(*laeq(std::vector{60.0, 70.0}), WithinAbs(67.4036, 5e-5));  // not 65
  CHECK_THAT(*laeq(std::vector{60.0, 70.0}, std::vector{9.0, 1.0}), WithinAbs(62.7875, 5e-5));
  CHECK_THAT(*laeq(std::vector{60.0, 70.0}, std::vector{9.0, 0.0}), WithinAbs(60, 1e-12));
  CHECK_THAT(lden(60, 60, 60), WithinAbs(66.3952, 5e-5));
}

TEST_CASE("Noise: a period without enough valid time is refused") {
  std::vector<int> minutes;
  std::vector<double> levels;
  for (int i = 0; i < 1440; ++i) {
    minutes.push_back(i);
    levels.push_back(60);
  }
  DayLevels whole = day_levels(minutes, levels, 1);
  CHECK_THAT(whole.lden.value(), WithinAbs(66.3952, 5e-5));
  CHECK_THAT(whole.night.value(), WithinAbs(60, 1e-9));
  for (int i = 0; i < 24; ++i) levels[18 * 60 + i] = kNan;  // a tenth of the evening: still enough
  CHECK(day_levels(minutes, levels, 1).evening);
  levels[18 * 60 + 24] = kNan;
  const DayLevels short_of = day_levels(minutes, levels, 1);
  CHECK_FALSE(short_of.evening);
  CHECK_FALSE(short_of.lden);
  CHECK(short_of.day);
  CHECK_THAT(short_of.valid_evening, WithinAbs(215.0 / 240, 1e-12));
  CHECK_FALSE(day_levels({}, {}, 1).lden);
}

TEST_CASE("ICONE") {
  const auto shares = [](int low, int high, int higher) {
    std::vector<double> co2(static_cast<std::size_t>(low), 1000);
    co2.insert(co2.end(), static_cast<std::size_t>(high), 1700);
    co2.insert(co2.end(), static_cast<std::size_t>(higher), 1701);
    return icone(co2);
  };
  CHECK_FALSE(shares(0, 0, 0));
  CHECK_FALSE(icone(std::vector{kNan}));
  CHECK(*shares(5, 0, 0) == 0);
  CHECK_THAT(*shares(1, 1, 0), WithinAbs(1.4624, 5e-5));
  CHECK_THAT(*shares(0, 0, 7), WithinAbs(5, 1e-12));
  CHECK(icone_level(*shares(1, 1, 0)) == 1);
}
