// A series as it is kept and sent: its chunks in parts, each the bytes of one blob. A part never changes; points that
// come later make another one, and any set of parts of a series gives the same series in any order.
//
//   part  := "ESCM" | 1 byte: version 1 | 4 bytes: chunks | chunk*
//   chunk := 4 bytes: size | bytes (codec.h) | 4 bytes: runs | (4 bytes: points | 2 bytes: flags)*
//
// Numbers are little-endian. `runs` is 0 where no point is flagged.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "series/series.h"

namespace series {

// A part holds whole chunks and ends with the one that takes it over this size; a chunk has at most some 80 kB.
inline constexpr std::size_t kPartBytes = 256 * 1024;

std::vector<std::string> write_parts(const Series& series);
// Errors: series.damaged; series.newer {version}.
base::Result<std::vector<Chunk>> read_part(std::string_view bytes);
// Parts as they come, in any order, each read at once.
class PartReader {
 public:
  base::Status add(std::string_view part);  // errors: those of read_part
  // The series that they are: laid one behind the other where they do not overlap in time, else point by point, as
  // Series::add. Errors: series.damaged. The reader is empty afterwards.
  base::Result<Series> take(const Header& header);

 private:
  std::vector<std::vector<Chunk>> parts_;
};
base::Result<Series> read_parts(const Header& header, std::span<const std::string> parts);

}  // namespace series
