// ./dev tool series FILE-OR-DOSSIER… list|stats|bucket|flags|index|export: series of sensor files and of dossiers,
// checked and summed up. Results go to the standard output, as lines of tab-separated columns or as JSON.
// ./dev tool import FILE… --into DOSSIER --format sensors: sensor files kept as series of a dossier, all as one action.
#pragma once

#include "tool/arguments.h"
#include "tool/speech.h"

namespace tool {

int run_series(const Arguments& arguments, const Speech& speech);
int import_sensors(const Arguments& arguments, const Speech& speech);

}  // namespace tool
