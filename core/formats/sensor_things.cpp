// OGC SensorThings API 1.1 (18-088): Things, Datastreams and Observations as a server answers them, nested by $expand
// in either direction, and the data array extension. What an inner entity leaves out its outer one says.
#include <nlohmann/json.hpp>

#include "formats/sensor_parts.h"

namespace formats {
namespace {

using nlohmann::json;

// What is known so far of the observations inside an entity.
struct Context {
  series::Header header;
  std::string quantity, unit;
};

const json* part(const json& object, std::string_view key) {
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string id_of(const json& entity) { return member_text(entity, "@iot.id"); }

void take_place(const json& geometry, series::Station& station) {
  const json* at = part(geometry, "coordinates");
  if (!at || !at->is_array() || at->size() < 2 || !(*at)[0].is_number() || !(*at)[1].is_number()) return;
  station.longitude = (*at)[0].get<double>();
  station.latitude = (*at)[1].get<double>();
  if (at->size() > 2 && (*at)[2].is_number()) station.height = (*at)[2].get<double>();
}

void take_thing(const json& thing, Context& context) {
  context.header.station.id = id_of(thing);
  context.header.station.name = member_text(thing, "name");
  if (const json* own = part(thing, "properties"); own && own->is_object()) {
    auto& provenance = context.header.provenance;
    if (auto text = member_text(*own, "licence"); !text.empty()) provenance.licence = text;
    if (auto text = member_text(*own, "authors"); !text.empty()) provenance.authors = text;
    if (auto text = member_text(*own, "source"); !text.empty()) provenance.source = text;
    if (auto text = member_text(*own, "exposure"); !text.empty()) context.header.station.exposure = text;
    if (auto text = member_text(*own, "timeZone"); !text.empty()) context.header.station.zone = text;
  }
  if (const json* places = part(thing, "Locations"); places && places->is_array() && !places->empty())
    if (const json* geometry = (*places)[0].is_object() ? part((*places)[0], "location") : nullptr)
      if (geometry->is_object()) take_place(*geometry, context.header.station);
}

void take_datastream(const json& stream, Context& context) {
  context.quantity = member_text(stream, "name");
  if (const json* unit = part(stream, "unitOfMeasurement"); unit && unit->is_object()) {
    context.unit = member_text(*unit, "symbol");
    if (context.unit.empty()) context.unit = member_text(*unit, "name");
  }
  if (const json* property = part(stream, "ObservedProperty"); property && property->is_object())
    if (auto name = member_text(*property, "name"); !name.empty()) context.quantity = name;
  context.header.provenance.sensor_id = id_of(stream);
  if (const json* sensor = part(stream, "Sensor"); sensor && sensor->is_object()) {
    context.header.provenance.sensor_type = member_text(*sensor, "name");
    if (auto id = id_of(*sensor); !id.empty()) context.header.provenance.sensor_id = id;
  }
  if (const json* own = part(stream, "properties"); own && own->is_object()) {
    context.header.level = level_named(member_text(*own, "level"));
    context.header.provenance.parent = member_text(*own, "parent");
    context.header.provenance.recipe = member_text(*own, "recipe");
  }
  if (const json* thing = part(stream, "Thing"); thing && thing->is_object()) take_thing(*thing, context);
}

// What this project writes beside a result that is doubtful.
series::Flags flags_of(const json& observation) {
  const json* parameters = part(observation, "parameters");
  if (!parameters || !parameters->is_object()) return 0;
  const double flags = member_number(*parameters, "flags");
  return flags >= 0 && flags <= 0xFFFF ? static_cast<series::Flags>(flags) : series::Flags{0};
}

class Importer {
 public:
  Importer(SensorSink& sink, std::size_t line) : sink_(sink), line_(line) {}

  bool entity(const json& entity, Context context) {
    if (const json* streams = part(entity, "Datastreams"); streams && streams->is_array()) {
      take_thing(entity, context);
      for (const json& stream : *streams)
        if (stream.is_object()) datastream(stream, context);
    } else if (entity.contains("Observations") || entity.contains("unitOfMeasurement")) {
      datastream(entity, context);
    } else if (entity.contains("dataArray")) {
      data_array(entity, context);
    } else if (entity.contains("result")) {
      if (const json* stream = part(entity, "Datastream"); stream && stream->is_object())
        take_datastream(*stream, context);
      observation(member_text(entity, "phenomenonTime"), part(entity, "result"), target(context));
    } else {
      return false;
    }
    return true;
  }

 private:
  SensorSink::Target target(Context& context) {
    if (context.header.provenance.source.empty()) context.header.provenance.source = "SensorThings";
    if (context.quantity.empty())
      context.quantity = sink_.options().quantity.empty() ? "value" : sink_.options().quantity;
    if (context.unit.empty()) context.unit = sink_.options().unit;
    return sink_.target(context.header, context.quantity, context.unit);
  }

  void datastream(const json& stream, Context context) {
    take_datastream(stream, context);
    const json* observations = part(stream, "Observations");
    if (!observations || !observations->is_array() || observations->empty()) return;
    const SensorSink::Target into = target(context);
    for (const json& each : *observations)
      if (each.is_object())
        observation(member_text(each, "phenomenonTime"), part(each, "result"), into, flags_of(each));
  }

  void data_array(const json& entity, Context context) {
    if (const json* stream = part(entity, "Datastream"); stream && stream->is_object())
      take_datastream(*stream, context);
    const json *names = part(entity, "components"), *rows = part(entity, "dataArray");
    if (!names || !names->is_array() || !rows->is_array()) return;
    std::size_t time = kNoColumn, result = kNoColumn;
    for (std::size_t i = 0; i < names->size(); ++i) {
      if ((*names)[i] == "phenomenonTime") time = i;
      if ((*names)[i] == "result") result = i;
    }
    const SensorSink::Target into = target(context);
    for (const json& row : *rows) {
      const bool whole = row.is_array() && time < row.size() && result < row.size() && row[time].is_string();
      observation(whole ? row[time].get<std::string>() : std::string(), whole ? &row[result] : nullptr, into);
    }
  }

  // The time of an interval is its beginning.
  void observation(std::string_view when, const json* result, const SensorSink::Target& into, series::Flags flags = 0) {
    sink_.begin_row();
    const auto time = UtcReader().read(when.substr(0, when.find('/')));
    if (!time) return sink_.reject(line_, "phenomenonTime", when, {"import.sensor-time", {}});
    if (!result || result->is_null()) return;
    if (result->is_number())
      sink_.add(into, *time, result->get<double>(), flags);
    else
      sink_.add_cell(into, *time, result->is_string() ? result->get<std::string>() : result->dump(), line_, "result");
  }

  SensorSink& sink_;
  std::size_t line_;
};

}  // namespace

bool import_sensor_things(const json& entity, SensorSink& sink, std::size_t line) {
  return Importer(sink, line).entity(entity, {});
}

}  // namespace formats
