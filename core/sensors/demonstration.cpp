#include "sensors/demonstration.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>

namespace sensors {
namespace {

using series::Ms;

constexpr Ms kBegin = 1'792'447'200'000;  // 2026-10-20 00:00 in Bordeaux
constexpr Ms kStep = 10 * series::kMinute;
constexpr int kPoints = 28 * 24 * 6;

// Uniform in -1..1; the standard's distributions differ between libraries.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : engine_(seed) {}
  double next() { return static_cast<double>(engine_() >> 11) * 0x1p-52 - 1; }
  // Wanders around 0, seldom beyond 2.
  double wander() { return held_ = 0.98 * held_ + 0.2 * next(); }

 private:
  std::mt19937_64 engine_;
  double held_ = 0;
};

// 1 at `at` o'clock, 0 twelve hours away.
double around(double hour, double at) { return 0.5 + 0.5 * std::cos((hour - at) / 12 * std::numbers::pi); }

struct Moment {
  int index;
  double hour;  // of the day, roughly
  int day;
  double calm;  // 0 windy to 1 still
};

series::Series make(const series::Station& station, std::string quantity, std::string sensor, std::uint64_t seed,
                    double decimals, const std::function<double(const Moment&, Noise&)>& value) {
  const series::Quantity& known = *series::find_quantity(quantity);
  series::Series series;
  series.header = {.station = station,
                   .quantity = std::move(quantity),
                   .unit_text = std::string(series::symbol(known.unit)),
                   .unit = known.unit};
  series.header.provenance.licence = "CC-BY-SA-4.0";
  series.header.provenance.source = "Escale";
  series.header.provenance.sensor_id = sensor;
  series.header.provenance.sensor_type = std::move(sensor);
  Noise noise(seed), weather(1);
  std::vector<series::Point> points;
  for (int i = 0; i < kPoints; ++i) {
    const double calm = std::clamp(0.5 + 0.35 * weather.wander(), 0.0, 1.0);
    const double said = value({i, std::fmod(i / 6.0, 24), i / 144, calm}, noise);
    if (i >= 1800 && i < 1842) continue;  // seven hours without current
    points.push_back({kBegin + i * kStep, std::round(said * decimals) / decimals, 0});
  }
  series.add(std::move(points));
  return series;
}

series::Station station(std::string id, std::string name, double latitude, double longitude, std::string exposure) {
  return {.id = std::move(id),
          .name = std::move(name),
          .latitude = latitude,
          .longitude = longitude,
          .exposure = std::move(exposure),
          .zone = "Europe/Paris"};
}

double temperature(const Moment& m) { return 14 - 0.2 * m.day + 5 * around(m.hour, 15) + 2 * m.calm; }
double humidity(const Moment& m) { return std::min(99.0, 96 - 26 * around(m.hour, 15) + 4 * m.calm); }

// Rush hours, wood fires in the evening, all of it thicker in still air.
double particles(const Moment& m, Noise& noise) {
  const double rush = std::pow(around(m.hour, 8.5), 8), fires = std::pow(around(m.hour, 21), 6);
  const double peak = m.index == 1111 || m.index == 2600 ? 140 : 0;  // somebody smoked under it
  return std::max(0.4, (6 + 20 * rush + 34 * fires) * (0.25 + 1.5 * m.calm) + 1.2 * noise.next()) + peak;
}

bool occupied(const Moment& m) { return m.day % 7 < 5 && m.hour > 9.5 && m.hour < 18; }

}  // namespace

std::vector<series::Series> demonstration() {
  const series::Station garden = station("escale-demonstration-1", "Lormont, Bois Fleuri", 44.876, -0.518, "outdoor");
  const series::Station school =
      station("escale-demonstration-3", "Lormont, école du Bois Fleuri", 44.876, -0.518, "outdoor");
  const series::Station room = station("escale-demonstration-2", "Salle des ateliers", 44.841, -0.57, "indoor");
  std::vector<series::Series> all;
  all.push_back(make(garden, "pm25", "SDS011", 11, 10, particles));
  all.push_back(make(garden, "pm10", "SDS011", 12, 10,
                     [](const Moment& m, Noise& noise) { return 1.5 * particles(m, noise) + 2 * m.calm; }));
  all.push_back(make(garden, "temperature", "BME280", 13, 10,
                     [](const Moment& m, Noise& noise) { return temperature(m) + noise.wander(); }));
  all.push_back(make(garden, "humidity", "BME280", 14, 10, [](const Moment& m, Noise& noise) {
    return m.index >= 3000 && m.index < 3050 ? 71.3 : std::min(99.9, humidity(m) + 2 * noise.wander());
  }));
  // West winds bring the sea's air, those from the north-east the ring road's.
  all.push_back(make(garden, "wind_speed", "SEN15901", 15, 10, [](const Moment& m, Noise& noise) {
    return std::max(0.0, 0.6 + 6.5 * (1 - m.calm) + 0.8 * noise.next() + 0.8 * around(m.hour, 15));
  }));
  all.push_back(make(garden, "wind_direction", "SEN15901", 16, 1, [](const Moment& m, Noise& noise) {
    const double from = m.calm > 0.55 ? 50 : 270;
    return std::fmod(from + 35 * noise.wander() + 15 * noise.next() + 720, 360);
  }));
  // A class built this one and hung it beside the first: it follows, and says too much.
  all.push_back(make(school, "pm25", "PMS5003", 11, 10,
                     [](const Moment& m, Noise& noise) { return 1.6 * particles(m, noise) + 3; }));
  all.push_back(make(room, "co2", "SCD30", 21, 1, [held = 430.0](const Moment& m, Noise& noise) mutable {
    held += occupied(m) ? (1900 - held) * 0.03 : (420 - held) * 0.05;
    return held + 12 * noise.next();
  }));
  all.push_back(make(room, "temperature", "SCD30", 22, 10, [](const Moment& m, Noise& noise) {
    return 18.5 + (occupied(m) ? 2.5 : 0) + 0.5 * noise.wander();
  }));
  all.push_back(make(room, "humidity", "SCD30", 23, 10,
                     [](const Moment& m, Noise& noise) { return 44 + (occupied(m) ? 9 : 0) + 2 * noise.wander(); }));
  return all;
}

}  // namespace sensors
