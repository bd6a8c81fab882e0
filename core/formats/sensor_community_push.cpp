// What a device of Sensor.Community sends: {software_version, sensordatavalues: [{value_type, value}]}. It holds no
// time: the receiver's clock stamps it. The device's id comes in a header of the request, or as esp8266id in the body.
#include <cmath>
#include <nlohmann/json.hpp>

#include "formats/sensor_parts.h"

namespace formats {

bool import_push(const nlohmann::json& entity, SensorSink& sink) {
  const auto values = entity.find("sensordatavalues");
  if (values == entity.end() || !values->is_array()) return false;
  series::Header header;
  header.provenance = {.source = "Sensor.Community", .licence = "ODbL-1.0", .authors = "Sensor.Community"};
  header.provenance.sensor_id = member_text(entity, "esp8266id");
  if (header.provenance.sensor_id.empty()) header.provenance.sensor_id = sink.options().device;
  header.station.id = header.provenance.sensor_id;
  for (const nlohmann::json& value : *values) {
    sink.begin_row();
    const std::string type = value.is_object() ? member_text(value, "value_type") : std::string();
    if (type.empty()) {
      sink.reject(0, "value_type", value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                  {"import.sensor-no-quantity", {}});
      continue;
    }
    // The sensor is named by the part before the quantity: SDS_P1, BME280_temperature.
    const std::size_t mark = type.find('_');
    header.provenance.sensor_type = mark == std::string::npos ? "" : type.substr(0, mark);
    sink.add_cell(sink.target(header, type, ""), sink.options().now, member_text(value, "value"), 0, type);
  }
  return true;
}

}  // namespace formats
