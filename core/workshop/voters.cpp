#include "workshop/voters.h"

#include <algorithm>
#include <charconv>

namespace workshop {

void Voters::choose(std::size_t person, base::Random& random) {
  if (person >= people.size()) {
    if (people.size() >= kMostVoters) return;
    people.push_back(base::random_id(random));
  }
  at = std::min(person, people.size() - 1);
}

std::string voters_setting(base::Id board) { return "voters/" + base::to_hex(board); }

Voters read_voters(std::string_view setting) {
  constexpr std::size_t kId = 16;
  Voters voters;
  const char* end = setting.data() + setting.size();
  const auto [rest, error] = std::from_chars(setting.data(), end, voters.at);
  if (error != std::errc()) return {};
  for (std::string_view ids(rest, static_cast<std::size_t>(end - rest)); ids.size() > kId; ids.remove_prefix(kId + 1)) {
    const auto id = base::from_hex(ids.substr(1, kId));
    if (ids[0] != ' ' || !id || *id == 0 || voters.people.size() == kMostVoters) return {};
    voters.people.push_back({*id});
  }
  if (voters.people.empty()) return {};
  voters.at = std::min(voters.at, voters.people.size() - 1);
  return voters;
}

std::string write_voters(const Voters& voters) {
  std::string written = std::to_string(voters.at);
  for (const base::Id id : voters.people) (written += ' ') += base::to_hex(id);
  return written;
}

}  // namespace workshop
