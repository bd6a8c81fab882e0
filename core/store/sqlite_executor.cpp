#include "store/sqlite_executor.h"

#include <sqlite3.h>

namespace store {
namespace {

constexpr int kBusyTimeoutMs = 2000;

base::Error error(sqlite3* database, int code) {
  const std::string detail = database ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return base::fail("store.full");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return base::fail("store.busy");
    case SQLITE_CORRUPT:
      return base::fail("store.damaged");
    case SQLITE_NOTADB:
      return base::fail("store.foreign");
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return base::fail("store.unavailable", {{"detail", detail}});
    default:
      return base::fail("store.failed", {{"detail", detail}});
  }
}

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

int bind(sqlite3_stmt* statement, int at, const oplog::Value& value) {
  switch (value.index()) {
    case 1:
      return sqlite3_bind_int(statement, at, std::get<bool>(value) ? 1 : 0);
    case 2:
      return sqlite3_bind_int64(statement, at, std::get<std::int64_t>(value));
    case 3:
      return sqlite3_bind_double(statement, at, std::get<double>(value));
    case 4: {
      const std::string_view text = oplog::text(value);
      return sqlite3_bind_text64(statement, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    default:
      return sqlite3_bind_null(statement, at);
  }
}

oplog::Value column(sqlite3_stmt* statement, int at) {
  switch (sqlite3_column_type(statement, at)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, at)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, at);
    default: {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, at));
      return std::string(bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
    }
  }
}

}  // namespace

base::Result<std::unique_ptr<SqliteExecutor>> SqliteExecutor::open(const std::string& path) {
  sqlite3* database = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  std::unique_ptr<SqliteExecutor> executor(new SqliteExecutor(database));
  if (code == SQLITE_OK) code = sqlite3_busy_timeout(database, kBusyTimeoutMs);
  if (code == SQLITE_OK) code = sqlite3_exec(database, kConnectionSql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error(database, code);
  return executor;
}

SqliteExecutor::~SqliteExecutor() { sqlite3_close_v2(database_); }

void SqliteExecutor::run(std::vector<Statement> transaction, OnRows done) { done(run_all(transaction)); }

base::Result<Rows> SqliteExecutor::run_all(const std::vector<Statement>& transaction) {
  base::Result<Rows> result = run_one({"BEGIN"});
  if (!result) return result;
  for (const Statement& statement : transaction) {
    result = run_one(statement);
    if (!result) break;
  }
  if (result)
    if (base::Result<Rows> committed = run_one({"COMMIT"}); !committed) result = committed;
  // Some failures have already rolled back; a second time is harmless only when a transaction is open.
  if (!result && !sqlite3_get_autocommit(database_)) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
  return result;
}

base::Result<Rows> SqliteExecutor::run_one(const Statement& statement) {
  sqlite3_stmt* raw = nullptr;
  int code = sqlite3_prepare_v2(database_, statement.sql.data(), static_cast<int>(statement.sql.size()), &raw, nullptr);
  const Prepared prepared(raw);
  if (code != SQLITE_OK) return error(database_, code);
  for (std::size_t i = 0; i < statement.params.size(); ++i)
    if (code = bind(raw, static_cast<int>(i + 1), statement.params[i]); code != SQLITE_OK)
      return error(database_, code);
  Rows rows;
  while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
    Row row;
    for (int i = 0; i < sqlite3_column_count(raw); ++i) row.push_back(column(raw, i));
    rows.push_back(std::move(row));
  }
  if (code != SQLITE_DONE) return error(database_, code);
  return rows;
}

}  // namespace store
