// The places as files for other programs, in the formats they ask for. Each file bears its licence, its sources and the
// schema it follows where the format has room for them, and reads back as the same records: it gives each place the
// number of its record (kRecordColumn) and its fields under the national standard's names; what files brought beside
// those keeps its own name. A value that would not read back is left out and listed.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/national.h"
#include "records/draft.h"

namespace formats {

inline constexpr std::string_view kLicence = "CC BY-SA 4.0";
inline constexpr std::string_view kLicenceUrl = "https://creativecommons.org/licenses/by-sa/4.0/";
inline constexpr std::string_view kSchema = "https://schema.data.gouv.fr/LaMednum/standard-mediation-num/1.0.2/";

Export write_geojson(const std::vector<records::Draft>& places);     // RFC 7946; no place: geometry null
Export write_umap(const std::vector<records::Draft>& places);        // uMap's own, a layer for each `layer` read
Export write_kml(const std::vector<records::Draft>& places);         // OGC KML 2.2, fields as ExtendedData
Export write_kmz(const std::vector<records::Draft>& places);         // the same, in an archive
Export write_gpx(const std::vector<records::Draft>& places);         // GPX 1.1, fields as extensions; needs a place
Export write_places_csv(const std::vector<records::Draft>& places);  // all fields; has no room for the licence

struct ExportFormat {
  std::string_view name;    // "geojson": of the tool's --format, and of the texts files.export.NAME
  std::string_view suffix;  // ends the file's name
  std::string_view mime;
  Export (*write)(const std::vector<records::Draft>& places);
};
std::span<const ExportFormat> export_formats();
const ExportFormat* find_export_format(std::string_view name);

}  // namespace formats
