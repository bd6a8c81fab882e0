#include "series/collector.h"

#include <algorithm>

namespace series {

Collector::Place& Collector::place(const Header& header) {
  const auto [found, fresh] = by_name_.try_emplace(header.name(), places_.size());
  if (fresh) {
    places_.push_back(std::make_unique<Place>());
    places_.back()->series.header = header;
  }
  return *places_[found->second];
}

void Collector::flush(Place& place) {
  const Added added = place.series.add(std::move(place.waiting), now_);
  place.waiting = {};
  added_.points += added.points;
  added_.repeats += added.repeats;
  added_.conflicts += added.conflicts;
  added_.late += added.late;
}

std::vector<Series> Collector::take() {
  std::vector<Series> all;
  for (const auto& place : places_) {
    flush(*place);
    all.push_back(std::move(place->series));
  }
  places_.clear();
  by_name_.clear();
  return all;
}

void join(std::vector<Series>& all, std::vector<Series> more) {
  for (Series& series : more) {
    const std::string name = series.header.name();
    const auto known = std::find_if(all.begin(), all.end(), [&](const Series& s) { return s.header.name() == name; });
    if (known == all.end()) {
      all.push_back(std::move(series));
      continue;
    }
    known->add(series.points());
  }
}

}  // namespace series
