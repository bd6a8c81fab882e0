// The importers behind formats/sensor_import.h, one file each: rows of CSV, or entities of JSON, into a sink.
#pragma once

#include <array>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string_view>

#include "formats/sensor_sink.h"

namespace formats {

using Cells = std::span<const std::string_view>;

class RowImporter {
 public:
  virtual ~RowImporter() = default;
  virtual void row(Cells cells, std::size_t line) = 0;
};

// nullptr: the header is not this format's.
std::unique_ptr<RowImporter> sensor_community_rows(Cells header, SensorSink& sink);
std::unique_ptr<RowImporter> open_sense_map_rows(Cells header, SensorSink& sink);
std::unique_ptr<RowImporter> sensor_table_rows(Cells header, SensorSink& sink);

// False: the entity is not this format's, and nothing was taken from it.
bool import_push(const nlohmann::json& entity, SensorSink& sink);
bool import_open_sense_map(const nlohmann::json& entity, SensorSink& sink, std::size_t line);
bool import_sensor_things(const nlohmann::json& entity, SensorSink& sink, std::size_t line);

// Where a column is, or npos.
inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);
std::size_t column_of(Cells header, std::string_view name);
inline std::string_view cell_at(Cells cells, std::size_t column) {
  return column < cells.size() ? cells[column] : std::string_view();
}

// The columns of openSenseMap's measurements, and those this project adds when it writes them (sensor_export.h).
enum SensorField {
  kTime,
  kValue,
  kLatitude,
  kLongitude,
  kHeight,
  kBox,
  kBoxName,
  kExposure,
  kSensor,
  kPhenomenon,
  kUnit,
  kType,
  kFlags,
  kZone,
  kLevel,
  kSource,
  kLicence,
  kAuthors,
  kParent,
  kRecipe
};
inline constexpr std::array<std::string_view, 20> kSensorFields = {
    "createdAt", "value",      "lat",   "lon",      "height", "boxId",  "boxName", "exposure", "sensorId", "phenomenon",
    "unit",      "sensorType", "flags", "timeZone", "level",  "source", "licence", "authors",  "parent",   "recipe"};
inline constexpr std::array<std::string_view, 4> kLevelNames = {"raw", "reprocessed", "consolidated", "application"};
series::Level level_named(std::string_view name);  // raw when it is none of them

// UTC unless the text names another offset. Times of one day share its date's arithmetic.
class UtcReader {
 public:
  std::optional<series::Ms> read(std::string_view text);

 private:
  std::array<char, 10> date_{};
  series::Ms midnight_ = 0;
};

// A member's text: of strings as they are, of numbers as JSON writes them; "" when it is not there.
std::string member_text(const nlohmann::json& object, std::string_view key);
double member_number(const nlohmann::json& object,
                     std::string_view key);  // NaN when it is not a number, or text of one

}  // namespace formats
