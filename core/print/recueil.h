// The recueil of a workshop: what was asked, what was written, and what the dots say, as a document to be printed and
// handed on.
#pragma once

#include <functional>
#include <string>

#include "base/message.h"
#include "workshop/board.h"

namespace print {

// `said` gives a message its words; `date` a date (YYYY-MM-DD) its. Headings are in order, lists are lists, the table
// of results has heads; contents lead to the zones.
struct Speech {
  std::string language;
  std::function<std::string(const base::Message&)> said;
  std::function<std::string(std::string_view)> date;
  // The bytes of a photograph (workshop/photo.h) by its hash; no function, or no bytes: it is left out, its words stay.
  std::function<std::string(std::string_view)> picture = {};
};
// "data:image/jpeg;base64,…"; empty where there are no bytes.
std::string picture_address(std::string_view hash, const Speech& speech);
// "Zoé · CC-BY-SA-4.0": who wrote a sheet, and under which licence it goes on.
std::string sheet_credit(const workshop::Sheet& sheet, const Speech& speech);
std::string recueil(const workshop::Board& board, const Speech& speech);

}  // namespace print
