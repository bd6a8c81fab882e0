#include "sensors/thresholds.h"

#include <cmath>
#include <limits>

namespace sensors {
namespace {

constexpr series::Ms kStillHolds = std::numeric_limits<series::Ms>::max();
constexpr series::Ms k2021 = 1'609'459'200'000, k2024October = 1'727'740'800'000;

constexpr GradeBounds kAtmo[] = {
    {"pm25", Averaging::kDayMean, {10, 20, 25, 50, 75}},
    {"pm10", Averaging::kDayMean, {20, 40, 50, 100, 150}},
    {"no2", Averaging::kDayMaximumHour, {40, 90, 120, 230, 340}},
    {"o3", Averaging::kDayMaximumHour, {50, 100, 130, 240, 380}},
    {"so2", Averaging::kDayMaximumHour, {100, 200, 350, 500, 750}},
};

constexpr GradeBounds kEaqi[] = {
    {"pm25", Averaging::kHour, {5, 15, 50, 90, 140}},   {"pm10", Averaging::kHour, {15, 45, 120, 195, 270}},
    {"no2", Averaging::kHour, {10, 25, 60, 100, 150}},  {"o3", Averaging::kHour, {60, 100, 120, 160, 180}},
    {"so2", Averaging::kHour, {20, 40, 125, 190, 275}},
};

// Both scales share the colours of the European index.
constexpr std::array<std::uint32_t, 6> kColours = {0x50F0E6, 0x50CCAA, 0xF0E641, 0xFF5050, 0x960032, 0x872181};

constexpr Scale kScales[] = {
    {"atmo-2021", "Arrêté du 10 juillet 2020 relatif à l'indice de la qualité de l'air ambiant", k2021, kStillHolds,
     kColours, kAtmo},
    {"eaqi-2024", "ETC HE Report 2024/17, European Environment Agency", k2024October, kStillHolds, kColours, kEaqi},
};

constexpr std::string_view kWhoAir = "WHO global air quality guidelines, 2021";
constexpr std::string_view kWhoNoiseRoad = "WHO environmental noise guidelines for the European region, 2018: road";
constexpr std::string_view kWhoNoiseRail = "WHO environmental noise guidelines for the European region, 2018: rail";
constexpr std::string_view kWhoNoiseAir = "WHO environmental noise guidelines for the European region, 2018: aircraft";

constexpr std::string_view kHcsp = "Haut Conseil de la santé publique, avis du 28 avril 2021";

constexpr Guideline kGuidelines[] = {
    {kWhoAir, "pm25", Averaging::kYear, 5},        {kWhoAir, "pm25", Averaging::kDayMean, 15},
    {kWhoAir, "pm10", Averaging::kYear, 15},       {kWhoAir, "pm10", Averaging::kDayMean, 45},
    {kWhoAir, "no2", Averaging::kYear, 10},        {kWhoAir, "no2", Averaging::kDayMean, 25},
    {kWhoAir, "o3", Averaging::kPeakSeason, 60},   {kWhoAir, "o3", Averaging::kEightHours, 100},
    {kWhoAir, "so2", Averaging::kDayMean, 40},     {kWhoAir, "co", Averaging::kDayMean, 4},  // mg/m³
    {kWhoNoiseRoad, "lden", Averaging::kYear, 53}, {kWhoNoiseRoad, "lnight", Averaging::kYear, 45},
    {kWhoNoiseRail, "lden", Averaging::kYear, 54}, {kWhoNoiseRail, "lnight", Averaging::kYear, 44},
    {kWhoNoiseAir, "lden", Averaging::kYear, 45},  {kWhoNoiseAir, "lnight", Averaging::kYear, 40},
    {kHcsp, "co2", Averaging::kHour, 800},
};

}  // namespace

std::span<const Scale> scales() { return kScales; }
std::span<const Guideline> guidelines() { return kGuidelines; }

const Scale* find_scale(std::string_view key, series::Ms at) {
  for (const Scale& scale : kScales)
    if (scale.key == key && scale.since <= at && at < scale.until) return &scale;
  return nullptr;
}

std::optional<int> grade(const Scale& scale, std::string_view quantity, double value) {
  if (std::isnan(value)) return std::nullopt;
  for (const GradeBounds& row : scale.bounds) {
    if (row.quantity != quantity) continue;
    int found = 1;
    for (const double upper : row.upper) found += value > upper;
    return found;
  }
  return std::nullopt;
}

}  // namespace sensors
