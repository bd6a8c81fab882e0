// One GeoJSON object, a Feature or a geometry alone, read without a tree: the numbers of its points keep their digits,
// those of lines and surfaces are passed over.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/features.h"

namespace formats {

// Whether the text may be one: cheap, and never wrong about one.
bool may_be_feature(std::string_view object);

struct JsonFeature {
  Feature feature;
  std::vector<std::string> nested;  // names of properties that are deeper than a list: their text is JSON
};

// Nothing when the object is none, or is not JSON.
bool read_json_feature(std::string_view object, std::size_t line, JsonFeature& out);

}  // namespace formats
