#include "store/store.h"

#include "base/sha256.h"

namespace store {
namespace {

constexpr const char* kWhatIsThere =
    "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id, "
    "pragma_user_version";

std::vector<Statement> schema() {
  return {
      {"CREATE TABLE batch(seq INTEGER PRIMARY KEY, actor TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, "
       "bytes INTEGER NOT NULL, line TEXT NOT NULL, UNIQUE(actor, n, hash))"},
      {"CREATE TABLE touch(entity TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(entity, seq)) WITHOUT ROWID"},
      {"CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"},
      {"PRAGMA application_id=" + std::to_string(kApplicationId)},
      {"PRAGMA user_version=" + std::to_string(kSchemaVersion)},
  };
}

// A page is the lines after ?1 that begin within the next ?2 bytes, at least one and at most 1,000. Sizes are summed
// apart from the lines, which may be large.
constexpr const char* kPage =
    "SELECT seq, line FROM batch WHERE seq > ?1 AND seq <= (SELECT max(seq) FROM (SELECT seq, sum(bytes) OVER (ORDER "
    "BY "
    "seq) - bytes AS before FROM batch WHERE seq > ?1 ORDER BY seq LIMIT 1000) WHERE before < ?2) ORDER BY seq";

constexpr const char* kAddBatch = "INSERT OR IGNORE INTO batch(actor, n, hash, bytes, line) VALUES(?1, ?2, ?3, ?4, ?5)";
constexpr const char* kAddTouches =
    "INSERT OR IGNORE INTO touch(entity, seq) SELECT e.value, b.seq FROM json_each(?1) e, batch b "
    "WHERE b.actor = ?2 AND b.n = ?3 AND b.hash = ?4";
constexpr const char* kHistory =
    "SELECT line FROM batch WHERE seq IN (SELECT seq FROM touch WHERE entity = ?1) ORDER BY seq";
constexpr const char* kPutSetting =
    "INSERT INTO setting(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value";
constexpr const char* kSettings = "SELECT key, value FROM setting ORDER BY key";

std::int64_t integer(const oplog::Value& value) {
  const auto* held = std::get_if<std::int64_t>(&value);
  return held ? *held : 0;
}

base::Error unexpected() { return base::fail("store.damaged"); }

OnRows without_rows(Store::Done done) {
  return [done = std::move(done)](base::Result<Rows> rows) {
    done(rows ? base::Status(base::Done{}) : base::Status(base::Error{rows.error()}));
  };
}

// The entities a batch names, as a JSON array of hex ids; sets of one entity stand together in a batch.
std::string entities(const oplog::Batch& batch) {
  std::string list = "[";
  base::Id last;
  for (const oplog::Set& set : batch.sets) {
    if (set.entity == last) continue;
    last = set.entity;
    list += list.size() > 1 ? ",\"" : "\"";
    list += base::to_hex(last) + "\"";
  }
  return list + "]";
}

}  // namespace

struct Store::Reading {
  std::function<void(std::string_view)> line;
  Done done;
  std::int64_t after = 0;
};

void Store::open(std::function<void(std::string_view line)> line, Done done) {
  auto reading = std::make_shared<Reading>(Reading{std::move(line), std::move(done)});
  executor_.run({{kWhatIsThere}}, [this, reading](base::Result<Rows> rows) {
    if (!rows) return reading->done(base::Error{rows.error()});
    if (rows->size() != 1 || rows->front().size() != 3) return reading->done(unexpected());
    const Row& there = rows->front();
    const std::int64_t application = integer(there[0]), version = integer(there[1]), tables = integer(there[2]);
    if (application == 0 && version == 0 && tables == 0) return executor_.run(schema(), without_rows(reading->done));
    if (application != kApplicationId) return reading->done(base::fail("store.foreign"));
    if (version > kSchemaVersion)
      return reading->done(base::fail("store.newer", {{"version", std::to_string(version)}}));
    read_page(reading);
  });
}

void Store::read_page(std::shared_ptr<Reading> reading) {
  executor_.run({{kPage, {reading->after, kPageBytes}}}, [this, reading](base::Result<Rows> rows) {
    if (!rows) return reading->done(base::Error{rows.error()});
    if (rows->empty()) return reading->done(base::Done{});
    for (const Row& row : *rows) {
      if (row.size() != 2 || integer(row[0]) <= reading->after) return reading->done(unexpected());
      reading->after = integer(row[0]);
      reading->line(oplog::text(row[1]));
    }
    rows->clear();  // a native executor replies before run returns: pages would pile up
    read_page(reading);
  });
}

void Store::append(const std::vector<oplog::Batch>& batches, Done done) {
  std::vector<Statement> transaction;
  for (const oplog::Batch& batch : batches) {
    std::string line = oplog::encode(batch);
    const std::string actor = base::to_hex(batch.actor), hash = base::sha256_hex(line);
    const auto n = static_cast<std::int64_t>(batch.n);
    const auto bytes = static_cast<std::int64_t>(line.size());
    transaction.push_back({kAddBatch, {actor, n, hash, bytes, std::move(line)}});
    transaction.push_back({kAddTouches, {entities(batch), actor, n, hash}});
  }
  executor_.run(std::move(transaction), without_rows(std::move(done)));
}

void Store::history(base::Id entity, std::function<void(base::Result<Lines>)> done) {
  executor_.run({{kHistory, {base::to_hex(entity)}}}, [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    Lines lines;
    for (const Row& row : *rows)
      if (!row.empty()) lines.emplace_back(oplog::text(row.front()));
    done(std::move(lines));
  });
}

void Store::put_setting(std::string_view key, std::string value, Done done) {
  executor_.run({{kPutSetting, {std::string(key), std::move(value)}}}, without_rows(std::move(done)));
}

void Store::settings(std::function<void(base::Result<Settings>)> done) {
  executor_.run({{kSettings}}, [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    Settings held;
    for (const Row& row : *rows)
      if (row.size() == 2) held.emplace_back(oplog::text(row[0]), oplog::text(row[1]));
    done(std::move(held));
  });
}

}  // namespace store
