// Summing up a hub's folder, as the space's coordinator: compact FOLDER [--delete].
#pragma once

#include "tool/arguments.h"
#include "tool/speech.h"

namespace tool {

int compact(const Arguments& arguments, const Speech& speech);

}  // namespace tool
