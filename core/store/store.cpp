#include "store/store.h"

#include "base/base64.h"
#include "base/sha256.h"

namespace store {
namespace {

constexpr const char* kWhatIsThere =
    "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id, "
    "pragma_user_version";

constexpr const char* kFirstTables[] = {
    R"(CREATE TABLE batch(seq INTEGER PRIMARY KEY, actor TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL,
       bytes INTEGER NOT NULL, line TEXT NOT NULL, UNIQUE(actor, n, hash)))",
    "CREATE TABLE touch(entity TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(entity, seq)) WITHOUT ROWID",
    "CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
};
// Version 2: objects. All lines of version 1 were written here, and are in none.
constexpr const char* kObjectTables[] = {
    "ALTER TABLE batch ADD COLUMN object INTEGER",
    "CREATE INDEX loose ON batch(actor, n) WHERE object IS NULL",
    R"(CREATE TABLE object(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL,
       lines INTEGER NOT NULL, copied INTEGER NOT NULL, read INTEGER NOT NULL, body TEXT NOT NULL))",
    "CREATE TABLE aside(name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
};

// Version 3: the private chain.
constexpr const char* kPrivateTable =
    "CREATE TABLE private(seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, entity TEXT NOT NULL, line TEXT NOT "
    "NULL)";

// What brings a file of `version` (0: an empty one) to kSchemaVersion.
std::vector<Statement> schema_after(std::int64_t version) {
  std::vector<Statement> statements;
  if (version < 1)
    for (const char* sql : kFirstTables) statements.push_back({sql});
  if (version < 2)
    for (const char* sql : kObjectTables) statements.push_back({sql});
  if (version < 3) statements.push_back({kPrivateTable});
  statements.push_back({"PRAGMA application_id=" + std::to_string(kApplicationId)});
  statements.push_back({"PRAGMA user_version=" + std::to_string(kSchemaVersion)});
  return statements;
}

// A page is the lines after ?1 that begin within the next ?2 bytes, at least one and at most 1,000. Sizes are summed
// apart from the lines, which may be large.
constexpr const char* kPage =
    "SELECT seq, line FROM batch WHERE seq > ?1 AND seq <= (SELECT max(seq) FROM (SELECT seq, sum(bytes) OVER (ORDER "
    "BY "
    "seq) - bytes AS before FROM batch WHERE seq > ?1 ORDER BY seq LIMIT 1000) WHERE before < ?2) ORDER BY seq";

// The same of the lines in no object, in the order (actor, n, seq), after (?1, ?2, ?3).
constexpr const char* kLoosePage =
    "SELECT seq, actor, n, line FROM batch WHERE seq IN (SELECT seq FROM (SELECT seq, sum(bytes) OVER (ORDER BY actor, "
    "n, seq) - bytes AS before FROM batch WHERE object IS NULL AND (actor, n, seq) > (?1, ?2, ?3) ORDER BY actor, n, "
    "seq LIMIT 1000) WHERE before < ?4) ORDER BY actor, n, seq";
constexpr const char* kLastSegment = "SELECT max(name) FROM object WHERE name > ?1 AND name < ?2";

constexpr const char* kAddObject =
    "INSERT INTO object(name, bytes, lines, copied, read, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(name) DO "
    "UPDATE SET lines = excluded.lines, copied = max(copied, excluded.copied), read = excluded.read";
constexpr const char* kTakeLoose =
    "UPDATE batch SET object = (SELECT id FROM object WHERE name = ?1) WHERE object IS NULL AND seq IN (SELECT value "
    "FROM json_each(?2))";
constexpr const char* kCover =
    "UPDATE batch SET object = (SELECT id FROM object WHERE name = ?1) WHERE object IS NULL AND actor = ?2 AND n = ?3 "
    "AND hash = ?4";
constexpr const char* kHeldOf =
    "SELECT e.key, b.seq FROM json_each(?1) e JOIN batch b ON b.actor = json_extract(e.value, '$[0]') AND b.n = "
    "json_extract(e.value, '$[1]') AND b.hash = json_extract(e.value, '$[2]')";
constexpr const char* kAddLine =
    "INSERT OR IGNORE INTO batch(actor, n, hash, bytes, line, object) VALUES(?1, ?2, ?3, ?4, ?5, (SELECT id FROM "
    "object WHERE name = ?6))";
constexpr const char* kPutAside =
    "INSERT INTO aside(name, body) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET body = excluded.body";
constexpr const char* kNotAside = "DELETE FROM aside WHERE name = ?1";
constexpr const char* kObjects = "SELECT name, bytes, copied FROM object ORDER BY name";
constexpr const char* kUnread = "SELECT name FROM object WHERE read = 0 ORDER BY name";
constexpr const char* kObject = "SELECT body FROM object WHERE name = ?1";
constexpr const char* kMarkCopied = "UPDATE object SET copied = 1 WHERE name IN (SELECT value FROM json_each(?1))";
constexpr const char* kUnshared =
    "SELECT (SELECT count(*) FROM batch WHERE object IS NULL) + (SELECT coalesce(sum(lines), 0) FROM object WHERE "
    "copied = 0)";

constexpr const char* kAddBatch = "INSERT OR IGNORE INTO batch(actor, n, hash, bytes, line) VALUES(?1, ?2, ?3, ?4, ?5)";
constexpr const char* kAddTouches =
    "INSERT OR IGNORE INTO touch(entity, seq) SELECT e.value, b.seq FROM json_each(?1) e, batch b "
    "WHERE b.actor = ?2 AND b.n = ?3 AND b.hash = ?4";
constexpr const char* kFirstUnshared =
    "SELECT b.line FROM batch b JOIN (SELECT actor, min(n) AS n FROM batch WHERE object IS NULL OR object IN (SELECT "
    "id "
    "FROM object WHERE copied = 0) GROUP BY actor) f ON b.actor = f.actor AND b.n = f.n";
constexpr const char* kRecent =
    "SELECT actor, n, json_extract(line, '$.t'), json_extract(line, '$.c'), json_extract(line, '$.o[0][1]'), "
    "json_extract(line, '$.o[#-1][1]') FROM batch WHERE json_valid(line) ORDER BY seq DESC LIMIT ?1";
constexpr const char* kHistory =
    "SELECT line FROM (SELECT seq, line FROM batch WHERE seq IN (SELECT seq FROM touch WHERE entity = ?1) UNION ALL "
    "SELECT seq, line FROM private WHERE entity = ?1) ORDER BY seq";
constexpr const char* kAddPrivate = "INSERT OR IGNORE INTO private(hash, entity, line) VALUES(?1, ?2, ?3)";
constexpr const char* kPrivate = "SELECT line FROM private ORDER BY seq";
constexpr const char* kDropPrivate = "DELETE FROM private WHERE entity IN (SELECT value FROM json_each(?1))";
constexpr const char* kPutSetting =
    "INSERT INTO setting(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value";
constexpr const char* kCountFailure =
    "INSERT INTO setting(key, value) VALUES('failures', '1') ON CONFLICT(key) DO UPDATE SET value = value + 1";
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

OnRows first_column(std::function<void(base::Result<Store::Lines>)> done) {
  return [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    Store::Lines lines;
    for (const Row& row : *rows)
      if (!row.empty()) lines.emplace_back(oplog::text(row.front()));
    done(std::move(lines));
  };
}

// A JSON array of texts that need no escaping, or of numbers.
template <class List>
std::string json_list(const List& list, std::string_view quote) {
  std::string json = "[";
  for (const auto& item : list) {
    if (json.size() > 1) json += ',';
    json.append(quote).append(item).append(quote);
  }
  return json + "]";
}

std::string ids_json(const std::vector<base::Id>& ids) {
  std::vector<std::string> hex;
  for (const base::Id id : ids) hex.push_back(base::to_hex(id));
  return json_list(hex, "\"");
}

}  // namespace

std::string entities_of(const oplog::Batch& batch) { return ids_json(oplog::entities(batch)); }

struct Store::Reading {
  std::function<void(std::string_view)> line;
  Done done;
  std::int64_t after = 0;
};

// What writes. A transaction whose last sync failed may stand in the file, as far as SQLite sees, and still be undone
// by its journal once power is cut; tried again it would find nothing to change, write nothing, and be told done. So
// after a failure the next one always changes something.
void Store::run(std::vector<Statement> transaction, OnRows done) {
  if (unsure_) transaction.insert(transaction.begin(), {kCountFailure});
  executor_.run(std::move(transaction), [this, done = std::move(done)](base::Result<Rows> rows) {
    unsure_ = !rows;
    done(std::move(rows));
  });
}

void Store::open(std::function<void(std::string_view line)> line, Done done) {
  auto reading = std::make_shared<Reading>(Reading{std::move(line), std::move(done)});
  executor_.run({{kWhatIsThere}}, [this, reading](base::Result<Rows> rows) {
    if (!rows) return reading->done(base::Error{rows.error()});
    if (rows->size() != 1 || rows->front().size() != 3) return reading->done(unexpected());
    const Row& there = rows->front();
    const std::int64_t application = integer(there[0]), version = integer(there[1]), tables = integer(there[2]);
    if (application == 0 && version == 0 && tables == 0)
      return executor_.run(schema_after(0), without_rows(reading->done));
    if (application != kApplicationId || version < 1) return reading->done(base::fail("store.foreign"));
    if (version > kSchemaVersion)
      return reading->done(base::fail("store.newer", {{"version", std::to_string(version)}}));
    if (version == kSchemaVersion) return read_page(reading);
    executor_.run(schema_after(version), [this, reading](const base::Result<Rows>& changed) {
      if (!changed) return reading->done(base::Error{changed.error()});
      read_page(reading);
    });
  });
}

void Store::each_line(std::function<void(std::string_view line)> line, Done done) {
  read_page(std::make_shared<Reading>(Reading{std::move(line), std::move(done)}));
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

void Store::append(const std::vector<Writing>& writings, Done done) {
  std::vector<Statement> transaction;
  for (const Writing& writing : writings) {
    const oplog::Batch& batch = writing.batch;
    std::string line = oplog::encode(batch);
    const std::string actor = base::to_hex(batch.actor), hash = base::sha256_hex(line);
    if (writing.is_private) {
      transaction.push_back({kAddPrivate, {hash, base::to_hex(batch.sets.front().entity), std::move(line)}});
      continue;
    }
    const auto n = static_cast<std::int64_t>(batch.n);
    const auto bytes = static_cast<std::int64_t>(line.size());
    transaction.push_back({kAddBatch, {actor, n, hash, bytes, std::move(line)}});
    transaction.push_back({kAddTouches, {entities_of(batch), actor, n, hash}});
    if (!writing.published.empty()) transaction.push_back({kDropPrivate, {ids_json(writing.published)}});
  }
  run(std::move(transaction), without_rows(std::move(done)));
}

void Store::private_lines(std::function<void(base::Result<Lines>)> done) {
  executor_.run({{kPrivate}}, first_column(std::move(done)));
}

void Store::drop_private(const std::vector<base::Id>& records, Done done) {
  run({{kDropPrivate, {ids_json(records)}}}, without_rows(std::move(done)));
}

void Store::confirm(Done done) {
  if (!unsure_) return done(base::Done{});
  run({}, without_rows(std::move(done)));
}

void Store::loose(const LooseLine& after, std::function<void(base::Result<std::vector<LooseLine>>)> done) {
  executor_.run({{kLoosePage, {base::to_hex(after.actor), after.n, after.seq, kPageBytes}}},
                [done = std::move(done)](base::Result<Rows> rows) {
                  if (!rows) return done(base::Error{rows.error()});
                  std::vector<LooseLine> lines;
                  for (Row& row : *rows) {
                    const auto actor = row.size() == 4 ? base::from_hex(oplog::text(row[1])) : std::nullopt;
                    if (!actor) return done(unexpected());
                    lines.push_back({integer(row[0]), {*actor}, integer(row[2]), std::string(oplog::text(row[3]))});
                  }
                  done(std::move(lines));
                });
}

void Store::last_segment(base::Id actor, std::function<void(base::Result<std::string>)> done) {
  const std::string prefix = "l-" + base::to_hex(actor);
  executor_.run({{kLastSegment, {prefix + "-", prefix + "."}}}, [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    done(rows->empty() || rows->front().empty() ? std::string() : std::string(oplog::text(rows->front().front())));
  });
}

void Store::add_segment(std::string name, std::string_view bytes, const std::vector<std::int64_t>& seqs, Done done) {
  std::vector<std::string> numbers;
  for (const std::int64_t seq : seqs) numbers.push_back(std::to_string(seq));
  const auto size = static_cast<std::int64_t>(bytes.size()), lines = static_cast<std::int64_t>(seqs.size());
  run({{kAddObject, {name, size, lines, false, true, base::to_base64(bytes)}},
       {kTakeLoose, {name, json_list(numbers, "")}}},
      without_rows(std::move(done)));
}

void Store::add_object(Arrival arrival, std::function<void(base::Result<std::vector<std::size_t>>)> done) {
  auto shared = std::make_shared<Arrival>(std::move(arrival));
  std::string asked = "[";
  for (const Arrival::Line& line : shared->lines)
    asked += std::string(asked.size() > 1 ? "," : "") + "[\"" + base::to_hex(line.actor) + "\"," +
             std::to_string(line.n) + ",\"" + base::sha256_hex(line.text) + "\"]";
  executor_.run({{kHeldOf, {asked + "]"}}}, [this, shared, done = std::move(done)](base::Result<Rows> rows) mutable {
    if (!rows) return done(base::Error{rows.error()});
    std::vector<bool> held(shared->lines.size());
    for (const Row& row : *rows) {
      const std::int64_t at = row.size() == 2 ? integer(row[0]) : -1;
      if (at < 0 || static_cast<std::size_t>(at) >= held.size()) return done(unexpected());
      held[static_cast<std::size_t>(at)] = true;
    }
    add_lines(std::move(shared), std::move(held), std::move(done));
  });
}

// A line that is held and in no object yet is of ours and comes back: it is in this one now.
void Store::add_lines(std::shared_ptr<Arrival> arrival, std::vector<bool> held,
                      std::function<void(base::Result<std::vector<std::size_t>>)> done) {
  const auto size = static_cast<std::int64_t>(arrival->bytes.size());
  const auto count = static_cast<std::int64_t>(arrival->lines.size());
  const std::string& name = arrival->name;
  std::vector<Statement> transaction;
  transaction.push_back(
      {kAddObject, {name, size, count, arrival->copied, arrival->read, base::to_base64(arrival->bytes)}});
  std::vector<std::size_t> fresh;
  for (std::size_t i = 0; i < arrival->lines.size(); ++i) {
    const Arrival::Line& line = arrival->lines[i];
    const std::string actor = base::to_hex(line.actor), hash = base::sha256_hex(line.text);
    if (held[i]) {
      transaction.push_back({kCover, {name, actor, line.n, hash}});
      continue;
    }
    fresh.push_back(i);
    const auto bytes = static_cast<std::int64_t>(line.text.size());
    transaction.push_back({kAddLine, {actor, line.n, hash, bytes, line.text, name}});
    transaction.push_back({kAddTouches, {line.entities, actor, line.n, hash}});
  }
  transaction.push_back({kNotAside, {name}});
  run(std::move(transaction), [fresh, done = std::move(done)](const base::Result<Rows>& rows) {
    if (!rows) return done(base::Error{rows.error()});
    done(fresh);
  });
}

void Store::put_aside(std::string name, std::string_view bytes, Done done) {
  run({{kPutAside, {std::move(name), base::to_base64(bytes)}}}, without_rows(std::move(done)));
}

void Store::objects(std::function<void(base::Result<std::vector<HeldObject>>)> done) {
  executor_.run({{kObjects}}, [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    std::vector<HeldObject> held;
    for (const Row& row : *rows)
      if (row.size() == 3) held.push_back({std::string(oplog::text(row[0])), integer(row[1]), integer(row[2]) != 0});
    done(std::move(held));
  });
}

void Store::unread(std::function<void(base::Result<std::vector<std::string>>)> done) {
  executor_.run({{kUnread}}, [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    std::vector<std::string> names;
    for (const Row& row : *rows)
      if (!row.empty()) names.emplace_back(oplog::text(row.front()));
    done(std::move(names));
  });
}

void Store::object(std::string_view name, std::function<void(base::Result<std::string>)> done) {
  executor_.run({{kObject, {std::string(name)}}},
                [name = std::string(name), done = std::move(done)](base::Result<Rows> rows) {
                  if (!rows) return done(base::Error{rows.error()});
                  if (rows->empty() || rows->front().empty())
                    return done(base::fail("object.absent", {{"name", name}}));
                  auto bytes = base::from_base64(oplog::text(rows->front().front()));
                  if (!bytes) return done(unexpected());
                  done(std::move(*bytes));
                });
}

void Store::mark_copied(const std::vector<std::string>& names, Done done) {
  run({{kMarkCopied, {json_list(names, "\"")}}}, without_rows(std::move(done)));
}

void Store::count_unshared(std::function<void(base::Result<std::size_t>)> done) {
  executor_.run({{kUnshared}}, [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    if (rows->size() != 1 || rows->front().size() != 1) return done(unexpected());
    done(static_cast<std::size_t>(integer(rows->front().front())));
  });
}

void Store::first_unshared(std::function<void(base::Result<Lines>)> done) {
  executor_.run({{kFirstUnshared}}, first_column(std::move(done)));
}

void Store::recent(std::size_t most, std::function<void(base::Result<std::vector<Glance>>)> done) {
  executor_.run({{kRecent, {static_cast<std::int64_t>(most)}}}, [done = std::move(done)](base::Result<Rows> rows) {
    if (!rows) return done(base::Error{rows.error()});
    const auto id = [](const oplog::Value& value) { return base::Id{base::from_hex(oplog::text(value)).value_or(0)}; };
    std::vector<Glance> glances;
    for (const Row& row : *rows)
      if (row.size() == 6)
        glances.push_back(
            {id(row[0]), integer(row[1]), integer(row[2]), std::string(oplog::text(row[3])), id(row[4]), id(row[5])});
    done(std::move(glances));
  });
}

void Store::history(base::Id entity, std::function<void(base::Result<Lines>)> done) {
  executor_.run({{kHistory, {base::to_hex(entity)}}}, first_column(std::move(done)));
}

void Store::put_setting(std::string_view key, std::string value, Done done) {
  run({{kPutSetting, {std::string(key), std::move(value)}}}, without_rows(std::move(done)));
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
