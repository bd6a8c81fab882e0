// What a workshop's board can be taken away as: one list, for the page and for the headless client.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "print/recueil.h"

namespace print {

struct Document {
  std::string_view key;        // "recueil"
  std::string_view label;      // catalogue key
  std::string_view extension;  // ".html"
  std::string_view media_type;
  std::string_view stem;     // of the file's name, behind the date
  std::string_view outcome;  // catalogue key: said once it is saved
  bool pictures;             // shows photographs (Speech::picture)
  std::string (*write)(const workshop::Board& board, const Speech& speech);
};

std::span<const Document> documents();
const Document* find_document(std::string_view key);
std::string document_keys();  // "recueil, markdown, …"

// CommonMark: what people wrote is text, whatever it looks like.
std::string board_markdown(const workshop::Board& board, const Speech& speech);
// RFC 4180, a line for each card; the cells are guarded against formulas (formats/csv_cell.h).
std::string board_csv(const workshop::Board& board, const Speech& speech);
// JSON Canvas 1.0: a group for each zone, a text node for each card in it. The nodes' ids are the records'.
std::string board_canvas(const workshop::Board& board, const Speech& speech);

}  // namespace print
