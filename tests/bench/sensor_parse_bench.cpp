// A million rows of the Sensor.Community archive in memory (67 MB, 1000 sensors): into compressed series by the
// importer, as a user's file goes; and only into columns of numbers, which is what the peers make of them, by the same
// readers of rows, times and numbers. Check: the rows and the sum of P1 in whole units.
#include "analytics/number.h"
#include "formats/sensor_import.h"
#include "formats/sensor_parts.h"
#include "formats/sensor_rows.h"
#include "row.h"
#include "sensor_inputs.h"

int main() {
  const std::vector<char> bytes = bench::read_input<char>("sds011_1e6.csv");
  const std::string_view text(bytes.data(), bytes.size());
  bench::row("parse 1e6 rows into series", [&] {
    const auto import = formats::read_sensors(text, {.now = 1'800'000'000'000});
    if (!import.ok()) return std::string("not read");
    double sum = 0;
    for (const series::Series& one : import->series)
      if (one.header.quantity == "pm10")
        for (const double value : one.read().values) sum += value;
    return std::to_string(import->rows) + '/' + bench::fixed(sum, 0);
  });
  bench::row("parse 1e6 rows into columns", [&] {
    std::vector<double> ids, p1, p2;
    std::vector<series::Ms> times;
    formats::UtcReader clock;
    formats::SensorRows rows([&](formats::Cells cells, std::size_t line) {
      if (line == 1) return base::Status(base::Done{});
      ids.push_back(analytics::parse_number(cells[0]).value_or(0));
      times.push_back(clock.read(cells[5]).value_or(0));
      p1.push_back(analytics::parse_number(cells[6]).value_or(0));
      p2.push_back(analytics::parse_number(cells[9]).value_or(0));
      return base::Status(base::Done{});
    });
    if (!rows.feed(text).ok() || !rows.finish().ok()) return std::string("not read");
    double sum = 0;
    for (const double value : p1) sum += value;
    return std::to_string(times.size()) + '/' + bench::fixed(sum, 0);
  });
}
