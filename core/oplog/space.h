// Names of spaces: folders of a hub and of a bundle, and what segments say they belong to.
#pragma once

#include <string_view>

#include "base/id.h"

namespace oplog {

inline constexpr std::string_view kNoSpace = "0000000000000000";  // of a dossier that belongs to none yet

bool is_space_name(std::string_view name);  // 1 to 64 of a-z, 0-9, "-", beginning with a letter or digit

// What stands in headers: the 16 hex digits of most names, or the first 64 bits of another one's hash.
base::Id space_id(std::string_view name);

}  // namespace oplog
