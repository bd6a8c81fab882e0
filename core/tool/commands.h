// The tool's commands. Results go to the standard output, everything else to the standard error.
// Exit status: 0 done; 1 some input could not be used, or nothing could be done; 2 misuse.
#pragma once

#include "tool/arguments.h"
#include "tool/speech.h"

namespace tool {

inline constexpr int kDone = 0, kFailed = 1, kMisuse = 2;

int run(const Arguments& arguments, const Speech& speech);

}  // namespace tool
