// openSenseMap: measurements as CSV or JSON (createdAt, value, lat, lon, height, boxId, boxName, exposure, sensorId,
// phenomenon, unit, sensorType: any of them beside the first two; and what
// sensor_export.h adds to these), and boxes with the last value of each sensor. Times
// are RFC 3339. Data are under PDDL 1.0.
#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "analytics/number.h"
#include "formats/csv_cell.h"
#include "formats/sensor_parts.h"

namespace formats {
namespace {

using Fields = std::array<std::string_view, kSensorFields.size()>;

series::Header header_of(const Fields& fields) {
  series::Header header;
  const auto number = [](std::string_view text, double& into) { into = analytics::parse_number(text).value_or(into); };
  header.station.id = fields[kBox];
  header.station.name = fields[kBoxName];
  header.station.exposure = fields[kExposure];
  number(fields[kLatitude], header.station.latitude);
  number(fields[kLongitude], header.station.longitude);
  number(fields[kHeight], header.station.height);
  header.provenance = {.source = "openSenseMap", .licence = "PDDL-1.0", .authors = "openSenseMap"};
  const auto text = [&](SensorField field, std::string& into) {
    if (!fields[field].empty()) into = fields[field];
  };
  text(kZone, header.station.zone);
  text(kSource, header.provenance.source);
  text(kLicence, header.provenance.licence);
  text(kAuthors, header.provenance.authors);
  text(kParent, header.provenance.parent);
  text(kRecipe, header.provenance.recipe);
  header.level = level_named(fields[kLevel]);
  header.provenance.sensor_id = fields[kSensor];
  header.provenance.sensor_type = fields[kType];
  return header;
}

SensorSink::Target target_of(const Fields& fields, SensorSink& sink) {
  const SensorOptions& options = sink.options();
  const bool named = !fields[kPhenomenon].empty();
  if (!named && options.quantity.empty()) sink.note_once("phenomenon", {"import.sensor-no-phenomenon", {}});
  return sink.target(header_of(fields),
                     named                      ? fields[kPhenomenon]
                     : options.quantity.empty() ? "value"
                                                : options.quantity,
                     fields[kUnit].empty() ? options.unit : fields[kUnit]);
}

series::Flags flags_of(const Fields& fields) {
  const double flags = analytics::parse_number(fields[kFlags]).value_or(0);
  return flags >= 0 && flags <= 0xFFFF ? static_cast<series::Flags>(flags) : series::Flags{0};
}

class OpenSenseMapRows final : public RowImporter {
 public:
  OpenSenseMapRows(Cells header, SensorSink& sink) : sink_(sink) {
    for (std::size_t i = 0; i < kSensorFields.size(); ++i) columns_[i] = column_of(header, kSensorFields[i]);
  }

  void row(Cells cells, std::size_t line) override {
    sink_.begin_row();
    Fields fields;
    for (std::size_t i = 0; i < kSensorFields.size(); ++i) fields[i] = without_guard(cell_at(cells, columns_[i]));
    const auto time = clock_.read(fields[kTime]);
    if (!time) return sink_.reject(line, "createdAt", fields[kTime], {"import.sensor-time", {}});
    key_.assign(fields[kBox]).append("/").append(fields[kSensor]).append("/").append(fields[kPhenomenon]);
    key_.append("/").append(fields[kLevel]);
    auto found = targets_.find(key_);
    if (found == targets_.end()) found = targets_.emplace(key_, target_of(fields, sink_)).first;
    sink_.add_cell(found->second, *time, fields[kValue], line, "value", flags_of(fields));
  }

 private:
  SensorSink& sink_;
  std::array<std::size_t, kSensorFields.size()> columns_{};
  std::unordered_map<std::string, SensorSink::Target> targets_;
  std::string key_;
  UtcReader clock_;
};

void import_box(const nlohmann::json& box, SensorSink& sink, std::size_t line) {
  std::array<std::string, kSensorFields.size()> texts;
  texts[kBox] = member_text(box, "_id");
  texts[kBoxName] = member_text(box, "name");
  texts[kExposure] = member_text(box, "exposure");
  texts[kLatitude] = member_text(box, "lat");
  texts[kLongitude] = member_text(box, "lon");
  if (const auto place = box.find("currentLocation"); place != box.end() && place->is_object()) {
    const auto at = place->find("coordinates");
    if (at != place->end() && at->is_array() && at->size() >= 2) {
      texts[kLongitude] = (*at)[0].dump();
      texts[kLatitude] = (*at)[1].dump();
      if (at->size() > 2) texts[kHeight] = (*at)[2].dump();
    }
  }
  const auto sensors = box.find("sensors");
  if (!sensors->is_array()) return;
  for (const nlohmann::json& sensor : *sensors) {
    if (!sensor.is_object()) continue;
    const auto last = sensor.find("lastMeasurement");
    if (last == sensor.end() || !last->is_object()) continue;  // it has not spoken yet
    sink.begin_row();
    texts[kSensor] = member_text(sensor, "_id");
    texts[kPhenomenon] = member_text(sensor, "title");
    texts[kUnit] = member_text(sensor, "unit");
    texts[kType] = member_text(sensor, "sensorType");
    const std::string when = member_text(*last, "createdAt"), value = member_text(*last, "value");
    const auto time = UtcReader().read(when);
    if (!time) {
      sink.reject(line, "createdAt", when, {"import.sensor-time", {}});
      continue;
    }
    Fields fields;
    std::copy(texts.begin(), texts.end(), fields.begin());
    sink.add_cell(target_of(fields, sink), *time, value, line, "value");
  }
}

}  // namespace

std::unique_ptr<RowImporter> open_sense_map_rows(Cells header, SensorSink& sink) {
  if (column_of(header, "createdAt") == kNoColumn || column_of(header, "value") == kNoColumn) return nullptr;
  return std::make_unique<OpenSenseMapRows>(header, sink);
}

bool import_open_sense_map(const nlohmann::json& entity, SensorSink& sink, std::size_t line) {
  if (entity.contains("sensors") && entity.contains("_id")) {
    import_box(entity, sink, line);
    return true;
  }
  if (!entity.contains("createdAt") || !entity.contains("value")) return false;
  sink.begin_row();
  std::array<std::string, kSensorFields.size()> texts;
  Fields fields;
  for (std::size_t i = 0; i < kSensorFields.size(); ++i) fields[i] = texts[i] = member_text(entity, kSensorFields[i]);
  const auto time = UtcReader().read(fields[kTime]);
  if (!time)
    sink.reject(line, "createdAt", fields[kTime], {"import.sensor-time", {}});
  else
    sink.add_cell(target_of(fields, sink), *time, fields[kValue], line, "value", flags_of(fields));
  return true;
}

}  // namespace formats
