#include "atlas/places.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "base/utf8.h"

namespace atlas {
namespace {

constexpr std::size_t kMostFresh = 256;  // edited records that the search index looks at one by one
constexpr std::int64_t kNever = INT64_MAX;
constexpr double kEarthRadius = 6'371'008.8;  // metres, mean (IUGG)
constexpr double kRadians = std::numbers::pi / 180;

const records::Kind& place_kind() {
  static const records::Kind& kind = *records::find_kind("place");
  return kind;
}

int field_number(std::string_view key) {
  const records::Field* field = records::find_field(place_kind(), key);
  return field ? static_cast<int>(field - place_kind().fields.data()) : -1;
}

// The fields looked at by name, found once.
struct Fields {
  int name = field_number("nom"), commune = field_number("commune"), address = field_number("adresse"),
      postcode = field_number("code_postal"), insee = field_number("code_insee"), latitude = field_number("latitude"),
      longitude = field_number("longitude"), hours = field_number("horaires"), updated = field_number("date_maj"),
      demonstration = field_number("demonstration"), access_sheet = field_number("fiche_acces_libre");
  std::uint64_t expected = 0, completable = 0;
  std::array<int, kFacetCount> facet{};

  Fields() {
    for (std::size_t i = 0; i < place_kind().fields.size(); ++i)
      if (place_kind().fields[i].need == records::Need::kExpected) expected |= std::uint64_t{1} << i;
    for (const std::string_view key : kCompletable) completable |= std::uint64_t{1} << field_number(key);
    for (const FacetSpec& spec : facets())
      facet[static_cast<std::size_t>(spec.facet)] = spec.field.empty() ? -1 : field_number(spec.field);
  }
};
const Fields& fields() {
  static const Fields found;
  return found;
}

std::uint64_t access_sheet_bit() {
  static const std::uint64_t bit = bit_of(Facet::kAccess, "acces-libre");
  return bit;
}

// Half the chord between two points of the unit sphere, squared: rises with the distance.
double half_chord_squared(const geo::LonLat& a, const geo::LonLat& b, double cos_a) {
  const double lat = std::sin((b.lat - a.lat) * kRadians / 2), lon = std::sin((b.lon - a.lon) * kRadians / 2);
  return lat * lat + cos_a * std::cos(b.lat * kRadians) * lon * lon;
}

double metres_of(double half_chord_sq) { return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(half_chord_sq))); }

}  // namespace

struct Places::Read {
  Place place;
  std::string_view hours, insee;
  std::uint64_t facets = 0;
  std::vector<WeightedText> texts;
  std::array<std::vector<std::string_view>, kFacetCount> values;
};

bool lacks(const Place& place, std::string_view field) {
  const int number = field_number(field);
  return number >= 0 && (place.missing >> number & 1) != 0;
}

bool incomplete(const Place& place) { return (place.missing & fields().completable) != 0; }

double metres_between(const geo::LonLat& a, const geo::LonLat& b) {
  return metres_of(half_chord_squared(a, b, std::cos(a.lat * kRadians)));
}

bool Query::operator==(const Query& other) const {
  const auto same_point = [&] {
    return around.has_value() == other.around.has_value() &&
           (!around || (around->lon == other.around->lon && around->lat == other.around->lat));
  };
  return words == other.words && facets == other.facets && communes == other.communes && same_point() &&
         radius == other.radius && order == other.order;
}

// ---- reading the state

const Places::Meaning& Places::meaning(const records::State& state, std::uint32_t key) {
  while (meanings_.size() <= key) {
    const std::string_view name = state.key_name(static_cast<std::uint32_t>(meanings_.size()));
    const std::size_t slash = name.starts_with(records::kExtraPrefix) ? std::string_view::npos : name.find('/');
    Meaning found;
    found.field = field_number(name.substr(0, slash));
    if (slash != std::string_view::npos) found.member_at = slash + 1;
    meanings_.push_back(found);
  }
  return meanings_[key];
}

void Places::read(const records::State& state, base::Id id, Read& into) {
  into.place = Place{};
  into.hours = into.insee = {};
  into.texts.clear();
  for (auto& values : into.values) values.clear();
  Place& place = into.place;
  place.id = id;
  std::uint64_t present = 0;
  std::optional<double> latitude, longitude;
  const Fields& of = fields();
  for (const oplog::Register& held : state.registers(id)) {
    if (oplog::is_null(held.value)) continue;
    const Meaning& means = meaning(state, held.key);
    if (means.field < 0) continue;
    present |= std::uint64_t{1} << means.field;
    const std::string_view text =
        means.member_at == 0 ? oplog::text(held.value) : state.key_name(held.key).substr(means.member_at);
    const records::Field& field = place_kind().fields[static_cast<std::size_t>(means.field)];
    if (field.search_weight > 0) into.texts.push_back({text, field.search_weight});
    for (std::size_t facet = 0; facet < kFacetCount; ++facet)
      if (of.facet[facet] == means.field) into.values[facet].push_back(text);
    if (means.field == of.name)
      place.name = text;
    else if (means.field == of.commune)
      place.commune = text;
    else if (means.field == of.address)
      place.address = text;
    else if (means.field == of.postcode)
      place.postcode = text;
    else if (means.field == of.insee)
      into.insee = text;
    else if (means.field == of.hours)
      into.hours = text;
    else if (means.field == of.updated)
      place.updated = records::read_day(text);
    else if (means.field == of.latitude)
      latitude = state.number(id, "latitude");
    else if (means.field == of.longitude)
      longitude = state.number(id, "longitude");
  }
  place.demonstration = (present >> of.demonstration & 1) != 0;
  place.missing = of.expected & ~present;
  place.located = latitude && longitude;
  if (place.located) {
    place.latitude = *latitude;
    place.longitude = *longitude;
    const geo::Point at = geo::to_square({*longitude, *latitude});
    place.x = at.x;
    place.y = at.y;
  }
  place.region = records::region_of(place.postcode.empty() ? into.insee : std::string_view(place.postcode));
  into.facets = 0;
  for (const FacetSpec& spec : facets())
    if (!spec.field.empty())
      into.facets |= bits_of_field(spec.facet, into.values[static_cast<std::size_t>(spec.facet)]);
  if ((present >> of.access_sheet & 1) != 0) into.facets |= access_sheet_bit();
  if (incomplete(place)) into.facets |= bits_of(Facet::kSheet);
}

std::uint32_t Places::hours_number(std::string_view text) {
  if (text.empty()) return 0;
  const auto [held, fresh] = hours_numbers_.try_emplace(std::string(text), 0);
  if (fresh)
    if (auto hours = records::OpeningHours::read(text)) {
      hours_.push_back(std::move(*hours));
      held->second = static_cast<std::uint32_t>(hours_.size());
    }
  return held->second;
}

std::uint32_t Places::commune_number(const Place& place) {
  if (place.commune.empty()) return 0;
  const std::string folded = base::fold(place.commune);
  const int departement = place.region.departement;
  const std::string number = departement == 0 ? std::string() : std::to_string(departement);
  const auto [held, fresh] = commune_keys_.try_emplace(folded + "~" + number, 0);
  if (!fresh) return held->second;
  held->second = static_cast<std::uint32_t>(communes_.size());
  // Where another département has a commune of that name, each says its own.
  std::string name = place.commune;
  for (Commune& other : communes_)
    if (std::string_view(other.key).substr(0, other.key.find('~')) == folded) {
      const std::string theirs = other.key.substr(other.key.find('~') + 1);
      if (!theirs.empty() && !other.name.ends_with(")")) other.name += " (" + theirs + ")";
      if (!number.empty()) name = place.commune + " (" + number + ")";
    }
  communes_.push_back({held->first, name, 0, {}, 0});
  return held->second;
}

void Places::put(std::uint32_t number, Read& read) {
  Place& place = read.place;
  place.hours_number = hours_number(read.hours);
  place.commune_number = commune_number(place);
  Commune& commune = communes_[place.commune_number];
  ++commune.places;
  if (place.located) {
    const double n = static_cast<double>(++commune.located);
    commune.center.lon += (place.longitude - commune.center.lon) / n;
    commune.center.lat += (place.latitude - commune.center.lat) / n;
  }
  if (number == places_.size()) {
    places_.emplace_back();
    facets_.push_back(0);
    open_until_.push_back(INT64_MIN);
  }
  facets_[number] = read.facets;
  if (today_ != INT64_MIN)
    facets_[number] |= freshness_bit(place.updated ? std::optional(today_ - *place.updated) : std::nullopt);
  open_until_[number] = next_opening_change_ = INT64_MIN;
  places_[number] = std::move(place);
}

void Places::take_out(std::uint32_t number) {
  const Place& place = places_[number];
  Commune& commune = communes_[place.commune_number];
  --commune.places;
  if (place.located) {
    const double n = static_cast<double>(--commune.located);
    if (n > 0) {
      commune.center.lon += (commune.center.lon - place.longitude) / n;
      commune.center.lat += (commune.center.lat - place.latitude) / n;
    } else {
      commune.center = {};
    }
  }
  by_name_.erase(std::ranges::find(by_name_, number));
}

void Places::rebuild(const records::State& state) {
  *this = Places();
  std::vector<std::pair<std::string, base::Id>> named;
  for (const base::Id id : state.all("place")) named.emplace_back(base::fold(state.text(id, "nom")), id);
  std::ranges::sort(named);
  Read one;
  for (const auto& [folded, id] : named) {
    const auto number = static_cast<std::uint32_t>(places_.size());
    read(state, id, one);
    index_.add(number, one.texts);
    put(number, one);
    by_id_.emplace_back(id, number);
    by_name_.push_back(number);
  }
  index_.finish();
  std::ranges::sort(by_id_);
}

void Places::update(const records::State& state, base::Id id) {
  const auto held = std::ranges::lower_bound(by_id_, id, {}, &std::pair<base::Id, std::uint32_t>::first);
  const bool known = held != by_id_.end() && held->first == id;
  const bool exists = state.kind_of(id) == "place" && state.exists(id);
  if (!known && !exists) return;
  const std::uint32_t number = known ? held->second : static_cast<std::uint32_t>(places_.size());
  if (known) take_out(number);
  if (!exists) {
    places_[number] = Place{};
    facets_[number] = 0;
    by_id_.erase(held);
    index_.replace(number, {});
    return;
  }
  Read one;
  read(state, id, one);
  index_.replace(number, one.texts);
  put(number, one);
  if (!known) by_id_.insert(held, {id, number});
  const auto name_of = [&](std::uint32_t other) {
    return std::pair(base::fold(places_[other].name), places_[other].id);
  };
  const auto mine = name_of(number);
  by_name_.insert(std::ranges::partition_point(by_name_, [&](std::uint32_t other) { return name_of(other) < mine; }),
                  number);
}

void Places::refresh(const records::State& state) {
  if (revision_ == state.revision()) return;
  const auto touched = revision_ == UINT64_MAX ? std::nullopt : state.touched_since(revision_);
  if (!touched || touched->size() + index_.fresh() > kMostFresh) {
    rebuild(state);
  } else {
    for (const base::Id id : *touched) update(state, id);
  }
  revision_ = state.revision();
}

// ---- asking

const Place* Places::find(base::Id id) const {
  const auto found = std::ranges::lower_bound(by_id_, id, {}, &std::pair<base::Id, std::uint32_t>::first);
  return found == by_id_.end() || found->first != id ? nullptr : &places_[found->second];
}

const Commune* Places::find_commune(std::string_view key) const {
  const auto found = commune_keys_.find(std::string(key));
  return found == commune_keys_.end() ? nullptr : &communes_[found->second];
}

std::size_t Places::missing_count(std::string_view field) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(by_name_, [&](std::uint32_t number) { return lacks(places_[number], field); }));
}

std::optional<records::OpeningHours::At> Places::opening(const Place& place, std::int64_t now_ms) const {
  if (place.hours_number == 0) return std::nullopt;
  return hours_[place.hours_number - 1].at(records::local_minutes(place.region, now_ms), place.region);
}

// Facets that change by themselves: freshness with the day, openings with the minute.
void Places::follow_time(std::int64_t now_ms) const {
  const std::int64_t minute = now_ms / 60'000;
  if (const std::int64_t today = records::local_minutes({}, now_ms) / records::kMinutesPerDay; today != today_) {
    today_ = today;
    const std::uint64_t all = bits_of(Facet::kFreshness);
    std::array<std::uint64_t, 3> bits{freshness_bit(0), freshness_bit(200), freshness_bit(400)};
    const std::uint64_t old = freshness_bit(10'000), never = freshness_bit(std::nullopt);
    for (const std::uint32_t number : by_name_) {
      const auto& updated = places_[number].updated;
      const std::int64_t age = updated ? today - *updated : 0;
      facets_[number] = (facets_[number] & ~all) | (!updated    ? never
                                                    : age < 183 ? bits[0]
                                                    : age < 366 ? bits[1]
                                                    : age < 731 ? bits[2]
                                                                : old);
    }
  }
  if (minute < next_opening_change_) return;
  // Looked at again within the hour: clocks jump at full hours.
  const std::int64_t hour = (minute / 60 + 1) * 60;
  const std::uint64_t bit = bits_of(Facet::kOpen);
  next_opening_change_ = kNever;
  for (const std::uint32_t number : by_name_) {
    const Place& place = places_[number];
    if (place.hours_number == 0) continue;
    if (std::int64_t& until = open_until_[number]; until <= minute) {
      const std::int64_t local = records::local_minutes(place.region, now_ms);
      const auto at = hours_[place.hours_number - 1].at(local, place.region);
      until = at.until ? std::min(hour, minute + (*at.until - local)) : hour;
      if (at.state == records::Opening::kOpen)
        facets_[number] |= bit;
      else
        facets_[number] &= ~bit;
    }
    next_opening_change_ = std::min(next_opening_change_, open_until_[number]);
  }
}

Found Places::find(const Query& query, std::int64_t now_ms) const {
  follow_time(now_ms);
  Found found;
  found.commune_counts.assign(communes_.size(), 0);
  const Scores scores = index_.find(query.words, places_.size());
  const bool worded = !base::words(query.words).empty();
  found.left_out = scores.left_out;

  std::array<std::uint64_t, kFacetCount> wanted{};  // by facet that has something chosen
  std::array<std::uint64_t, kFacetCount> all{};
  std::size_t wanted_count = 0;
  for (const FacetSpec& spec : facets())
    if (const std::uint64_t bits = bits_of(spec.facet); (query.facets & bits) != 0) {
      wanted[wanted_count] = query.facets & bits;
      all[wanted_count++] = bits;
    }
  std::vector<bool> communes(communes_.size(), query.communes.empty());
  for (const std::string& key : query.communes)
    if (const auto held = commune_keys_.find(key); held != commune_keys_.end()) communes[held->second] = true;

  const double cos_around = query.around ? std::cos(query.around->lat * kRadians) : 0;
  const double half = std::sin(std::min(query.radius / kEarthRadius, std::numbers::pi) / 2);
  const double reach = query.around && query.radius > 0 ? half * half : 2;
  std::vector<double> far;  // by number, half chord squared
  if (query.around) far.assign(places_.size(), 3);

  for (const std::uint32_t number : by_name_) {
    if (worded && scores.of[number] == 0) continue;
    const Place& place = places_[number];
    if (query.around) {
      if (place.located) far[number] = half_chord_squared(*query.around, {place.longitude, place.latitude}, cos_around);
      if (query.radius > 0 && far[number] > reach) continue;
    }
    const std::uint64_t bits = facets_[number];
    // A place that fails one facet counts for that facet's values only; one that fails two counts nowhere.
    std::size_t failed = 0;
    std::uint64_t counted = ~std::uint64_t{0};
    for (std::size_t i = 0; i < wanted_count; ++i)
      if ((bits & wanted[i]) == 0) {
        ++failed;
        counted = all[i];
      }
    const bool commune = communes[place.commune_number];
    if (!commune) {
      ++failed;
      counted = 0;
    }
    if (failed > 1) continue;
    if (failed == 0) found.places.push_back(number);
    for (std::uint64_t left = bits & counted; left != 0; left &= left - 1)
      ++found.counts[static_cast<std::size_t>(std::countr_zero(left))];
    if (failed == 0 || !commune) ++found.commune_counts[place.commune_number];
  }

  Order order = query.order;
  if (order == Order::kAuto) order = query.around ? Order::kNear : worded ? Order::kBest : Order::kName;
  if (order == Order::kNear && query.around) {
    std::ranges::stable_sort(found.places, {}, [&](std::uint32_t number) { return far[number]; });
  } else if (order == Order::kBest && worded) {
    // By falling score, equal ones by name: a counting sort.
    std::uint16_t most = 0;
    for (const std::uint32_t number : found.places) most = std::max(most, scores.of[number]);
    std::vector<std::uint32_t> next(most + 2u, 0);
    for (const std::uint32_t number : found.places) ++next[most - scores.of[number] + 1u];
    for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
    std::vector<std::uint32_t> sorted(found.places.size());
    for (const std::uint32_t number : found.places) sorted[next[most - scores.of[number]]++] = number;
    found.places = std::move(sorted);
  } else if (order == Order::kRecent) {
    std::ranges::stable_sort(found.places, std::ranges::greater(),
                             [&](std::uint32_t number) { return places_[number].updated.value_or(INT64_MIN); });
  }
  return found;
}

}  // namespace atlas
