// A series: what one sensor says of one quantity, in time. Points lie in compressed chunks; quality flags lie beside
// the values and never change them. Values are only ever added: correcting makes another series, of a higher level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "series/codec.h"
#include "series/unit.h"

namespace series {

// What is doubtful about a point; a bitmask. Bits are part of the stored form: never reused.
using Flags = std::uint16_t;
enum Flag : Flags {
  kRange = 1 << 0,     // outside what the sensor can give
  kStuck = 1 << 1,     // the same value for too long
  kSpike = 1 << 2,     // Hampel
  kAfterGap = 1 << 3,  // the first point after a silence
  kDrift = 1 << 4,     // the sensor has wandered off its neighbours
  kConflict = 1 << 5,  // another value was already there for this time
  kClock = 1 << 6,     // a time before 1990 or in the future
  kHumid = 1 << 7,     // too humid for the correction to hold
  kRejected = 1 << 8,  // set aside by a person
};
inline constexpr Flags kUnusable = kRange | kStuck | kSpike | kDrift | kConflict | kClock | kRejected;

// The four levels of data. A series of a higher level names its parent and its recipe.
enum class Level : std::uint8_t { kRaw, kReprocessed, kConsolidated, kApplication };

struct Station {
  std::string id, name;
  double latitude = std::numeric_limits<double>::quiet_NaN();  // degrees; networks round them on purpose
  double longitude = std::numeric_limits<double>::quiet_NaN();
  double height = std::numeric_limits<double>::quiet_NaN();  // m
  std::string exposure;                                      // "indoor", "outdoor", "mobile" or ""
  std::string zone = "UTC";
};

struct Provenance {
  std::string source;   // network or file
  std::string licence;  // SPDX id where there is one
  std::string authors;
  std::string sensor_id, sensor_type;
  std::string parent, recipe;  // of a series that was computed
};

struct Header {
  Station station;
  std::string quantity;   // a key of unit.h, or the name in the file where it is not known
  std::string unit_text;  // as it is shown; of a known unit, its symbol
  Unit unit = Unit::kNone;
  Level level = Level::kRaw;
  Provenance provenance;

  // Station, sensor, quantity and level: what makes a series one and the same.
  std::string name() const;
};

struct Point {
  Ms time = 0;
  double value = 0;
  Flags flags = 0;
};

struct FlagRun {
  std::uint32_t points = 0;
  Flags flags = 0;
};

struct Chunk {
  Ms first = 0, last = 0;
  std::uint32_t points = 0;
  double low = 0, high = 0;  // of its values; NaN when it has none
  std::string bytes;
  std::vector<FlagRun> flags;  // empty: no point is flagged
};

struct Slice : Columns {
  std::vector<Flags> flags;
};

struct Added {
  std::size_t points = 0;     // kept
  std::size_t repeats = 0;    // left out: the same value at the same time was there
  std::size_t conflicts = 0;  // kept and flagged
  std::size_t late = 0;       // came after a later point
};

class Series {
 public:
  Header header;

  // Points in any order. `now` bounds what is flagged kClock.
  Added add(std::vector<Point> points, Ms now = std::numeric_limits<Ms>::max());

  std::size_t size() const;
  std::size_t bytes() const;  // of the chunks, flags included
  const std::vector<Chunk>& chunks() const { return chunks_; }
  // Takes chunks as read_part gives them (part.h), each whole; series.damaged if they are out of order.
  base::Status restore(std::vector<Chunk> chunks);

  // Points with from <= time < until, by time.
  Slice read(Ms from, Ms until) const;
  Slice read() const { return read(std::numeric_limits<Ms>::min(), std::numeric_limits<Ms>::max()); }
  std::vector<Point> points() const;  // all of them, by time
  // The same points as read(from, until), some chunks at a time: a long series is never unpacked whole.
  void each_slice(Ms from, Ms until, const std::function<void(const Slice&)>& take) const;

  // Replaces the bits of `mask` on every point; `flags` has size() elements.
  void set_flags(Flags mask, std::span<const Flags> flags);

 private:
  std::vector<Chunk> chunks_;
};

}  // namespace series
