#include "session/layer.h"

#include <initializer_list>

#include "formats/geojson_layer.h"

namespace session {
namespace {

std::string first_of(const formats::GeoJsonLayer& file, std::size_t feature,
                     std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (std::string text = file.property(feature, name); !text.empty()) return text;
  return {};
}

}  // namespace

std::optional<geo::Layer> read_layer(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  const auto file = formats::read_geojson_layer(bytes);
  if (!file || file->features.empty()) return std::nullopt;
  geo::Layer layer;
  std::size_t polygon = 0, ring = 0, position = 0;
  for (std::size_t i = 0; i < file->features.size(); ++i) {
    std::vector<std::vector<geo::LonLat>> rings;
    for (; polygon < file->features[i].polygons_end; ++polygon)
      for (; ring < file->polygon_ends[polygon]; ++ring) {
        std::vector<geo::LonLat>& points = rings.emplace_back();
        for (; position < file->ring_ends[ring]; ++position)
          points.push_back({file->coordinates[2 * position], file->coordinates[2 * position + 1]});
      }
    layer.add(first_of(*file, i, {"nom", "name", "NOM", "NAME", "libelle", "nom_officiel", "nom_commune"}),
              first_of(*file, i, {"code", "insee", "INSEE_COM", "code_insee", "codgeo", "id"}), rings);
  }
  layer.finish();
  if (layer.size() == 0) return std::nullopt;
  return layer;
}

}  // namespace session
