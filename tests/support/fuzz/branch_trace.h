// Owns: which instrumented branches of the core have been taken since the program started.
#pragma once

#include <cstddef>

namespace fuzz {

// How many distinct branches, up to hash collisions in 65,536 slots. It only grows.
std::size_t branches_seen();

}  // namespace fuzz
