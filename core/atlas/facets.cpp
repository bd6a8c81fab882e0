#include "atlas/facets.h"

#include <algorithm>
#include <cassert>

#include "records/kinds.h"

namespace atlas {
namespace {

constexpr FacetSpec kFacets[kFacetCount] = {
    {Facet::kSector, "sector", "secteurs"},
    {Facet::kService, "service", "services"},
    {Facet::kAudience, "audience", "publics_specifiquement_adresses"},
    {Facet::kAccess, "access", "prise_en_charge_specifique"},
    {Facet::kCost, "cost", "frais_a_charge"},
    {Facet::kSupport, "support", "modalites_accompagnement"},
    {Facet::kFreshness, "freshness", ""},
    {Facet::kOpen, "open", ""},
    {Facet::kSheet, "sheet", ""},
};

// Values that no declared list holds.
constexpr FacetValue kComputed[] = {
    {Facet::kAccess, "acces-libre", "facet.access-sheet"},
    {Facet::kFreshness, "6m", "facet.fresh-6-months"},
    {Facet::kFreshness, "1y", "facet.fresh-1-year"},
    {Facet::kFreshness, "2y", "facet.fresh-2-years"},
    {Facet::kFreshness, "old", "facet.fresh-older"},
    {Facet::kFreshness, kNoValue, "facet.fresh-unknown"},
    {Facet::kOpen, "now", "facet.open-now"},
    {Facet::kSheet, "incomplete", "facet.incomplete"},
};

std::vector<FacetValue> make_values() {
  std::vector<FacetValue> values;
  const records::Kind& kind = *records::find_kind("place");
  for (const FacetSpec& spec : kFacets) {
    if (!spec.field.empty()) {
      for (const records::Choice& choice : records::find_list(records::find_field(kind, spec.field)->list)->choices)
        values.push_back({spec.facet, choice.value, choice.label});
    }
    for (const FacetValue& value : kComputed)
      if (value.facet == spec.facet) values.push_back(value);
    if (!spec.field.empty()) {
      values.push_back({spec.facet, kOtherValue, "facet.other"});
      values.push_back({spec.facet, kNoValue, "facet.unset"});
    }
  }
  assert(values.size() <= 64);
  return values;
}

}  // namespace

std::span<const FacetSpec> facets() { return kFacets; }

std::span<const FacetValue> facet_values() {
  static const std::vector<FacetValue> values = make_values();
  return values;
}

std::uint64_t bits_of(Facet facet) {
  std::uint64_t bits = 0;
  const auto values = facet_values();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].facet == facet) bits |= std::uint64_t{1} << i;
  return bits;
}

std::uint64_t bit_of(Facet facet, std::string_view value) {
  const auto values = facet_values();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].facet == facet && values[i].value == value) return std::uint64_t{1} << i;
  return 0;
}

std::uint64_t bits_of_field(Facet facet, const std::vector<std::string_view>& values) {
  if (values.empty()) return bit_of(facet, kNoValue);
  std::uint64_t bits = 0;
  for (const std::string_view value : values) {
    const std::uint64_t bit = bit_of(facet, value);
    bits |= bit ? bit : bit_of(facet, kOtherValue);
  }
  return bits;
}

std::uint64_t freshness_bit(std::optional<std::int64_t> age) {
  return bit_of(Facet::kFreshness, !age ? kNoValue : *age < 183 ? "6m" : *age < 366 ? "1y" : *age < 731 ? "2y" : "old");
}

}  // namespace atlas
