// Surfaces from stations: inverse distances and kriging.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "analytics/idw.h"
#include "analytics/kriging.h"
#include "support/time_and_chance.h"

using Catch::Matchers::WithinAbs;
using namespace analytics;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// A smooth field and a little noise, on a square of side 100.
std::vector<Sample> stations(std::size_t n) {
  support::SeededRandom random(4);
  std::vector<Sample> out;
  const auto unit = [&] { return static_cast<double>(random.below(1'000'000)) / 1e6; };
  for (std::size_t i = 0; i < n; ++i) {
    const double x = 100 * unit(), y = 100 * unit();
    out.push_back({x, y, 20 + 8 * std::sin(x / 20) + 5 * std::cos(y / 25) + 0.5 * unit()});
  }
  return out;
}

}  // namespace

TEST_CASE("IDW") {
  const std::vector<Sample> two = {{0, 0, 10}, {3, 0, 40}, {1, 1, kNan}};
  CHECK(std::isnan(idw({}, 0, 0)));
  CHECK(idw(two, 0, 0) == 10);  // at a station, its own value and not NaN
  CHECK_THAT(idw(two, 1, 0), WithinAbs((10 + 40 / 4.0) / (1 + 1 / 4.0), 1e-12));
  CHECK_THAT(idw(two, 1, 0, 1), WithinAbs((10 + 40 / 2.0) / (1 + 1 / 2.0), 1e-12));
  CHECK_THAT(idw(two, 1.5, 7), WithinAbs(25, 1e-12));
}

TEST_CASE("IDW: the lanes agree with the plain twin") {
  CHECK(std::isnan(idw_grid({}, {0, 0, 1, 1, 3, 2})[5]));
  auto samples = stations(200);
  samples.push_back({50, 50, kNan});
  samples.push_back({5, 5, 77});  // in the very middle of a cell of the first grid
  for (const Grid& grid : {Grid{0, 0, 100, 100, 10, 10}, Grid{-20, 10, 130, 55, 37, 21}, Grid{0, 0, 100, 100, 3, 5}}) {
    const auto values = idw_grid(samples, grid);
    REQUIRE(values.size() == grid.columns * grid.rows);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double x =
          grid.left + (static_cast<double>(i % grid.columns) + 0.5) * grid.width / static_cast<double>(grid.columns);
      const double y =
          grid.bottom + (static_cast<double>(i / grid.columns) + 0.5) * grid.height / static_cast<double>(grid.rows);
      REQUIRE_THAT(values[i], WithinAbs(idw(samples, x, y), 2e-3));
    }
  }
}

TEST_CASE("Kriging: corners") {
  CHECK_FALSE(fit_variogram({}));
  CHECK_FALSE(fit_variogram(stations(9)));
  std::vector<Sample> flat = stations(30), piled = flat;
  for (Sample& sample : flat) sample.value = 5;
  for (Sample& sample : piled) sample.x = sample.y = 1;
  CHECK_FALSE(fit_variogram(flat));
  CHECK_FALSE(fit_variogram(piled));
  CHECK_FALSE(Kriging::fit({}, {0, 1, 10}));
  const std::vector<Sample> one = {{0, 0, 7}};
  const auto alone = Kriging::fit(one, {0, 2, 10});
  REQUIRE(alone);
  CHECK_THAT(alone->value(100, 0), WithinAbs(7, 1e-9));
  CHECK_THAT(alone->estimate(1000, 0).variance, WithinAbs(4, 1e-6));  // the sill, and as much again for the mean
}

TEST_CASE("Kriging: exact at stations, surer near them, and its weights sum to one") {
  auto samples = stations(60);
  const auto variogram = fit_variogram(samples);
  REQUIRE(variogram);
  CHECK(variogram->sill > 0);
  const auto surface = Kriging::fit(samples, *variogram);
  REQUIRE(surface);
  for (const Sample& sample : samples) {
    CHECK_THAT(surface->value(sample.x, sample.y), WithinAbs(sample.value, 1e-9));
    CHECK(surface->estimate(sample.x, sample.y).variance == 0);
  }
  const auto near = surface->estimate(samples[0].x + 0.5, samples[0].y), far = surface->estimate(5000, 5000);
  CHECK(near.variance < far.variance);
  CHECK_THAT(far.value, WithinAbs(surface->value(9000, 0), 1e-6));  // the mean, where stations say nothing
  // Adding a constant to all values adds it to the surface: the weights sum to one.
  for (Sample& sample : samples) sample.value += 100;
  const auto lifted = Kriging::fit(samples, *variogram);
  CHECK_THAT(lifted->value(33, 44), WithinAbs(surface->value(33, 44) + 100, 1e-7));
  const Grid grid{0, 0, 100, 100, 8, 8};
  CHECK_THAT(lifted->grid(grid)[8], WithinAbs(lifted->value(6.25, 18.75), 1e-12));
}

TEST_CASE("Kriging: two stations, solved by hand") {
  // C = exp(-3 d / 3), d = 1 between them; halfway both weigh the same.
  const std::vector<Sample> two = {{0, 0, 10}, {1, 0, 20}};
  const auto surface = Kriging::fit(two, {0, 1, 3});
  const double c1 = std::exp(-1), half = std::exp(-0.5);
  const auto middle = surface->estimate(0.5, 0);
  CHECK_THAT(middle.value, WithinAbs(15, 1e-12));
  // Variance = C0 - 2 sum(l c) + sum(l l C), with l = 1/2 each.
  CHECK_THAT(middle.variance, WithinAbs(1 - 2 * half + (1 + c1) / 2, 1e-12));
}
