// What the CSV and JSON readers build a Table with: columns by name, rows within the limits, text made UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "formats/remarks.h"
#include "formats/table.h"

namespace formats {

class TableBuilder {
 public:
  explicit TableBuilder(const Limits& limits) : limits_(limits) {}

  const Limits& limits() const { return limits_; }
  Table& table() { return table_; }
  RemarkList& remarks() { return remarks_; }

  // The text as UTF-8: valid sequences pass, any other byte is read as Windows-1252. Whether that makes the file
  // Latin-1 or a damaged UTF-8 file is known at its end (see finish).
  std::string decode(std::string_view bytes, std::size_t line, std::string_view column);

  // The column's place, added at the end when the name is new. Errors: import.too-many-columns {limit}.
  base::Result<std::size_t> column(std::string_view name);
  // A header's columns. Unnamed ones become "#3", repeated ones "name #3", by their place.
  base::Status header(const std::vector<std::string>& names);

  // A whole row, shorter ones are padded. Errors: import.too-many-rows {limit}.
  base::Status add_row(std::size_t line, std::vector<std::string> cells);
  void reject(std::size_t line, std::string_view text, base::Message reason);

  Table finish();

 private:
  base::Status check_room(std::size_t rows, std::size_t columns) const;

  Limits limits_;
  Table table_;
  RemarkList remarks_;
  std::unordered_map<std::string, std::size_t> places_;  // column name -> place
  std::vector<Remark> mended_;                           // texts that were not UTF-8, at most RemarkList::kMaxRemarks
  bool saw_utf8_ = false;                                // a valid sequence of two bytes or more
};

}  // namespace formats
