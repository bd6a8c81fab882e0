// A place as the texts that the writers of export.h put into their files, checked to read back.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/remarks.h"
#include "records/draft.h"

namespace formats {

struct PlaceText {
  std::string record;                                       // its number, 16 hexadecimal digits
  std::string name, description, latitude, longitude;       // `nom`, `presentation_detail`; empty: none
  std::vector<std::pair<std::string, std::string>> fields;  // the others, in the kind's order, then what is beside them

  bool located() const { return !latitude.empty() && !longitude.empty(); }
};

// `position` is the draft's, from 1, for the remarks.
PlaceText place_text(const records::Draft& place, std::size_t position, RemarkList& remarks);

// The names of those the places come from, each once, at most kMaxSources.
inline constexpr std::size_t kMaxSources = 20;
std::vector<std::string> sources_of(const std::vector<records::Draft>& places);

}  // namespace formats
