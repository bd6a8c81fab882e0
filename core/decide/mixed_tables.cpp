#include "decide/mixed_tables.h"

#include <cassert>
#include <map>
#include <numeric>

namespace decide {
namespace {

// SplitMix64 (Steele, Lea & Flood 2014): chance that is the same on every machine.
struct Chance {
  std::uint64_t state;
  std::uint64_t next() {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[next() % i]);
  }
};

}  // namespace

std::vector<std::size_t> mixed_tables(std::span<const std::uint32_t> sectors, std::size_t tables, std::uint64_t seed) {
  assert(tables > 0);
  Chance chance{seed};
  std::map<std::uint32_t, std::vector<std::size_t>> people;  // by sector
  for (std::size_t i = 0; i < sectors.size(); ++i) people[sectors[i]].push_back(i);
  std::vector<std::vector<std::size_t>> groups;
  for (auto& [sector, group] : people) groups.push_back(std::move(group));
  chance.shuffle(groups);
  std::vector<std::size_t> order(tables);
  std::iota(order.begin(), order.end(), std::size_t{0});
  chance.shuffle(order);
  // Dealt like cards, one sector after the other: neighbours of one sector never meet before every table has one of
  // them.
  std::vector<std::size_t> table_of(sectors.size());
  std::size_t dealt = 0;
  for (std::vector<std::size_t>& group : groups) {
    chance.shuffle(group);
    for (const std::size_t person : group) table_of[person] = order[dealt++ % tables];
  }
  return table_of;
}

}  // namespace decide
