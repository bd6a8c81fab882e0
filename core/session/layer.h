// Outlines from a GeoJSON file, as the map uses them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "geo/layer.h"

namespace session {

// A dossier keeps the file whole, as a setting, read at each start.
inline constexpr std::size_t kMostLayerBytes = 8'000'000;

// Null where the bytes are no GeoJSON or hold no polygon. Names and codes are the properties that usually bear them.
std::optional<geo::Layer> read_layer(std::string_view bytes);

}  // namespace session
