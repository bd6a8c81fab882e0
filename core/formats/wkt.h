// Well-known text (OGC 06-103r4): the points of a geometry written in a cell of a table, longitude first.
#pragma once

#include <string_view>

#include "formats/features.h"

namespace formats {

// Whether the cell begins like one: the name of a shape, after "SRID=...;" if that.
bool looks_like_wkt(std::string_view cell);

// Adds the points, and counts the lines and surfaces, to the feature. False when the text is not whole.
bool read_wkt(std::string_view cell, Feature& feature);

}  // namespace formats
