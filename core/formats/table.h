// Tables as files give them: named columns, rows of text with the line each began on. Every format read becomes a
// Table; mappings and importers read only this. The points of a map file are its rows, with their place in the columns
// kLatitudeColumn and kLongitudeColumn (see features.h).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace formats {

struct Row {
  std::size_t line = 0;            // 1-based, where the row begins in the file
  std::vector<std::string> cells;  // by column; shorter rows are padded with empty cells
};

struct Remark {
  enum class Level { kNote, kWarning, kRejected } level = Level::kWarning;
  std::size_t line = 0;  // 0: the whole file
  std::string column;    // empty: the whole line
  std::string value;     // what was written there, at most kRemarkValueBytes
  base::Message reason;  // import.* or check.* keys
};
inline constexpr std::size_t kRemarkValueBytes = 200;

enum class Syntax { kCsv, kJson, kGeoJson, kUmap, kKml, kKmz, kGpx };
enum class Encoding { kUtf8, kUtf8Bom, kLatin1 };  // kLatin1: read as Windows-1252, its superset

struct Table {
  Syntax syntax = Syntax::kCsv;
  Encoding encoding = Encoding::kUtf8;
  char delimiter = ',';              // CSV: , ; tab or |, guessed from the header
  std::vector<std::string> columns;  // unique; an unnamed one is "#3" by its place
  std::vector<Row> rows;
  std::vector<Remark> remarks;  // rows that could not be read at all (kRejected), formula-like cells, latin-1 noted...
};

struct Limits {
  std::size_t bytes = 256u << 20;  // a larger file is refused at once, with its size and the limit
  std::size_t packed = 64u << 20;  // the same for a KMZ, which is held whole, and for what it unpacks to
  std::size_t rows = 200'000;
  std::size_t columns = 500;
  std::size_t cells = 8'000'000;  // rows times columns: what a table may weigh in memory, whatever the file's size
  std::size_t cell_bytes = 64u << 10;
  int depth = 64;  // JSON and XML nesting
};

// import.too-big {size, limit} (in MiB, rounded up) for a file whose size is known before it is read.
base::Status check_size(std::size_t bytes, const Limits& limits = {});

// Reads a file handed over in chunks of any size, so that a page can show progress and stop between two chunks. The
// format is found from the first bytes.
// JSON: an array of objects, or objects one after the other (scalars become cells; arrays of scalars are joined by "|";
// deeper values are a remark). GeoJSON, .umap, KML, KMZ and GPX: their points, and a CSV column of WKT.
class TableReader {
 public:
  explicit TableReader(Limits limits = {});
  ~TableReader();
  TableReader(TableReader&&) noexcept;
  TableReader& operator=(TableReader&&) noexcept;

  // An error is final: import.too-big {size, limit}, import.too-deep {line, limit}, import.not-a-table {line},
  // import.too-many-rows {limit}, import.too-many-columns {limit}, import.utf16, those of xml_reader.h.
  base::Status feed(std::string_view bytes);
  // Also: import.empty, import.truncated {line} when nothing at all could be read. A file cut in its middle keeps its
  // whole rows and says so in a remark. A KMZ: import.kmz-empty, and those of zip.h.
  base::Result<Table> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

base::Result<Table> read_table(std::string_view bytes, Limits limits = {});

}  // namespace formats
