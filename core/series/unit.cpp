#include "series/unit.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace series {
namespace {

using enum Unit;

constexpr std::array<std::string_view, 18> kSymbols = {"",   "µg/m³", "mg/m³", "ppb", "ppm",  "°C", "°F", "K",  "%",
                                                       "Pa", "hPa",   "dB(A)", "m/s", "km/h", "°",  "mm", "lx", "V"};

struct Spelling {
  std::string_view text;  // as plain() leaves it
  Unit unit;
};
constexpr Spelling kSpellings[] = {
    {"", kNone},
    {"1", kNone},
    {"ug/m3", kMicrogramPerM3},
    {"ugm-3", kMicrogramPerM3},
    {"ug.m-3", kMicrogramPerM3},
    {"microgramspercubicmeter", kMicrogramPerM3},
    {"mg/m3", kMilligramPerM3},
    {"mg.m-3", kMilligramPerM3},
    {"ppb", kPpb},
    {"ppm", kPpm},
    {"c", kCelsius},
    {"degc", kCelsius},
    {"degreecelsius", kCelsius},
    {"degreescelsius", kCelsius},
    {"celsius", kCelsius},
    {"f", kFahrenheit},
    {"degf", kFahrenheit},
    {"fahrenheit", kFahrenheit},
    {"k", kKelvin},
    {"kelvin", kKelvin},
    {"%", kPercent},
    {"%rh", kPercent},
    {"percent", kPercent},
    {"pa", kPascal},
    {"pascal", kPascal},
    {"hpa", kHectopascal},
    {"mbar", kHectopascal},
    {"db", kDecibelA},
    {"dba", kDecibelA},
    {"db(a)", kDecibelA},
    {"m/s", kMetrePerSecond},
    {"m.s-1", kMetrePerSecond},
    {"ms-1", kMetrePerSecond},
    {"km/h", kKilometrePerHour},
    {"deg", kDegree},
    {"degree", kDegree},
    {"degrees", kDegree},
    {"mm", kMillimetre},
    {"lx", kLux},
    {"lux", kLux},
    {"v", kVolt},
};

// Lower case, no spaces, both micros as u, superscripts as digits, no ^ and no degree sign (unless it is all there is).
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    if (c == 0xB5 || c == 0x3BC) {
      out += 'u';
    } else if (c == 0xB2 || c == 0xB3) {
      out += c == 0xB2 ? '2' : '3';
    } else if (c == 0xB9) {
      out += '1';
    } else if (c == 0x207B || c == 0x2212) {
      out += '-';
    } else if (c == 0x2103) {
      out += 'c';
    } else if (c != ' ' && c != 0xA0 && c != '^' && c != 0xB0 && c != 0xBA) {
      base::append_utf8(out, c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
  }
  return out.empty() && !base::trim(text).empty() ? "deg" : out;
}

constexpr Quantity kQuantities[] = {
    {"pm1", kMicrogramPerM3, 0, 1000},
    {"pm25", kMicrogramPerM3, 0, 1000},
    {"pm4", kMicrogramPerM3, 0, 1500},
    {"pm10", kMicrogramPerM3, 0, 2000},
    {"no", kMicrogramPerM3, 0, 2000, 30.006},
    {"no2", kMicrogramPerM3, 0, 1000, 46.0055},
    {"nox", kMicrogramPerM3, 0, 4000, 46.0055},  // as NO2, by convention
    {"o3", kMicrogramPerM3, 0, 800, 47.998},
    {"so2", kMicrogramPerM3, 0, 2000, 64.064},
    {"co", kMilligramPerM3, 0, 100, 28.010},
    {"co2", kPpm, 300, 10'000},
    {"voc", kPpb, 0, 60'000},
    {"temperature", kCelsius, -40, 60},
    {"humidity", kPercent, 0, 100},
    {"pressure", kPascal, 30'000, 110'000},
    {"pressure_sealevel", kPascal, 87'000, 109'000},
    {"noise_laeq", kDecibelA, 20, 130},
    {"noise_lamin", kDecibelA, 20, 130},
    {"noise_lamax", kDecibelA, 20, 140},
    {"wind_speed", kMetrePerSecond, 0, 80},
    {"wind_direction", kDegree, 0, 360},
    {"precipitation", kMillimetre, 0, 500},
    {"illuminance", kLux, 0, 200'000},
};

struct Name {
  std::string_view text;  // folded, letters and digits only
  std::string_view key;
};
constexpr Name kNames[] = {
    {"pm1", "pm1"},
    {"pm10", "pm10"},
    {"pm25", "pm25"},
    {"pm4", "pm4"},
    {"p0", "pm1"},
    {"p1", "pm10"},  // Sensor.Community: P0 = PM1, P1 = PM10, P2 = PM2.5, P4 = PM4
    {"p2", "pm25"},
    {"p4", "pm4"},
    {"sdsp1", "pm10"},
    {"sdsp2", "pm25"},
    {"no", "no"},
    {"no2", "no2"},
    {"nox", "nox"},
    {"o3", "o3"},
    {"ozon", "o3"},
    {"ozone", "o3"},
    {"so2", "so2"},
    {"co", "co"},
    {"co2", "co2"},
    {"co2ppm", "co2"},
    {"voc", "voc"},
    {"cov", "voc"},
    {"temp", "temperature"},
    {"temperature", "temperature"},
    {"temperatur", "temperature"},
    {"lufttemperatur", "temperature"},
    {"airtemperature", "temperature"},
    {"bmptemperature", "temperature"},
    {"bme280temperature", "temperature"},
    {"humidity", "humidity"},
    {"humidite", "humidity"},
    {"relhumidity", "humidity"},
    {"relativehumidity", "humidity"},
    {"luftfeuchte", "humidity"},
    {"luftfeuchtigkeit", "humidity"},
    {"relluftfeuchte", "humidity"},
    {"rellluftfeuchte", "humidity"},
    {"relluftfeuchtigkeit", "humidity"},
    {"bme280humidity", "humidity"},
    {"pressure", "pressure"},
    {"pression", "pressure"},
    {"luftdruck", "pressure"},
    {"airpressure", "pressure"},
    {"bmppressure", "pressure"},
    {"bme280pressure", "pressure"},
    {"pressuresealevel", "pressure_sealevel"},
    {"noiselaeq", "noise_laeq"},
    {"dnmsnoiselaeq", "noise_laeq"},
    {"laeq", "noise_laeq"},
    {"leqdba", "noise_laeq"},
    {"noiselamin", "noise_lamin"},
    {"dnmsnoiselamin", "noise_lamin"},
    {"noiselamax", "noise_lamax"},
    {"dnmsnoiselamax", "noise_lamax"},
    {"ws", "wind_speed"},
    {"wind", "wind_speed"},
    {"windspeed", "wind_speed"},
    {"windgeschwindigkeit", "wind_speed"},
    {"wd", "wind_direction"},
    {"winddirection", "wind_direction"},
    {"windrichtung", "wind_direction"},
    {"precipitation", "precipitation"},
    {"pluie", "precipitation"},
    {"illuminance", "illuminance"},
    {"beleuchtungsstarke", "illuminance"},
};

struct Scale {
  Unit unit;
  Unit reference;
  double factor, offset;  // reference = value * factor + offset
};
constexpr Scale kScales[] = {
    {kMilligramPerM3, kMicrogramPerM3, 1000, 0},
    {kPpm, kPpb, 1000, 0},
    {kFahrenheit, kCelsius, 5.0 / 9, -160.0 / 9},
    {kKelvin, kCelsius, 1, -273.15},
    {kHectopascal, kPascal, 100, 0},
    {kKilometrePerHour, kMetrePerSecond, 1 / 3.6, 0},
};

Scale scale_of(Unit unit) {
  for (const Scale& scale : kScales)
    if (scale.unit == unit) return scale;
  return {unit, unit, 1, 0};
}

}  // namespace

std::string_view symbol(Unit unit) { return kSymbols[static_cast<std::size_t>(unit)]; }

std::optional<Unit> read_unit(std::string_view text) {
  const std::string wanted = plain(text);
  for (const Spelling& spelling : kSpellings)
    if (spelling.text == wanted) return spelling.unit;
  return std::nullopt;
}

std::span<const Quantity> quantities() { return kQuantities; }

const Quantity* find_quantity(std::string_view key) {
  const auto found =
      std::find_if(std::begin(kQuantities), std::end(kQuantities), [&](const Quantity& q) { return q.key == key; });
  return found == std::end(kQuantities) ? nullptr : found;
}

const Quantity* guess_quantity(std::string_view name) {
  std::string wanted;
  for (const char c : base::fold(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) wanted += c;
  for (const Name& known : kNames)
    if (known.text == wanted) return find_quantity(known.key);
  return find_quantity(name);
}

std::optional<double> convert(double value, Unit from, Unit to, double molar_mass) {
  if (from == to) return value;
  const Scale source = scale_of(from), target = scale_of(to);
  double reference = value * source.factor + source.offset;
  if (source.reference != target.reference) {
    constexpr double kLitresPerMole = 24.055;  // at 20 °C and 101.325 kPa
    if (molar_mass <= 0) return std::nullopt;
    if (source.reference == kPpb && target.reference == kMicrogramPerM3)
      reference *= molar_mass / kLitresPerMole;
    else if (source.reference == kMicrogramPerM3 && target.reference == kPpb)
      reference *= kLitresPerMole / molar_mass;
    else
      return std::nullopt;
  }
  return (reference - target.offset) / target.factor;
}

}  // namespace series
