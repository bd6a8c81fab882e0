// Rows from a JSON array of objects: scalars become cells with their digits as written, arrays of scalars are joined by
// "|", deeper values stay as JSON text with a remark. GeoJSON features become the rows of their points (features.h);
// the layers of a .umap, of whatever age, give their names to their rows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
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
  base::Status finish();  // also of a file that is one feature
  std::size_t line() const { return splitter_.line(); }

 private:
  base::Status add(const JsonSplitter::Element& element);
  base::Status add_feature(const JsonSplitter::Element& element, std::string_view text, bool& added);
  void end_layer(const std::string& layer);
  void read_head();

  TableBuilder& out_;
  JsonSplitter splitter_;
  bool any_object_ = false, any_feature_ = false;
  std::size_t layer_rows_ = 0;            // where the current layer's rows begin
  std::optional<base::Message> failure_;  // of a layer's end
};

}  // namespace formats
