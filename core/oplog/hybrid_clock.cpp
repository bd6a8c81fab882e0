#include "oplog/hybrid_clock.h"

#include <algorithm>

namespace oplog {

Stamp HybridClock::next() {
  constexpr std::int64_t kLastMs = (std::int64_t{1} << 48) - 1;
  const auto now = static_cast<Stamp>(std::clamp<std::int64_t>(wall_.now_ms(), 0, kLastMs)) << 16;
  if (last_ != UINT64_MAX) last_ = std::max(last_ + 1, now);
  return last_;
}

void HybridClock::observe(Stamp stamp) { last_ = std::max(last_, stamp); }

}  // namespace oplog
