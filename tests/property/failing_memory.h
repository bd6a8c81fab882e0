// Memory that runs out: the k-th allocation from now fails, once. SQLite is given its null pointer. The application
// ends there and then, as the page does, whose build has no exceptions: nothing is unwound, and what it held is leaked.
#pragma once

#include <setjmp.h>

#include <cstdint>

namespace property {

// SQLite allocates here from now on; before anything else is asked of it.
void install_failing_memory();

// The k-th allocation from now fails, k from 1; 0: none. setjmp(*where_it_ends()) is not 0 where the application ended.
void fail_allocation(std::uint64_t k);
jmp_buf* where_it_ends();
std::uint64_t allocations();  // since the start

// What is allocated meanwhile is not counted and does not fail: the test's own, below C functions that must return.
class SparedMemory {
 public:
  SparedMemory();
  ~SparedMemory();
  SparedMemory(const SparedMemory&) = delete;
  SparedMemory& operator=(const SparedMemory&) = delete;
};

}  // namespace property
