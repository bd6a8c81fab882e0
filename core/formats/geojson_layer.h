// The polygons of a GeoJSON file as flat arrays, for the layers of a map: one pass over the bytes, no tree in between.
// Points and lines are counted, not kept: places come in through the table reader (table.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace formats {

struct GeoJsonLayer {
  struct Feature {
    std::uint32_t polygons_end = 0;                   // its polygons begin where the previous feature's end
    std::size_t properties = 0, properties_size = 0;  // a part of `texts`: a JSON object, empty when there is none
  };

  // WGS84 degrees, longitude and latitude by turns, within one unit in the last place of what is written (below a
  // nanometre). A ring's last position repeats its first.
  std::vector<double> coordinates;
  std::vector<std::uint32_t> ring_ends;     // in positions: a ring begins where the previous one ends
  std::vector<std::uint32_t> polygon_ends;  // in rings: the first ring of a polygon is its outline, the others holes
  std::vector<Feature> features;            // those that hold a polygon
  std::string texts;
  std::size_t set_aside = 0;  // features without a polygon, or with a ring that is not closed or leaves the globe

  std::string_view properties(std::size_t feature) const {
    return std::string_view(texts).substr(features[feature].properties, features[feature].properties_size);
  }
  // One property as text: a string as it is, a number or a truth value as written; empty when absent or deeper.
  std::string property(std::size_t feature, std::string_view name) const;
};

// Reads bytes that outlive it in slices, so that a page can draw between two.
class GeoJsonLayerReader {
 public:
  explicit GeoJsonLayerReader(std::string_view bytes);
  ~GeoJsonLayerReader();

  // Reads whole features over at least `bytes` more bytes; false once all are read.
  // Errors, final: layer.not-geojson {line}, import.too-deep {line, limit}, import.truncated {line}.
  base::Result<bool> step(std::size_t bytes);
  std::size_t done() const;  // bytes read so far
  GeoJsonLayer finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

base::Result<GeoJsonLayer> read_geojson_layer(std::string_view bytes);

}  // namespace formats
