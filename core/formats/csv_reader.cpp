#include "formats/csv_reader.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/utf8.h"
#include "formats/csv_cell.h"
#include "formats/features.h"
#include "formats/wkt.h"

namespace formats {

namespace {

constexpr std::string_view kDelimiters = ",;\t|";

char guess_delimiter(std::string_view header) {
  std::size_t counts[kDelimiters.size()] = {};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    const std::size_t which = quoted ? std::string_view::npos : kDelimiters.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(counts, counts + kDelimiters.size()) - counts)];
}

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace

void CsvReader::count_line(char c) {
  if (c == '\r' || (c == '\n' && last_ != '\r')) ++line_;
}

void CsvReader::begin_row() {
  row_.clear();
  cell_.clear();
  at_ = At::kCellStart;
  cell_too_long_ = too_many_cells_ = false;
  stray_quote_ = 0;
  row_line_ = line_;
}

base::Status CsvReader::feed(std::string_view bytes) {
  for (const char c : bytes) {
    count_line(c);
    const bool second_of_crlf = c == '\n' && last_ == '\r' && at_ != At::kQuoted && !header_quoted_;
    last_ = c;
    if (second_of_crlf) continue;
    if (auto status = in_header_ ? feed_header(c) : feed_cells(c); !status) return status;
  }
  return base::Done{};
}

base::Status CsvReader::feed_header(char c) {
  // The delimiter is not known yet: a quote opens a cell after any of them, and after a quote (two quotes: one,
  // inside).
  if (c == '"')
    header_quoted_ = !header_quoted_ && (header_.empty() || header_.back() == '"' ||
                                         kDelimiters.find(header_.back()) != std::string_view::npos);
  if (!is_line_end(c) || header_quoted_) {
    if (header_.size() >= kMaxHeaderBytes)
      return base::fail("import.not-a-table", {{"line", std::to_string(row_line_)}});
    header_ += c;
    return base::Done{};
  }
  if (base::trim(header_).empty()) {
    header_.clear();
    row_line_ = line_;
    return base::Done{};
  }
  return end_header();
}

base::Status CsvReader::end_header() {
  delimiter_ = guess_delimiter(header_);
  out_.table().delimiter = delimiter_;
  for (const char c : std::exchange(header_, {}))
    if (auto status = feed_cells(c); !status) return status;
  end_cell();
  if (too_many_cells_) return base::fail("import.too-many-columns", {{"limit", std::to_string(out_.limits().columns)}});
  for (std::string& name : row_) name = out_.decode(name, row_line_, "");
  in_header_ = header_quoted_ = false;
  auto status = out_.header(row_);
  names_ = out_.table().columns;
  const auto named = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names_, [&](const std::string& name) {
      return std::ranges::find(names, base::fold(base::trim(name))) != names.end();
    });
  };
  placed_ = named({"latitude", "lat"}) && named({"longitude", "lon", "lng", "long"});
  begin_row();
  return status;
}

base::Status CsvReader::feed_cells(char c) {
  switch (at_) {
    case At::kCellStart:
      if (c == '"') {
        at_ = At::kQuoted;
        return base::Done{};
      }
      at_ = At::kPlain;
      [[fallthrough]];
    case At::kPlain:
    case At::kAfterQuote:
    case At::kTail:
      if (c == delimiter_) {
        end_cell();
        return base::Done{};
      }
      if (is_line_end(c) && !in_header_) {
        end_cell();
        return end_row(Ending::kLine);
      }
      if (at_ == At::kAfterQuote) {
        if (c == '"') {  // two quotes: one, inside the cell
          at_ = At::kQuoted;
          break;
        }
        at_ = At::kTail;
      }
      if (at_ == At::kTail && c != ' ') stray_quote_ = row_.size() + 1;
      break;
    case At::kQuoted:
      if (c == '"') {
        at_ = At::kAfterQuote;
        return base::Done{};
      }
      break;
  }
  if (cell_.size() < out_.limits().cell_bytes)
    cell_ += c;
  else
    cell_too_long_ = true;
  return base::Done{};
}

void CsvReader::end_cell() {
  if (row_.size() < out_.limits().columns)
    row_.push_back(std::exchange(cell_, {}));
  else if (!cell_.empty())
    too_many_cells_ = true;
  cell_.clear();
  at_ = At::kCellStart;
}

std::string CsvReader::row_text() const {
  std::string text;
  for (const std::string& cell : row_) {
    if (!text.empty()) text += delimiter_;
    text += cell;
    if (text.size() > kRemarkValueBytes) break;
  }
  return text;
}

base::Status CsvReader::end_row(Ending ending) {
  base::Status status = base::Done{};
  const bool blank = ending != Ending::kFileInQuotes &&
                     std::all_of(row_.begin(), row_.end(), [](const std::string& cell) { return cell.empty(); });
  // Without its line end, a row that lacks cells is a row cut in its middle: half a name must not become a place.
  const bool cut = ending == Ending::kFileInQuotes || (ending == Ending::kFile && row_.size() < names_.size());
  if (!blank) {
    for (std::size_t i = 0; i < row_.size(); ++i)
      row_[i] = out_.decode(row_[i], row_line_, i < names_.size() ? names_[i] : "");
    if (cut)
      out_.reject(row_line_, row_text(), {"import.truncated", {{"line", std::to_string(row_line_)}}});
    else if (cell_too_long_)
      out_.reject(row_line_, row_text(),
                  {"import.reason-too-long", {{"max", std::to_string(out_.limits().cell_bytes)}}});
    else if (too_many_cells_)
      out_.reject(row_line_, row_text(),
                  {"import.too-many-columns", {{"limit", std::to_string(out_.limits().columns)}}});
    else
      status = add_row();
  }
  begin_row();
  return status;
}

base::Status CsvReader::add_row() {
  const std::size_t expected = names_.size();
  while (row_.size() > expected && row_.back().empty()) row_.pop_back();
  if (row_.size() != expected) {
    const bool few = row_.size() < expected;
    out_.remarks().add(Remark::Level::kWarning, row_line_, "", row_text(),
                       {few ? "import.too-few-cells" : "import.too-many-cells",
                        {{"found", std::to_string(row_.size())}, {"expected", std::to_string(expected)}}});
    while (names_.size() < row_.size()) {
      const auto place = out_.column("#" + std::to_string(names_.size() + 1));
      if (!place) return base::Error{place.error()};
      names_.push_back(out_.table().columns[*place]);
    }
  }
  const auto& columns = names_;
  if (stray_quote_ > 0)
    out_.remarks().add(Remark::Level::kWarning, row_line_, columns[stray_quote_ - 1], row_[stray_quote_ - 1],
                       {"import.stray-quote", {}});
  for (std::size_t i = 0; i < row_.size(); ++i) {
    if (is_formula_like(row_[i]))
      out_.remarks().add(Remark::Level::kNote, row_line_, columns[i], row_[i], {"import.formula-kept", {}});
    else if (const std::string_view bare = without_guard(row_[i]); bare.size() != row_[i].size())
      row_[i] = std::string(bare);
  }
  for (std::size_t i = 0; i < row_.size() && !shapes_ && !placed_; ++i)
    if (looks_like_wkt(row_[i])) shapes_ = i;
  return shapes_ ? add_shape(*shapes_) : out_.add_row(row_line_, std::move(row_));
}

// A shape that is not whole, or is none, stays in its cell.
base::Status CsvReader::add_shape(std::size_t column) {
  Feature feature;
  feature.line = row_line_;
  const bool shape = column < row_.size() && looks_like_wkt(row_[column]);
  const bool whole = shape && read_wkt(row_[column], feature);
  if (shape && !whole) {
    feature.points.clear();
    feature.lines = feature.surfaces = 0;
    out_.remarks().add(Remark::Level::kWarning, row_line_, names_[column], row_[column], {"import.bad-shape", {}});
  }
  for (std::size_t i = 0; i < row_.size(); ++i)
    if (i != column || !whole) feature.set(names_[i], std::move(row_[i]));
  return add_feature(out_, std::move(feature));
}

base::Status CsvReader::finish() {
  if (in_header_) {
    if (base::trim(header_).empty()) return base::Done{};
    if (header_quoted_) return base::fail("import.truncated", {{"line", std::to_string(row_line_)}});
    return end_header();
  }
  if (row_.empty() && cell_.empty() && at_ == At::kCellStart) return base::Done{};  // the file ends with a line end
  const Ending ending = at_ == At::kQuoted ? Ending::kFileInQuotes : Ending::kFile;
  end_cell();
  return end_row(ending);
}

}  // namespace formats
