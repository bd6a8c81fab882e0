// What stations say between them: inverse distances from 1000 of them to 512 x 512 cells; kriging from 300, variogram
// and system included, to 128 x 128. Checks: the mean over the cells; of kriging a coarse one, as sides fit variograms
// of different kinds.
#include "analytics/idw.h"
#include "analytics/kriging.h"
#include "row.h"
#include "sensor_inputs.h"

namespace {

template <class T>
double mean(const std::vector<T>& cells) {
  double sum = 0;
  for (const T cell : cells) sum += static_cast<double>(cell);
  return sum / static_cast<double>(cells.size());
}

}  // namespace

int main() {
  const std::vector<double> numbers = bench::read_input<double>("stations.f64");
  std::vector<analytics::Sample> samples;
  for (std::size_t i = 0; i + 2 < numbers.size(); i += 3)
    samples.push_back({numbers[i], numbers[i + 1], numbers[i + 2]});
  const auto square = [](std::size_t side) {
    return analytics::Grid{.left = 0, .bottom = 0, .width = 1, .height = 1, .columns = side, .rows = side};
  };
  bench::row("IDW 1000 to 512x512", [&] { return bench::fixed(mean(analytics::idw_grid(samples, square(512))), 3); });
  const std::span<const analytics::Sample> few(samples.data(), 300);
  bench::row("kriging 300 to 128x128", [&] {
    const auto variogram = analytics::fit_variogram(few);
    const auto kriging = variogram ? analytics::Kriging::fit(few, *variogram) : std::nullopt;
    return kriging ? bench::fixed(mean(kriging->grid(square(128))), 0) : std::string("none");
  });
}
