// Pieces of documents that are printed: everything that people wrote is escaped here, and nowhere else.
#pragma once

#include <string>
#include <string_view>

namespace print {

// For text and for attribute values in double quotes.
std::string escape(std::string_view text);
// The same, each line a line.
std::string escape_lines(std::string_view text);

// A whole document: its language and title, the style of all our prints, and a body that is HTML already. Nothing in it
// is fetched, and no script runs in it.
std::string document(std::string_view language, std::string_view title, std::string_view body);

}  // namespace print
