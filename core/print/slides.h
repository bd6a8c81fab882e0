// A workshop told to a room: what was asked, the cards of each zone, the vote, what was decided, what tables give back.
#pragma once

#include <string>
#include <vector>

#include "print/recueil.h"

namespace print {

struct Slide {
  struct Line {
    std::string text, detail;
    std::string colour;      // of a card, of the list "note"; empty: of none
    std::size_t weight = 1;  // how often it was said
  };
  std::string small, title;  // `small` stands over the title
  std::vector<Line> lines;
  bool votes = false;   // the picture of the vote stands under its lines (print/vote.h)
  std::string picture;  // the hash of a photograph under its lines; its words are the title (workshop/photo.h)
};

inline constexpr std::size_t kMostLines = 6;  // of a slide; what is more goes on on the next

std::vector<Slide> slides(const workshop::Board& board, const Speech& speech);

}  // namespace print
