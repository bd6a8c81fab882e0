// ./dev tool series FILE… list|stats|bucket|flags|index|export: sensor files read, checked and summed up, without a
// dossier. Results go to the standard output, as lines of tab-separated columns or as JSON.
#pragma once

#include "tool/arguments.h"
#include "tool/speech.h"

namespace tool {

int run_series(const Arguments& arguments, const Speech& speech);

}  // namespace tool
