// Whether a draft is fit to be kept, field by field, from the declaration alone.
#pragma once

#include <string>
#include <vector>

#include "base/message.h"
#include "records/draft.h"
#include "records/kinds.h"

namespace records {

enum class Severity {
  kFlag,     // expected and absent: kept, listed
  kWarning,  // the value of this field is not usable: the rest is kept
  kError,    // the record is refused
};

struct Problem {
  Severity severity = Severity::kError;
  std::string field;
  base::Message reason;  // check.* keys; args: value, min, max, list...
};

// Problems in the declaration's field order. kError only for a required field that is absent or unusable.
std::vector<Problem> check(const Kind& kind, const Draft& draft);
// Problems of one value alone (what a form shows under a field while it is edited).
std::vector<Problem> check_field(const Field& field, const Values& values);

// The value as it is stored, from what a person or a file wrote: spaces trimmed, decimal comma read, 2024/04/02 or
// 02/04/2024 to 2024-04-02, a postcode's leading zero restored. Null with a reason when it cannot be read.
struct Reading {
  oplog::Value value;
  std::vector<Problem> problems;
};
Reading read_value(const Field& field, std::string_view written);

}  // namespace records
