// The demonstration places shipped with the application (assets/content/places-demo.json), as drafts.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/draft.h"

namespace formats {

// Records keep the same id on every tablet. Invented fields are named in the record's `demonstration` tags.
// Error: import.not-a-table {line}.
base::Result<std::vector<records::Draft>> read_demonstration(std::string_view json);

}  // namespace formats
