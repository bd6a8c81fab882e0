// One cell to the values of one field: several values cut apart, words of closed lists recognised, what cannot be used
// told and handed back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/remarks.h"
#include "records/draft.h"
#include "records/kinds.h"

namespace formats {

struct CellReading {
  records::Values values;
  std::vector<std::string> unused;  // what was written and could not be used, to be kept beside the record
};

// The values a multiple field's cell holds: cut at "|" and ";" (the standard's schema and its documentation differ), at
// " / " for lists, and at commas or spaces where no value can hold one (e-mails, web addresses).
std::vector<std::string> split_values(records::Type type, std::string_view text);

CellReading read_cell(const records::Field& field, std::string_view text, std::size_t line, std::string_view column,
                      RemarkList& remarks);

}  // namespace formats
