// The French national standard of digital-mediation places (schema LaMednum/standard-mediation-num v1.0.2), written
// strictly: a record that would break the schema is left out and listed, an optional cell that would is left empty and
// listed; nothing is invented.
#pragma once

#include <string>
#include <vector>

#include "formats/table.h"
#include "records/draft.h"

namespace formats {

struct Export {
  std::string bytes;
  std::size_t written = 0, left_out = 0;
  std::vector<Remark> remarks;  // line = the draft's 1-based position, column = field, value = the record's name
};

// The 32 columns of the standard, in its order.
const std::vector<std::string>& national_columns();

Export write_national_csv(const std::vector<records::Draft>& places);   // every cell quoted, LF, "|" between values
Export write_national_json(const std::vector<records::Draft>& places);  // array of objects, empty values omitted

}  // namespace formats
