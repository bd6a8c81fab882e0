// Time and chance that tests decide.
#pragma once

#include <cstdint>

#include "base/clock.h"

namespace support {

struct FakeClock final : base::Clock {
  std::int64_t ms = 1'764'000'000'000;  // some day of 2025
  std::int64_t now_ms() override { return ms; }
};

// SplitMix64: the same seed, the same run, on every machine.
struct SeededRandom final : base::Random {
  std::uint64_t state;
  explicit SeededRandom(std::uint64_t seed) : state(seed) {}
  std::uint64_t next() override {
    std::uint64_t z = state += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t n) { return next() % n; }
};

}  // namespace support
