// Documents to be printed, of a dossier.
#pragma once

#include "tool/arguments.h"
#include "tool/dossier.h"
#include "tool/speech.h"

namespace tool {

// print DOSSIER --document recueil [--board TITLE|ID] [--out FILE]: without --board the only workshop there is.
int print_document(const Arguments& arguments, const Speech& speech, Dossier& dossier);

}  // namespace tool
