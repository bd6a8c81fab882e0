// The commands that carry a dossier's log elsewhere: bundle, unbundle, merge; and check.
#pragma once

#include "tool/arguments.h"
#include "tool/dossier.h"
#include "tool/speech.h"

namespace tool {

int bundle(const Arguments& arguments, const Speech& speech, Dossier& dossier);
int unbundle(const Arguments& arguments, const Speech& speech);
int merge(const Arguments& arguments, const Speech& speech);
int check(const Speech& speech, Dossier& dossier);

}  // namespace tool
