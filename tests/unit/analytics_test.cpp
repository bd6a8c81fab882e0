// Kernels: corners first, then values, then properties.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "analytics/colocation.h"
#include "analytics/correlation.h"
#include "analytics/gaps.h"
#include "analytics/group.h"
#include "analytics/hampel.h"
#include "analytics/heat_map.h"
#include "analytics/lttb.h"
#include "analytics/min_max.h"
#include "analytics/number.h"
#include "analytics/order.h"
#include "analytics/range.h"
#include "analytics/resample.h"
#include "analytics/rolling.h"
#include "analytics/stuck.h"
#include "analytics/trend.h"
#include "analytics/wind.h"
#include "support/time_and_chance.h"

using Catch::Matchers::WithinAbs;
using namespace analytics;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr float kNanF = std::numeric_limits<float>::quiet_NaN();
using Doubles = std::vector<double>;
using Floats = std::vector<float>;
using Marks = std::vector<std::uint8_t>;

bool same(const Doubles& a, const Doubles& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return (std::isnan(x) && std::isnan(y)) || std::fabs(x - y) < 1e-9; });
}

Doubles noise(std::size_t n, std::uint64_t seed, int holes) {
  support::SeededRandom random(seed);
  Doubles out(n);
  for (double& value : out)
    value = random.below(100) < static_cast<unsigned>(holes) ? kNan : static_cast<double>(random.below(1000)) / 8;
  return out;
}

}  // namespace

TEST_CASE("Numbers as text") {
  struct Row {
    const char* text;
    std::optional<double> value;
  };
  for (const auto& [text, value] : std::initializer_list<Row>{
           {"", std::nullopt},
           {"-", std::nullopt},
           {".", std::nullopt},
           {"unavailable", std::nullopt},
           {"nan", std::nullopt},
           {"inf", std::nullopt},
           {"0x10", std::nullopt},
           {"1,5", std::nullopt},
           {"1 ", std::nullopt},
           {"1e", std::nullopt},
           {"1.2.3", std::nullopt},
           {"0", 0.0},
           {"-0.5", -0.5},
           {"+3", 3.0},
           {".5", 0.5},
           {"5.", 5.0},
           {"7.33", 7.33},
           {"100512.42", 100512.42},
           {"1e3", 1000.0},
           {"2.5E-3", 0.0025},
           {"47.36041774214498", 47.36041774214498},
           {"0.000000000000000000000001", 1e-24},
           {"123456789012345678901234567890", 123456789012345678901234567890.0},
           {"1e400", std::numeric_limits<double>::infinity()},
           {"1e-400", 0.0},
           {"000000000000000000000000000001.5", 1.5},
       }) {
    INFO(text);
    CHECK(parse_number(text) == value);
  }
  support::SeededRandom random(5);
  for (int i = 0; i < 20'000; ++i) {
    const double value = static_cast<double>(static_cast<std::int64_t>(random.next()) >> random.below(50)) /
                         std::pow(10, static_cast<double>(random.below(9)));
    char text[64];
    std::snprintf(text, sizeof text, random.below(2) ? "%.17g" : "%.3f", value);
    INFO(text);
    REQUIRE(parse_number(text) == std::strtod(text, nullptr));
  }
}

TEST_CASE("Quantiles and MAD") {
  struct Row {
    Doubles values;
    double q, expected;
  };
  for (const auto& [values, q, expected] : std::initializer_list<Row>{
           {{}, 0.5, kNan},
           {{kNan}, 0.5, kNan},
           {{3}, 0.95, 3},
           {{1, 2, 3, 4}, 0.5, 2.5},
           {{4, 1, kNan, 3, 2}, 0.25, 1.75},
           {{1, 2, 3, 4}, 0, 1},
           {{1, 2, 3, 4}, 1, 4},
           {{5, 5, 5}, 0.3, 5},
       })
    CHECK(same({quantile(values, q)}, {expected}));
  CHECK(mad(Doubles{1, 1, 2, 2, 4, 6, 9}) == 1);
  CHECK(std::isnan(mad(Doubles{})));
  CHECK(std::isnan(mad(Floats{kNanF})));
  for (const std::size_t n : {1u, 2u, 7u, 100u, 1001u}) {
    const Doubles values = noise(n, n, 10);
    CHECK(same({mad(Floats(values.begin(), values.end()))}, {mad(values)}));
  }
  CHECK(mad(Floats{-3, -1, -1, 0, 2}) == 1);
  // As many as are sampled, with an odd one at every place the sample looks at, or at none.
  for (const std::size_t n : {200'000u, 200'003u})
    for (const float odd : {0.f, 1000.f}) {
      const Doubles noisy = noise(n, n, 10);
      Floats values(noisy.begin(), noisy.end());
      const std::size_t step = n / 16'384;
      for (std::size_t i = 0; i < 16'384 && odd > 0; ++i) values[i * step + i % step] = odd;
      CHECK(std::fabs(mad(values) - mad(Doubles(values.begin(), values.end()))) < 1e-6);
    }
}

TEST_CASE("Min and max: the lanes agree with the plain twin, the pyramid with both") {
  CHECK(min_max({}) == MinMax{});
  CHECK(min_max(Floats{kNanF, kNanF}) == MinMax{});
  CHECK(min_max(Floats{kNanF, 3, kNanF, -1}) == MinMax{-1, 3});
  CHECK(min_max_parts({}, 3) == std::vector<MinMax>(3));
  support::SeededRandom random(2);
  for (const std::size_t n : {1u, 15u, 16u, 17u, 127u, 128u, 129u, 5000u, 70'000u}) {
    const Doubles wide = noise(n, n, 5);
    const Floats values(wide.begin(), wide.end());
    const MinMaxPyramid pyramid(values);
    CHECK(min_max(values) == min_max_plain(values));
    if (n > 1000) CHECK(pyramid.bytes() * 20 <= n * sizeof(float) * 3);
    for (int i = 0; i < 200; ++i) {
      const std::size_t a = random.below(n + 1), b = random.below(n + 1), begin = std::min(a, b), end = std::max(a, b);
      REQUIRE(pyramid.between(begin, end) == min_max_plain(std::span(values).subspan(begin, end - begin)));
    }
    CHECK(pyramid.parts(0, n, 7) == min_max_parts(values, 7));
  }
}

TEST_CASE("MinMaxLTTB") {
  CHECK(min_max_lttb({}, {}, 10).empty());
  CHECK(min_max_lttb({}, Floats{kNanF, kNanF}, 10).empty());
  CHECK(min_max_lttb({}, Floats{7}, 10) == std::vector<std::size_t>{0});
  CHECK(min_max_lttb({}, Floats{1, 2, 3}, 10) == std::vector<std::size_t>{0, 1, 2});
  CHECK(lttb({}, Floats{0, 9, 0, 0, 0}, 3) == std::vector<std::size_t>{0, 1, 4});
  CHECK(lttb({}, Floats{0, 9, 0}, 2) == std::vector<std::size_t>{0, 2});
  Floats values(100'000);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<float>(std::sin(static_cast<double>(i) / 500));
  values[54'321] = 40;
  values[80'400] = -40;
  values[0] = kNanF;
  const auto kept = min_max_lttb({}, values, 200);
  CHECK(kept.size() == 200);
  CHECK(std::is_sorted(kept.begin(), kept.end()));
  CHECK(kept.front() == 1);
  CHECK(kept.back() == values.size() - 1);
  CHECK(std::count(kept.begin(), kept.end(), std::size_t{54'321}) == 1);
  CHECK(std::count(kept.begin(), kept.end(), std::size_t{80'400}) == 1);
  CHECK(min_max_lttb({}, Floats(100'000, 5), 100).size() <= 100);
  // Times given say the same as even spacing.
  std::vector<std::int64_t> times(values.size());
  for (std::size_t i = 0; i < times.size(); ++i) times[i] = 1'767'225'600'000 + static_cast<std::int64_t>(i) * 1000;
  CHECK(min_max_lttb(times, values, 200) == kept);
}

TEST_CASE("Groups") {
  CHECK(group({}, Doubles{}, 0).empty());
  const std::vector<std::uint32_t> groups = {0, 2, 0, 2, kNoGroup, 0, 1};
  const Doubles values = {1, 10, 3, kNan, 99, 8, kNan};
  const auto found = group(groups, values, 4);
  CHECK(found[0].count == 3);
  CHECK(found[0].mean == 4);
  CHECK(found[0].low == 1);
  CHECK(found[0].high == 8);
  CHECK(found[1].count == 0);
  CHECK(std::isnan(found[1].mean));
  CHECK(found[2].count == 1);
  CHECK(found[3].count == 0);
  const Doubles qs = {0.5, 0.95};
  CHECK(same(group_quantiles(groups, values, 4, qs), {3, 7.5, kNan, kNan, 10, 10, kNan, kNan}));
  // Group g has g values, with equals among them: around where groups are too large to be compared each with each.
  std::vector<std::uint32_t> sizes;
  Doubles rounded, plain;
  for (std::uint32_t g = 0; g < 70; ++g) {
    Doubles its = noise(g, g, 0);
    for (double& value : its) value = std::round(value / 8);
    for (const double q : qs) plain.push_back(quantile(its, q));
    sizes.insert(sizes.end(), g, g);
    rounded.insert(rounded.end(), its.begin(), its.end());
  }
  CHECK(same(group_quantiles(sizes, rounded, 70, qs), plain));
  CHECK(same(group_quantiles(sizes, Floats(rounded.begin(), rounded.end()), 70, qs), plain));
  CHECK(same(group_confidence(groups, values, found), {1.96 * std::sqrt(13.0 / 3), kNan, kNan, kNan}));
  const std::vector<std::int64_t> times = {-5, 0, 9, 10, 19, 20, 21}, bounds = {0, 10, 20};
  CHECK(bucket(times, bounds) == std::vector<std::uint32_t>{kNoGroup, 0, 0, 1, 1, kNoGroup, kNoGroup});
  CHECK(bucket(times, {}) == std::vector<std::uint32_t>(7, kNoGroup));
}

TEST_CASE("Rolling windows agree with the plain definition") {
  CHECK(rolling_median({}, 5).empty());
  CHECK(same(rolling_median(Doubles{3}, 5), {3}));
  CHECK(same(rolling_mean(Doubles{kNan, kNan}, 3), {kNan, kNan}));
  CHECK(same(rolling_mean(Doubles{1, 2, 6}, 3), {1.5, 3, 4}));
  CHECK(same(rolling_median(Doubles{1, 9, 2, kNan, 7}, 3, 2), {5, 2, 5.5, 4.5, kNan}));
  for (const std::size_t width : {1u, 3u, 11u, 61u, 401u})
    for (const int holes : {0, 30}) {
      const Doubles values = noise(3000, width + static_cast<unsigned>(holes), holes);
      const auto means = rolling_mean(values, width), medians = rolling_quantile(values, width, 0.9);
      Doubles plain_means, plain_quantiles;
      for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t begin = i > width / 2 ? i - width / 2 : 0, end = std::min(values.size(), i + width / 2 + 1);
        const auto window = without_missing(std::span(values).subspan(begin, end - begin));
        double sum = 0;
        for (const double value : window) sum += value;
        plain_means.push_back(window.empty() ? kNan : sum / static_cast<double>(window.size()));
        plain_quantiles.push_back(quantile(window, 0.9));
      }
      CHECK(same(means, plain_means));
      CHECK(same(medians, plain_quantiles));
    }
}

TEST_CASE("Hampel") {
  CHECK(hampel({}, {}).empty());
  CHECK(hampel(Doubles{5}, {}) == Marks{0});
  CHECK(hampel(Doubles{kNan, kNan}, {}) == Marks{0, 0});
  CHECK(hampel(Doubles{1, 2, 1, 90, 2, 1, 2}, {}) == Marks{0, 0, 0, 1, 0, 0, 0});
  // A MAD of 0 flags any change without a floor, and none within it.
  const Doubles still = {5, 5, 5, 5.1, 5, 5, 5};
  CHECK(hampel(still, {})[3] == 1);
  CHECK(hampel(still, {.mad_floor = 0.1}) == Marks(7));
  CHECK(hampel(Doubles(50, 3), {}) == Marks(50));
}

TEST_CASE("Stuck, range, gaps") {
  const std::vector<std::int64_t> times = {0, 10, 20, 30, 40, 50};
  CHECK(stuck({}, {}, 10).empty());
  CHECK(stuck(times, Doubles{1, 2, 2, 2, 2, 3}, 30, 3) == Marks{0, 1, 1, 1, 1, 0});
  CHECK(stuck(times, Doubles{1, 2, 2, 2, 2, 3}, 31, 3) == Marks(6));
  CHECK(stuck(times, Doubles{2, 2, kNan, 2, 2, kNan}, 30, 4) == Marks{1, 1, 0, 1, 1, 0});
  CHECK(stuck(times, Doubles(6, kNan), 0, 1) == Marks(6));
  CHECK(out_of_range(Doubles{-1, 0, kNan, 5, 6, HUGE_VAL}, 0, 5) == Marks{1, 0, 0, 0, 1, 1});

  CHECK(usual_step({}) == 0);
  CHECK(gaps({}, 10).empty());
  CHECK(gaps(times, 0).empty());
  CHECK(gaps(times, 10).empty());
  const std::vector<std::int64_t> broken = {0, 10, 20, 61, 70};
  CHECK(usual_step(broken) == 10);
  CHECK(gaps(broken, 10) == std::vector<Gap>{{2, 20, 61, 3}});
}

TEST_CASE("Resampling never invents across a silence or past the ends") {
  const std::vector<std::int64_t> times = {0, 10, 20, 60};
  const Doubles values = {0, 10, 20, 100};
  CHECK(same(resample(times, values, -5, 5, 6, 20), {kNan, 0, 5, 10, 15, 20}));
  CHECK(same(resample(times, values, 20, 20, 4, 20), {20, kNan, 100, kNan}));
  CHECK(same(resample(times, values, 20, 20, 3, 40), {20, 60, 100}));
  CHECK(same(resample(times, Doubles{0, kNan, 20, kNan}, 0, 10, 4, 20), {0, 10, 20, kNan}));
  CHECK(same(resample({}, {}, 0, 1, 2, 9), {kNan, kNan}));
}

TEST_CASE("Correlation and co-location") {
  CHECK(std::isnan(pearson({}, {})));
  CHECK(std::isnan(pearson(Doubles{1}, Doubles{1})));
  CHECK(std::isnan(pearson(Doubles{1, 2}, Doubles{5, 5})));
  CHECK_THAT(pearson(Doubles{1, 2, 3, kNan}, Doubles{2, 4, 6, 0}), WithinAbs(1, 1e-12));
  CHECK_THAT(pearson(Doubles{1, 2, 3, 4}, Doubles{1, 3, 2, 4}), WithinAbs(0.8, 1e-12));
  CHECK_THAT(spearman(Doubles{1, 2, 3, 4}, Doubles{1, 10, 100, 1000}), WithinAbs(1, 1e-12));
  CHECK(same(ranks(Doubles{10, 20, 20, 5}), {2, 3.5, 3.5, 1}));
  Doubles x, y;
  for (int i = 0; i < 48; ++i) {
    x.push_back(i % 24);
    y.push_back(2 * x.back() + 1);
  }
  const Colocation line = colocate(x, y);
  CHECK_THAT(line.slope, WithinAbs(2, 1e-12));
  CHECK_THAT(line.intercept, WithinAbs(1, 1e-12));
  CHECK_THAT(line.r2, WithinAbs(1, 1e-12));
  CHECK_THAT(calibrate(line, 21), WithinAbs(10, 1e-12));
  struct Row {
    Colocation found;
    Verdict verdict;
  };
  for (const auto& [found, verdict] : std::initializer_list<Row>{
           {colocate({}, {}), Verdict::kTooFew},
           {colocate(Doubles(48, 5), x), Verdict::kTooFew},
           {line, Verdict::kCorrect},
           {colocate(x, x), Verdict::kGood},
           {{100, 1.34, 4.9, 6.9, 0.71}, Verdict::kGood},
           {{100, 1.36, 4.9, 6.9, 0.71}, Verdict::kCorrect},
           {{100, 1.0, 0, 3, 0.69}, Verdict::kPoor},
           {{100, -1.0, 0, 3, 0.99}, Verdict::kPoor},
           {{23, 1.0, 0, 1, 1}, Verdict::kTooFew},
       })
    CHECK(judge(found) == verdict);
}

TEST_CASE("Trends") {
  support::SeededRandom random(1);
  Doubles x, y;
  for (int i = 0; i < 40; ++i) {
    x.push_back(i);
    y.push_back(3 + 0.5 * i);
  }
  CHECK_FALSE(theil_sen({}, {}, 0, random));
  CHECK_FALSE(theil_sen(std::span(x).first(5), std::span(y).first(5), 0, random));
  CHECK_FALSE(theil_sen(Doubles(10, 1), std::span(y).first(10), 0, random));
  y[7] = 500;  // an outlier bends nothing
  y[8] = kNan;
  const auto found = theil_sen(x, y, 200, random);
  REQUIRE(found);
  CHECK_THAT(found->slope, WithinAbs(0.5, 1e-12));
  CHECK_THAT(found->intercept, WithinAbs(3, 1e-12));
  CHECK(found->slope_low <= 0.5);
  CHECK(found->slope_high >= 0.5);

  const MannKendall none = mann_kendall({});
  CHECK(none.p == 1);
  CHECK(mann_kendall(Doubles(20, 4)).s == 0);
  const MannKendall up = mann_kendall(Doubles{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(up.s == 45);
  CHECK_THAT(up.variance, WithinAbs(125, 1e-9));
  CHECK_THAT(up.z, WithinAbs(44 / std::sqrt(125.0), 1e-12));
  CHECK_THAT(up.tau, WithinAbs(1, 1e-12));
  CHECK_THAT(mann_kendall(Doubles{1, 1, 2, 2}).variance, WithinAbs((4.0 * 3 * 13 - 2 * 2 * 1 * 9) / 18, 1e-12));

  Doubles wander(40), still(40);
  for (std::size_t i = 0; i < 40; ++i) {
    still[i] = static_cast<double>(random.below(100)) / 100;
    wander[i] = still[i] + 0.2 * static_cast<double>(i);
  }
  CHECK(drift(x, wander, 5, random)->drifts);
  CHECK_FALSE(drift(x, wander, 50, random)->drifts);
  CHECK_FALSE(drift(x, still, 0.5, random)->drifts);
}

TEST_CASE("Wind") {
  struct Row {
    double direction;
    std::size_t sector;
  };
  for (const auto& [direction, sector] : std::initializer_list<Row>{
           {0, 0}, {22.4, 0}, {22.5, 1}, {90, 2}, {337.4, 7}, {337.5, 0}, {360, 0}, {-10, 0}, {725, 0}})
    CHECK(sector_of(direction, 8) == sector);
  const Doubles direction = {0, 90, 90, kNan, 10, 180, 200}, speed = {1, 2, 5, 3, 0, kNan, -1}, bounds = {2, 4};
  const WindRose rose = wind_rose(direction, speed, 4, bounds);
  CHECK(rose.total == 4);
  CHECK(rose.calm == 1);
  CHECK(rose.counts == std::vector<std::uint32_t>{1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0});
  CHECK(polar_groups(Doubles{0, 90, 180, 0, kNan}, Doubles{5, 5, 5, 20, 1}, 10, 4) ==
        std::vector<std::uint32_t>{3 * 4 + 2, 2 * 4 + 3, 1 * 4 + 2, kNoGroup, kNoGroup});
  CHECK_THAT(mean_direction(Doubles{350, 10, kNan}), WithinAbs(0, 1e-9) || WithinAbs(360, 1e-9));
  CHECK(std::isnan(mean_direction(Doubles{0, 180})));
  CHECK(std::isnan(mean_direction({})));
}

TEST_CASE("The week as cells") {
  WeekCells cells;
  add_to_week(cells, {}, {}, 0);
  // A Thursday at midnight, half an hour later, its eve in UTC that is Thursday by local time, and 1901.
  const std::vector<std::int32_t> times = {0, 1800, -3600, std::numeric_limits<std::int32_t>::min()};
  add_to_week(cells, times, Floats{1, 2, kNanF, 7}, 0);
  CHECK(cells.counts[3 * 24] == 2);
  CHECK(cells.sums[3 * 24] == 3);
  CHECK(cells.counts[4 * 24 + 20] == 1);  // Friday 13 December 1901, 20:45:52
  add_to_week(cells, std::vector<std::int32_t>{-3600}, Floats{5}, 3600);
  CHECK(cells.counts[3 * 24] == 3);
}
