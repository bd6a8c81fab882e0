// Windows of 61 values over a series: the median of 1e6, the mean of 1e7; and the median absolute deviation of 1e7.
// Checks: sums over whole windows, as sides treat the ends differently; the deviation itself.
#include "analytics/order.h"
#include "analytics/rolling.h"
#include "row.h"
#include "sensor_inputs.h"

namespace {

constexpr std::size_t kWidth = 61;

std::string whole_windows(const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t i = kWidth / 2; i + kWidth / 2 < values.size(); ++i) sum += values[i];
  return bench::fixed(sum, 0);
}

}  // namespace

int main() {
  {
    const std::vector<float> read = bench::read_input<float>("series_1e6.f32");
    const std::vector<double> values(read.begin(), read.end());
    bench::row("rolling median 61 of 1e6", [&] { return whole_windows(analytics::rolling_median(values, kWidth)); });
  }
  const std::vector<float> read = bench::read_input<float>("series_1e7.f32");
  {
    const std::vector<double> values(read.begin(), read.end());
    bench::row("rolling mean 61 of 1e7", [&] { return whole_windows(analytics::rolling_mean(values, kWidth)); });
  }
  bench::row("MAD 1e7", [&] { return bench::fixed(analytics::mad(std::span<const float>(read)), 4); });
}
