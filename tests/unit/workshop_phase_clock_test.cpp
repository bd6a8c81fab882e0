// How long a phase lasts while the device's clock is put right, while nobody looks, and after a reload.
#include "workshop/phase_clock.h"

#include <catch2/catch_test_macros.hpp>

using workshop::PhaseClock;

namespace {

constexpr std::int64_t kStart = 1'764'000'000'000, kMinute = 60'000, kEnds = kStart + 10 * kMinute;

}  // namespace

TEST_CASE("a phase lasts as long as it was to, whatever becomes of the device's clock", "[workshop][phase]") {
  for (const std::int64_t put : {std::int64_t{0}, 3 * 60 * kMinute, -3 * 60 * kMinute, -20'000'000 * kMinute}) {
    PhaseClock clock;
    CHECK_FALSE(clock.watch(kEnds, kStart, 500));
    CHECK_FALSE(clock.watch(kEnds, kStart + 2'000, 2'500));  // a slow device is no clock that was put right
    CHECK(clock.watch(kEnds, kStart + put + kMinute, 60'500) == (put != 0));
    CHECK(clock.left(kStart + put + kMinute) == 9 * kMinute);
    CHECK_FALSE(clock.watch(kEnds, kStart + put + 11 * kMinute, 660'500));
    CHECK(clock.left(kStart + put + 11 * kMinute) == -kMinute);
    // The next phase is of the clock as it is now.
    const std::int64_t next = kStart + put + 20 * kMinute;
    CHECK_FALSE(clock.watch(next, kStart + put + 12 * kMinute, 720'500));
    CHECK(clock.left(kStart + put + 12 * kMinute) == 8 * kMinute);
  }
}

TEST_CASE("a device that slept has let time pass; one put back while nobody looked has not gained any",
          "[workshop][phase]") {
  PhaseClock clock;
  clock.watch(kEnds, kStart, 0);
  clock.look_away();
  CHECK_FALSE(clock.watch(kEnds, kStart + 4 * kMinute, 1'000));  // its steady clock stood still
  CHECK(clock.left(kStart + 4 * kMinute) == 6 * kMinute);
  clock.look_away();
  CHECK(clock.watch(kEnds, kStart - 56 * kMinute, 1'000));
  CHECK(clock.left(kStart - 56 * kMinute) == 6 * kMinute);
}

TEST_CASE("the shift outlives a reload, for its own phase only", "[workshop][phase]") {
  PhaseClock clock;
  clock.watch(kEnds, kStart, 0);
  clock.watch(kEnds, kStart + 60 * kMinute, 0);
  PhaseClock again;
  again.read(clock.write());
  CHECK_FALSE(again.watch(kEnds, kStart + 61 * kMinute, 7'000));
  CHECK(again.left(kStart + 61 * kMinute) == 9 * kMinute);
  again.read(clock.write());
  CHECK_FALSE(again.watch(kEnds + 1, kStart + 61 * kMinute, 7'000));
  CHECK(again.left(kStart + 61 * kMinute) == kEnds + 1 - kStart - 61 * kMinute);
  for (const char* broken : {"", "12", "12 ", "twelve 3", "12 3x", "99999999999999999999 1"}) {
    again.read(broken);
    CHECK(again.write() == "0 0");
  }
}
