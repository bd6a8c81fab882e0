// The facets places are filtered by: lists of the declared kinds, and what is computed of a place. Every value is one
// bit, so that a place's values, a selection and its test are words of 64 bits. Communes are apart: there are too many.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace atlas {

enum class Facet : std::uint8_t {
  kSector,
  kService,
  kAudience,
  kAccess,  // who with a difficulty is welcomed; a sheet of Acceslibre
  kCost,
  kSupport,    // alone, accompanied, in a workshop, at a distance
  kFreshness,  // by the date of the last update
  kOpen,       // open now
  kSheet,      // its sheet is to be completed
};
inline constexpr std::size_t kFacetCount = 9;

struct FacetSpec {
  Facet facet;
  std::string_view key;    // in the address, and of the label "facet.<key>"
  std::string_view field;  // of the kind place, whose declared list gives the values; empty: computed
};
std::span<const FacetSpec> facets();

// Beyond the declared values of a field: something else stands there, or nothing.
inline constexpr std::string_view kOtherValue = "+", kNoValue = "-";

struct FacetValue {
  Facet facet;
  std::string_view value;  // as stored and as in the address
  std::string_view label;  // catalogue key
};
// By bit; facet after facet.
std::span<const FacetValue> facet_values();
std::uint64_t bits_of(Facet facet);                         // of all its values
std::uint64_t bit_of(Facet facet, std::string_view value);  // 0 for no such value
std::uint64_t bits_of_field(Facet facet, const std::vector<std::string_view>& values);

// By how long ago a sheet was brought up to date, in days; nothing: never. Quality counts it fully for six months, and
// no longer after two years.
std::uint64_t freshness_bit(std::optional<std::int64_t> age);

}  // namespace atlas
