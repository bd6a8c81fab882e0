#include "formats/export.h"

#include <algorithm>

namespace formats {

namespace {

constexpr ExportFormat kFormats[] = {
    {"mednum-csv", "lieux-de-mediation-numerique.csv", "text/csv", write_national_csv},
    {"mednum-json", "lieux-de-mediation-numerique.json", "application/json", write_national_json},
    {"csv", "lieux.csv", "text/csv", write_places_csv},
    {"geojson", "lieux.geojson", "application/geo+json", write_geojson},
    {"kml", "lieux.kml", "application/vnd.google-earth.kml+xml", write_kml},
    {"kmz", "lieux.kmz", "application/vnd.google-earth.kmz", write_kmz},
    {"gpx", "lieux.gpx", "application/gpx+xml", write_gpx},
    {"umap", "lieux.umap", "application/json", write_umap},
};

}  // namespace

std::span<const ExportFormat> export_formats() { return kFormats; }

const ExportFormat* find_export_format(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kFormats), std::end(kFormats), [&](const ExportFormat& one) { return one.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace formats
