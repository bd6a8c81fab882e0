// SQLite on this machine (libsqlite3). Native only: the browser has its own executor over the storage worker.
#pragma once

#include <memory>
#include <string>

#include "store/executor.h"

struct sqlite3;

namespace store {

class SqliteExecutor final : public Executor {
 public:
  // Opens or creates a file; ":memory:" for one that is not kept.
  // Errors: store.unavailable {detail}, store.busy, store.foreign (not an SQLite file), store.damaged.
  static base::Result<std::unique_ptr<SqliteExecutor>> open(const std::string& path);
  ~SqliteExecutor() override;
  SqliteExecutor(const SqliteExecutor&) = delete;
  SqliteExecutor& operator=(const SqliteExecutor&) = delete;

  // Replies before it returns.
  void run(std::vector<Statement> transaction, OnRows done) override;

 private:
  explicit SqliteExecutor(sqlite3* database) : database_(database) {}
  base::Result<Rows> run_all(const std::vector<Statement>& transaction);
  base::Result<Rows> run_one(const Statement& statement);

  sqlite3* database_;
};

}  // namespace store
