// Cards to stand on tables: who sits where.
#pragma once

#include <string>
#include <vector>

#include "print/recueil.h"
#include "workshop/seating.h"

namespace print {

std::string table_cards(const std::string& title, const std::vector<std::vector<workshop::Person>>& tables,
                        const Speech& speech);

}  // namespace print
