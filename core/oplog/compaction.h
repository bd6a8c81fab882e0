// Summing up a space: a new snapshot for the segments that none stands for yet, and which objects may go because a
// snapshot has stood for them long enough. Whoever runs it over a hub's folder acts as the space's coordinator. Knows
// no files: it is fed objects one at a time and says what to write and what to delete. A snapshot's own list of what it
// covers is never believed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "oplog/object_name.h"
#include "oplog/registers.h"
#include "oplog/snapshot.h"
#include "oplog/text.h"

namespace oplog {

// What lines of the log come to.
struct Sum {
  Registers registers;
  Texts texts;
  std::map<base::Id, std::uint64_t> counts;

  bool add(const std::vector<std::string>& lines);  // false: a line is not understood whole
  std::vector<std::string> lines() const { return snapshot_lines(registers, texts, counts); }
};

// Whether a snapshot really holds what some lines say: joined with it they would change nothing, stamps and code points
// included.
class Cover {
 public:
  explicit Cover(const Snapshot& snapshot);
  bool covers(const std::vector<std::string>& lines);

 private:
  void read();

  std::vector<std::string> snapshot_;
  std::unique_ptr<Sum> sum_;
};

struct Compacted {
  std::optional<ObjectName> name;  // of a new snapshot; none when one stands for every segment already
  std::string bytes;
  std::size_t covered = 0;   // segments the newest snapshot stands for, deleted ones too
  std::size_t left_out = 0;  // segments that cannot be summed up: of a later version, or with lines not understood
  std::vector<ObjectName> deletable;  // in the order of names
};

class Compactor {
 public:
  // `arrived_ms`: since when the object has been where it is, on the clock of `now_ms` below. A blob, and an object
  // that does not hash to its name, is passed over: it is neither summed up nor deleted.
  void add(const ObjectName& name, std::string bytes, std::int64_t arrived_ms);
  // What was added comes to this. What a snapshot covers may go once it was made, and was there, kCoveredForMs ago:
  // segments, and older snapshots. Errors: object.too-large, when the sum is larger than a snapshot may be.
  base::Result<Compacted> compact(base::Id space, std::int64_t now_ms) const;

 private:
  struct Held {
    Snapshot snapshot;
    std::set<std::string> names;  // of what it says it covers
    std::int64_t arrived_ms = 0;
  };

  std::map<ObjectName, std::vector<std::string>> segments_;  // those that can be summed up
  std::map<ObjectName, Held> snapshots_;
  std::size_t left_out_ = 0;
};

}  // namespace oplog
