#include "analytics/resample.h"

#include <cmath>
#include <limits>

namespace analytics {

std::vector<double> resample(std::span<const std::int64_t> times, std::span<const double> values, std::int64_t begin,
                             std::int64_t step, std::size_t count, std::int64_t longest) {
  std::vector<double> out(count, std::numeric_limits<double>::quiet_NaN());
  const std::size_t n = values.size();
  std::size_t before = n, next = 0;  // the last value at or before the time wanted; the first one after it
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t time = begin + static_cast<std::int64_t>(i) * step;
    for (; next < n && (times[next] <= time || std::isnan(values[next])); ++next)
      if (!std::isnan(values[next])) before = next;
    if (before == n) continue;
    if (times[before] == time) {
      out[i] = values[before];
    } else if (next < n && times[next] - times[before] <= longest) {
      const double part = static_cast<double>(time - times[before]) / static_cast<double>(times[next] - times[before]);
      out[i] = values[before] + part * (values[next] - values[before]);
    }
  }
  return out;
}

}  // namespace analytics
