// Whether a written pair of coordinates can be where a place is, before it is read as numbers.
#pragma once

#include <optional>
#include <string_view>

#include "base/message.h"

namespace formats {

// import.reason-coordinates-swapped: outside France, its overseas territories and Europe as written, inside one of them
// when turned round. import.reason-outside: 0, 0. Nothing for any other pair, or when one of the two is not a number.
std::optional<base::Message> position_problem(std::string_view latitude, std::string_view longitude);

}  // namespace formats
