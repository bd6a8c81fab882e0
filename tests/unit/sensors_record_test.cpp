// A series as a record and its parts, and what can be shown of it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "oplog/blob.h"
#include "records/state.h"
#include "sensors/analyses.h"
#include "sensors/demonstration.h"
#include "sensors/reading.h"
#include "series/part.h"

using series::kHour;
using series::kMinute;
using series::Ms;
using series::Series;

namespace {

constexpr Ms kFrom = 1'700'000'000'000 - 1'700'000'000'000 % series::kHour;

Series some(std::size_t points, Ms first = kFrom, Ms step = kMinute) {
  Series series;
  series.header.station.id = "7647";
  series.header.quantity = "pm25";
  series.header.unit = series::Unit::kMicrogramPerM3;
  series.header.unit_text = series::symbol(series.header.unit);
  series.header.provenance.sensor_id = "15092";
  std::vector<series::Point> all;
  for (std::size_t i = 0; i < points; ++i)
    all.push_back(
        {first + static_cast<Ms>(i) * step, std::round(100 * std::sin(static_cast<double>(i) / 50)) / 10 + 12, 0});
  series.add(std::move(all));
  return series;
}

bool same(const Series& a, const Series& b) {
  const auto x = a.read(), y = b.read();
  return x.times == y.times && x.values == y.values && x.flags == y.flags;
}

void write(records::State& state, const records::Draft& draft, base::Id actor, std::uint64_t n) {
  oplog::Batch batch{.actor = actor, .n = n};
  for (const records::Change& change : records::changes(state, draft))
    batch.sets.push_back({change.entity, change.key, (n << 16) + actor.bits % 100, change.value});
  state.apply(batch);
}

std::vector<std::string> names(const std::vector<std::string>& parts) {
  std::vector<std::string> values;
  for (const std::string& part : parts) values.emplace_back(oplog::text(oplog::blob_value(part)));
  return values;
}

}  // namespace

TEST_CASE("Parts of a series are the series again, whatever their order") {
  const Series whole = some(20'000);
  std::vector<std::string> parts = series::write_parts(whole);
  Series again = *series::read_parts(whole.header, parts);
  CHECK(same(again, whole));
  CHECK(series::write_parts(again) == parts);

  // Two files that overlap by some hours, read on two devices.
  const Series early = some(9'000), late = some(9'000, kFrom + 8'000 * kMinute);
  std::vector<std::string> both = series::write_parts(early);
  for (std::string& part : series::write_parts(late)) both.push_back(std::move(part));
  const Series one = *series::read_parts(whole.header, both);
  std::ranges::reverse(both);
  const Series other = *series::read_parts(whole.header, both);
  CHECK(one.size() > 9'000);
  CHECK(same(one, other));
  CHECK(series::read_parts(whole.header, {})->size() == 0);
}

TEST_CASE("Flags travel with the points") {
  Series flagged = some(300);
  std::vector<series::Flags> flags(300);
  flags[3] = series::kSpike;
  flags[299] = series::kRejected | series::kStuck;
  flagged.set_flags(static_cast<series::Flags>(~0u), flags);
  CHECK(same(*series::read_parts(flagged.header, series::write_parts(flagged)), flagged));
}

TEST_CASE("A damaged part is told, never believed") {
  const std::string part = series::write_parts(some(500)).front();
  CHECK(series::read_part("").error().key == "series.damaged");
  CHECK(series::read_part("not a part").error().key == "series.damaged");
  std::string newer = part;
  newer[4] = 9;
  CHECK(series::read_part(newer).error().key == "series.newer");
  for (std::size_t at = 0; at < part.size(); ++at) CHECK_FALSE(series::read_part(part.substr(0, at)).ok());
  CHECK_FALSE(series::read_part(part + '\0').ok());
  // A bit turned anywhere gives an error or another series, and never reads beyond.
  for (std::size_t bit = 0; bit < 8 * part.size(); bit += 7) {
    std::string turned = part;
    turned[bit / 8] = static_cast<char>(turned[bit / 8] ^ 1 << bit % 8);
    (void)series::read_part(turned);
  }
}

TEST_CASE("Two devices that read one file make one record") {
  const Series series = some(500);
  const std::vector<std::string> parts = names(series::write_parts(series));
  records::State here, there;
  write(here, sensors::record_with(here, series.header, parts), {1}, 1);
  write(there, sensors::record_with(there, series.header, parts), {2}, 1);
  CHECK(here.all("series") == there.all("series"));
  const base::Id id = here.all("series").front();
  CHECK(id == sensors::record_id(series.header));

  // The next file adds its parts and leaves what was written since.
  records::Draft edited = here.draft(id);
  edited.set("recipe", std::string("line@1 2 0"));
  write(here, edited, {1}, 2);
  const std::vector<std::string> more = names(series::write_parts(some(400, kFrom + 600 * kMinute)));
  write(here, sensors::record_with(here, series.header, more), {1}, 3);
  CHECK(sensors::parts_of(here, id).size() == 2);
  CHECK(here.text(id, "recipe") == "line@1 2 0");

  const series::Header header = sensors::header_of(here, id);
  CHECK(header.name() == series.header.name());
  CHECK(header.unit == series::Unit::kMicrogramPerM3);
  CHECK(std::isnan(header.station.latitude));
}

TEST_CASE("Every unit of a record is read back") {
  for (const series::Quantity& quantity : series::quantities()) {
    INFO(quantity.key);
    CHECK(series::read_unit(series::symbol(quantity.unit)) == quantity.unit);
  }
}

TEST_CASE("Stations hold their series, by name and quantity") {
  records::State state;
  std::uint64_t n = 0;
  for (const Series& series : sensors::demonstration())
    write(state, sensors::record_with(state, series.header, names(series::write_parts(series))), {1}, ++n);
  const auto stations = sensors::stations(state);
  REQUIRE(stations.size() == 3);
  CHECK(stations[0].name == "Lormont, Bois Fleuri");
  REQUIRE(stations[0].series.size() == 6);
  CHECK(state.text(stations[0].series[0], "quantity") == "pm25");
  CHECK(state.text(stations[0].series[3], "quantity") == "humidity");
  CHECK(stations[2].is.exposure == "indoor");
}

TEST_CASE("Stretches that were set aside are written and read back") {
  records::State state;
  records::Draft draft = sensors::record_with(state, some(10).header, {});
  const sensors::Stretch stretch{kFrom, kFrom + kHour};
  draft.set("rejected", records::Values{sensors::write_stretch(stretch), std::string("nonsense"), std::string("/")});
  write(state, draft, {1}, 1);
  CHECK(sensors::stretches_of(state, draft.id, "rejected") == std::vector{stretch});
}

TEST_CASE("A reading keeps the raw values beside the corrected ones, and says why each mean is what it is") {
  Series raw = some(600);
  raw.add({{kFrom + 30 * kMinute + 1, 900, 0}});  // a peak
  const std::vector<sensors::Stretch> rejected{{kFrom + 2 * kHour, kFrom + 3 * kHour}};
  const sensors::Reading reading = sensors::read(raw, {"line@1 2 1", rejected, {}}, nullptr);
  REQUIRE(reading.recipe);
  CHECK(same(reading.raw, raw));
  const auto& hours = reading.at(sensors::View::kReprocessed).hours;
  const auto& plain = reading.at(sensors::View::kRaw).hours;
  REQUIRE(hours.size() == 10);
  REQUIRE(plain.size() == 10);
  CHECK(plain[0].high == 900);
  CHECK(hours[0].high < 50);
  CHECK(hours[2].count == 0);
  CHECK(plain[2].count == 60);
  CHECK_THAT(hours[5].mean, Catch::Matchers::WithinAbs((plain[5].mean - 1) / 2, 1e-9));

  const sensors::Lineage first = sensors::explain(reading, nullptr, hours[0].begin, hours[0].end);
  CHECK(first.expected == 60);
  CHECK(first.there == 61);
  CHECK(first.used == 60);
  REQUIRE(first.aside.size() == 1);
  CHECK(first.aside[0].flag == series::kSpike);
  CHECK_THAT(first.mean_used, Catch::Matchers::WithinAbs(hours[0].mean, 1e-9));
  CHECK_THAT(first.mean_raw, Catch::Matchers::WithinAbs(2 * hours[0].mean + 1, 1e-9));
  const sensors::Lineage third = sensors::explain(reading, nullptr, kFrom + 2 * kHour, kFrom + 3 * kHour);
  CHECK(third.used == 0);
  REQUIRE(third.aside.size() == 1);
  CHECK(third.aside[0].flag == series::kRejected);
  CHECK(third.aside[0].count == 60);

  CHECK(sensors::latest(hours) == &hours[9]);
  CHECK(sensors::bucket_at(hours, hours[4].begin) == &hours[4]);
  CHECK(sensors::bucket_at(hours, hours[9].end) == nullptr);
  CHECK(sensors::bucket_at(hours, hours[0].begin - 1) == nullptr);
}

TEST_CASE("A recipe that cannot be used is told, and the checked values are shown") {
  CHECK(sensors::read(some(60), {"magic@7", {}, {}}, nullptr).no_recipe.key == "series.unknown-recipe");
  const sensors::Reading damp = sensors::read(some(60), {"kohler@1 0.4 95", {}, {}}, nullptr);
  CHECK(damp.no_recipe.key == "series.needs-humidity");
  CHECK_FALSE(damp.recipe);
  CHECK(damp.at(sensors::View::kReprocessed).hours.size() == 1);
  const sensors::Reading nothing = sensors::read(Series{}, {"", {}, {}}, nullptr);
  CHECK(sensors::latest(nothing.at(sensors::View::kRaw).hours) == nullptr);
  CHECK(sensors::explain(nothing, nullptr, kFrom, kFrom + kHour).there == 0);
}

TEST_CASE("The demonstration is the same each time and holds what real files hold") {
  const auto one = sensors::demonstration(), two = sensors::demonstration();
  REQUIRE(one.size() == 10);
  for (std::size_t i = 0; i < one.size(); ++i) CHECK(series::write_parts(one[i]) == series::write_parts(two[i]));
  const sensors::Reading reading = sensors::read(one[0], {"kohler@1 0.4 95", {}, {}}, &one[3]);
  CHECK(reading.flagged.spike >= 2);
  CHECK(reading.flagged.missing > 30);
  CHECK(reading.recipe);
}

TEST_CASE("Two sensors side by side: the line, and what it means") {
  const Series reference = some(3000);
  Series sensor = reference;
  std::vector<series::Point> points = reference.points();
  for (series::Point& point : points) point.value = 1.6 * point.value + 2;
  points[700].value = 900;  // a peak is no part of it
  Series other;
  other.header = reference.header;
  other.add(points);
  const sensors::Reading a = sensors::read(reference, {"", {}, {}}, nullptr),
                         b = sensors::read(other, {"", {}, {}}, nullptr);
  const sensors::SideBySide found = sensors::side_by_side(a, b);
  CHECK(found.pairs == 50);
  // The hour of the peak lacks a minute.
  CHECK_THAT(found.slope, Catch::Matchers::WithinAbs(1.6, 1e-3));
  CHECK_THAT(found.intercept, Catch::Matchers::WithinAbs(2, 1e-2));
  CHECK(found.following == sensors::Following::kCorrect);
  CHECK(sensors::side_by_side(a, a).following == sensors::Following::kGood);
  // Corrected by its line it says what the reference says; what it is held against stays the uncorrected sensor.
  const sensors::Recipe line{sensors::Recipe::Kind::kLine, found.slope, found.intercept};
  const sensors::Reading corrected = sensors::read(other, {line.text(), {}, {}}, nullptr);
  const auto& hours = corrected.at(sensors::View::kReprocessed).hours;
  CHECK_THAT(hours[30].mean, Catch::Matchers::WithinAbs(a.at(sensors::View::kReprocessed).hours[30].mean, 1e-2));
  CHECK_THAT(sensors::side_by_side(a, corrected).slope, Catch::Matchers::WithinAbs(1.6, 1e-3));
  CHECK(sensors::side_by_side(a, sensors::read(some(600), {"", {}, {}}, nullptr)).following ==
        sensors::Following::kTooFew);
}

TEST_CASE("A rhythm is of the station's own clock, and of energies where levels are noise") {
  Series series;
  series.header.station = {.id = "1", .zone = "Europe/Paris"};
  series.header.quantity = "noise_laeq";
  std::vector<series::Point> points;
  // Two days across the end of summer time, a value each hour: its own local hour, and one minute at 90.
  for (Ms time = *series::read_time("2026-10-24T22:00:00Z")->offset_minutes * kMinute +
                 series::read_time("2026-10-24T22:00:00Z")->local;
       points.size() < 49; time += kHour)
    points.push_back(
        {time,
         40 + static_cast<double>(series::to_civil(series::to_local(*series::find_zone("Europe/Paris"), time)).hour),
         0});
  series.add(points);
  const sensors::Reading reading = sensors::read(series, {"", {}, {}}, nullptr);
  const auto beat = [&](sensors::Beat of) {
    return sensors::beats_of(reading.at(sensors::View::kReprocessed).hours, sensors::zone_of(series), of, true);
  };
  const auto hours = beat(sensors::Beat::kHour);
  REQUIRE(hours.size() == 24);
  CHECK(hours[2].count == 3);  // lived twice on the 25th
  for (std::size_t hour = 0; hour < 24; ++hour)
    CHECK_THAT(hours[hour].mean, Catch::Matchers::WithinAbs(40 + static_cast<double>(hour), 1e-9));
  const auto weekdays = beat(sensors::Beat::kWeekday);
  CHECK(weekdays[6].count == 25);     // a Sunday of 25 hours
  CHECK(weekdays[6].mean > 40 + 12);  // loud hours weigh more than quiet ones
}
