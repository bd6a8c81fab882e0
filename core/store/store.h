// The log in SQLite: schema, opening, appending, reading back. The log is truth; everything else is derived from it.
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
inline constexpr std::int64_t kSchemaVersion = 1;

// Lines of the log are read back this many bytes at a time, so that a large log never crosses to the application whole.
inline constexpr std::int64_t kPageBytes = 4 << 20;

// A store must outlive the replies it waits for.
class Store {
 public:
  using Done = std::function<void(base::Status)>;
  using Lines = std::vector<std::string>;
  using Settings = std::vector<std::pair<std::string, std::string>>;

  explicit Store(Executor& executor) : executor_(executor) {}

  // Creates the schema in an empty file, refuses a newer one (store.newer {version}) and a file that is not ours
  // (store.foreign), then hands every line of the log to `line`, in the order written.
  void open(std::function<void(std::string_view line)> line, Done done);
  // Appends batches in one durable transaction. A line already there (same actor, n and content) is not added twice.
  void append(const std::vector<oplog::Batch>& batches, Done done);
  // The lines that touch an entity, oldest first.
  void history(base::Id entity, std::function<void(base::Result<Lines>)> done);
  // Small settings of this device (remembered mappings, language): not in the log, never shared.
  void put_setting(std::string_view key, std::string value, Done done);
  void settings(std::function<void(base::Result<Settings>)> done);

 private:
  struct Reading;
  void read_page(std::shared_ptr<Reading> reading);

  Executor& executor_;
};

}  // namespace store
