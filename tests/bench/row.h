// One measurement of a benchmark program, as tests/bench/run.mjs reads it.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

namespace bench {

// Runs five times and prints the median: row, side, milliseconds (of `parts` equal parts, one), check. The check, which
// `work` returns, is a text or a whole number.
template <class Work>
void row(const std::string& name, Work&& work, double parts = 1) {
  using Check = std::invoke_result_t<Work>;
  // By reference through memory: as wasm, a loop that was inlined into main(), which runs once, would stay the baseline
  // compiler's.
  const std::vector<std::function<Check()>> runs(5, std::ref(work));
  std::vector<double> times;
  Check check{};
  for (const auto& run : runs) {
    const auto start = std::chrono::steady_clock::now();
    check = run();
    const double taken = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    times.push_back(taken / parts);
  }
  std::sort(times.begin(), times.end());
  std::printf("%s\tescale\t%.4f\t", name.c_str(), times[2]);
  if constexpr (std::is_convertible_v<Check, double>)
    std::printf("%.0f\n", static_cast<double>(check));
  else
    std::printf("%s\n", check.c_str());
}

}  // namespace bench
