// Places as the atlas shows them: what a list row, a pin and a sheet need, read from the state, and the one query
// behind list, map and facet counts. Follows the state record by record: one edit costs one record.
//
// A place has a number, its index in all(), which it keeps while it exists.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "atlas/facets.h"
#include "atlas/search.h"
#include "geo/mercator.h"
#include "records/opening_state.h"
#include "records/state.h"

namespace atlas {

// The expected fields whose absence marks a place as one to complete; the most useful first.
inline constexpr std::array<std::string_view, 5> kCompletable{"horaires", "code_postal", "latitude", "commune",
                                                              "adresse"};

struct Place {
  base::Id id;  // none: it was removed, and only its number is left
  std::string name, commune, address, postcode;
  bool located = false;
  double latitude = 0, longitude = 0;  // degrees
  double x = 0, y = 0;                 // Web Mercator unit square, y down
  bool demonstration = false;
  std::uint64_t missing = 0;            // expected fields that are absent, by their order in the kind
  std::optional<std::int64_t> updated;  // day number of its last update
  std::uint32_t commune_number = 0;     // in Places::communes()
  std::uint32_t hours_number = 0;       // 0: none, or not understood
  records::Region region;
};

bool lacks(const Place& place, std::string_view field);
bool incomplete(const Place& place);
double metres_between(const geo::LonLat& a, const geo::LonLat& b);  // great circle

enum class Order : std::uint8_t {
  kAuto,  // nearest first around somewhere; else best first for words; else by name
  kBest,
  kName,
  kNear,
  kRecent,  // last brought up to date first
};

struct Query {
  std::string words;
  std::uint64_t facets = 0;           // bits of facet_values(): one of each facet that has any
  std::vector<std::string> communes;  // keys; one of them, when there are any
  std::optional<geo::LonLat> around;
  double radius = 0;  // metres around it; 0: however far
  Order order = Order::kAuto;

  bool operator==(const Query&) const;
};

struct Found {
  std::vector<std::uint32_t> places;  // numbers, in the query's order: the set that list and map both show
  // How many places would be found with one value of a facet instead of what is chosen of that facet.
  std::array<std::uint32_t, 64> counts{};
  std::vector<std::uint32_t> commune_counts;  // by number
  std::vector<std::string> left_out;          // words given up, see Scores
};

struct Commune {
  std::string key;   // folded name and département: "saint-denis~93"
  std::string name;  // with the département where another has the same name
  std::size_t places = 0;
  geo::LonLat center;  // of its located places
  std::size_t located = 0;
};

class Places {
 public:
  void refresh(const records::State& state);
  const std::vector<Place>& all() const { return places_; }  // by number; some may be removed (no id)
  std::size_t size() const { return by_name_.size(); }
  const std::vector<std::uint32_t>& by_name() const { return by_name_; }
  const Place* find(base::Id id) const;
  std::size_t missing_count(std::string_view field) const;
  // Communes of places that exist or did; the first, without a name, is of places that name none.
  const std::vector<Commune>& communes() const { return communes_; }
  const Commune* find_commune(std::string_view key) const;
  // How many times the content has changed.
  std::uint64_t revision() const { return revision_; }

  Found find(const Query& query, std::int64_t now_ms) const;
  // Nothing for a place without hours that are understood.
  std::optional<records::OpeningHours::At> opening(const Place& place, std::int64_t now_ms) const;

  std::size_t search_bytes() const { return index_.bytes(); }

 private:
  struct Read;  // one record while it is read
  void rebuild(const records::State& state);
  void update(const records::State& state, base::Id id);
  void read(const records::State& state, base::Id id, Read& into);
  void put(std::uint32_t number, Read& read);
  void take_out(std::uint32_t number);
  std::uint32_t hours_number(std::string_view text);
  std::uint32_t commune_number(const Place& place);
  void follow_time(std::int64_t now_ms) const;

  struct Meaning {              // of a register's key
    int field = -1;             // in the kind, -1: none that is looked at here
    std::size_t member_at = 0;  // where the value begins in the key of a field of several; 0: it is no such field
  };
  const Meaning& meaning(const records::State& state, std::uint32_t key);

  std::vector<Place> places_;
  std::vector<std::uint32_t> by_name_;                     // by folded name, then id
  std::vector<std::pair<base::Id, std::uint32_t>> by_id_;  // sorted
  std::vector<Commune> communes_{1};
  std::unordered_map<std::string, std::uint32_t> commune_keys_;
  std::vector<records::OpeningHours> hours_;  // by number - 1
  std::unordered_map<std::string, std::uint32_t> hours_numbers_;
  std::vector<Meaning> meanings_;  // by key number of the state
  SearchIndex index_;
  std::uint64_t revision_ = UINT64_MAX;
  // What changes with the clock is brought up to date when it is asked for.
  mutable std::vector<std::uint64_t> facets_;             // by number
  mutable std::vector<std::int64_t> open_until_;          // by number: minutes since 1970, UTC
  mutable std::int64_t next_opening_change_ = INT64_MIN;  // the earliest of them
  mutable std::int64_t today_ = INT64_MIN;
};

}  // namespace atlas
