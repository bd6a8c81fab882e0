#include "formats/sensor_export.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "analytics/number.h"
#include "formats/csv_cell.h"
#include "formats/sensor_parts.h"

namespace formats {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kObservations = 10'000;  // in one entity: what a reader holds at once

std::string number(double value) { return std::isfinite(value) ? analytics::write_number(value) : std::string(); }

// The fields that all points of a series share; those of a point are left empty.
std::array<std::string, kSensorFields.size()> shared_fields(const series::Series& series) {
  const auto& [station, quantity, unit_text, unit, level, provenance] = series.header;
  std::array<std::string, kSensorFields.size()> fields;
  fields[kLatitude] = number(station.latitude);
  fields[kLongitude] = number(station.longitude);
  fields[kHeight] = number(station.height);
  fields[kBox] = station.id;
  fields[kBoxName] = station.name;
  fields[kExposure] = station.exposure;
  fields[kZone] = station.zone;
  fields[kSensor] = provenance.sensor_id;
  fields[kType] = provenance.sensor_type;
  fields[kPhenomenon] = quantity;
  fields[kUnit] = unit_text;
  fields[kLevel] = kLevelNames[static_cast<std::size_t>(level)];
  fields[kSource] = provenance.source;
  fields[kLicence] = provenance.licence;
  fields[kAuthors] = provenance.authors;
  fields[kParent] = provenance.parent;
  fields[kRecipe] = provenance.recipe;
  return fields;
}

std::string dump(const ordered_json& value) {
  return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json result_of(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(); }

ordered_json datastream(const series::Series& series) {
  const series::Header& header = series.header;
  const auto& provenance = header.provenance;
  const std::string symbol = header.unit_text;
  ordered_json place = {{"type", "Point"}, {"coordinates", ordered_json::array()}};
  for (const double part : {header.station.longitude, header.station.latitude, header.station.height})
    if (std::isfinite(part)) place["coordinates"].push_back(part);
  ordered_json thing = {{"@iot.id", header.station.id},
                        {"name", header.station.name},
                        {"description", ""},
                        {"properties",
                         {{"schema", kSensorSchema},
                          {"source", provenance.source},
                          {"licence", provenance.licence},
                          {"authors", provenance.authors},
                          {"exposure", header.station.exposure},
                          {"timeZone", header.station.zone}}},
                        {"Locations",
                         {{{"name", header.station.name},
                           {"description", ""},
                           {"encodingType", "application/geo+json"},
                           {"location", place}}}}};
  return {{"@iot.id", header.name()},
          {"name", header.quantity},
          {"description", ""},
          {"observationType", "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement"},
          {"unitOfMeasurement", {{"name", symbol}, {"symbol", symbol}, {"definition", ""}}},
          {"properties",
           {{"level", kLevelNames[static_cast<std::size_t>(header.level)]},
            {"parent", provenance.parent},
            {"recipe", provenance.recipe}}},
          {"Thing", std::move(thing)},
          {"Sensor",
           {{"@iot.id", provenance.sensor_id},
            {"name", provenance.sensor_type},
            {"description", ""},
            {"encodingType", "text/plain"},
            {"metadata", provenance.sensor_type}}},
          {"ObservedProperty", {{"name", header.quantity}, {"definition", ""}, {"description", ""}}}};
}

}  // namespace

std::string write_sensor_csv(std::span<const series::Series> all) {
  std::string out;
  const auto row = [&](const auto& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      // Numbers and times need no quotes.
      if (i == kTime || i == kValue || i == kFlags || i == kLatitude || i == kLongitude || i == kHeight)
        out += cells[i];
      else
        append_csv_cell(out, cells[i]);
    }
    out += "\r\n";
  };
  row(kSensorFields);
  for (const series::Series& series : all) {
    auto fields = shared_fields(series);
    const series::Slice slice = series.read();
    for (std::size_t i = 0; i < slice.size(); ++i) {
      fields[kTime] = series::write_time(slice.times[i]);
      fields[kValue] = number(slice.values[i]);
      fields[kFlags] = std::to_string(slice.flags[i]);
      row(fields);
    }
  }
  return out;
}

std::string write_sensor_json(std::span<const series::Series> all) {
  std::string out = "[";
  for (const series::Series& series : all) {
    const auto fields = shared_fields(series);
    const series::Slice slice = series.read();
    for (std::size_t i = 0; i < slice.size(); ++i) {
      ordered_json entity = {{"schema", kSensorSchema},
                             {kSensorFields[kTime], series::write_time(slice.times[i])},
                             {kSensorFields[kValue], result_of(slice.values[i])}};
      for (std::size_t field = 0; field < fields.size(); ++field)
        if (!fields[field].empty()) entity[std::string(kSensorFields[field])] = fields[field];
      if (slice.flags[i] != 0) entity[std::string(kSensorFields[kFlags])] = slice.flags[i];
      out += (out.size() == 1 ? "\n" : ",\n") + dump(entity);
    }
  }
  return out += "\n]\n";
}

std::string write_sensor_things(std::span<const series::Series> all) {
  std::string out = "{\"value\":[";
  bool first = true;
  for (const series::Series& series : all) {
    const ordered_json stream = datastream(series);
    const series::Slice slice = series.read();
    for (std::size_t begin = 0; begin < slice.size(); begin += kObservations) {
      ordered_json entity = stream;
      ordered_json observations = ordered_json::array();
      for (std::size_t i = begin; i < std::min(slice.size(), begin + kObservations); ++i) {
        ordered_json observation = {{"phenomenonTime", series::write_time(slice.times[i])},
                                    {"result", result_of(slice.values[i])}};
        if (slice.flags[i] != 0) observation["parameters"] = {{"flags", slice.flags[i]}};
        observations.push_back(std::move(observation));
      }
      entity["Observations"] = std::move(observations);
      out += (first ? "\n" : ",\n") + dump(entity);
      first = false;
    }
  }
  return out += "\n]}\n";
}

}  // namespace formats
