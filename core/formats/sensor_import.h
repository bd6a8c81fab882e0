// Sensor files into series. Bytes come in chunks of any size, so that a file larger than memory is read through, and a
// page can show progress or stop between two chunks. A bad line is told by line, column and reason; good ones are kept.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "formats/table.h"
#include "series/series.h"

namespace formats {

enum class SensorFormat {
  kGuess,
  kSensorCommunityCsv,   // the archive's daily files, wide or with value_type;value at the end
  kSensorCommunityPush,  // what a device sends
  kOpenSenseMapCsv,
  kOpenSenseMapJson,
  kSensorThings,  // OGC SensorThings API 1.1
  kTable,         // any CSV, by a mapping
};

// How the columns of a plain CSV are read, as the user confirmed it.
struct SensorColumn {
  std::string column, quantity, unit;  // a quantity's key, or a name of the user's own; the unit as written
  bool operator==(const SensorColumn&) const = default;
};
struct SensorMapping {
  std::string time_column;
  std::string zone = "UTC";    // of times that name no offset
  std::string station_column;  // empty: the whole file is one station
  std::string station;         // its name then
  bool decimal_comma = false;  // values are written "12,4"
  std::vector<SensorColumn> values;
  bool operator==(const SensorMapping&) const = default;
};
// A first guess from the header, to be confirmed: a time column by its name, quantities by theirs, a unit in brackets.
SensorMapping guess_sensor_mapping(const std::vector<std::string>& columns);
// As one line, to be remembered; nullopt: it was not written here.
std::string write_sensor_mapping(const SensorMapping& mapping);
std::optional<SensorMapping> read_sensor_mapping(std::string_view text);

// What a plain table begins with, for people to confirm how it is read before it is.
struct SensorTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // the first kSensorSample
};
inline constexpr std::size_t kSensorSample = 100;
// Bytes that hold the beginning of a file for it. nullopt: a format that needs no mapping, or no column holds times.
// `whole`: they are the file, and its last line may lack its end.
inline constexpr std::size_t kSensorPeek = 4096;
std::optional<SensorTable> peek_sensor_table(std::string_view first_bytes, bool whole);
// A guess from the names, and from the values where no name tells: the first column of times; none of words alone.
SensorMapping guess_sensor_mapping(const SensorTable& table);

struct SensorOptions {
  SensorFormat format = SensorFormat::kGuess;
  std::string file;            // its name: a source of provenance
  series::Ms now = 0;          // bounds what a clock may say; the time of a push without one
  std::string zone = "UTC";    // of the stations
  std::string device;          // push: the sensor's id (header X-Sensor) where the file names none
  std::string quantity, unit;  // of files that name neither
  SensorMapping mapping;       // kTable; without values: guessed from the header
};

struct SensorImport {
  SensorFormat format = SensorFormat::kGuess;
  std::vector<series::Series> series;
  std::size_t rows = 0, rejected = 0;  // data rows or observations; those of which nothing was kept
  series::Added added;
  std::vector<Remark> remarks;
};

// Whether a file begins as one of the networks' own formats does; a plain table of measures does not tell itself from
// any other.
bool looks_like_sensors(std::string_view first_bytes);

class SensorReader {
 public:
  explicit SensorReader(SensorOptions options);
  ~SensorReader();
  SensorReader(SensorReader&&) noexcept;
  SensorReader& operator=(SensorReader&&) noexcept;

  // An error is final: import.not-sensor-data, import.too-deep {line, limit}, import.not-a-table {line},
  // import.too-many-columns {limit}.
  base::Status feed(std::string_view bytes);
  base::Result<SensorImport> finish();
  std::size_t rows() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

base::Result<SensorImport> read_sensors(std::string_view bytes, SensorOptions options);

}  // namespace formats
