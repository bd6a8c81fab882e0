// The short code that is said aloud, or shown on the wall, so that everybody in the room opens the same workshop. It
// opens what a device holds; what brings a workshop to a device is a link to a hub, or a file.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"
#include "records/state.h"

namespace workshop {

// "K7M 4QD": 30 bits of the board's id in Crockford's base 32, which has no letters I, L, O and U. Among a thousand
// boards, two of one code come once in two thousand times.
std::string code_of(base::Id board);

// The board here that has that code, however it is typed: small letters, any spaces and hyphens, O for 0, I and L
// for 1. Of several, the one with the greatest id. None: {}.
base::Id board_of_code(const records::State& state, std::string_view typed);

}  // namespace workshop
