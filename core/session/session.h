// The state one person holds open: the merged records, what was done and can be undone, and what is safely kept.
// Commands become operations here; rooms never touch the log or the store.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "oplog/hybrid_clock.h"
#include "records/draft.h"
#include "records/state.h"
#include "store/store.h"

namespace session {

enum class Phase { kClosed, kOpening, kReady, kFailed };

// What can be said of the work being kept.
struct Saving {
  std::size_t pending = 0;         // actions not yet confirmed by the disk
  std::int64_t last_saved_ms = 0;  // 0: nothing saved since opening
  base::Message failure;           // key empty: none. When set the session is read-only and `pending` is still held
};

// One past action on a record, for its history.
struct Revision {
  base::Id actor;
  std::int64_t wall_ms = 0;
  std::string command;
  bool mine = false;                     // made in this session of use
  std::vector<records::Change> changes;  // of this record only
  std::vector<oplog::Value> before;      // the visible values it replaced, same order
};

inline constexpr std::size_t kImportSlice = 500;
inline constexpr std::size_t kUndoSteps = 100;

// A session must outlive the replies it waits for.
class Session {
 public:
  Session(store::Executor& executor, base::Clock& clock, base::Random& random);
  ~Session();

  void open(std::function<void(base::Status)> done);
  Phase phase() const { return phase_; }
  const base::Message& failure() const { return failure_; }  // why kFailed
  const records::State& state() const { return state_; }
  const Saving& saving() const { return saving_; }
  // Lines of the log that could not be read: still in the store, not in the state.
  std::size_t set_aside() const { return set_aside_; }

  // Commands. Each is one action: one batch, one undo step. They apply at once and are made durable behind.
  // The record's id; no id, and nothing done, when the session is read-only or a value is beyond the log's limits
  // (oplog::fits), which validation tells before.
  base::Id save(records::Draft draft, std::string_view command);
  void remove(base::Id id, std::string_view command);  // recoverable by undo and from history
  // Keeps many drafts as one undo step, written in transactions of at most kImportSlice records. A record that is there
  // already keeps the fields that its draft does not hold.
  // `progress` is told after each; returning false cancels: what was written is taken back, nothing remains, and
  // `finished` gets import.cancelled. When the disk refuses, what was written stays (one undo step) and `finished` gets
  // the reason. One import at a time.
  void import(std::vector<records::Draft> drafts, std::function<bool(std::size_t done, std::size_t total)> progress,
              std::function<void(base::Status)> finished);
  bool importing() const { return import_ != nullptr; }

  bool can_undo() const { return !undo_.empty() && !read_only() && !importing(); }
  bool can_redo() const { return !redo_.empty() && !read_only() && !importing(); }
  std::string_view undo_command() const { return undo_.empty() ? std::string_view() : undo_.back().command; }
  std::string_view redo_command() const { return redo_.empty() ? std::string_view() : redo_.back().command; }
  // What somebody else has changed since is left as it is.
  void undo();
  void redo();
  bool read_only() const { return phase_ != Phase::kReady || !saving_.failure.key.empty(); }
  void retry();  // writes what is pending again (after space was made)

  void history(base::Id id, std::function<void(base::Result<std::vector<Revision>>)> done);

  std::string setting(std::string_view key) const;
  void put_setting(std::string_view key, std::string value);

  // Called whenever something a screen may show has changed from behind (saved, failed, imported).
  std::function<void()> on_change;

 private:
  struct Write {
    records::Change back;      // what to write to take it back
    oplog::Value left;         // what the action left in that register
    std::uint64_t record = 0;  // when taking back removes the record: the hash of what the action left in it
  };
  using Slice = std::vector<Write>;  // of one batch
  struct Step {
    std::string command;
    std::vector<Slice> slices;  // in the order written
  };
  struct Import;

  Slice write(const std::vector<records::Change>& changes, std::string_view command);
  void commit(const std::vector<records::Change>& changes, std::string_view command);
  void push_undo(Step step);
  void revert(std::vector<Step>& from, std::vector<Step>& onto, std::string_view command);
  std::vector<Slice> take_back(const std::vector<Slice>& slices, std::string_view command);
  bool is_untouched(const Write& write) const;
  void flush();
  void settled(const base::Status& status);
  void flush_settings();
  void changed() const;

  void continue_import();
  void import_slice();
  void end_import(base::Status status);

  store::Store store_;
  base::Clock& clock_;
  base::Random& random_;
  oplog::HybridClock hybrid_;
  records::State state_;
  Phase phase_ = Phase::kClosed;
  base::Message failure_;
  Saving saving_;
  base::Id actor_;
  std::uint64_t next_n_ = 1;
  std::size_t set_aside_ = 0;
  std::vector<oplog::Batch> queue_;  // applied, not yet durable
  std::size_t in_flight_ = 0;        // batches of the queue's head being written
  std::vector<Step> undo_, redo_;
  std::unique_ptr<Import> import_;
  bool in_import_ = false;
  std::map<std::string, std::string, std::less<>> settings_;
  std::set<std::string> unsaved_settings_;
};

}  // namespace session
