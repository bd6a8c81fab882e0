// Snapshots: what a set of segments comes to, in one file. Its lines are lines of the log, which hold only the writes
// that won, each under its own actor and stamp; so merging a snapshot is merging lines, and there is one join.
// Format prose: FORMAT.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "oplog/object_name.h"
#include "oplog/registers.h"
#include "oplog/text.h"

namespace oplog {

inline constexpr std::size_t kMaxSnapshotBytes = 16u << 20;
inline constexpr std::size_t kMaxSnapshotText = 128u << 20;  // its names and lines, inflated
inline constexpr std::uint16_t kSnapshotReader = 1;
inline constexpr std::int64_t kCoveredForMs = std::int64_t{30} * 24 * 3600 * 1000;

struct Snapshot {
  std::uint16_t min_reader = kSnapshotReader;
  std::uint8_t suite = 0;
  base::Id space;
  std::int64_t made_ms = 0;          // by the clock of who made it
  bool understood = false;           // as in a segment
  std::vector<std::string> covered;  // names of the segments it stands for
  std::vector<std::string> lines;

  // Whether the segments it covers may be deleted, by the space's coordinator and nobody else: everyone had 30 days to
  // fetch them.
  bool may_delete_covered(std::int64_t now_ms) const { return now_ms - made_ms >= kCoveredForMs; }
};

// Errors: object.malformed {at} ("header", "names", "lines"), object.too-large.
base::Result<Snapshot> read_snapshot(std::string_view bytes);

// The lines for all that the registers and the texts hold: grouped by actor, in the order of entities and keys, each
// under the actor's last count (`counts`), so that one state gives the same lines everywhere.
std::vector<std::string> snapshot_lines(const Registers& registers, const Texts& texts,
                                        const std::map<base::Id, std::uint64_t>& counts);

// Empty when it would be larger than a snapshot may be.
std::string write_snapshot(const Snapshot& snapshot);

}  // namespace oplog
