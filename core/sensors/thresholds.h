// Air quality scales and guideline values as versioned data: each says what it is, since when it holds and where it
// stands written. A value belongs to the first grade whose upper bound it does not exceed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "series/civil.h"

namespace sensors {

// What a bound is compared with.
enum class Averaging : std::uint8_t { kHour, kDayMean, kDayMaximumHour, kEightHours, kYear, kPeakSeason };

struct GradeBounds {
  std::string_view quantity;
  Averaging averaging;
  std::array<double, 5> upper;  // µg/m³; above the last: the sixth grade
};

struct Scale {
  std::string_view key;                  // names the texts scale.<key> and scale.<key>.grade.1 to .6
  std::string_view source;               // the text that defines it
  series::Ms since, until;               // when it holds
  std::array<std::uint32_t, 6> colours;  // 0xRRGGBB; never shown without a shape or the grade's name
  std::span<const GradeBounds> bounds;
};

std::span<const Scale> scales();
// The scale of that key in force at a time; nullptr when there is none.
const Scale* find_scale(std::string_view key, series::Ms at);

// 1 (best) to 6; nullopt for a quantity the scale does not grade, or NaN. Values below 0 are noise around nothing: 1.
std::optional<int> grade(const Scale& scale, std::string_view quantity, double value);

struct Guideline {
  std::string_view source, quantity;
  Averaging averaging;
  double value;  // in the quantity's unit
};
std::span<const Guideline> guidelines();  // WHO 2021 for air, WHO Europe 2018 for noise, HCSP 2021 for CO2 in rooms

}  // namespace sensors
