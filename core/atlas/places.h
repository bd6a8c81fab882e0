// Places as the atlas shows them: what a list row, a pin and a sheet need, read from the state once per revision.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/search.h"
#include "records/state.h"

namespace atlas {

struct Place {
  base::Id id;
  std::string name, commune, address, postcode;
  bool located = false;
  double latitude = 0, longitude = 0;  // degrees
  double x = 0, y = 0;                 // Web Mercator unit square, y down
  bool demonstration = false;
  std::vector<std::string> missing;  // expected fields that are absent
};

// Places of a state, with their search index; refreshed when the state's revision moves.
class Places {
 public:
  void refresh(const records::State& state);
  const std::vector<Place>& all() const { return places_; }  // by folded name
  const Place* find(base::Id id) const;
  // Indexes into all(), best first; the set that list and map both show.
  std::vector<std::uint32_t> matching(std::string_view query) const;
  std::size_t missing_count(std::string_view field) const;

 private:
  std::vector<Place> places_;
  std::vector<std::pair<base::Id, std::uint32_t>> by_id_;  // sorted
  SearchIndex index_;
  std::uint64_t revision_ = UINT64_MAX;
};

}  // namespace atlas
