// Time and chance, injected so that tests and simulations decide both.
#pragma once

#include <cstdint>

namespace base {

struct Clock {
  virtual ~Clock() = default;
  virtual std::int64_t now_ms() = 0;  // Unix time in milliseconds; may jump either way
};

struct Random {
  virtual ~Random() = default;
  virtual std::uint64_t next() = 0;  // 64 uniform bits
};

// The machine's own clock and entropy.
Clock& system_clock();
Random& system_random();

}  // namespace base
