// The state one person holds open: the merged records, what was done and can be undone, and what is safely kept.
// Commands become operations here; rooms never touch the log or the store.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "oplog/hybrid_clock.h"
#include "oplog/object_name.h"
#include "records/draft.h"
#include "records/state.h"
#include "store/store.h"

namespace session {

enum class Phase { kClosed, kOpening, kReady, kFailed };

// What can be said of the work being kept.
struct Saving {
  std::size_t pending = 0;         // actions not yet confirmed by the disk
  std::size_t unshared = 0;        // actions made on this device that are nowhere else yet, `pending` among them
  std::size_t saved = 0;           // actions made on this device that the disk confirmed, since opening
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

// One past action among all, to be told.
struct Action {
  base::Id actor;
  std::int64_t n = 0, wall_ms = 0;
  std::string command;
  bool mine = false;     // made in this session of use
  base::Id record;       // the first it wrote to
  bool several = false;  // and others
};

// A field written here and elsewhere, by two people who could not know of each other: what was written here had gone
// nowhere yet when the other came.
struct Conflict {
  base::Id record;
  std::string key;
  oplog::Value mine, theirs;
  base::Id actor;  // who wrote `theirs`, and when by that device's clock
  std::int64_t wall_ms = 0;
  bool mine_stands = false;  // which of both the state shows

  bool operator==(const Conflict&) const = default;
};

// What came with an object.
struct Received {
  std::size_t actions = 0;  // new here
  std::size_t refused = 0;  // lines that cannot be read: kept, and counted in set_aside()
  bool understood = true;   // no: of a later version; kept and sent on
};

// What came with a bundle.
struct BundleReport {
  std::size_t objects = 0;      // in it
  std::size_t fresh = 0;        // of which were not here yet
  std::size_t later = 0;        // of a later version
  std::size_t damaged = 0;      // not what their names say, or not what they should be
  std::size_t passed_over = 0;  // entries that are no objects
  std::size_t actions = 0;      // new here
  std::size_t refused = 0;      // lines that cannot be read
  std::string own;              // the part of a device's own copy, for read_own(); empty: it has none
};

struct ExportedBundle {
  std::string bytes;
  std::vector<oplog::ObjectName> objects;  // to be told to mark_copied once the file is where it should be
  std::size_t damaged = 0;                 // objects left out: this disk does not give them back as they were
};

enum class OtherSpace { kRefuse, kJoin };
// A copy for others, or one of this device for itself: that one also holds what is nowhere else (Session::own_lines),
// which nobody else should read.
enum class Copy { kForOthers, kOfThisDevice };

inline constexpr std::string_view kBallotSettings = "box/";  // settings that are people's work (workshop/secret.h)

inline constexpr std::size_t kImportSlice = 500;
inline constexpr std::size_t kBatchText = 128 * 1024;  // keys and texts of one batch, so that its line fits a segment
inline constexpr std::size_t kUndoSteps = 100;
inline constexpr std::size_t kConflicts = 200;

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
  // Several records as one action. False, and nothing done, as save() gives no id.
  bool save_all(std::vector<records::Draft> drafts, std::string_view command);
  // Some registers of records that are there: a vote, a phase. False as above.
  bool write_all(const std::vector<records::Change>& changes, std::string_view command);
  void remove(base::Id id, std::string_view command);  // recoverable by undo and from history
  // The same for a record that stays on this device, in no object and no bundle, until it is published: a card before
  // the reveal. What is written to it later stays with it, and a new record that names it is private as well.
  // `draft.id` is new, or that of such a record.
  bool save_private(records::Draft draft, std::string_view command);
  const std::set<base::Id>& private_records() const { return private_; }
  // Those of these records that are private go into the log as they are now: one action, which cannot be taken back.
  // False when there was nothing to do.
  bool publish(const std::vector<base::Id>& records, std::string_view command);
  // Of what is shared, private records left out: its digest, and all records of a kind.
  std::string digest() const { return state_.digest(private_); }
  std::vector<records::Draft> drafts(std::string_view kind) const;

  // Keeps many drafts as one undo step, written in transactions of at most kImportSlice records. A record that is there
  // already keeps the fields that its draft does not hold.
  // `progress` is told after each; returning false cancels: what was written is taken back, nothing remains, and
  // `finished` gets import.cancelled. When the disk refuses, what was written stays (one undo step) and `finished` gets
  // the reason. One import at a time.
  void import(std::vector<records::Draft> drafts, std::function<bool(std::size_t done, std::size_t total)> progress,
              std::function<void(base::Status)> finished);
  bool importing() const { return import_ != nullptr; }

  std::uint64_t actions() const { return next_n_; }  // grows with each action made in this session of use
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

  // The last actions on any record, from here and elsewhere, newest first.
  void recent(std::size_t most, std::function<void(base::Result<std::vector<Action>>)> done);

  // The whole log of the disk, in the order in which its lines came (replay.h).
  void log(std::function<void(base::Result<std::vector<std::string>>)> done);

  // Conflicts wait here, also over a restart, until somebody settles them. At most kConflicts; both versions are in the
  // record's history in any case.
  base::Id actor() const { return actor_; }  // of this session of use

  const std::vector<Conflict>& conflicts() const { return conflicts_; }
  void settle(std::size_t conflict, bool mine);

  std::string setting(std::string_view key) const;
  void put_setting(std::string_view key, std::string value);

  // The space this dossier belongs to, by its name; oplog::kNoSpace until it joins one.
  std::string space() const;
  void join_space(std::string name) { put_setting("space", std::move(name)); }

  // Objects: the files in which the log travels. Errors of the disk are store.*; those of an object, object.*.
  struct HeldObject {
    oplog::ObjectName name;
    bool copied = false;   // it is known to be elsewhere too
    bool covered = false;  // a snapshot that is held stands for it: not to be sent again where it was deleted
  };
  // All that is held, by name, once the actions in no segment yet have been put into some.
  void objects(std::function<void(base::Result<std::vector<HeldObject>>)> done);
  void object(const oplog::ObjectName& name, std::function<void(base::Result<std::string>)> done);
  // Takes an object from elsewhere: checked against its name, kept as it came, its lines added to the log and applied.
  // One that is here already, or comes in any order, changes nothing more.
  // Errors: object.damaged {name} (what came is kept aside; it should be fetched again), object.malformed {name, at},
  // object.too-large {name}.
  void receive(const oplog::ObjectName& name, std::string bytes, std::function<void(base::Result<Received>)> done);
  void mark_copied(const std::vector<oplog::ObjectName>& names, std::function<void(base::Status)> done);
  // Keeps a blob, at most oplog::max_bytes of it, before a record names it: `done` once the disk has it. The same bytes
  // are kept once.
  void keep_blob(std::string bytes, std::function<void(base::Result<oplog::ObjectName>)> done);

  // All objects in one file. When the disk refuses to be written to, what is only in memory is in the file as well.
  // `progress` is told of objects done; false cancels. Errors: bundle.too-large, bundle.cancelled, store.*.
  void export_bundle(std::function<bool(std::size_t done, std::size_t total)> progress,
                     std::function<void(base::Result<ExportedBundle>)> finished, Copy copy = Copy::kForOthers);
  // Receives every object of a bundle. Damaged ones are counted and passed over. Cancelled, it keeps what came before.
  // A dossier of no space joins the bundle's. Errors: zip.*, bundle.nothing, bundle.other-space {space},
  // bundle.cancelled, store.*.
  void import_bundle(std::string bytes, OtherSpace other,
                     std::function<bool(std::size_t done, std::size_t total)> progress,
                     std::function<void(base::Result<BundleReport>)> finished);

  // What no other device has: private records as they are now and ballots in boxes, a line each; "" without any.
  std::string own_lines() const;
  bool has_own() const;  // there are any
  // Of such lines, what is not here and is not known to everybody; what cannot be read is left out.
  struct Own {
    std::vector<std::vector<records::Change>> records;  // each of one record
    std::vector<std::pair<std::string, std::string>> settings;
    bool empty() const { return records.empty() && settings.empty(); }
  };
  Own read_own(std::string_view lines) const;
  // They are private here from now on: one action. False, and nothing done, when the session is read-only.
  bool take_own(const Own& own, std::string_view command);

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

  void take_line(std::string_view line, bool is_private);
  void read_private(std::function<void(base::Status)> done);
  void keep_private(const records::Draft& draft);
  Slice write(const std::vector<records::Change>& changes, std::string_view command);
  std::vector<Slice> write_split(const std::vector<records::Change>& changes, std::string_view command);
  void commit(const std::vector<records::Change>& changes, std::string_view command);
  void push_undo(Step step);
  void revert(std::vector<Step>& from, std::vector<Step>& onto, std::string_view command);
  std::vector<Slice> take_back(const std::vector<Slice>& slices, std::string_view command);
  bool is_untouched(const Write& write) const;
  void flush();
  void confirm();
  void settled(const base::Status& status);
  void flush_settings();
  void changed() const;

  struct Sealing;
  using Unstored = std::vector<std::pair<oplog::ObjectName, std::string>>;  // segments the disk refused
  void seal(std::function<void(base::Result<Unstored>)> done);
  void seal_step(const std::shared_ptr<Sealing>& job, const std::function<void()>& next);
  void seal_page(const std::shared_ptr<Sealing>& job, const std::function<void()>& next);
  void held_objects(std::function<void(base::Result<std::vector<HeldObject>>)> done);
  struct Covering;
  void find_covered(std::vector<HeldObject> held, std::function<void(base::Result<std::vector<HeldObject>>)> done);
  void tell_covered(const std::shared_ptr<Covering>& job);
  void take(const oplog::ObjectName& name, std::string bytes, std::function<void(base::Result<Received>)> done);
  void apply_fresh(const std::vector<oplog::Batch>& batches);
  void read_unread(std::function<void(base::Status)> done);
  void count_unshared(std::function<void(base::Status)> done);
  void read_conflicts(std::function<void(base::Status)> done);
  void all_shared();
  bool unseen(const oplog::Register& ours, oplog::Stamp theirs) const;
  std::vector<Conflict> conflicts_with(const oplog::Batch& batch) const;
  void drop_conflicts(const oplog::Batch& batch);
  void add_conflicts(std::vector<Conflict> found);
  void put_conflicts();
  static std::size_t shared_among(std::span<const store::Writing> writings);
  void tell_unshared() { saving_.unshared = stored_unshared_ + shared_among(queue_); }

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
  std::size_t stored_unshared_ = 0;                  // of the log on the disk
  std::map<base::Id, oplog::Stamp> unshared_since_;  // of actors of this device, while something of theirs is unshared
  // What was unshared until lately: whoever wrote before `until` cannot have seen it. Of this session of use only.
  struct Unseen {
    base::Id actor;
    oplog::Stamp since = 0, until = 0;
  };
  std::vector<Unseen> lately_shared_;
  std::vector<Conflict> conflicts_;
  std::vector<store::Writing> queue_;  // applied, not yet durable
  std::size_t in_flight_ = 0;          // of the queue's head, being written
  std::set<base::Id> private_;         // records whose lines are in the private chain
  std::vector<Step> undo_, redo_;
  std::set<oplog::ObjectName> covered_, read_snapshots_;  // segments that a snapshot truly stands for; those read
  std::unique_ptr<Import> import_;
  bool in_import_ = false;
  std::map<std::string, std::string, std::less<>> settings_;
  std::set<std::string> unsaved_settings_;
};

}  // namespace session
