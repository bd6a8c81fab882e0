// The lists that fields choose from; find_list() in kinds.h looks in both.
#pragma once

#include <span>

#include "records/kinds.h"

namespace records {

std::span<const List> national_lists();  // of the national standard of digital-mediation places
std::span<const List> own_lists();       // of the other kinds

}  // namespace records
