// The command that copies a dossier to a hub and what is there into the dossier: the tool's own transport, over
// cpp-httplib, under the same client as the page's.
#pragma once

#include "tool/arguments.h"
#include "tool/dossier.h"
#include "tool/speech.h"

namespace tool {

int sync(const Arguments& arguments, const Speech& speech, Dossier& dossier);

}  // namespace tool
