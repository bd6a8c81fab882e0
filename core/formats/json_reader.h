// Rows from a JSON array of objects: scalars become cells with their digits as written, arrays of scalars are joined by
// "|", deeper values stay as JSON text with a remark.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "formats/json_splitter.h"
#include "formats/table_builder.h"

namespace formats {

class JsonReader {
 public:
  explicit JsonReader(TableBuilder& out);
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  base::Status feed(std::string_view bytes) { return splitter_.feed(bytes); }
  base::Status finish();
  std::size_t line() const { return splitter_.line(); }

 private:
  base::Status add(const JsonSplitter::Element& element);

  TableBuilder& out_;
  JsonSplitter splitter_;
  bool any_object_ = false;
};

}  // namespace formats
