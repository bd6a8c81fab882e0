// RFC 4180 read in chunks of any size: quotes, CRLF, LF or CR, the delimiter guessed from the header. Lenient where
// files really differ (short rows, extra cells, text after a closing quote), each time with a remark. A column of
// well-known text (wkt.h) gives its rows their places.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/table_builder.h"

namespace formats {

class CsvReader {
 public:
  explicit CsvReader(TableBuilder& out) : out_(out) {}

  base::Status feed(std::string_view bytes);
  base::Status finish();  // the last row, which may lack its line end
  std::size_t line() const { return line_; }

 private:
  enum class At { kCellStart, kPlain, kQuoted, kAfterQuote, kTail };  // kTail: text after a closing quote
  enum class Ending { kLine, kFile, kFileInQuotes };
  static constexpr std::size_t kMaxHeaderBytes = 1u << 20;

  base::Status feed_header(char c);
  base::Status end_header();
  base::Status feed_cells(char c);
  void end_cell();
  base::Status end_row(Ending ending);
  base::Status add_row();
  base::Status add_shape(std::size_t column);
  void count_line(char c);
  void begin_row();
  std::string row_text() const;

  TableBuilder& out_;
  std::size_t line_ = 1;      // of the byte being read
  std::size_t row_line_ = 1;  // where the row began
  char last_ = 0;

  bool in_header_ = true;
  bool header_quoted_ = false;
  std::string header_;

  char delimiter_ = ',';
  At at_ = At::kCellStart;
  std::string cell_;
  std::vector<std::string> row_;
  std::vector<std::string> names_;  // the columns of a row's cells: the table's first ones, or its only ones
  bool cell_too_long_ = false;      // in the row being read
  bool too_many_cells_ = false;
  bool placed_ = false;                // it has a latitude and a longitude: nothing else says where
  std::optional<std::size_t> shapes_;  // the column of well-known text, once a row has some
  std::size_t stray_quote_ = 0;        // 1-based place of a cell with text after its closing quote
};

}  // namespace formats
