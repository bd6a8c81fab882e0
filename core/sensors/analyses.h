// The analyses of a station, as openair has them: over hours that have enough values, as the station room shows them.
// Only confinement, whose index is one of values, reads points.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "analytics/trend.h"
#include "analytics/wind.h"
#include "sensors/reading.h"

namespace sensors {

// The buckets of a stretch whose means may be shown.
std::vector<Bucket> whole_within(std::span<const Bucket> buckets, const Stretch& stretch);

// How a mean over values of this quantity is made: as energies for noise levels.
bool energetic(std::string_view quantity);

struct Statistics {
  std::size_t count = 0;
  double mean = 0, deviation = 0;                                        // the sample's, of count - 1; NaN below two
  double low = 0, p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0, high = 0;  // quantiles of type 7
};
std::optional<Statistics> statistics(std::span<const Bucket> hours, bool energetic);

// By weekday and hour as people at the station live them: [weekday * 24 + hour], Monday first.
std::array<BeatMean, 7 * 24> week_of(std::span<const Bucket> hours, const series::Zone& zone, bool energetic);

// By one of them alone: 24, 7 or 12 means.
std::vector<BeatMean> beats_of(std::span<const Bucket> hours, const series::Zone& zone, Beat beat, bool energetic);

// ---- wind. Hours of direction (degrees it comes from) and speed (m/s), paired by when they begin.
inline constexpr std::array<double, 3> kWindClasses = {2, 4, 6};  // m/s: classes up to 2, 4, 6, and above
inline constexpr std::size_t kWindSectors = 16;
struct Rose {
  analytics::WindRose wind;
  std::array<BeatMean, kWindSectors> brought;  // the quantity's mean by sector
};
std::optional<Rose> rose_of(std::span<const Bucket> hours, std::span<const Bucket> direction,
                            std::span<const Bucket> speed, bool energetic);

// The quantity's mean on a square grid of wind: east and north components from -max_speed to max_speed.
struct Polar {
  static constexpr std::size_t kSide = 21;
  static constexpr std::uint32_t kLeast = 3;  // hours, for a cell to be shown
  double max_speed = 0;
  std::vector<BeatMean> cells;  // [row from the south * kSide + column from the west]
};
std::optional<Polar> polar_of(std::span<const Bucket> hours, std::span<const Bucket> direction,
                              std::span<const Bucket> speed, bool energetic);

// ---- trend, of months; a step of a year of 365.25 days.
struct Trend {
  std::vector<Bucket> months;
  analytics::TheilSen line;  // x: years since the first month's middle
  analytics::MannKendall test;
};
// nullopt below kLeastTrendPoints months.
std::optional<Trend> trend_of(std::span<const Bucket> months, const Stretch& stretch);

// ---- rooms

// ICONE (analytics/confinement.h) of the values that count, while the room is taken to be occupied: Monday to Friday,
// 8 to 18 h local time. By local day and over all of them.
struct Confinement {
  struct Day {
    series::Ms begin = 0;
    std::size_t values = 0;
    double icone = 0, highest = 0;
  };
  std::vector<Day> days;
  double icone = 0;                      // over all
  double above_800 = 0, above_1500 = 0;  // shares of the values
};
std::optional<Confinement> confinement_of(const series::Series& co2, const Stretch& stretch);

// Pearson's r of the hours that both have; NaN below two.
double together(std::span<const Bucket> a, std::span<const Bucket> b);

// ---- the neighbourhood: what stations that measure the same say together. A series of level kConsolidated, an hour
// each: the median over the stations that have that hour, where at least half of them do. `of` gives its header; the
// recipe says how many stations and within what distance it was made of.
series::Series consolidate(const series::Header& of, std::span<const std::span<const Bucket>> stations,
                           double kilometres);

}  // namespace sensors
