// What every sensor importer writes to: readings, and remarks about what could not be one.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "formats/remarks.h"
#include "formats/sensor_import.h"
#include "series/collector.h"

namespace formats {

class SensorSink {
 public:
  explicit SensorSink(const SensorOptions& options) : options_(options), collector_(options.now) {}

  const SensorOptions& options() const { return options_; }

  // A series' place, its quantity and unit told from what the file calls them: a known unit is converted to the
  // quantity's own, another one is kept as written.
  struct Target {
    series::Collector::Place* place = nullptr;
    series::Unit from = series::Unit::kNone, to = series::Unit::kNone;
    double molar_mass = 0;
  };
  Target target(series::Header header, std::string_view quantity, std::string_view unit);
  void add(const Target& target, series::Ms time, double value, series::Flags flags = 0);

  // One cell: empty or "unavailable", "nan" and the like are no reading and no fault; other text that is no number is
  // told. True when a reading was kept.
  bool add_cell(const Target& target, series::Ms time, std::string_view cell, std::size_t line, std::string_view column,
                series::Flags flags = 0);

  void begin_row() { ++rows_; }
  void reject(std::size_t line, std::string_view column, std::string_view value, base::Message reason);
  void warn(std::size_t line, std::string_view column, std::string_view value, base::Message reason);
  void note_once(std::string key, base::Message reason);

  std::size_t rows() const { return rows_; }
  SensorImport take(SensorFormat format);

 private:
  SensorOptions options_;
  series::Collector collector_;
  RemarkList remarks_;
  std::map<std::string, bool, std::less<>> noted_;
  std::size_t rows_ = 0, rejected_ = 0;
};

// What a value cell holds when a sensor had nothing to say.
bool is_missing(std::string_view cell);

}  // namespace formats
