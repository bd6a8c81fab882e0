#include "base/clock.h"

#include <chrono>
#include <random>

namespace base {
namespace {

struct SystemClock final : Clock {
  std::int64_t now_ms() override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
  }
};

struct SystemRandom final : Random {
  std::random_device device;
  std::uint64_t next() override { return static_cast<std::uint64_t>(device()) << 32 | device(); }
};

}  // namespace

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

Random& system_random() {
  static SystemRandom random;
  return random;
}

}  // namespace base
