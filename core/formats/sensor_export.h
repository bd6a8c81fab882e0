// Series out: CSV and JSON in openSenseMap's columns with what this project adds (flags, level, licence, provenance),
// and OGC SensorThings 1.1. What is written reads back the same through formats/sensor_import.h; a point without a
// value is written as an empty cell or null, and is not read back.
#pragma once

#include <span>
#include <string>

#include "series/series.h"

namespace formats {

inline constexpr const char* kSensorSchema = "escale-sensors/1";

std::string write_sensor_csv(std::span<const series::Series> all);
std::string write_sensor_json(std::span<const series::Series> all);
std::string write_sensor_things(std::span<const series::Series> all);

}  // namespace formats
