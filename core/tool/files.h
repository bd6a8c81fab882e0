// Whole files in and out.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tool {

base::Result<std::string> read_bytes(const std::string& path);              // tool.cannot-read {path}
base::Status write_bytes(const std::string& path, std::string_view bytes);  // tool.cannot-write {path}

}  // namespace tool
