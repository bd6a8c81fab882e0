#include "support/fuzz/branch_trace.h"

#include <cstdint>

namespace {

constexpr std::size_t kSlots = 65536;
bool seen[kSlots];
std::size_t count = 0;

}  // namespace

namespace fuzz {

std::size_t branches_seen() { return count; }

}  // namespace fuzz

// g++ -fsanitize-coverage=trace-pc calls this at each basic block of what is compiled with it.
extern "C" void __sanitizer_cov_trace_pc();
extern "C" void __sanitizer_cov_trace_pc() {
  const auto address = reinterpret_cast<std::uintptr_t>(__builtin_return_address(0));
  bool& slot = seen[(address ^ (address >> 16)) % kSlots];
  if (slot) return;
  slot = true;
  ++count;
}
