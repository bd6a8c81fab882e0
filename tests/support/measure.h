// One measurement of a benchmark, printed as tests/bench/run.mjs reads it.
#pragma once

#include <chrono>
#include <cstdio>
#include <string>

namespace support {

// Times `work`; what it returns is handed to `check`, outside the time, for the check value (a text).
template <class Work, class Check>
void measure(const char* row, Work work, Check check) {
  const auto start = std::chrono::steady_clock::now();
  const auto result = work();
  const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
  std::printf("%s\tescale\t%.4f\t%s\n", row, time.count(), std::string(check(result)).c_str());
}

// A size instead of a time; the row's name ends in ", bytes".
inline void tell_bytes(const std::string& row, std::size_t bytes, const std::string& check) {
  std::printf("%s\tescale\t%zu\t%s\n", row.c_str(), bytes, check.c_str());
}

}  // namespace support
