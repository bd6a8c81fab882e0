#include "formats/sensor_sink.h"

#include <cmath>

#include "analytics/number.h"
#include "base/utf8.h"

namespace formats {

bool is_missing(std::string_view cell) {
  if (cell.empty()) return true;
  if (cell.size() > 11) return false;
  const std::string folded = base::fold(cell);
  for (const std::string_view word : {"unavailable", "unknown", "nan", "na", "n/a", "null", "none", "-"})
    if (folded == word) return true;
  return false;
}

SensorSink::Target SensorSink::target(series::Header header, std::string_view quantity, std::string_view unit) {
  Target target;
  const series::Quantity* known = series::guess_quantity(quantity);
  const auto read = series::read_unit(unit);
  header.quantity = known ? std::string(known->key) : std::string(quantity);
  // No unit, or one that is not known: a quantity that is known is taken to be in its own.
  if (known && (unit.empty() || (read && series::convert(1, *read, known->unit, known->molar_mass)))) {
    target.from = unit.empty() ? known->unit : *read;
    target.to = known->unit;
    target.molar_mass = known->molar_mass;
    header.unit = known->unit;
  } else {
    target.from = target.to = header.unit = read.value_or(series::Unit::kNone);
    if (!unit.empty() && (known || !read))
      note_once("unit/" + header.quantity + '/' + std::string(unit),
                {"import.sensor-unit", {{"quantity", std::string(quantity)}, {"unit", std::string(unit)}}});
  }
  header.unit_text = header.unit == series::Unit::kNone ? std::string(unit) : std::string(series::symbol(header.unit));
  if (header.station.zone == "UTC") header.station.zone = options_.zone;
  target.place = &collector_.place(header);
  return target;
}

void SensorSink::add(const Target& target, series::Ms time, double value, series::Flags flags) {
  if (target.from != target.to) value = *series::convert(value, target.from, target.to, target.molar_mass);
  collector_.add(*target.place, {time, value, flags});
}

bool SensorSink::add_cell(const Target& target, series::Ms time, std::string_view cell, std::size_t line,
                          std::string_view column, series::Flags flags) {
  const auto value = analytics::parse_number(cell);
  if (value && std::isfinite(*value)) {
    add(target, time, *value, flags);
    return true;
  }
  if (const std::string_view trimmed = base::trim(cell); trimmed.size() != cell.size())
    return add_cell(target, time, trimmed, line, column, flags);
  if (!is_missing(cell)) warn(line, column, cell, {"import.sensor-value", {}});
  return false;
}

void SensorSink::reject(std::size_t line, std::string_view column, std::string_view value, base::Message reason) {
  ++rejected_;
  remarks_.add(Remark::Level::kRejected, line, column, value, std::move(reason));
}

void SensorSink::warn(std::size_t line, std::string_view column, std::string_view value, base::Message reason) {
  remarks_.add(Remark::Level::kWarning, line, column, value, std::move(reason));
}

void SensorSink::note_once(std::string key, base::Message reason) {
  if (noted_.emplace(std::move(key), true).second) remarks_.add(Remark::Level::kNote, 0, "", "", std::move(reason));
}

SensorImport SensorSink::take(SensorFormat format) {
  SensorImport import;
  import.format = format;
  import.series = collector_.take();
  std::erase_if(import.series, [](const series::Series& series) { return series.size() == 0; });
  import.added = collector_.added();
  import.rows = rows_;
  import.rejected = rejected_;
  if (import.added.repeats > 0)
    remarks_.add(Remark::Level::kNote, 0, "", "",
                 {"import.sensor-repeats", {{"n", std::to_string(import.added.repeats)}}});
  if (import.added.conflicts > 0)
    remarks_.add(Remark::Level::kWarning, 0, "", "",
                 {"import.sensor-conflicts", {{"n", std::to_string(import.added.conflicts)}}});
  import.remarks = remarks_.take();
  return import;
}

}  // namespace formats
