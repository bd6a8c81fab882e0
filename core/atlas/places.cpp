#include "atlas/places.h"

#include <algorithm>

#include "base/utf8.h"
#include "geo/mercator.h"

namespace atlas {
namespace {

std::vector<std::string> missing_fields(const records::State& state, base::Id id, const records::Kind& kind) {
  std::vector<std::string> missing;
  for (const records::Field& field : kind.fields) {
    if (field.need != records::Need::kExpected) continue;
    const bool present = records::is_multiple(field.type) ? !state.texts(id, field.key).empty()
                                                          : !oplog::is_null(state.value(id, field.key));
    if (!present) missing.emplace_back(field.key);
  }
  return missing;
}

}  // namespace

void Places::refresh(const records::State& state) {
  if (revision_ == state.revision()) return;
  revision_ = state.revision();
  const records::Kind& kind = *records::find_kind("place");
  std::vector<std::pair<std::string, Place>> named;
  for (const base::Id id : state.all("place")) {
    Place place;
    place.id = id;
    place.name = state.text(id, "nom");
    place.commune = state.text(id, "commune");
    place.address = state.text(id, "adresse");
    place.postcode = state.text(id, "code_postal");
    const auto latitude = state.number(id, "latitude"), longitude = state.number(id, "longitude");
    place.located = latitude && longitude;
    if (place.located) {
      place.latitude = *latitude;
      place.longitude = *longitude;
      const geo::Point at = geo::to_square({*longitude, *latitude});
      place.x = at.x;
      place.y = at.y;
    }
    place.demonstration = !state.texts(id, "demonstration").empty();
    place.missing = missing_fields(state, id, kind);
    std::string folded = base::fold(place.name);
    named.emplace_back(std::move(folded), std::move(place));
  }
  std::ranges::stable_sort(named, {}, &std::pair<std::string, Place>::first);
  places_.clear();
  by_id_.clear();
  for (auto& [folded, place] : named) {
    by_id_.emplace_back(place.id, static_cast<std::uint32_t>(places_.size()));
    places_.push_back(std::move(place));
  }
  std::ranges::sort(by_id_);
  index_.build(state, "place");
}

const Place* Places::find(base::Id id) const {
  const auto found = std::ranges::lower_bound(by_id_, id, {}, &std::pair<base::Id, std::uint32_t>::first);
  return found == by_id_.end() || found->first != id ? nullptr : &places_[found->second];
}

std::vector<std::uint32_t> Places::matching(std::string_view query) const {
  std::vector<std::uint32_t> indexes;
  for (const Hit& hit : index_.find(query))
    if (const Place* place = find(hit.id)) indexes.push_back(static_cast<std::uint32_t>(place - places_.data()));
  return indexes;
}

std::size_t Places::missing_count(std::string_view field) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      places_, [&](const Place& place) { return std::ranges::find(place.missing, field) != place.missing.end(); }));
}

}  // namespace atlas
