// Everything the records hold, as one JSON file that reads back identically (same ids, same digest).
// {"format":"escale","version":1,"licence":"...","records":[{"id","kind","fields":{key: scalar | [scalars]}}]}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/table.h"
#include "records/draft.h"

namespace formats {

std::string write_full_json(const std::vector<records::Draft>& records, std::string_view licence);
bool looks_like_full_json(std::string_view first_bytes);

struct FullImport {
  std::vector<records::Draft> drafts;
  std::vector<Remark> remarks;
  std::size_t rejected = 0;
};
// Errors as TableReader's, and import.newer-version {version}.
base::Result<FullImport> read_full_json(std::string_view bytes, Limits limits = {});

}  // namespace formats
