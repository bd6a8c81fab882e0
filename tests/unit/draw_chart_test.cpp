// The scales of charts: round, never endless.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "draw/chart.h"

TEST_CASE("A scale is round and holds what it was asked to") {
  const draw::Scale scale = draw::round_scale(0.3f, 23.7f, 4);
  CHECK(scale.marks() == std::vector<double>{0, 10, 20, 30});
  CHECK(scale.digits == 0);
  CHECK(draw::round_scale(0, 0.4f, 4).digits == 1);
  CHECK(draw::round_scale(5, 5, 4).high > 5);
}

TEST_CASE("A scale of any values has a few marks, each above the one before") {
  constexpr float kInfinite = std::numeric_limits<float>::infinity(), kMost = std::numeric_limits<float>::max();
  const std::pair<float, float> ends[] = {
      {16'777'216, 16'777'218}, {1.7e9f, 1.7e9f},        {-1.7e9f, -1.6999e9f}, {0, kMost},
      {-kMost, kMost},          {kInfinite, -kInfinite}, {std::nanf(""), 1},    {1e-30f, 2e-30f},
      {0, kInfinite},           {101'325, 101'326},      {-273.15f, 1e12f}};
  for (const auto& [low, high] : ends) {
    INFO(low << " to " << high);
    const auto marks = draw::round_scale(low, high, 4).marks();
    REQUIRE(marks.size() >= 2);
    CHECK(marks.size() <= 21);
    for (std::size_t i = 1; i < marks.size(); ++i)
      CHECK(static_cast<float>(marks[i]) > static_cast<float>(marks[i - 1]));
  }
}
