// A GeoJSON file of polygons to flat arrays: the communes of Gironde, their features ten times over (6 MB). The check
// is the count of positions, rings and polygons and the sum of all degrees, which the peer adds up in the same order.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "formats/geojson_layer.h"

namespace {

double milliseconds() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int main() {
  std::ifstream file("../shared/data/france-geojson-gironde/communes-33-gironde.geojson", std::ios::binary);
  const std::string once(std::istreambuf_iterator<char>(file), {});
  const std::size_t from = once.find('['), to = once.rfind(']');
  if (from == std::string::npos || to == std::string::npos) {
    std::fprintf(stderr, "the communes of the shared test data are not there\n");
    return 1;
  }
  const std::string features = once.substr(from + 1, to - from - 1);
  std::string bytes = once.substr(0, from + 1) + features;
  for (int i = 1; i < 10; ++i) bytes += "," + features;
  bytes += once.substr(to);

  constexpr int kRuns = 9;
  std::vector<double> times;
  std::string check;
  for (int run = 0; run < kRuns; ++run) {
    const double start = milliseconds();
    const auto layer = formats::read_geojson_layer(bytes);
    times.push_back(milliseconds() - start);
    if (!layer) return 1;
    double sum = 0;
    for (const double degrees : layer->coordinates) sum += degrees;
    char text[128];
    std::snprintf(text, sizeof text, "%zu/%zu/%zu/%.6f", layer->coordinates.size() / 2, layer->ring_ends.size(),
                  layer->polygon_ends.size(), sum);
    check = text;
  }
  std::sort(times.begin(), times.end());
  std::printf("geojson-6MB\tescale\t%.3f\t%s\n", times[kRuns / 2], check.c_str());
  return 0;
}
