// One measurement of a benchmark program, as tests/bench/run.mjs reads it.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <type_traits>
#include <vector>

namespace bench {

// Runs five times and prints the median: row, side, milliseconds (of `parts` equal parts, one), check. The check, which
// `work` returns, is a text or a whole number.
template <class Work>
void row(const std::string& name, Work&& work, double parts = 1) {
  using Check = std::invoke_result_t<Work>;
  std::vector<double> times(5);
  Check check{};
  for (double& time : times) {
    const auto start = std::chrono::steady_clock::now();
    check = work();
    time = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / parts;
  }
  std::sort(times.begin(), times.end());
  std::printf("%s\tescale\t%.4f\t", name.c_str(), times[2]);
  if constexpr (std::is_convertible_v<Check, double>)
    std::printf("%.0f\n", static_cast<double>(check));
  else
    std::printf("%s\n", check.c_str());
}

}  // namespace bench
