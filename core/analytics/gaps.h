// Silences: steps longer than `factor` times the usual one, which is the median step. O(n)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace analytics {

// ms; 0 below two times.
std::int64_t usual_step(std::span<const std::int64_t> times);

struct Gap {
  std::size_t before;       // index of the last point before the silence
  std::int64_t begin, end;  // the times on both sides
  std::size_t missing;      // points that should have been there
  bool operator==(const Gap&) const = default;
};
std::vector<Gap> gaps(std::span<const std::int64_t> times, std::int64_t step, double factor = 2);

}  // namespace analytics
