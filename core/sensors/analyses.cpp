#include "sensors/analyses.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "analytics/confinement.h"
#include "analytics/correlation.h"
#include "analytics/group.h"
#include "analytics/order.h"
#include "sensors/calendar.h"

namespace sensors {
namespace {

using series::Ms;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kYearMs = 365.25 * static_cast<double>(series::kDay);

double in(double value, bool energetic) { return energetic ? std::pow(10, value / 10) : value; }
double out(double value, bool energetic) { return energetic ? 10 * std::log10(value) : value; }

std::vector<BeatMean> grouped(std::span<const std::uint32_t> groups, std::span<const Bucket> hours, std::size_t count,
                              bool energetic) {
  std::vector<double> values;
  for (const Bucket& hour : hours) values.push_back(in(hour.mean, energetic));
  std::vector<BeatMean> means;
  for (const analytics::Aggregate& its : analytics::group(groups, values, count))
    means.push_back({out(its.mean, energetic), its.count});
  return means;
}

// SplitMix64: the same interval of a trend each time it is looked at, on every device.
class Same final : public base::Random {
 public:
  std::uint64_t next() override {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_ = 1;
};

// The hours that all three have.
struct Windy {
  std::vector<Bucket> hours;
  std::vector<double> direction, speed;
};
Windy windy(std::span<const Bucket> hours, std::span<const Bucket> direction, std::span<const Bucket> speed) {
  Windy found;
  auto from = direction.begin();
  auto how = speed.begin();
  for (const Bucket& hour : hours) {
    while (from != direction.end() && from->begin < hour.begin) ++from;
    while (how != speed.end() && how->begin < hour.begin) ++how;
    if (from == direction.end() || how == speed.end()) break;
    if (from->begin != hour.begin || how->begin != hour.begin || std::isnan(hour.mean) || std::isnan(from->mean) ||
        std::isnan(how->mean))
      continue;
    found.hours.push_back(hour);
    found.direction.push_back(from->mean);
    found.speed.push_back(how->mean);
  }
  return found;
}

}  // namespace

std::vector<Bucket> whole_within(std::span<const Bucket> buckets, const Stretch& stretch) {
  std::vector<Bucket> whole;
  for (const Bucket& bucket : buckets)
    if (bucket.begin >= stretch.from && bucket.end <= stretch.until && bucket.completeness >= kLeastComplete &&
        !std::isnan(bucket.mean))
      whole.push_back(bucket);
  return whole;
}

bool energetic(std::string_view quantity) { return quantity.starts_with("noise_"); }

std::optional<Statistics> statistics(std::span<const Bucket> hours, bool energetic) {
  if (hours.empty()) return std::nullopt;
  std::vector<double> values;
  double energy = 0, sum = 0;
  for (const Bucket& hour : hours) {
    values.push_back(hour.mean);
    energy += in(hour.mean, energetic);
    sum += hour.mean;
  }
  const auto count = static_cast<double>(values.size());
  const auto quantile = [&](double q) { return analytics::quantile_in_place(values, q); };
  double squares = 0;
  for (const double value : values) squares += (value - sum / count) * (value - sum / count);
  return Statistics{.count = values.size(),
                    .mean = out(energy / count, energetic),
                    .deviation = values.size() > 1 ? std::sqrt(squares / (count - 1)) : kNan,
                    .low = quantile(0),
                    .p5 = quantile(0.05),
                    .p25 = quantile(0.25),
                    .p50 = quantile(0.5),
                    .p75 = quantile(0.75),
                    .p95 = quantile(0.95),
                    .high = quantile(1)};
}

std::array<BeatMean, 7 * 24> week_of(std::span<const Bucket> hours, const series::Zone& zone, bool energetic) {
  std::vector<Ms> times;
  for (const Bucket& hour : hours) times.push_back(hour.begin);
  const auto means = grouped(keys(zone, times, Key::kWeekHour), hours, 7 * 24, energetic);
  std::array<BeatMean, 7 * 24> week;
  std::ranges::copy(means, week.begin());
  return week;
}

std::vector<BeatMean> beats_of(std::span<const Bucket> hours, const series::Zone& zone, Beat beat, bool energetic) {
  constexpr std::pair<Key, std::size_t> kKeys[] = {{Key::kHour, 24}, {Key::kWeekday, 7}, {Key::kMonth, 12}};
  const auto [key, count] = kKeys[static_cast<std::size_t>(beat)];
  std::vector<Ms> times;
  for (const Bucket& hour : hours) times.push_back(hour.begin);
  return grouped(keys(zone, times, key), hours, count, energetic);
}

std::optional<Rose> rose_of(std::span<const Bucket> hours, std::span<const Bucket> direction,
                            std::span<const Bucket> speed, bool energetic) {
  const Windy found = windy(hours, direction, speed);
  if (found.hours.empty()) return std::nullopt;
  Rose rose{analytics::wind_rose(found.direction, found.speed, kWindSectors, kWindClasses), {}};
  std::vector<std::uint32_t> sectors;
  for (std::size_t i = 0; i < found.hours.size(); ++i)
    sectors.push_back(found.speed[i] > 0
                          ? static_cast<std::uint32_t>(analytics::sector_of(found.direction[i], kWindSectors))
                          : analytics::kNoGroup);
  std::ranges::copy(grouped(sectors, found.hours, kWindSectors, energetic), rose.brought.begin());
  return rose;
}

std::optional<Polar> polar_of(std::span<const Bucket> hours, std::span<const Bucket> direction,
                              std::span<const Bucket> speed, bool energetic) {
  const Windy found = windy(hours, direction, speed);
  if (found.hours.empty()) return std::nullopt;
  Polar polar;
  // The strongest winds are few and would leave the rest a spot in the middle.
  std::vector<double> sorted = found.speed;
  std::ranges::sort(sorted);
  polar.max_speed = std::max(1.0, std::ceil(sorted[(sorted.size() - 1) * 99 / 100]));
  polar.cells = grouped(analytics::polar_groups(found.direction, found.speed, polar.max_speed, Polar::kSide),
                        found.hours, Polar::kSide * Polar::kSide, energetic);
  return polar;
}

std::optional<Trend> trend_of(std::span<const Bucket> months, const Stretch& stretch) {
  Trend trend;
  trend.months = whole_within(months, stretch);
  std::vector<double> years, means;
  for (const Bucket& month : trend.months) {
    const auto middle = [](const Bucket& of) { return static_cast<double>(of.begin + (of.end - of.begin) / 2); };
    years.push_back((middle(month) - middle(trend.months.front())) / kYearMs);
    means.push_back(month.mean);
  }
  constexpr std::size_t kResamples = 200;
  Same random;
  const auto line = analytics::theil_sen(years, means, kResamples, random);
  if (!line) return std::nullopt;
  trend.line = *line;
  trend.test = analytics::mann_kendall(means);
  return trend;
}

std::optional<Confinement> confinement_of(const series::Series& co2, const Stretch& stretch) {
  const series::Slice slice = co2.read(stretch.from, stretch.until);
  const series::Zone& zone = zone_of(co2);
  std::map<Ms, std::vector<double>> days;
  std::vector<double> all;
  for (std::size_t i = 0; i < slice.size(); ++i) {
    if ((slice.flags[i] & series::kUnusable) != 0 || std::isnan(slice.values[i])) continue;
    const Ms local = series::to_local(zone, slice.times[i]);
    const Ms of_day = ((local % series::kDay) + series::kDay) % series::kDay;
    if (series::weekday(local) >= 5 || of_day < 8 * series::kHour || of_day >= 18 * series::kHour) continue;
    days[series::floor_to(zone, slice.times[i], series::Step::kEachDay)].push_back(slice.values[i]);
    all.push_back(slice.values[i]);
  }
  if (all.empty()) return std::nullopt;
  const auto share = [&](double above) {
    return static_cast<double>(std::ranges::count_if(all, [&](double value) { return value > above; })) /
           static_cast<double>(all.size());
  };
  Confinement found{{}, *analytics::icone(all), share(800), share(1500)};
  for (const auto& [begin, values] : days)
    found.days.push_back({begin, values.size(), *analytics::icone(values), *std::ranges::max_element(values)});
  return found;
}

double together(std::span<const Bucket> a, std::span<const Bucket> b) {
  std::vector<double> x, y;
  auto other = b.begin();
  for (const Bucket& hour : a) {
    while (other != b.end() && other->begin < hour.begin) ++other;
    if (other == b.end()) break;
    if (other->begin != hour.begin) continue;
    x.push_back(hour.mean);
    y.push_back(other->mean);
  }
  return analytics::pearson(x, y);
}

series::Series consolidate(const series::Header& of, std::span<const std::span<const Bucket>> stations,
                           double kilometres) {
  std::map<Ms, std::vector<double>> hours;
  for (const std::span<const Bucket> station : stations)
    for (const Bucket& hour : station)
      if (hour.completeness >= kLeastComplete && !std::isnan(hour.mean)) hours[hour.begin].push_back(hour.mean);
  series::Series series;
  series.header = of;
  series.header.level = series::Level::kConsolidated;
  series.header.provenance.parent = of.name();
  series.header.provenance.recipe =
      "median@1 " + std::to_string(stations.size()) + ' ' + std::to_string(std::lround(kilometres)) + " km";
  std::vector<series::Point> points;
  for (auto& [begin, values] : hours) {
    if (2 * values.size() < stations.size()) continue;
    points.push_back({begin, analytics::quantile_in_place(values, 0.5), 0});
  }
  series.add(std::move(points));
  return series;
}

}  // namespace sensors
