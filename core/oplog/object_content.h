// What an object holds, whatever its kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "oplog/object_name.h"

namespace oplog {

struct ObjectContent {
  std::vector<std::string> lines;  // of the log; none in a blob
  bool understood = true;          // no: of a later version
};

// `bytes` hash to the name. Errors: object.malformed {at}, object.too-large.
base::Result<ObjectContent> read_object(const ObjectName& name, std::string_view bytes);

}  // namespace oplog
