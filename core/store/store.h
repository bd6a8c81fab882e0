// The log in SQLite: schema, opening, appending, reading back; and the objects (segments, snapshots, blobs) by which it
// travels. The log is truth: what is applied is its lines, however they came.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oplog/batch.h"
#include "store/executor.h"

namespace store {

inline constexpr std::int64_t kApplicationId = 0x45534341;  // "ESCA"
inline constexpr std::int64_t kSchemaVersion = 3;

// Lines of the log are read back this many bytes at a time, so that a large log never crosses to the application whole.
inline constexpr std::int64_t kPageBytes = 4 << 20;

// What one action leaves on the disk.
struct Writing {
  oplog::Batch batch;
  bool is_private = false;          // for the private chain of this device, of one record: it is in no object, ever
  std::vector<base::Id> published;  // records whose private lines the batch stands for from now on
};

// A line of the log that is in no segment yet.
struct LooseLine {
  std::int64_t seq = 0;
  base::Id actor;
  std::int64_t n = 0;
  std::string text;
};

// An object to keep, and the lines of the log that it holds. A line that cannot be read has no actor and no count.
struct Arrival {
  std::string name;
  std::string bytes;
  bool copied = false;  // it is known to be elsewhere too
  bool read = true;     // false: not understood yet, to be read again after an upgrade
  struct Line {
    std::string text;
    base::Id actor;
    std::int64_t n = 0;
    std::string entities = "[]";  // see entities_of
  };
  std::vector<Line> lines;
};

struct HeldObject {
  std::string name;
  std::int64_t bytes = 0;
  bool copied = false;
};

// What a check of the whole file finds.
struct Check {
  std::int64_t lines = 0, wrong_lines = 0, unreadable_lines = 0;  // not the line that was written; not understood
  std::int64_t objects = 0, damaged_objects = 0;                  // not what their names say
  std::int64_t aside = 0;  // objects that came damaged and did not come well since
};

// A line of the log without its writes.
struct Glance {
  base::Id actor;
  std::int64_t n = 0, wall_ms = 0;
  std::string command;
  base::Id first, last;  // records of its first and last writes
};

// The records a batch names, as a JSON array of ids.
std::string entities_of(const oplog::Batch& batch);

// A store must outlive the replies it waits for.
class Store {
 public:
  using Done = std::function<void(base::Status)>;
  using Lines = std::vector<std::string>;
  using Settings = std::vector<std::pair<std::string, std::string>>;

  explicit Store(Executor& executor) : executor_(executor) {}

  // Creates the schema in an empty file, brings an older one up to date, refuses a newer one (store.newer {version})
  // and a file that is not ours (store.foreign), then hands every line of the log to `line`, in the order written.
  void open(std::function<void(std::string_view line)> line, Done done);
  // Every line of the log again.
  void each_line(std::function<void(std::string_view line)> line, Done done);
  // Keeps all of them in one durable transaction. A line already there (same actor, n and content) is not added twice.
  void append(const std::vector<Writing>& writings, Done done);
  // The private chain: lines that never leave this device, in the order written; and what becomes of those of records.
  void private_lines(std::function<void(base::Result<Lines>)> done);
  void drop_private(const std::vector<base::Id>& records, Done done);
  // After a transaction that failed: makes what it left, if it stands all the same, outlive a loss of power.
  void confirm(Done done);
  // Lines in no segment yet, by actor and count: those after `after`, up to kPageBytes of them.
  void loose(const LooseLine& after, std::function<void(base::Result<std::vector<LooseLine>>)> done);
  // The name of an actor's segment of the highest number; empty when there is none.
  void last_segment(base::Id actor, std::function<void(base::Result<std::string>)> done);
  // Keeps a segment just made of the loose lines `seqs`.
  void add_segment(std::string name, std::string_view bytes, const std::vector<std::int64_t>& seqs, Done done);
  // Keeps an object that came, and the lines of it that the log does not hold: all in one transaction. `done` gets the
  // positions of those lines, in `lines`.
  void add_object(Arrival arrival, std::function<void(base::Result<std::vector<std::size_t>>)> done);
  // Keeps the bytes that came under a name and are not what it says, until the right ones come.
  void put_aside(std::string name, std::string_view bytes, Done done);

  void objects(std::function<void(base::Result<std::vector<HeldObject>>)> done);  // by name
  // Names of objects not understood when they came.
  void unread(std::function<void(base::Result<std::vector<std::string>>)> done);
  void object(std::string_view name, std::function<void(base::Result<std::string>)> done);  // object.absent {name}
  void mark_copied(const std::vector<std::string>& names, Done done);
  // How many lines of the log were written here and are in no object known to be elsewhere.
  void count_unshared(std::function<void(base::Result<std::size_t>)> done);

  // Reads the whole file and compares it with its sums. Errors: store.damaged when SQLite itself finds it damaged.
  void check(std::function<void(base::Result<Check>)> done);
  // The first line of each actor that is not known to be elsewhere.
  void first_unshared(std::function<void(base::Result<Lines>)> done);
  // The last lines, newest first: who did what when, and to which record.
  void recent(std::size_t most, std::function<void(base::Result<std::vector<Glance>>)> done);

  // The lines that touch an entity, oldest first; private ones among them.
  void history(base::Id entity, std::function<void(base::Result<Lines>)> done);
  // Small settings of this device (remembered mappings, language): not in the log, never shared.
  void put_setting(std::string_view key, std::string value, Done done);
  void settings(std::function<void(base::Result<Settings>)> done);

 private:
  struct Reading;
  struct Checking;
  void run(std::vector<Statement> transaction, OnRows done);
  void read_page(std::shared_ptr<Reading> reading);
  void check_lines(std::shared_ptr<Checking> checking);
  void check_objects(std::shared_ptr<Checking> checking);
  void add_lines(std::shared_ptr<Arrival> arrival, std::vector<bool> held,
                 std::function<void(base::Result<std::vector<std::size_t>>)> done);

  Executor& executor_;
  bool unsure_ = false;  // the last transaction that writes failed: see run()
};

}  // namespace store
