// Segments: the files in which lines of the log travel. Format prose: FORMAT.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "oplog/object_name.h"

namespace oplog {

inline constexpr std::size_t kMaxSegmentBytes = 256 * 1024;
inline constexpr std::size_t kMaxSegmentText = 16u << 20;  // its lines, inflated
inline constexpr std::uint16_t kSegmentReader = 1;         // the version of the format that this reader knows

struct SegmentHeader {
  std::uint16_t min_reader = kSegmentReader;  // what a reader must know
  std::uint8_t suite = 0;                     // 0: unsealed
  std::uint8_t flags = 0;                     // none yet
  base::Id space;                             // 0: made before the dossier belonged to a space
  base::Id actor;                             // whose segment it is
  std::uint32_t seq = 1;                      // the actor's own count of its segments
  std::array<std::uint8_t, 32> previous{};    // SHA-256 of the actor's segment before; zeros for the first
  std::array<std::uint8_t, 16> salt{};        // zeros in suite 0

  bool operator==(const SegmentHeader&) const = default;
};

struct Segment {
  SegmentHeader header;
  bool understood = false;         // no: another suite or a newer format. Kept and sent on, read after an upgrade
  std::vector<std::string> lines;  // of the log, as they were written; none when not understood
};

std::array<std::uint8_t, 32> hash_of(const ObjectName& name);  // as `previous` of the segment after it

// Errors: object.malformed {at} ("header", "lines"), object.too-large.
base::Result<Segment> read_segment(std::string_view bytes);

struct WrittenSegment {
  ObjectName name;
  std::string bytes;
  std::size_t lines = 0;  // how many of those given it holds; 0, and no bytes, when not even the first one fits
};
// As many of the first lines as fit. The same header and lines give the same bytes.
WrittenSegment write_segment(const SegmentHeader& header, std::span<const std::string_view> lines);

}  // namespace oplog
