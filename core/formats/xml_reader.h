// KML and GPX, fed in chunks of any size to Expat, without a tree: features as they end (features.h). A file that
// declares entities or any other DTD is refused, brackets nest at most Limits::depth deep, and a text is cut where it
// is beyond what a cell may hold.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/table_builder.h"

namespace formats {

class XmlReader {
 public:
  explicit XmlReader(TableBuilder& out);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // Errors: import.not-a-table {line} (neither KML nor GPX), import.xml-dtd {line}, import.too-deep {line, limit},
  // import.xml-encoding {encoding}, import.xml-token {line}.
  base::Status feed(std::string_view bytes);
  // Also import.xml-broken {line} when nothing at all was read before it. A file that breaks off, or breaks, later
  // keeps what it said before and says so in a remark.
  base::Status finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The text of HTML: tags left out, paragraphs and line breaks as line ends, references to characters resolved. Text
// that holds no tag or reference is given back as it is.
std::string text_of_html(std::string_view html);

}  // namespace formats
