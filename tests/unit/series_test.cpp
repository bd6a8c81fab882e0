// Chunks and series: exact both ways, whatever comes in whatever order.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "series/collector.h"
#include "support/time_and_chance.h"

using namespace series;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr Ms kStart = 1'767'225'600'000;  // 2026-01-01

bool same(double a, double b) { return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b); }

void check_round_trip(const std::vector<Ms>& times, const std::vector<double>& values) {
  Columns out;
  REQUIRE(decode(encode(times, values), out).ok());
  REQUIRE(out.times == times);
  REQUIRE(out.values.size() == values.size());
  for (std::size_t i = 0; i < values.size(); ++i) REQUIRE(same(out.values[i], values[i]));
}

std::vector<double> values_of(const Series& series) { return series.read().values; }

}  // namespace

TEST_CASE("Codec: corners come back as they were") {
  constexpr Ms kMin = std::numeric_limits<Ms>::min(), kMax = std::numeric_limits<Ms>::max();
  check_round_trip({0}, {0});
  check_round_trip({kStart}, {kNan});
  check_round_trip({kMin}, {-0.0});
  check_round_trip({kMin, kMax}, {1e300, -1e300});
  check_round_trip({5, 5, 5}, {1, 1, 1});
  check_round_trip({0, 1, 2}, {kNan, kNan, kNan});
  check_round_trip({0, 1000, 2000, 3000}, {1.25, kNan, kNan, 1.5});
  check_round_trip({0, 1, 3}, {0.1, 0.123456, 0.1234567});
  check_round_trip({0, 1, 3}, {9e15, 9007199254740993.0, -9e15});
  check_round_trip({0, 1}, {std::numeric_limits<double>::infinity(), 1});
  check_round_trip(std::vector<Ms>(kChunkPoints, 7), std::vector<double>(kChunkPoints, 42.42));
}

TEST_CASE("Codec: any series comes back, decimal or not") {
  support::SeededRandom random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = 1 + random.below(round < 290 ? 300 : kChunkPoints);
    const double scale = std::pow(10.0, static_cast<double>(random.below(8)));
    const Ms step = 1 + static_cast<Ms>(random.below(200'000));
    const std::uint64_t jitter = 1 + random.below(5000), holes = random.below(4);
    std::vector<Ms> times;
    std::vector<double> values;
    Ms time = static_cast<Ms>(random.next() >> 20);
    for (std::size_t i = 0; i < count; ++i) {
      time += step + static_cast<Ms>(random.below(jitter)) + (random.below(200) == 0 ? 86'400'000 : 0);
      times.push_back(time);
      values.push_back(random.below(8) < holes ? kNan : (static_cast<double>(random.below(100'000)) - 50'000) / scale);
    }
    check_round_trip(times, values);
  }
}

TEST_CASE("Codec: damaged bytes are refused or harmless, and leave no points behind") {
  std::vector<Ms> times;
  std::vector<double> values;
  for (int i = 0; i < 300; ++i) {
    times.push_back(kStart + i * 1000);
    values.push_back(i % 7 == 0 ? kNan : i * 0.25);
  }
  const std::string good = encode(times, values);
  Columns out;
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    CHECK_FALSE(decode(std::string_view(good).substr(0, cut), out).ok());
    CHECK(out.size() == 0);
    CHECK(out.values.empty());
  }
  CHECK_FALSE(decode(good + "x", out).ok());
  support::SeededRandom random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string bad = good;
    bad[random.below(bad.size())] = static_cast<char>(random.next());
    const std::size_t before = out.size();
    const bool ok = decode(bad, out).ok();
    REQUIRE(out.size() == out.values.size());
    if (!ok) REQUIRE(out.size() == before);
    if (ok) REQUIRE(std::is_sorted(out.times.begin() + static_cast<std::ptrdiff_t>(before), out.times.end()));
  }
}

TEST_CASE("Series: late, repeated and conflicting points") {
  Series series;
  const Added first = series.add({{kStart + 2000, 3}, {kStart, 1}, {kStart + 1000, 2}, {kStart + 1000, 2}});
  CHECK(first.points == 3);
  CHECK(first.repeats == 1);
  CHECK(first.late == 3);
  CHECK(values_of(series) == std::vector<double>{1, 2, 3});

  const Added second = series.add({{kStart + 1000, 9}, {kStart + 1000, 2}, {kStart + 500, kNan}});
  CHECK(second.points == 2);
  CHECK(second.repeats == 1);
  CHECK(second.conflicts == 1);
  const Slice slice = series.read();
  CHECK(slice.times == std::vector<Ms>{kStart, kStart + 500, kStart + 1000, kStart + 1000, kStart + 2000});
  CHECK(std::isnan(slice.values[1]));
  CHECK(slice.values[3] == 9);
  CHECK(slice.flags == std::vector<Flags>{0, 0, 0, kConflict, 0});
  CHECK(series.add({{kStart + 500, kNan}}).repeats == 1);
  CHECK(series.add({}).points == 0);
}

TEST_CASE("Series: impossible clocks are flagged, not moved") {
  Series series;
  series.add({{12'000, 1}, {kStart, 2}, {kStart + kDay, 3}}, kStart + kHour);
  const Slice slice = series.read();
  CHECK(slice.times == std::vector<Ms>{12'000, kStart, kStart + kDay});
  CHECK(slice.flags == std::vector<Flags>{kClock, 0, kClock});
}

TEST_CASE("Series: parts are read without the rest") {
  Series series;
  std::vector<Point> points;
  for (int i = 0; i < 20'000; ++i) points.push_back({kStart + i * kMinute, i * 0.5});
  series.add(points);
  REQUIRE(series.chunks().size() == 3);
  CHECK(series.chunks()[1].low == 4096);
  struct Row {
    Ms from, until;
    std::size_t points;
  };
  for (const auto& [from, until, count] : std::initializer_list<Row>{
           {kStart, kStart + 1, 1},
           {kStart - kDay, kStart, 0},
           {kStart + 8191 * kMinute, kStart + 8193 * kMinute, 2},
           {kStart + 1, kStart + kMinute, 0},
           {kStart + 19'999 * kMinute, kStart + kDay * 100, 1},
           {kStart + kDay * 100, kStart, 0},
       })
    CHECK(series.read(from, until).size() == count);
}

TEST_CASE("Series: flags lie beside the values") {
  Series series;
  std::vector<Point> points;
  for (int i = 0; i < 10'000; ++i)
    points.push_back({kStart + i * kMinute, 1.0 * i, static_cast<Flags>(i == 3 ? kRejected : 0)});
  series.add(points);
  std::vector<Flags> spikes(series.size());
  spikes[9000] = kSpike;
  spikes[3] = kSpike | kRange;
  series.set_flags(kSpike, spikes);
  CHECK(series.read().flags[3] == (kRejected | kSpike));  // kRange was not in the mask
  CHECK(series.read().flags[9000] == kSpike);
  series.set_flags(kSpike, std::vector<Flags>(series.size()));
  CHECK(series.read().flags[3] == kRejected);
  CHECK(series.read().flags[9000] == 0);
  CHECK(values_of(series)[9000] == 9000);

  Series copy;
  REQUIRE(copy.restore(series.chunks()).ok());
  CHECK(copy.read().values == series.read().values);
  CHECK(copy.read().flags == series.read().flags);
  auto chunks = series.chunks();
  std::swap(chunks[0], chunks[1]);
  CHECK_FALSE(copy.restore(chunks).ok());
  CHECK(copy.size() == 10'000);
}

TEST_CASE("Series: read some chunks at a time, it is the same") {
  // Long runs of one time, some of them over the edge of a chunk.
  Series series;
  std::vector<Point> points;
  for (int i = 0; i < 500'000; ++i) points.push_back({i / 5000 % 3 == 0 ? i / 5000 * 5000 : i, i * 0.5});
  series.add(std::move(points));
  REQUIRE(series.chunks().size() > 50);
  const Ms last = series.chunks().back().last;
  for (const auto& [from, until] : {std::pair<Ms, Ms>{std::numeric_limits<Ms>::min(), std::numeric_limits<Ms>::max()},
                                    {0, last},
                                    {17, 17},
                                    {123'456, 123'457},
                                    {14'999, 450'001},
                                    {last, last + 1},
                                    {last + 1, last + 2},
                                    {-5, 0}}) {
    INFO(from << " to " << until);
    const series::Slice whole = series.read(from, until);
    series::Slice together;
    int pieces = 0;
    series.each_slice(from, until, [&](const series::Slice& slice) {
      ++pieces;
      if (!together.times.empty() && slice.size() > 0) CHECK(together.times.back() < slice.times.front());
      together.times.insert(together.times.end(), slice.times.begin(), slice.times.end());
      together.values.insert(together.values.end(), slice.values.begin(), slice.values.end());
      together.flags.insert(together.flags.end(), slice.flags.begin(), slice.flags.end());
    });
    CHECK(together.times == whole.times);
    CHECK(together.values == whole.values);
    CHECK(together.flags == whole.flags);
    if (whole.size() > 400'000) CHECK(pieces > 2);
  }
}

TEST_CASE("Series: the order of arrival changes nothing but the counts") {
  support::SeededRandom random(11);
  std::vector<Point> points;
  for (int i = 0; i < 30'000; ++i) points.push_back({kStart + i * kMinute, static_cast<double>(random.below(500))});
  Series sorted, shuffled;
  sorted.add(points);
  for (std::size_t i = points.size(); i > 1; --i) std::swap(points[i - 1], points[random.below(i)]);
  for (std::size_t begin = 0; begin < points.size(); begin += 7000)
    shuffled.add({points.begin() + static_cast<std::ptrdiff_t>(begin),
                  points.begin() + static_cast<std::ptrdiff_t>(std::min(points.size(), begin + 7000))});
  CHECK(shuffled.read().times == sorted.read().times);
  CHECK(values_of(shuffled) == values_of(sorted));
}

TEST_CASE("Collector: readings become series, in the order of first mention") {
  Collector collector(kStart + kDay * 1000);
  Header header;
  header.station.id = "7";
  for (const char* quantity : {"pm10", "pm25"}) {
    header.quantity = quantity;
    for (int i = 0; i < 40'000; ++i) collector.add(collector.place(header), {kStart + i * kMinute, 1.0 * (i % 10)});
  }
  const auto all = collector.take();
  REQUIRE(all.size() == 2);
  CHECK(all[0].header.name() == "7//pm10");
  CHECK(all[1].size() == 40'000);
  CHECK(collector.added().points == 80'000);
  CHECK(all[1].bytes() < 40'000);
  CHECK(collector.take().empty());
}
