// The one door to SQLite: a transaction in, the last statement's rows out. The core owns the SQL text; executors only
// run it (libsqlite3 natively, sqlite-wasm in a Worker in the browser).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "oplog/value.h"

namespace store {

struct Statement {
  std::string sql;                        // one statement
  std::vector<oplog::Value> params = {};  // bound to ?1, ?2...
};

using Row = std::vector<oplog::Value>;
using Rows = std::vector<Row>;
using OnRows = std::function<void(base::Result<Rows>)>;

// What an executor runs on a file before anything else, outside any transaction. Durable on every commit; what is
// erased is overwritten.
inline constexpr const char* kConnectionSql =
    "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";

struct Executor {
  virtual ~Executor() = default;
  // Runs all statements in one transaction (all or nothing), durable before `done` is called with success.
  // `done` may be called before run returns (native) or later (browser), always once.
  // Errors: store.full, store.busy (open elsewhere), store.damaged, store.foreign (not SQLite), store.unavailable
  // {detail}, store.failed {detail}.
  virtual void run(std::vector<Statement> transaction, OnRows done) = 0;
};

}  // namespace store
