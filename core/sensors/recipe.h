// Corrections as recipes: named, with their version and numbers, kept with the series they made, so that anyone can run
// them again. A recipe never touches the raw series: it makes another one, of level kReprocessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "series/series.h"

namespace sensors {

struct Recipe {
  enum class Kind { kKohler, kBarkjohn, kLine } kind = Kind::kLine;
  double a = 1,
         b = 0;  // kKohler: kappa and cap (%); kLine: (value - b) / a, as analytics::calibrate; kBarkjohn: unused

  // "kohler@1 0.4 95", "barkjohn@1", "line@1 1.25 -0.6": what a series' provenance holds.
  std::string text() const;
};
std::optional<Recipe> read_recipe(std::string_view text);

// `humidity` is read at the time of each value, between its neighbours at most an hour apart; it is not needed for
// kLine. A value without humidity becomes missing; one above the recipe's cap is flagged kHumid. Flags are taken over.
// Errors: series.needs-humidity; series.not-particles for the two particle recipes on anything else.
base::Result<series::Series> reprocess(const series::Series& raw, const Recipe& recipe,
                                       const series::Series* humidity = nullptr);

}  // namespace sensors
