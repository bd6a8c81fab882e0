#include "analytics/gaps.h"

#include <algorithm>

namespace analytics {

std::int64_t usual_step(std::span<const std::int64_t> times) {
  if (times.size() < 2) return 0;
  std::vector<std::int64_t> steps(times.size() - 1);
  for (std::size_t i = 0; i < steps.size(); ++i) steps[i] = times[i + 1] - times[i];
  // One step more often than all others together is the median, without a selection.
  const std::int64_t guess = steps[steps.size() / 2];
  if (static_cast<std::size_t>(std::ranges::count(steps, guess)) > steps.size() / 2 + 1) return guess;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  return *middle;
}

std::vector<Gap> gaps(std::span<const std::int64_t> times, std::int64_t step, double factor) {
  std::vector<Gap> out;
  if (step <= 0) return out;
  for (std::size_t i = 0; i + 1 < times.size(); ++i) {
    const std::int64_t silence = times[i + 1] - times[i];
    if (static_cast<double>(silence) <= factor * static_cast<double>(step)) continue;
    const std::int64_t steps = (silence + step / 2) / step;
    out.push_back({i, times[i], times[i + 1], static_cast<std::size_t>(std::max<std::int64_t>(steps - 1, 1))});
  }
  return out;
}

}  // namespace analytics
