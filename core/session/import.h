// One import under way. Its steps run between the disk's replies: a slice is written, waited for, told, and only then
// comes the next.
#pragma once

#include <optional>

#include "session/session.h"

namespace session {

struct Session::Import {
  std::vector<records::Draft> drafts;
  std::function<bool(std::size_t, std::size_t)> progress;
  std::function<void(base::Status)> finished;
  std::size_t next = 0;                // drafts taken so far
  std::size_t told = 0;                // of which progress was told
  std::vector<Slice> slices;           // what was written
  std::optional<base::Error> stopped;  // why, once everything was taken back
};

}  // namespace session
