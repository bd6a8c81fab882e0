#include "analytics/stuck.h"

#include <algorithm>
#include <cmath>

namespace analytics {

std::vector<std::uint8_t> stuck(std::span<const std::int64_t> times, std::span<const double> values,
                                std::int64_t least_ms, std::size_t least_count) {
  std::vector<std::uint8_t> out(values.size());
  std::size_t begin = 0, last = 0, count = 0;  // the run: where it began, its last value, how many
  const auto close = [&] {
    if (count < least_count || times[last] - times[begin] < least_ms) return;
    for (std::size_t i = begin; i <= last; ++i) out[i] = !std::isnan(values[i]);
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    if (count > 0 && values[i] != values[begin]) {
      close();
      count = 0;
    }
    if (count++ == 0) begin = i;
    last = i;
  }
  if (count > 0) close();
  return out;
}

}  // namespace analytics
