#include "property/failing_memory.h"

#include <sqlite3.h>

#include <cstdlib>
#include <new>

namespace {

// Of one thread: the simulation has no other.
std::uint64_t count = 0, fails_at = 0;
int spared = 0;
jmp_buf end;
sqlite3_mem_methods usual{};

bool fails() {
  if (spared > 0) return false;
  return ++count == fails_at;
}

void* sqlite_malloc(int size) { return fails() ? nullptr : usual.xMalloc(size); }
void* sqlite_realloc(void* held, int size) { return fails() ? nullptr : usual.xRealloc(held, size); }

}  // namespace

void* operator new(std::size_t size) {
  if (fails()) longjmp(end, 1);
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (!memory) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

// What an application that ended held is leaked, as it is meant to be.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "detect_leaks=0"; }

namespace property {

void install_failing_memory() {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
  sqlite3_mem_methods methods = usual;
  methods.xMalloc = sqlite_malloc;
  methods.xRealloc = sqlite_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

void fail_allocation(std::uint64_t k) { fails_at = k == 0 ? 0 : count + k; }
jmp_buf* where_it_ends() { return &end; }
std::uint64_t allocations() { return count; }

SparedMemory::SparedMemory() { ++spared; }
SparedMemory::~SparedMemory() { --spared; }

}  // namespace property
