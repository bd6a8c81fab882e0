// People at tables where every sector is heard. Names stay on this device: they are a setting of it, never in the log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace workshop {

struct Person {
  std::string name, sector;  // the sector may be empty: one of its own
  bool operator==(const Person&) const = default;
};

// A line each, "name ; sector", as people write lists: blanks around are left out, and so are empty lines.
std::vector<Person> read_people(std::string_view list);

inline constexpr std::size_t kMostTables = 40;
// Numbers of one sector at two tables, and numbers at two tables in all, differ by at most one. The same list and the
// same seed: the same tables. Sectors are the same whatever their capitals and accents.
std::vector<std::vector<Person>> seat(const std::vector<Person>& people, std::size_t tables, std::uint64_t seed);

// The setting that holds a board's list: the number of tables, a line break, the list.
std::string people_setting(base::Id board);  // its key
struct Seating {
  std::size_t tables = 4;
  std::string people;
};
Seating read_seating(std::string_view setting);
std::string write_seating(const Seating& seating);

}  // namespace workshop
