// From a table's columns to a kind's fields. A mapping is data: guessed from the headers, confirmed on screen,
// remembered per header, or read from a mapping file of the national cartography (mednum-cli's config.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/table.h"
#include "records/draft.h"
#include "records/kinds.h"

namespace formats {

struct Rule {
  enum class How {
    kColumn,  // the cells of `columns`, joined by `separator` (one column: as it is)
    kPart,    // the cell of the one column, cut at `separator`: its `part`-th piece that is not empty
    kTerms,   // `target` when a cell of `columns` holds one of `terms` and none of `except` (folded). No terms: when a
              // cell is not empty. No columns: always
  };
  How how = How::kColumn;
  std::string field;                 // key of the kind's field
  std::vector<std::string> columns;  // names in the file
  std::string separator = " ";
  std::vector<std::string> terms, except;
  std::string target;    // kTerms: a value of the field's list
  std::size_t part = 0;  // kPart: from 0
};

struct Mapping {
  std::string kind = "place";
  std::vector<Rule> rules;
};

// Columns of the national standard (any order, any subset holding at least nom or id): guess_mapping maps them one to
// one.
bool is_national_standard(const std::vector<std::string>& columns);
// Best guess by folded names, synonyms and the look of the first rows' values (latitude by its range, not its name).
Mapping guess_mapping(const Table& table, const records::Kind& kind);

// Errors: mapping.malformed, import.too-deep {line, limit}. Entries that are not understood are remarks
// (mapping.not-understood, column = the entry's name), the rest is used.
struct MappingFile {
  Mapping mapping;
  std::vector<Remark> remarks;
};
base::Result<MappingFile> read_mapping(std::string_view json);
std::string write_mapping(const Mapping& mapping);                // the same file format
std::string header_key(const std::vector<std::string>& columns);  // under which a confirmed mapping is remembered

}  // namespace formats
