// Quantities and units, as data: what is measured, in which unit it is kept, and how the world writes both.
// Micro has two code points, U+00B5 and U+03BC, and both mean the same here, as do ug/m3, µg/m³ and ug/m^3.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace series {

enum class Unit : std::uint8_t {
  kNone,
  kMicrogramPerM3,
  kMilligramPerM3,
  kPpb,
  kPpm,
  kCelsius,
  kFahrenheit,
  kKelvin,
  kPercent,
  kPascal,
  kHectopascal,
  kDecibelA,
  kMetrePerSecond,
  kKilometrePerHour,
  kDegree,
  kMillimetre,
  kLux,
  kVolt,
};

std::string_view symbol(Unit unit);                    // "µg/m³" (U+00B5)
std::optional<Unit> read_unit(std::string_view text);  // nullopt: not a unit known here; "" is kNone

struct Quantity {
  std::string_view key;   // "pm25"; names the text quantity.<key>
  Unit unit;              // the unit series of it are kept in
  double low, high;       // what a sensor can plausibly give, in that unit: outside is flagged kRange
  double molar_mass = 0;  // g/mol of a gas given in ppb or in µg/m³; 0: not convertible
};

std::span<const Quantity> quantities();
const Quantity* find_quantity(std::string_view key);
// By what files call it ("PM2.5", "rel. Luftfeuchte", "SDS_P1", "BME280_temperature"...); nullptr: not known here.
const Quantity* guess_quantity(std::string_view name);

// The value in another unit; nullopt when the two do not measure the same. Gases: mass and mixing ratio at 20 °C and
// 101.325 kPa, the reference of directive 2008/50/EC (24.055 l/mol).
std::optional<double> convert(double value, Unit from, Unit to, double molar_mass = 0);

}  // namespace series
