#include "workshop/seating.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/utf8.h"
#include "decide/mixed_tables.h"

namespace workshop {

std::vector<Person> read_people(std::string_view list) {
  std::vector<Person> people;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    const std::string_view line = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    const std::size_t parting = std::min(line.find_first_of(";,\t"), line.size());
    const std::string_view name = base::trim(line.substr(0, parting));
    const std::string_view sector = parting < line.size() ? base::trim(line.substr(parting + 1)) : std::string_view();
    if (!name.empty()) people.push_back({std::string(name), std::string(sector)});
  }
  return people;
}

std::vector<std::vector<Person>> seat(const std::vector<Person>& people, std::size_t tables, std::uint64_t seed) {
  std::vector<std::vector<Person>> seated(std::clamp<std::size_t>(tables, 1, kMostTables));
  std::map<std::string, std::uint32_t> sectors;
  std::vector<std::uint32_t> sector_of;
  for (const Person& person : people)
    sector_of.push_back(
        sectors.try_emplace(base::fold(person.sector), static_cast<std::uint32_t>(sectors.size())).first->second);
  const std::vector<std::size_t> table_of = decide::mixed_tables(sector_of, seated.size(), seed);
  for (std::size_t i = 0; i < people.size(); ++i) seated[table_of[i]].push_back(people[i]);
  return seated;
}

std::string people_setting(base::Id board) { return "people/" + base::to_hex(board); }

Seating read_seating(std::string_view setting) {
  Seating seating;
  const auto [rest, error] = std::from_chars(setting.data(), setting.data() + setting.size(), seating.tables);
  if (error != std::errc()) return {};
  seating.tables = std::clamp<std::size_t>(seating.tables, 1, kMostTables);
  const auto at = static_cast<std::size_t>(rest - setting.data());
  if (at < setting.size()) seating.people = setting.substr(at + 1);
  return seating;
}

std::string write_seating(const Seating& seating) { return std::to_string(seating.tables) + '\n' + seating.people; }

}  // namespace workshop
