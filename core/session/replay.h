// A log looked at: what each action wrote, the state as it was after any of them, and where two logs part. For whoever
// looks for a fault, or wonders what another tablet has; nothing here changes anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "records/state.h"

namespace session {

class Replay {
 public:
  // In the order in which they came.
  explicit Replay(std::vector<std::string> lines) : lines_(std::move(lines)) {}

  std::size_t size() const { return lines_.size(); }
  const std::string& line(std::size_t at) const { return lines_[at]; }
  // The state after the first `count` lines. Forwards it goes on from where it is, backwards from the start.
  const records::State& after(std::size_t count);

 private:
  std::vector<std::string> lines_;
  records::State state_;
  std::size_t applied_ = 0;
};

// One line of a log, to be told. Nothing but its bytes is known of one that cannot be read.
struct LogEntry {
  bool readable = false;
  base::Id actor;
  std::uint64_t n = 0;
  std::int64_t wall_ms = 0;
  std::string command;
  std::size_t writes = 0, unknown = 0;  // operations; of which of a later version
  base::Id record;                      // the first it names; none: no record
};
LogEntry read_entry(std::string_view line);

// What sets two logs apart. Their states differ by nothing else: a state is a function of the set of lines.
struct Divergence {
  std::vector<std::string> only_here, only_there;  // lines, in the order of each
  std::vector<base::Id> records;                   // that are shown otherwise, ascending
  std::string digest_here, digest_there;           // of the states
};
Divergence compare(const std::vector<std::string>& here, const std::vector<std::string>& there);

// All lines of a bundle, each once. Errors: zip.*, bundle.nothing, object.* {name} of the first object that is not what
// it should be.
base::Result<std::vector<std::string>> lines_of_bundle(std::string_view bytes);

}  // namespace session
