// Who votes on this device: a tablet that goes from hand to hand holds several voters for a board, each with its own
// dots. They are kept as a setting of the device, so that a page opened again does not vote anew; nobody's name is in
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"

namespace workshop {

inline constexpr std::size_t kMostVoters = 200;  // on one device, for one board

struct Voters {
  std::vector<base::Id> people;
  std::size_t at = 0;  // whose turn it is, within `people` where there are any

  base::Id me() const { return people.empty() ? base::Id() : people[at]; }
  // The turn of that person; one after the last is somebody new. Nothing when there are too many.
  void choose(std::size_t person, base::Random& random);
};

std::string voters_setting(base::Id board);  // its key
// "<at> <id> <id>…"; what cannot be read is nobody.
Voters read_voters(std::string_view setting);
std::string write_voters(const Voters& voters);

}  // namespace workshop
