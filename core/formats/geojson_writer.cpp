// GeoJSON, and the .umap built of it.
#include <map>

#include "formats/export.h"
#include "formats/features.h"
#include "formats/place_text.h"
#include "oplog/value.h"

namespace formats {

namespace {

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (out.back() != '{') out += ',';
  oplog::append_json_text(out, name);
  out += ':';
  oplog::append_json_text(out, text);
}

// uMap shows `name` and `description`; a table of GeoJSON properties is better served by the standard's names.
void append_feature(std::string& out, const PlaceText& place, bool for_umap) {
  out += "{\"type\":\"Feature\",\"geometry\":";
  if (place.located())
    out += "{\"type\":\"Point\",\"coordinates\":[" + place.longitude + "," + place.latitude + "]}";
  else
    out += "null";
  out += ",\"properties\":{";
  if (!place.name.empty()) append_member(out, for_umap ? "name" : "nom", place.name);
  if (!place.description.empty())
    append_member(out, for_umap ? "description" : "presentation_detail", place.description);
  for (const auto& [name, text] : place.fields) append_member(out, name, text);
  append_member(out, kRecordColumn, place.record);
  out += "}}";
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) (out += out.empty() ? "" : ", ") += text;
  return out;
}

}  // namespace

Export write_geojson(const std::vector<records::Draft>& places) {
  Export out;
  RemarkList remarks;
  out.bytes = "{";
  append_member(out.bytes, "type", "FeatureCollection");
  append_member(out.bytes, "name", "Escale");
  append_member(out.bytes, "licence", kLicence);
  append_member(out.bytes, "licence_url", kLicenceUrl);
  append_member(out.bytes, "sources", joined(sources_of(places)));
  append_member(out.bytes, "schema", kSchema);
  out.bytes += ",\"features\":[";
  for (const records::Draft& place : places) {
    out.bytes += out.written++ == 0 ? "\n" : ",\n";
    append_feature(out.bytes, place_text(place, out.written, remarks), false);
  }
  out.bytes += "\n]}\n";
  out.remarks = remarks.take();
  return out;
}

Export write_umap(const std::vector<records::Draft>& places) {
  Export out;
  RemarkList remarks;
  std::map<std::string, std::string> layers;  // features by the layer they came from
  std::string centre;
  for (const records::Draft& place : places) {
    const PlaceText text = place_text(place, ++out.written, remarks);
    const std::string_view layer = place.text("x/" + std::string(kLayerColumn));
    std::string& features = layers[std::string(layer.empty() ? "Escale" : layer)];
    features += features.empty() ? "\n" : ",\n";
    append_feature(features, text, true);
    if (text.located() && centre.empty()) centre = text.longitude + "," + text.latitude;
  }
  const std::string sources = joined(sources_of(places));
  out.bytes = "{";
  append_member(out.bytes, "type", "umap");
  out.bytes += ",\"properties\":{";
  append_member(out.bytes, "name", "Escale");
  append_member(out.bytes, "description", kSchema);
  append_member(out.bytes, "longCredit", sources);
  out.bytes += ",\"licence\":{";
  append_member(out.bytes, "name", kLicence);
  append_member(out.bytes, "url", kLicenceUrl);
  out.bytes += "},\"zoom\":9},\"geometry\":{\"type\":\"Point\",\"coordinates\":[";
  out.bytes += (centre.empty() ? "0,0" : centre) + "]},\"layers\":[";
  for (const auto& [name, features] : layers) {
    if (out.bytes.back() != '[') out.bytes += ",\n";
    out.bytes += "{\"type\":\"FeatureCollection\",\"features\":[" + features + "\n],\"_umap_options\":{";
    append_member(out.bytes, "name", name);
    out.bytes += ",\"displayOnLoad\":true,\"browsable\":true,\"remoteData\":{}}}";
  }
  out.bytes += "]}\n";
  out.remarks = remarks.take();
  return out;
}

}  // namespace formats
