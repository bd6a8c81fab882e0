// The command line, taken apart: a command, its operands and its options.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tool {

struct Arguments {
  std::string command;
  std::vector<std::string> operands;
  std::map<std::string, std::string, std::less<>> options;  // "--json" holds ""

  bool has(std::string_view option) const { return options.contains(option); }
  std::string option(std::string_view name, std::string_view otherwise = {}) const {
    const auto found = options.find(name);
    return found == options.end() ? std::string(otherwise) : found->second;
  }
};

// Errors: tool.no-command, tool.unknown-command {command}, tool.unknown-option {option}, tool.needs-value {option},
// tool.needs-operands {command}.
base::Result<Arguments> read_arguments(const std::vector<std::string>& words);

}  // namespace tool
