// A dossier's log on the standard output, its replay, and what sets it apart from another: log DOSSIER [OTHER].
#pragma once

#include "tool/arguments.h"
#include "tool/dossier.h"
#include "tool/speech.h"

namespace tool {

int show_log(const Arguments& arguments, const Speech& speech, Dossier& dossier);

}  // namespace tool
