// 1e7 readings of 1000 sensors, from columns of sensor, second and value: by sensor and hour (417,000 groups) mean,
// least and greatest, the same with p50 and p95, and the mean by hour of the week. Groups are numbered within the time
// told. Checks: groups and readings, then sums over the groups.
#include "analytics/group.h"
#include "analytics/heat_map.h"
#include "row.h"
#include "sensor_inputs.h"

int main() {
  const auto sensors = bench::read_input<std::int32_t>("readings_sensor.i32");
  const auto times = bench::read_input<std::int32_t>("readings_ts.i32");
  const auto values = bench::read_input<float>("readings_value.f32");
  constexpr std::int32_t kStart = 1'767'225'600, kHours = 417, kSensors = 1000;
  constexpr std::size_t kGroups = std::size_t{kSensors} * kHours;

  const auto numbered = [&] {
    std::vector<std::uint32_t> groups(values.size());
    for (std::size_t i = 0; i < groups.size(); ++i)
      groups[i] = static_cast<std::uint32_t>(sensors[i] * kHours + (times[i] - kStart) / 3600);
    return groups;
  };
  const auto told = [](const std::vector<analytics::Aggregate>& groups) {
    std::size_t filled = 0, count = 0;
    double mean = 0, low = 0, high = 0;
    for (const analytics::Aggregate& group : groups) {
      if (group.count == 0) continue;
      ++filled;
      count += group.count;
      mean += group.mean;
      low += group.low;
      high += group.high;
    }
    return std::to_string(filled) + '/' + std::to_string(count) + '/' + bench::fixed(mean, 1) + '/' +
           bench::fixed(low, 1) + '/' + bench::fixed(high, 1);
  };
  bench::row("by sensor and hour 1e7", [&] { return told(analytics::group(numbered(), values, kGroups)); });
  bench::row("by sensor and hour 1e7, p50, p95", [&] {
    const std::vector<std::uint32_t> groups = numbered();
    const double wanted[] = {0.5, 0.95};
    const std::string check = told(analytics::group(groups, values, kGroups));
    const std::vector<double> found = analytics::group_quantiles(groups, values, kGroups, wanted);
    double sums[2] = {};
    for (std::size_t i = 0; i < found.size(); ++i)
      if (found[i] == found[i]) sums[i % 2] += found[i];
    return check + '/' + bench::fixed(sums[0], 0) + '/' + bench::fixed(sums[1], 0);
  });
  bench::row("7x24 of 1e7", [&] {
    analytics::WeekCells cells;
    analytics::add_to_week(cells, times, values, 0);
    double sum = 0, weighted = 0;
    for (std::size_t hour = 0; hour < cells.sums.size(); ++hour) {
      sum += cells.sums[hour] / cells.counts[hour];
      weighted += static_cast<double>(hour) * (cells.sums[hour] / cells.counts[hour]);
    }
    return bench::fixed(sum, 3) + '/' + bench::fixed(weighted, 1);
  });
}
