// What the benchmarks of sensors share: the files inputs.mjs made, and check values as text.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace bench {

template <class T>
std::vector<T> read_input(const std::string& name) {
  std::ifstream file("build/bench/" + name, std::ios::binary | std::ios::ate);
  if (!file) {
    std::fprintf(stderr, "no input: build/bench/%s\n", name.c_str());
    std::exit(1);
  }
  std::vector<T> values(static_cast<std::size_t>(file.tellg()) / sizeof(T));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
  return values;
}

inline std::string fixed(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

inline bool is_full(int argc, char** argv) { return argc > 1 && std::strcmp(argv[1], "--full") == 0; }

}  // namespace bench
