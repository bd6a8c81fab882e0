// Units and quantities as files write them.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "series/unit.h"

using namespace series;

TEST_CASE("Series: units as written") {
  struct Row {
    const char* text;
    std::optional<Unit> unit;
  };
  for (const auto& [text, unit] : std::initializer_list<Row>{
           {"\u00B5g/m\u00B3", Unit::kMicrogramPerM3},  // the micro sign
           {"\u03BCg/m\u00B3", Unit::kMicrogramPerM3},  // the Greek letter
           {"ug/m3", Unit::kMicrogramPerM3},
           {"µg/m^3", Unit::kMicrogramPerM3},
           {" µg / m³ ", Unit::kMicrogramPerM3},
           {"µg m⁻³", Unit::kMicrogramPerM3},
           {"°C", Unit::kCelsius},
           {"C", Unit::kCelsius},
           {"°F", Unit::kFahrenheit},
           {"°", Unit::kDegree},
           {"hPa", Unit::kHectopascal},
           {"Pa", Unit::kPascal},
           {"dB (A)", Unit::kDecibelA},
           {"%", Unit::kPercent},
           {"m/s", Unit::kMetrePerSecond},
           {"", Unit::kNone},
           {"bananas", std::nullopt},
       }) {
    INFO(text);
    CHECK(read_unit(text) == unit);
  }
  for (int i = 1; i <= static_cast<int>(Unit::kVolt); ++i) {
    const Unit unit = static_cast<Unit>(i);
    INFO(symbol(unit));
    CHECK(read_unit(symbol(unit)) == unit);
  }
}

TEST_CASE("Series: conversions") {
  using enum Unit;
  struct Row {
    double value;
    Unit from, to;
    double molar_mass;
    std::optional<double> expected;
  };
  for (const auto& [value, from, to, mass, expected] : std::initializer_list<Row>{
           {1013.25, kHectopascal, kPascal, 0, 101'325},
           {50, kFahrenheit, kCelsius, 0, 10},
           {20, kCelsius, kFahrenheit, 0, 68},
           {0, kKelvin, kCelsius, 0, -273.15},
           {36, kKilometrePerHour, kMetrePerSecond, 0, 10},
           {1, kPpb, kMicrogramPerM3, 46.0055, 1.91252},
           {1, kPpm, kMilligramPerM3, 28.010, 1.16442},
           {100, kMicrogramPerM3, kPpb, 47.998, 50.1167},
           {1, kPpb, kMicrogramPerM3, 0, std::nullopt},  // no gas named
           {1, kPascal, kCelsius, 0, std::nullopt},
           {7, kLux, kLux, 0, 7},
       }) {
    const auto result = convert(value, from, to, mass);
    REQUIRE(result.has_value() == expected.has_value());
    if (expected)
      CHECK_THAT(*result, Catch::Matchers::WithinRel(*expected, 1e-5) || Catch::Matchers::WithinAbs(*expected, 1e-9));
  }
}

TEST_CASE("Series: quantities by the names files give them") {
  struct Row {
    const char *name, *key;
  };
  for (const auto& [name, key] : std::initializer_list<Row>{
           {"P1", "pm10"},
           {"P2", "pm25"},
           {"P0", "pm1"},
           {"PM2.5", "pm25"},
           {"SDS_P1", "pm10"},
           {"BME280_temperature", "temperature"},
           {"rel. Luftfeuchte", "humidity"},
           {"Luftdruck", "pressure"},
           {"DNMS_noise_LAeq", "noise_laeq"},
           {"LEQ dB -A", "noise_laeq"},
           {"humidité", "humidity"},
           {"noise_lamax", "noise_lamax"},
           {"durP1", nullptr},
           {"", nullptr},
       }) {
    INFO(name);
    const Quantity* quantity = guess_quantity(name);
    REQUIRE((quantity != nullptr) == (key != nullptr));
    if (key) CHECK(quantity->key == key);
  }
  for (const Quantity& quantity : quantities()) CHECK(quantity.low < quantity.high);
}
