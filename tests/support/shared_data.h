// Files of the shared test data, which is no part of the repository: tests that need one skip where it is absent.
#pragma once

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace support {

// `name` is relative to the data's folder. Tests run from the top of the repository.
inline std::optional<std::string> shared_data(const std::string& name) {
  std::ifstream file("../shared/data/" + name, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace support
