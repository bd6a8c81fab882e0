// The daily files of archive.sensor.community: one sensor each, a column for each quantity, or the long variant whose
// rows end in value_type;value. Times are UTC; positions are rounded on purpose; pressure is in Pa.
#include <unordered_map>

#include "analytics/number.h"
#include "formats/sensor_parts.h"

namespace formats {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

class SensorCommunityRows final : public RowImporter {
 public:
  SensorCommunityRows(Cells header, SensorSink& sink) : sink_(sink) {
    id_ = column_of(header, "sensor_id");
    type_ = column_of(header, "sensor_type");
    location_ = column_of(header, "location");
    latitude_ = column_of(header, "lat");
    longitude_ = column_of(header, "lon");
    time_ = column_of(header, "timestamp");
    value_type_ = column_of(header, "value_type");
    value_ = column_of(header, "value");
    const bool named = value_type_ != kNoColumn && value_ != kNoColumn;
    for (std::size_t i = 0; i < header.size() && !named; ++i)
      if (i != id_ && i != type_ && i != location_ && i != latitude_ && i != longitude_ && i != time_)
        columns_.push_back({i, std::string(header[i])});
  }

  void row(Cells cells, std::size_t line) override {
    sink_.begin_row();
    const std::string_view id = cell_at(cells, id_);
    const auto time = clock_.read(cell_at(cells, time_));
    if (!time) return sink_.reject(line, "timestamp", cell_at(cells, time_), {"import.sensor-time", {}});
    if (id.empty()) return sink_.reject(line, "sensor_id", id, {"import.sensor-no-id", {}});
    Sensor& sensor = this->sensor(id, cells);
    if (columns_.empty()) {
      const std::string_view type = cell_at(cells, value_type_);
      if (type.empty()) return sink_.reject(line, "value_type", type, {"import.sensor-no-quantity", {}});
      auto found = sensor.by_type.find(type);
      if (found == sensor.by_type.end())
        found = sensor.by_type.emplace(std::string(type), sink_.target(sensor.header, type, "")).first;
      sink_.add_cell(found->second, *time, cell_at(cells, value_), line, "value");
      return;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string_view cell = cell_at(cells, columns_[i].place);
      if (cell.empty()) continue;
      SensorSink::Target& target = sensor.by_column[i];
      if (!target.place) {
        if (is_missing(cell)) continue;
        target = sink_.target(sensor.header, columns_[i].name, "");
      }
      sink_.add_cell(target, *time, cell, line, columns_[i].name);
    }
  }

 private:
  struct Column {
    std::size_t place;
    std::string name;
  };
  struct Sensor {
    series::Header header;
    std::vector<SensorSink::Target> by_column;
    std::unordered_map<std::string, SensorSink::Target, Hash, std::equal_to<>> by_type;
  };

  Sensor& sensor(std::string_view id, Cells cells) {
    if (const auto found = sensors_.find(id); found != sensors_.end()) return found->second;
    Sensor& sensor = sensors_[std::string(id)];
    series::Header& header = sensor.header;
    header.station.id = cell_at(cells, location_);
    header.station.latitude = analytics::parse_number(cell_at(cells, latitude_)).value_or(header.station.latitude);
    header.station.longitude = analytics::parse_number(cell_at(cells, longitude_)).value_or(header.station.longitude);
    header.provenance = {.source = "Sensor.Community", .licence = "ODbL-1.0", .authors = "Sensor.Community"};
    header.provenance.sensor_id = id;
    header.provenance.sensor_type = cell_at(cells, type_);
    sensor.by_column.resize(columns_.size());
    return sensor;
  }

  SensorSink& sink_;
  std::size_t id_, type_, location_, latitude_, longitude_, time_, value_type_, value_;
  std::vector<Column> columns_;
  std::unordered_map<std::string, Sensor, Hash, std::equal_to<>> sensors_;
  UtcReader clock_;
};

}  // namespace

std::unique_ptr<RowImporter> sensor_community_rows(Cells header, SensorSink& sink) {
  if (column_of(header, "sensor_id") == kNoColumn || column_of(header, "timestamp") == kNoColumn) return nullptr;
  return std::make_unique<SensorCommunityRows>(header, sink);
}

}  // namespace formats
