// People spread over tables so that each table hears every sector: numbers of one sector at two tables, and numbers at
// two tables in all, differ by at most one. The same people in the same order, the same seed: the same tables.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace decide {

// The table of each person, from 0, by their sectors (any numbers). `tables` is at least 1.
std::vector<std::size_t> mixed_tables(std::span<const std::uint32_t> sectors, std::size_t tables, std::uint64_t seed);

}  // namespace decide
