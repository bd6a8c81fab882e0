// A table and a mapping in, drafts and a report out. Good lines are kept, bad ones are told by line, field and reason;
// nothing is lost or silently repaired: columns without a field are kept as extra fields.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "formats/mapping.h"
#include "formats/table.h"
#include "records/draft.h"

namespace formats {

struct Report {
  std::size_t rows = 0;  // data rows in the file
  std::size_t kept = 0;
  std::size_t rejected = 0;
  std::vector<Remark> remarks;  // by line
  std::vector<std::pair<std::string, std::size_t>>
      flags;  // expected fields and on how many kept records each is absent
};

struct Import {
  std::vector<records::Draft> drafts;  // ids derive from the content (id, or name + commune + address): the same file
                                       // gives the same records on every tablet, and importing it twice adds nothing
  Report report;
};

// The rows in slices, so that a page can draw and stop between two of them. Table and mapping must outlive it.
class DraftReader {
 public:
  DraftReader(const Table& table, const Mapping& mapping);
  ~DraftReader();
  DraftReader(DraftReader&&) noexcept;
  DraftReader& operator=(DraftReader&&) noexcept;

  bool step(std::size_t rows);  // reads up to `rows` more; false once all are read
  std::size_t done() const;     // rows read so far
  Import finish();              // what was read so far, with its report

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// All rows at once. A file that has no column for a required field gives no draft and one remark that says so:
// import.no-column (column = the field).
Import to_drafts(const Table& table, const Mapping& mapping);

// The report as JSON:
// {"rows","kept","rejected","flags":{field:count},"remarks":[{"level","line","column","value","reason","args"}]}
std::string report_json(const Report& report);

}  // namespace formats
