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

}  // namespace print
