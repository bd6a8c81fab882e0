// What the log says now: records read from merged registers. A pure function of the set of batches applied.
//
// A single field is the register of its key. A field of several values is a set: one register `field/value` for each,
// which holds the value's rank, or null once it is taken out. Reserved registers, which no draft holds: `_kind`, `_del`
// and open votes.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oplog/registers.h"
#include "oplog/text.h"
#include "records/draft.h"
#include "records/kinds.h"

namespace records {

inline constexpr std::string_view kKindKey = "_kind";    // text: the record's kind
inline constexpr std::string_view kRemovedKey = "_del";  // true: removed, can be restored

inline constexpr std::string_view kVotePrefix = "v/";  // and the voter: votes.h

// A write before it is stamped.
struct Change {
  base::Id entity;
  std::string key;
  oplog::Value value;
};

class State {
 public:
  void apply(const oplog::Batch& batch);

  bool exists(base::Id id) const;                          // created and not deleted
  std::vector<base::Id> all(std::string_view kind) const;  // existing records of a kind, by ascending id
  std::string_view kind_of(base::Id id) const;
  std::string_view text(base::Id id, std::string_view field) const;
  base::Id reference(base::Id id, std::string_view field) const;  // the record that a field names; {}: none
  std::optional<double> number(base::Id id, std::string_view field) const;
  std::vector<std::string> texts(base::Id id, std::string_view field) const;  // of a multiple field, in rank order
  Draft draft(base::Id id) const;                                             // everything the record holds
  oplog::Value value(base::Id id, std::string_view register_key) const;       // raw register, Null if unset
  const oplog::Register* find(base::Id id, std::string_view register_key) const {
    return registers_.find(id, register_key);
  }
  // Registers of one record, its kind and removal included; empty for an unknown id.
  const std::vector<oplog::Register>& registers(base::Id id) const { return registers_.of(id); }
  std::string_view key_name(std::uint32_t key) const { return registers_.key_name(key); }

  // A body: a long text that several people write at once, beside the registers and under the same keys. Empty if
  // unset.
  std::string body(base::Id id, std::string_view key) const;
  // Edits of a body: `count` code points from `place` on, within it, give way to `text`. They are applied here, and put
  // into `batch`, whose actor writes them; applying that batch again changes nothing.
  void edit_body(base::Id id, std::string_view key, std::size_t place, std::size_t count, std::string_view text,
                 oplog::Batch& batch);
  // The edit that makes a body say `text`: of what differs, so that what others write beside it stays.
  void write_body(base::Id id, std::string_view key, std::string_view text, oplog::Batch& batch);

  // Grows with every change that is seen; caches compare it.
  std::uint64_t revision() const { return revision_; }
  // The records touched after `revision`, some more than once; nothing when that is too long ago to be remembered, or
  // of another state.
  std::optional<std::vector<base::Id>> touched_since(std::uint64_t revision) const;
  std::size_t batches() const { return batches_; }

  // SHA-256 over every existing record's (id, key, value), sorted, members of sets by their place instead of their
  // rank, bodies by their text: equal content, equal digest, whatever the route, the order or the clocks. 64 hex
  // digits. `without`: records to leave out.
  std::string digest(const std::set<base::Id>& without = {}) const;

 private:
  void touch(base::Id id);
  bool join(base::Id actor, const oplog::Set& set) { return registers_.join(actor, set); }
  bool join(base::Id actor, const oplog::Insert& insert) { return texts_.join(actor, insert); }
  bool join(base::Id, const oplog::Delete& removal) { return texts_.join(removal); }

  oplog::Registers registers_;
  oplog::Texts texts_;
  std::uint64_t revision_ = 0;
  std::size_t batches_ = 0;
  std::deque<std::pair<std::uint64_t, base::Id>> touched_;  // revision, record; the latest kMostTouched
};

// The least writes that make `draft.id` hold what `draft` says (fields absent from the draft are cleared).
std::vector<Change> changes(const State& state, const Draft& draft);
// The writes that undo `changes`, as the state stands before them. A record that they create is removed as a whole.
std::vector<Change> inverse(const State& before, const std::vector<Change>& changes);

}  // namespace records
