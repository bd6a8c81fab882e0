// Cards to stand on tables, who sits where, and the sheet on which people sign that they are there.
#pragma once

#include <string>
#include <vector>

#include "print/recueil.h"
#include "workshop/seating.h"

namespace print {

std::string table_cards(const std::string& title, const std::vector<std::vector<workshop::Person>>& tables,
                        const Speech& speech);

// A line for each person, and empty ones for those who come unannounced.
inline constexpr std::size_t kFreeLines = 10;
std::string attendance_sheet(const workshop::Board& board, const std::vector<workshop::Person>& people,
                             const Speech& speech);

}  // namespace print
