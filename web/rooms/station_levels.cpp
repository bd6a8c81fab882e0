// A station among others: those that measure the same, what has to be read for it, the neighbourhood's values.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "rooms/station_plots.h"

namespace rooms::station_parts {

using namespace measures_parts;

namespace {

constexpr double kNeighbourhoodKm = 25;
constexpr std::size_t kMostNeighbours = 12;

// On the sphere.
double kilometres(const series::Station& a, const series::Station& b) {
  constexpr double kEarthKm = 6371.0088, kRadians = std::numbers::pi / 180;
  const double north = std::sin((b.latitude - a.latitude) * kRadians / 2),
               east = std::sin((b.longitude - a.longitude) * kRadians / 2);
  return 2 * kEarthKm *
         std::asin(std::sqrt(north * north +
                             std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * east * east));
}

std::vector<Alike> neighbours(const Context& context, const sensors::Station& station, base::Id series) {
  std::vector<Alike> near;
  for (const Alike& other : alike(context, station, series))
    if (other.kilometres <= kNeighbourhoodKm && other.station->is.exposure == station.is.exposure &&
        near.size() < kMostNeighbours)
      near.push_back(other);
  return near;
}

}  // namespace

std::vector<Alike> alike(const Context& context, const sensors::Station& station, base::Id series) {
  std::vector<Alike> found;
  const std::string_view quantity = context.state.text(series, "quantity");
  for (const sensors::Station& other : context.measures.stations) {
    if (&other == &station) continue;
    if (const base::Id id = series_of(context.state, other, quantity))
      found.push_back({&other, id, kilometres(station.is, other.is)});
  }
  std::ranges::stable_sort(found, {}, [](const Alike& other) {
    return std::isnan(other.kilometres) ? std::numeric_limits<double>::infinity() : other.kilometres;
  });
  return found;
}

std::vector<base::Id> also_needed(const Context& context, const sensors::Station& station, const StationState& state) {
  std::vector<base::Id> all;
  const auto add = [&](base::Id id) {
    if (id && id != state.series && std::ranges::find(all, id) == all.end()) all.push_back(id);
  };
  add(state.reference);
  for (const base::Id id : state.compared) add(id);
  if (const PlotKind* kind = plot_kind(analyses(), state.analysis))
    for (const base::Id id : kind->needs(context, station)) add(id);
  if (state.view == sensors::View::kApplication)
    for (const PlotKind& kind : applications())
      for (const base::Id id : kind.needs(context, station)) add(id);
  if (state.view == sensors::View::kConsolidated)
    for (const Alike& other : neighbours(context, station, state.series)) add(other.series);
  return all;
}

const Made* consolidated(const Context& context, const sensors::Station& station, StationState& state) {
  std::shared_ptr<const Made>& made = state.made["consolidated"];
  const Measures::Held* own = context.measures.find(state.series);
  // Directions have no middle one.
  if (!own || !own->reading || own->reading->raw.header.quantity == "wind_direction") return made = nullptr, nullptr;
  std::vector<std::span<const sensors::Bucket>> hours{own->reading->at(sensors::View::kReprocessed).hours};
  std::string from = std::to_string(own->edition);
  double farthest = 0;
  for (const Alike& other : neighbours(context, station, state.series)) {
    const Measures::Held* held = context.measures.find(other.series);
    if (!held || !held->reading) continue;
    hours.emplace_back(held->reading->at(sensors::View::kReprocessed).hours);
    farthest = std::max(farthest, other.kilometres);
    from += ' ' + std::to_string(held->edition);
  }
  if (hours.size() < 2) return made = nullptr, nullptr;
  if (!made || made->from != from) {
    Made fresh;
    fresh.from = std::move(from);
    fresh.stations = hours.size();
    fresh.kilometres = std::max(1.0, std::ceil(farthest));
    fresh.series = sensors::consolidate(own->reading->raw.header, hours, fresh.kilometres);
    fresh.means = sensors::means_of(sensors::usable(*fresh.series));
    made = std::make_shared<const Made>(std::move(fresh));
  }
  return made.get();
}

}  // namespace rooms::station_parts
