// What map files hold, between a file and its table: a feature is a set of named texts and some places on the globe.
// Points become rows. Lines and surfaces are no places: each is told as a refused line, so that nothing is lost in
// silence; a map's layer keeps surfaces (geojson_layer.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "formats/table_builder.h"

namespace formats {

inline constexpr std::string_view kLatitudeColumn = "latitude", kLongitudeColumn = "longitude";
inline constexpr std::string_view kAltitudeColumn = "altitude";
// Written by our own exports: the record's number. A file that has it maps by exact names alone, and its rows are those
// very records again.
inline constexpr std::string_view kRecordColumn = "escale_id";
inline constexpr std::string_view kLayerColumn = "layer";  // of a .umap, or the folder of a KML

struct Feature {
  struct Point {
    std::string longitude, latitude, altitude;  // digits as written
  };
  std::size_t line = 0;
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<Point> points;
  std::size_t lines = 0, surfaces = 0;  // and others that are no point

  void set(std::string_view name, std::string text) { properties.emplace_back(name, std::move(text)); }
  const std::string* find(std::string_view name) const;
};

// A row for each point, one without a place for a feature that has no geometry at all. A property named like a column
// of the place keeps its own column, "latitude #2", unless it says the same. Errors: those of TableBuilder.
base::Status add_feature(TableBuilder& out, Feature feature);

}  // namespace formats
