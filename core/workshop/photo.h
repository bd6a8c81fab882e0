// Photographs: of the paper wall, of a zone of it, of a card. Each is a record that names a blob, a JPEG; what it shows
// is said in words, for who does not see it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "records/state.h"

namespace workshop {

struct Photo {
  base::Id id;
  std::string picture;  // the SHA-256 of its blob, in hex
  std::string text;     // what it shows; may be empty
};

// By what they are of (a board, a zone, a card), each in the order in which they were taken up.
std::map<base::Id, std::vector<Photo>> all_photos(const records::State& state);

// A new one, without id.
records::Draft photo(base::Id on, std::string_view sha256);

// A file that pages and printed documents show: what the page makes of a picture before it is kept.
bool is_jpeg(std::string_view bytes);
inline constexpr std::size_t kMostPhotoBytes = 8u << 20;

}  // namespace workshop
