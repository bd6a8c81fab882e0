// What tables give back to all: three keywords, a few lines, who says it; and what a meeting in front of the public
// was. Keywords of all tables come together.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "records/state.h"

namespace workshop {

struct Report {
  base::Id id;
  std::string title, text, author;
  std::vector<std::string> keywords;
  std::string date, place, questions;  // of a meeting; the date is YYYY-MM-DD
  std::size_t present = 0;             // people there
};
std::vector<Report> reports_on(const records::State& state, base::Id board);  // by title

struct Keyword {
  std::string word;                  // as the first report writes it
  std::vector<std::size_t> reports;  // which say it, whatever their capitals and accents
};
std::vector<Keyword> keywords(const std::vector<Report>& reports);  // said most often first, then by word

}  // namespace workshop
