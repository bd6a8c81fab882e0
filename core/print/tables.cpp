#include "print/tables.h"

#include "print/html.h"

namespace print {

std::string table_cards(const std::string& title, const std::vector<std::vector<workshop::Person>>& tables,
                        const Speech& speech) {
  std::string out = "<header>\n<h1>" + escape(title) + "</h1>\n</header>\n<main>\n";
  for (std::size_t i = 0; i < tables.size(); ++i) {
    out += "<section class=\"whole\">\n<h2>" + escape(speech.said({"seating.table", {{"n", std::to_string(i + 1)}}})) +
           "</h2>\n<ul>\n";
    for (const workshop::Person& person : tables[i]) {
      out += "<li>" + escape(person.name);
      if (!person.sector.empty()) out += " <span class=\"by\">" + escape(person.sector) + "</span>";
      out += "</li>\n";
    }
    out += "</ul>\n</section>\n";
  }
  return document(speech.language, title, out + "</main>\n");
}

std::string attendance_sheet(const workshop::Board& board, const std::vector<workshop::Person>& people,
                             const Speech& speech) {
  const auto said = [&](const char* key) { return escape(speech.said({key, {}})); };
  std::string out = "<header>\n<p class=\"by\">" + said("seating.attendance") + "</p>\n<h1>" + escape(board.title) +
                    "</h1>\n<p class=\"by\">" + escape(board.date.empty() ? "" : speech.date(board.date)) +
                    "</p>\n</header>\n<main>\n<table class=\"sign\">\n<thead><tr>";
  for (const char* head : {"seating.name", "seating.sector", "seating.signature"})
    out += "<th scope=\"col\">" + said(head) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  for (const workshop::Person& person : people)
    out +=
        "<tr><th scope=\"row\">" + escape(person.name) + "</th><td>" + escape(person.sector) + "</td><td></td></tr>\n";
  for (std::size_t i = 0; i < kFreeLines; ++i) out += "<tr><td>&nbsp;</td><td></td><td></td></tr>\n";
  out += "</tbody>\n</table>\n<p class=\"by\">" + said("seating.attendance-kept") + "</p>\n</main>\n";
  return document(speech.language, board.title, out);
}

}  // namespace print
