// The analyses of a station on series small enough to work out by hand, and what people say of stretches.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "analytics/confinement.h"
#include "print/canvas.h"
#include "records/state.h"
#include "sensors/analyses.h"
#include "sensors/demonstration.h"

namespace {

using Catch::Matchers::WithinAbs;
using sensors::Bucket;
using series::kDay;
using series::kHour;
using series::kMinute;
using series::Ms;

constexpr Ms kMonday = 1'793'577'600'000;  // 2026-11-02 00:00 UTC

Bucket bucket(Ms begin, double mean, Ms length = kHour) {
  Bucket made;
  made.begin = begin;
  made.end = begin + length;
  made.count = 1;
  made.completeness = 1;
  made.mean = made.low = made.high = mean;
  return made;
}

series::Series of(std::string quantity, std::string zone = "UTC") {
  series::Series made;
  made.header.station.id = "a";
  made.header.station.zone = std::move(zone);
  made.header.quantity = std::move(quantity);
  made.header.unit = series::find_quantity(made.header.quantity)->unit;
  return made;
}

}  // namespace

TEST_CASE("statistics: quantiles of type 7, the sample's deviation, energies for noise") {
  std::vector<Bucket> hours;
  for (int i = 0; i < 5; ++i) hours.push_back(bucket(kMonday + i * kHour, 10.0 * (i + 1)));
  const auto plain = sensors::statistics(hours, false);
  REQUIRE(plain);
  CHECK(plain->count == 5);
  CHECK_THAT(plain->mean, WithinAbs(30, 1e-12));
  CHECK_THAT(plain->deviation, WithinAbs(std::sqrt(250.0), 1e-12));
  CHECK_THAT(plain->p5, WithinAbs(12, 1e-12));
  CHECK_THAT(plain->p25, WithinAbs(20, 1e-12));
  CHECK_THAT(plain->p95, WithinAbs(48, 1e-12));
  CHECK(plain->low == 10);
  CHECK(plain->high == 50);
  const auto loud = sensors::statistics(std::vector{bucket(kMonday, 40), bucket(kMonday + kHour, 60)}, true);
  CHECK_THAT(loud->mean, WithinAbs(10 * std::log10((1e4 + 1e6) / 2), 1e-9));
  CHECK_FALSE(sensors::statistics({}, false));
  CHECK(std::isnan(sensors::statistics(std::vector{bucket(kMonday, 1)}, false)->deviation));
}

TEST_CASE("only hours of the stretch with enough values are looked at") {
  Bucket thin = bucket(kMonday + kHour, 5);
  thin.completeness = 0.7;
  const std::vector<Bucket> all{bucket(kMonday, 1), thin, bucket(kMonday + 2 * kHour, 3),
                                bucket(kMonday + 9 * kHour, 4)};
  const auto whole = sensors::whole_within(all, {kMonday, kMonday + 5 * kHour});
  REQUIRE(whole.size() == 2);
  CHECK(whole[1].mean == 3);
}

TEST_CASE("the week is by local weekday and hour") {
  std::vector<Bucket> hours;
  for (int i = 0; i < 14 * 24; ++i) hours.push_back(bucket(kMonday + i * kHour, i % (7 * 24)));
  const auto week = sensors::week_of(hours, series::utc(), false);
  for (std::size_t i = 0; i < week.size(); ++i) {
    CHECK(week[i].count == 2);
    CHECK(week[i].mean == static_cast<double>(i));
  }
  const auto paris = sensors::week_of(hours, *series::find_zone("Europe/Paris"), false);
  CHECK(paris[1].mean == 0);  // midnight UTC is one o'clock there
}

TEST_CASE("rose and polar: hours are paired by when they begin, calm comes from nowhere") {
  std::vector<Bucket> hours, direction, speed;
  for (int i = 0; i < 40; ++i) {
    const Ms at = kMonday + i * kHour;
    hours.push_back(bucket(at, i % 2 ? 30 : 10));
    if (i != 7) direction.push_back(bucket(at, i % 2 ? 90 : 270));
    speed.push_back(bucket(at, i == 9 ? 0 : 3));
  }
  const auto rose = sensors::rose_of(hours, direction, speed, false);
  REQUIRE(rose);
  CHECK(rose->wind.total == 39);
  CHECK(rose->wind.calm == 1);
  CHECK(rose->brought[4].mean == 30);  // east
  CHECK(rose->brought[4].count == 18);
  CHECK(rose->brought[12].mean == 10);  // west
  CHECK(rose->wind.counts[4 * rose->wind.classes + 1] == 18);
  const auto polar = sensors::polar_of(hours, direction, speed, false);
  REQUIRE(polar);
  CHECK(polar->max_speed == 3);
  std::uint32_t counted = 0;
  for (const sensors::BeatMean& cell : polar->cells) counted += cell.count;
  CHECK(counted == 39);
  const std::size_t middle = sensors::Polar::kSide / 2 * sensors::Polar::kSide;
  CHECK(polar->cells[middle + sensors::Polar::kSide - 1].mean == 30);  // the east end
  CHECK(polar->cells[middle].mean == 10);
  CHECK_FALSE(sensors::rose_of(hours, {}, speed, false));
}

TEST_CASE("trend: of months, a year's change, the same at each look") {
  std::vector<Bucket> months;
  Ms at = kMonday;
  for (int i = 0; i < 36; ++i, at += 30 * kDay) months.push_back(bucket(at, 20 + 0.1 * i, 30 * kDay));
  const auto trend = sensors::trend_of(months, {kMonday, at});
  REQUIRE(trend);
  CHECK(trend->months.size() == 36);
  CHECK_THAT(trend->line.slope, WithinAbs(0.1 * 365.25 / 30, 1e-9));
  CHECK(trend->test.p < 1e-6);
  CHECK(sensors::trend_of(months, {kMonday, at})->line.slope_low == trend->line.slope_low);
  CHECK_FALSE(sensors::trend_of(months, {kMonday, kMonday + 150 * kDay}));
}

TEST_CASE("confinement: the hours in which a room is occupied, and no others") {
  series::Series room = of("co2");
  std::vector<series::Point> points;
  for (Ms at = kMonday; at < kMonday + 7 * kDay; at += 10 * kMinute) {
    const Ms of_day = at % kDay;
    const bool occupied = at < kMonday + 5 * kDay && of_day >= 8 * kHour && of_day < 18 * kHour;
    points.push_back({at, occupied ? (of_day < 13 * kHour ? 900.0 : 1200.0) : 5000.0, 0});
  }
  room.add(points);
  const auto found = sensors::confinement_of(room, {kMonday, kMonday + 7 * kDay});
  REQUIRE(found);
  CHECK(found->days.size() == 5);
  CHECK(found->days[0].values == 60);
  CHECK(found->days[0].highest == 1200);
  CHECK_THAT(found->icone, WithinAbs(2.5 / std::log10(2.0) * std::log10(1.5), 1e-12));
  CHECK(found->above_800 == 1);
  CHECK(found->above_1500 == 0);
}

TEST_CASE("consolidated: the median of the stations that have an hour, where half of them do") {
  const series::Header header = of("pm25").header;
  const std::vector<Bucket> a{bucket(kMonday, 10), bucket(kMonday + kHour, 11), bucket(kMonday + 2 * kHour, 12)};
  const std::vector<Bucket> b{bucket(kMonday, 20), bucket(kMonday + kHour, 21)};
  const std::vector<Bucket> c{bucket(kMonday, 90), bucket(kMonday + 3 * kHour, 5)};
  const std::vector<std::span<const Bucket>> all{a, b, c};
  const series::Series together = sensors::consolidate(header, all, 3);
  CHECK(together.header.level == series::Level::kConsolidated);
  CHECK(together.header.provenance.recipe == "median@1 3 3 km");
  CHECK(together.header.provenance.parent == header.name());
  const auto points = together.points();
  REQUIRE(points.size() == 2);  // one station alone does not speak for three
  CHECK(points[0].value == 20);
  CHECK(points[1].value == 16);
  CHECK(sensors::means_of(sensors::usable(together)).hours.size() == 2);
}

TEST_CASE("r of the hours that both have") {
  std::vector<Bucket> a, b;
  for (int i = 0; i < 20; ++i) {
    a.push_back(bucket(kMonday + i * kHour, i));
    if (i % 3) b.push_back(bucket(kMonday + i * kHour, -2.0 * i));
  }
  CHECK_THAT(sensors::together(a, b), WithinAbs(-1, 1e-12));
  CHECK(std::isnan(sensors::together(a, {})));
}

TEST_CASE("what the checks set aside is told in runs, and what a person keeps counts again") {
  series::Series series = of("pm25");
  std::vector<series::Point> points;
  for (int i = 0; i < 600; ++i) points.push_back({kMonday + i * kMinute, 10 + 3 * std::sin(i * 0.7), 0});
  points[300].value = 700;
  points[301].value = 5000;  // no sensor says so
  series.add(points);
  const sensors::Reading checked = sensors::read(series, {}, nullptr);
  const sensors::Stretch all{kMonday, kMonday + kDay};
  const auto runs = sensors::aside_runs(checked, all);
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].flag == series::kSpike);
  CHECK(runs[0].points == 1);
  CHECK(runs[0].high == 700);
  CHECK(runs[1].flag == series::kRange);
  CHECK(runs[1].stretch == sensors::Stretch{kMonday + 301 * kMinute, kMonday + 301 * kMinute + 1});

  const sensors::Reading kept = sensors::read(series, {"", {}, {runs[0].stretch}}, nullptr);
  CHECK(sensors::aside_runs(kept, all).size() == 1);
  CHECK(kept.at(sensors::View::kReprocessed).hours[5].high == 700);
  // Setting aside goes before keeping.
  const sensors::Reading both = sensors::read(series, {"", {runs[0].stretch}, {runs[0].stretch}}, nullptr);
  REQUIRE(sensors::aside_runs(both, all).size() == 2);
  CHECK(sensors::aside_runs(both, all)[0].flag == series::kRejected);
}

TEST_CASE("a note says a stretch and words, and comes back from the record") {
  const sensors::Note note{{kMonday, kMonday + kHour}, "Travaux / feu d’artifice"};
  CHECK(sensors::write_note(note) == "2026-11-02T00:00:00Z/2026-11-02T01:00:00Z Travaux / feu d’artifice");
}

TEST_CASE("a canvas as SVG: escaped, with a title, in the colours that it is given") {
  print::Canvas canvas = print::paper(100, 50);
  canvas.line({{0, 0}, {10, 5}}, print::Ink::kLimit, 2, true);
  canvas.box(1, 2, 3, 4, print::step(print::Ink::kSequence, 5));
  canvas.disc({5, 5}, 2, print::Ink::kLine);
  canvas.words({50, 25}, print::Anchor::kEnd, print::Ink::kAxis, "<5 µg/m³>");
  canvas.line({{0, 0}}, print::Ink::kText);  // of one place there is nothing to see
  CHECK(canvas.marks().size() == 4);
  const std::string svg = print::canvas_svg(
      canvas, "a & b", [](print::Ink ink) { return ink == print::Ink::kLimit ? 0xA3301Bu : 0x112233u; });
  CHECK(svg.find("<title>a &amp; b</title>") != std::string::npos);
  CHECK(svg.find("stroke=\"#A3301B\"") != std::string::npos);
  CHECK(svg.find("stroke-dasharray") != std::string::npos);
  CHECK(svg.find("&lt;5 µg/m³&gt;") != std::string::npos);
  CHECK(svg.find("viewBox=\"0 0 100.0 50.0\"") != std::string::npos);
}

TEST_CASE("the example stations carry every analysis") {
  const auto all = sensors::demonstration();
  const auto find = [&](std::string_view quantity) {
    return std::ranges::find_if(all, [&](const series::Series& one) { return one.header.quantity == quantity; });
  };
  const auto hours = [&](std::string_view quantity) {
    return sensors::aggregate(*find(quantity), series::Step::kEachHour);
  };
  const auto rose = sensors::rose_of(hours("pm25"), hours("wind_direction"), hours("wind_speed"), false);
  REQUIRE(rose);
  CHECK(rose->wind.total > 500);
  // More is brought from the ring road than from the sea.
  CHECK(rose->brought[2].mean > 1.3 * rose->brought[12].mean);
  const auto room = sensors::confinement_of(*find("co2"), {0, std::numeric_limits<Ms>::max()});
  REQUIRE(room);
  CHECK(analytics::icone_level(room->icone) >= 2);
}
