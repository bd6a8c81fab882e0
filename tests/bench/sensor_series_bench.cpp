// One series of 1e7 values (1e8 with --full) on 2000 columns of a screen: the least and greatest of each, MinMaxLTTB,
// and a pyramid: its making, its size and the redraw at 100 places of ten zooms. Checks: sums of lows and highs; the
// sum of the indexes kept.
#include "analytics/lttb.h"
#include "analytics/min_max.h"
#include "row.h"
#include "sensor_inputs.h"

namespace {

constexpr std::size_t kColumns = 2000, kViews = 100;

double sum_of(const std::vector<analytics::MinMax>& parts) {
  double sum = 0;
  for (const analytics::MinMax& part : parts) sum += static_cast<double>(part.low) + part.high;
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  for (const std::string size : {"1e7", "1e8"}) {
    if (size == "1e8" && !bench::is_full(argc, argv)) break;
    const std::vector<float> values = bench::read_input<float>("series_" + size + ".f32");
    bench::row("min/max " + size + " to 2000",
               [&] { return bench::fixed(sum_of(analytics::min_max_parts(values, kColumns)), 2); });
    std::vector<std::size_t> kept;
    bench::row("MinMaxLTTB " + size + " to 2000", [&] {
      kept = analytics::min_max_lttb({}, values, kColumns);
      double sum = 0;
      for (const std::size_t i : kept) sum += static_cast<double>(i);
      return sum;
    });
    // Plain LTTB chooses other points: both keep as many, spread alike.
    bench::row("points to draw " + size + " to 2000", [&] {
      kept = analytics::min_max_lttb({}, values, kColumns);
      double sum = 0;
      for (const std::size_t i : kept) sum += static_cast<double>(i) / static_cast<double>(values.size());
      return std::to_string(kept.size()) + '/' + bench::fixed(sum / static_cast<double>(kept.size()), 2);
    });
    bench::row("pyramid of " + size, [&] { return static_cast<double>(analytics::MinMaxPyramid(values).bytes()); });
    const analytics::MinMaxPyramid pyramid(values);
    std::printf("pyramid of %s, bytes\tescale\t%zu\t%zu\n", size.c_str(), pyramid.bytes(), pyramid.bytes());
    bench::row(
        "redraw zoomed " + size,
        [&] {
          double sum = 0;
          for (std::size_t view = 0; view < kViews; ++view) {
            const std::size_t width = values.size() >> (view % 10), begin = (values.size() - width) / kViews * view;
            sum += sum_of(pyramid.parts(begin, begin + width, kColumns));
          }
          return bench::fixed(sum, 2);
        },
        kViews);
  }
}
