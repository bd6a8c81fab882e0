// Sensor formats: each as its network writes it, then what is bad in it, then out and in again.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>

#include "formats/sensor_export.h"
#include "formats/sensor_import.h"

using namespace formats;
using series::Series;
using series::Unit;

namespace {

constexpr series::Ms kNow = 1'800'000'000'000;

SensorImport read(std::string_view bytes, SensorOptions options = {}) {
  options.now = kNow;
  auto whole = read_sensors(bytes, options);
  REQUIRE(whole.ok());
  // Cut anywhere, the file says the same.
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}}) {
    SensorReader reader(options);
    for (std::size_t at = 0; at < bytes.size(); at += size) REQUIRE(reader.feed(bytes.substr(at, size)).ok());
    const auto again = reader.finish();
    REQUIRE(again.ok());
    REQUIRE(again->series.size() == whole->series.size());
    for (std::size_t i = 0; i < whole->series.size(); ++i)
      REQUIRE(again->series[i].read().values == whole->series[i].read().values);
    REQUIRE(again->rejected == whole->rejected);
    REQUIRE(again->remarks.size() == whole->remarks.size());
  }
  return std::move(*whole);
}

std::map<std::string, const Series*> by_quantity(const SensorImport& import) {
  std::map<std::string, const Series*> out;
  for (const Series& series : import.series) out[series.header.quantity] = &series;
  return out;
}

std::string first_time(const Series& series) { return series::write_time(series.read().times.front()); }
using Values = std::vector<double>;

}  // namespace

TEST_CASE("Sensor.Community archive, wide") {
  const auto import = read(
      "sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\r\n"
      "15092;SDS011;7647;56.963;-2.211;2019-03-10T00:02:26;5.40;;;2.10;;\r\n"
      "15092;SDS011;7647;56.963;-2.211;2019-03-10T00:04:53;unavailable;;;2.30;;\r\n"
      "15092;SDS011;7647;56.963;-2.211;not a time;5.40;;;2.10;;\n"
      "15092;SDS011;7647;56.963;-2.211;2019-03-10T00:07:20;abc;;;nan;;\n"
      "\n"
      ";SDS011;7647;56.963;-2.211;2019-03-10T00:09:20;1;;;1;;");
  CHECK(import.format == SensorFormat::kSensorCommunityCsv);
  CHECK(import.rows == 5);
  CHECK(import.rejected == 2);
  REQUIRE(import.series.size() == 2);
  const auto found = by_quantity(import);
  const Series& pm10 = *found.at("pm10");
  CHECK(pm10.read().values == Values{5.4});
  CHECK(first_time(pm10) == "2019-03-10T00:02:26Z");
  CHECK(found.at("pm25")->read().values == Values{2.1, 2.3});
  CHECK(pm10.header.unit == Unit::kMicrogramPerM3);
  CHECK(pm10.header.station.id == "7647");
  CHECK(pm10.header.station.latitude == 56.963);
  CHECK(pm10.header.provenance.sensor_type == "SDS011");
  CHECK(pm10.header.provenance.licence == "ODbL-1.0");
  REQUIRE(import.remarks.size() == 3);
  CHECK(import.remarks[0].line == 4);
  CHECK(import.remarks[0].column == "timestamp");
  CHECK(import.remarks[1].line == 5);
  CHECK(import.remarks[1].value == "abc");
  CHECK(import.remarks[2].reason.key == "import.sensor-no-id");
}

TEST_CASE("Sensor.Community archive, long") {
  const auto import = read(
      "sensor_id;sensor_type;location;lat;lon;timestamp;value_type;value\n"
      "3;DNMS (Laerm);1;44.8;-0.6;2026-01-01T00:00:00;noise_LAeq;51.2\n"
      "3;DNMS (Laerm);1;44.8;-0.6;2026-01-01T00:00:00;noise_LA_max;61.2\n"
      "3;DNMS (Laerm);1;44.8;-0.6;2026-01-01T00:02:30;noise_LAeq;unavailable\n"
      "3;DNMS (Laerm);1;44.8;-0.6;2026-01-01T00:02:30;;4\n");
  CHECK(import.rejected == 1);
  const auto found = by_quantity(import);
  CHECK(found.at("noise_laeq")->read().values == Values{51.2});
  CHECK(found.at("noise_lamax")->header.unit == Unit::kDecibelA);
}

TEST_CASE("Sensor.Community push") {
  SensorOptions options;
  options.device = "esp8266-123";
  const auto import = read(
      R"({"software_version":"NRZ-2020-133","sensordatavalues":[{"value_type":"SDS_P1","value":"12.30"},)"
      R"({"value_type":"SDS_P2","value":"4.05"},{"value_type":"BME280_pressure","value":"101325.00"},{"value":"1"},)"
      R"({"value_type":"signal","value":"-71"}]})",
      options);
  CHECK(import.format == SensorFormat::kSensorCommunityPush);
  CHECK(import.rejected == 1);
  const auto found = by_quantity(import);
  CHECK(found.at("pm25")->read().values == Values{4.05});
  CHECK(found.at("pm25")->read().times.front() == kNow);  // it has no time of its own
  CHECK(found.at("pressure")->read().values == Values{101325});
  CHECK(found.at("signal")->header.unit == Unit::kNone);  // kept, though not known
  CHECK(found.at("pm10")->header.provenance.sensor_id == "esp8266-123");
}

TEST_CASE("openSenseMap CSV and JSON say the same") {
  const auto csv = read(
      "createdAt,value,lat,lon,height,boxId,boxName,exposure,sensorId,phenomenon,unit,sensorType\n"
      "2023-02-26T08:24:39.303Z,3.27,52.5,13.4,30,b1,\"Balkon, \"\"Nord\"\"\",outdoor,s1,PM2.5,\u00B5g/m\u00B3,SDS "
      "011\n"
      "2023-02-26T08:27:43.676Z,3.77,52.5,13.4,30,b1,\"Balkon, \"\"Nord\"\"\",outdoor,s1,PM2.5,\u03BCg/m\u00B3,SDS "
      "011\n"
      "2023-02-26T08:27:43.676Z,1013.2,52.5,13.4,30,b1,x,outdoor,s2,Luftdruck,hPa,BMP280\n");
  const auto json = read(
      R"([{"createdAt":"2023-02-26T08:24:39.303Z","value":"3.27","lat":52.5,"lon":13.4,"height":30,"boxId":"b1",)"
      R"("boxName":"Balkon, \"Nord\"","exposure":"outdoor","sensorId":"s1","phenomenon":"PM2.5","unit":"µg/m³","sensorType":"SDS 011"},)"
      R"({"createdAt":"2023-02-26T08:27:43.676Z","value":3.77,"boxId":"b1","sensorId":"s1","phenomenon":"PM2.5","unit":"μg/m³"},)"
      R"({"createdAt":"2023-02-26T08:27:43.676Z","value":"1013.2","boxId":"b1","sensorId":"s2","phenomenon":"Luftdruck","unit":"hPa"}])");
  for (const SensorImport* import : {&csv, &json}) {
    REQUIRE(import->series.size() == 2);  // both micros are one unit
    const auto found = by_quantity(*import);
    const Series& pm = *found.at("pm25");
    CHECK(pm.read().values == Values{3.27, 3.77});
    CHECK(first_time(pm) == "2023-02-26T08:24:39.303Z");
    CHECK(pm.header.station.name == "Balkon, \"Nord\"");
    CHECK(pm.header.station.exposure == "outdoor");
    CHECK(pm.header.station.height == 30);
    CHECK(std::fabs(found.at("pressure")->read().values[0] - 101320) < 1e-6);  // hPa to Pa
  }
  CHECK(json.format == SensorFormat::kOpenSenseMapJson);
}

TEST_CASE("openSenseMap: boxes with their last values, and files that name no phenomenon") {
  const auto box = read(
      R"({"_id":"b1","name":"Haus","exposure":"indoor","currentLocation":{"type":"Point","coordinates":[13.4,52.5,40]},)"
      R"("sensors":[{"_id":"s1","title":"Temperatur","unit":"°C","sensorType":"HDC1080","lastMeasurement":{"value":"21.5","createdAt":"2023-01-01T00:00:00.000Z"}},)"
      R"({"_id":"s2","title":"CO2","unit":"ppm"}]})");
  REQUIRE(box.series.size() == 1);
  CHECK(box.series[0].header.quantity == "temperature");
  CHECK(box.series[0].header.station.height == 40);

  const char* bare = "sensorId,createdAt,value,lat,lon\ns1,2023-02-26T08:24:39.303Z,3.27,52.5,13.4\n";
  const auto unnamed = read(bare);
  CHECK(unnamed.series[0].header.quantity == "value");
  CHECK(unnamed.remarks.size() == 1);
  SensorOptions options;
  options.quantity = "PM2.5";
  options.unit = "ug/m3";
  const auto named = read(bare, options);
  CHECK(named.series[0].header.quantity == "pm25");
  CHECK(named.remarks.empty());
}

TEST_CASE("SensorThings: nested either way, and as a data array") {
  const auto things = read(
      R"({"@iot.count":1,"value":[{"@iot.id":7,"name":"Mairie","Locations":[{"location":{"type":"Point","coordinates":[-0.5,44.8]}}],)"
      R"("Datastreams":[{"@iot.id":9,"name":"x","unitOfMeasurement":{"name":"degree Celsius","symbol":"°C"},)"
      R"("ObservedProperty":{"name":"Temperature"},"Sensor":{"name":"BME280"},)"
      R"("Observations":[{"phenomenonTime":"2024-05-01T10:00:00Z","result":17.5},{"phenomenonTime":"2024-05-01T10:00:00Z/2024-05-01T11:00:00Z","result":18},)"
      R"({"phenomenonTime":"soon","result":1},{"phenomenonTime":"2024-05-01T12:00:00+02:00","result":null}]}]}]})");
  REQUIRE(things.series.size() == 1);
  const Series& series = things.series[0];
  CHECK(series.header.quantity == "temperature");
  CHECK(series.header.station.id == "7");
  CHECK(series.header.station.longitude == -0.5);
  CHECK(series.read().values == Values{17.5, 18});
  CHECK(series.read().flags[1] == series::kConflict);
  CHECK(things.rejected == 1);

  const auto observations = read(
      R"({"value":[{"phenomenonTime":"2024-05-01T10:00:00Z","result":"3.5","Datastream":{"@iot.id":1,"name":"PM10",)"
      R"("unitOfMeasurement":{"symbol":"ug/m3"},"Thing":{"name":"T","@iot.id":"t"}}}]})");
  CHECK(observations.series[0].header.name() == "t/1/pm10");
  const auto array = read(
      R"([{"Datastream":{"@iot.id":1,"name":"PM10"},"components":["result","phenomenonTime"],"dataArray":[[3.5,"2024-05-01T10:00:00Z"],[4]]}])");
  CHECK(array.series[0].read().values == Values{3.5});
  CHECK(array.rejected == 1);
}

TEST_CASE("Plain CSV by a mapping") {
  const SensorMapping guess = guess_sensor_mapping({"Date", "Station", "PM2.5 (µg/m³)", "NO2 [ppb]", "remarque"});
  CHECK(guess.time_column == "Date");
  CHECK(guess.station_column == "Station");
  CHECK(guess.values == std::vector<SensorColumn>{{"PM2.5 (µg/m³)", "pm25", "µg/m³"},
                                                  {"NO2 [ppb]", "no2", "ppb"},
                                                  {"remarque", "remarque", ""}});
  SensorOptions options;
  options.mapping = {.time_column = "quand",
                     .zone = "Europe/Paris",
                     .station = "salle 2",
                     .values = {{"t", "temperature", "°F"}, {"no2", "no2", "ppb"}, {"absent", "co2", "ppm"}}};
  const auto import = read(
      "quand;t;no2\n"
      "25/10/2026 01:30;50;10\n"
      "25/10/2026 02:30;50;10\n"
      "25/10/2026 02:30;50;10\n"  // the hour lived twice
      "25/10/2026 03:30;68;\n"
      "29/03/2026 02:30;68;1\n"  // the hour that was not
      "1774742400;32;1,5\n",
      options);
  const auto found = by_quantity(import);
  const auto slice = found.at("temperature")->read();
  std::string times;
  for (const series::Ms time : slice.times) times += series::write_time(time) + ' ';
  CHECK(times ==
        "2026-03-29T00:00:00Z 2026-03-29T01:30:00Z 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z "
        "2026-10-25T02:30:00Z ");
  CHECK(std::fabs(slice.values[2] - 10) < 1e-12);
  CHECK(std::fabs(found.at("no2")->read().values[1] - 19.1252) < 1e-3);
  CHECK(found.at("no2")->header.station.id == "salle 2");
  REQUIRE(import.remarks.size() == 2);
  CHECK(import.remarks[0].reason.key == "import.sensor-never");
  CHECK(import.remarks[1].value == "1,5");
}

TEST_CASE("A table of unknown layout shows its beginning, and guesses from its values what names do not tell") {
  const auto table = peek_sensor_table(
      "Relevé;Pièce;PM2.5 (µg/m³);gêne;vide\n"
      "2026-03-01 10:00;classe;12,4;bruit;\n"
      "2026-03-01 11:00;classe;NaN;;\n"
      "2026-03-01 12:00;clas",
      false);
  REQUIRE(table);
  CHECK(table->columns == std::vector<std::string>{"Relevé", "Pièce", "PM2.5 (µg/m³)", "gêne", "vide"});
  CHECK(table->rows.size() == 2);  // the third is not whole
  const SensorMapping guess = guess_sensor_mapping(*table);
  CHECK(guess.time_column == "Relevé");
  CHECK(guess.station_column.empty());
  CHECK(guess.values == std::vector<SensorColumn>{{"PM2.5 (µg/m³)", "pm25", "µg/m³"}, {"vide", "vide", ""}});
  CHECK(guess.decimal_comma);

  SensorOptions options;
  options.mapping = guess;
  options.mapping.station_column = "Pièce";
  const auto import = read("Relevé;Pièce;PM2.5 (µg/m³);gêne;vide\n2026-03-01 10:00;classe;12,4;bruit;\n", options);
  REQUIRE(import.series.size() == 1);
  CHECK(import.series[0].read().values == Values{12.4});
  CHECK(import.series[0].header.station.id == "classe");

  // Remembered as it was said, but for the name of the station, which is each file's own.
  SensorMapping said = options.mapping;
  said.zone = "Europe/Paris";
  said.station = "salle 2";
  auto again = read_sensor_mapping(write_sensor_mapping(said));
  REQUIRE(again);
  CHECK(again->station.empty());
  again->station = said.station;
  CHECK(*again == said);
  CHECK_FALSE(read_sensor_mapping(""));
  CHECK_FALSE(read_sensor_mapping("[1]"));

  // A name that means a time and is none; the end of a file that is all there.
  CHECK(guess_sensor_mapping(*peek_sensor_table("heure,instant,t\nmatin,1774742400,3", true)).time_column == "instant");
  // What needs no question, or is no table of measures.
  for (const char* bytes : {"", "\n", "{\"a\":1}", "[1]", "nom;adresse\nMairie;Rue\n", "date;t\n", "date;t\nhier;3\n",
                            "sensor_id;sensor_type;timestamp;P1\n1;SDS011;2026-03-01T10:00:00;3\n",
                            "createdAt,value\n2026-03-01T10:00:00Z,3\n"})
    CHECK_FALSE(peek_sensor_table(bytes, true));
}

TEST_CASE("What is no sensor data is refused, in words") {
  struct Row {
    const char *bytes, *key;
  };
  for (const auto& [bytes, key] : std::initializer_list<Row>{
           {"", "import.empty"},
           {" \n\t", "import.empty"},
           {"nom;adresse\nMairie;Rue\n", "import.not-sensor-data"},
           {"{}", "import.not-sensor-data"},
           {"[]", "import.not-sensor-data"},
           {"[{\"a\":1}]", "import.not-sensor-data"},
           {"{\"sensordatavalues\":", "import.not-sensor-data"},
           {"date,value\n", nullptr},  // a header alone is a table without rows
       }) {
    INFO(bytes);
    const auto read = read_sensors(bytes, {});
    REQUIRE(read.ok() == (key == nullptr));
    if (key) CHECK(read.error().key == key);
  }
  SensorReader endless({});
  base::Status status = base::Done{};
  REQUIRE(endless.feed("date,pm10\n").ok());
  for (int i = 0; i < 30 && status.ok(); ++i) status = endless.feed(std::string(100'000, '7'));
  CHECK_FALSE(status.ok());
  const std::string deep(200, '[');
  CHECK_FALSE(read_sensors(deep, {}).ok());
}

TEST_CASE("A file cut in its middle keeps what is whole") {
  const auto import =
      read(R"([{"createdAt":"2023-02-26T08:24:39Z","value":1,"sensorId":"s","phenomenon":"PM10"},{"createdAt":"20)");
  CHECK(import.series[0].size() == 1);
  CHECK(import.remarks.size() == 1);
}

TEST_CASE("What is written reads back the same") {
  Series one, two;
  one.header.station = {"b;1", "=Balkon \"Nord\"", 44.84, -0.58, std::nan(""), "outdoor", "Europe/Paris"};
  one.header.quantity = "pm25";
  one.header.unit = Unit::kMicrogramPerM3;
  one.header.unit_text = "µg/m³";
  one.header.provenance = {"Sensor.Community", "ODbL-1.0", "A, B", "s1", "SDS011", "", ""};
  two = one;
  two.header.level = series::Level::kReprocessed;
  two.header.provenance.parent = one.header.name();
  two.header.provenance.recipe = "kohler@1 0.4 95";
  std::vector<series::Point> points;
  for (int i = 0; i < 25'000; ++i)
    points.push_back({1'767'225'600'000 + i * std::int64_t{150'123}, 0.1 * (i % 977),
                      static_cast<series::Flags>(i % 50 == 0 ? series::kSpike : 0)});
  one.add(points);
  points.resize(10);
  for (auto& point : points) point.value /= 3;
  two.add(points);
  const Series both[] = {one, two};
  for (const std::string& bytes : {write_sensor_csv(both), write_sensor_json(both), write_sensor_things(both)}) {
    INFO(bytes.substr(0, 300));
    const auto import = read_sensors(bytes, {.now = kNow});
    REQUIRE(import.ok());
    CHECK(import->rejected == 0);
    REQUIRE(import->series.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
      const Series &in = import->series[i], &out = both[i];
      CHECK(in.header.name() == out.header.name());
      CHECK(in.header.station.name == out.header.station.name);
      CHECK(in.header.station.latitude == out.header.station.latitude);
      CHECK(in.header.station.zone == out.header.station.zone);
      CHECK(in.header.unit == out.header.unit);
      CHECK(in.header.provenance.licence == out.header.provenance.licence);
      CHECK(in.header.provenance.authors == out.header.provenance.authors);
      CHECK(in.header.provenance.parent == out.header.provenance.parent);
      CHECK(in.header.provenance.recipe == out.header.provenance.recipe);
      CHECK(in.read().times == out.read().times);
      CHECK(in.read().values == out.read().values);
      CHECK(in.read().flags == out.read().flags);
    }
  }
  CHECK(write_sensor_csv({}).ends_with("recipe\"\r\n"));
}
