// The store on real files: libsqlite3 runs the same SQL as the browser.
#include "store/store.h"

#include <sqlite3.h>
#include <sys/wait.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>
#include <optional>

#include "store/sqlite_executor.h"
#include "support/dossier_file.h"

namespace {

using Opened = std::pair<std::string, std::vector<std::string>>;  // failure's key, lines

std::unique_ptr<store::SqliteExecutor> executor(const std::string& path) {
  auto opened = store::SqliteExecutor::open(path);
  REQUIRE(opened);
  return std::move(*opened);
}

Opened open(store::Store& log) {
  Opened opened;
  int replies = 0;
  log.open([&](std::string_view line) { opened.second.emplace_back(line); },
           [&](const base::Status& status) {
             ++replies;
             if (!status) opened.first = status.error().key;
           });
  REQUIRE(replies == 1);
  return opened;
}

std::string append(store::Store& log, const std::vector<oplog::Batch>& batches) {
  std::string failure = "no reply";
  std::vector<store::Writing> writings;
  for (const oplog::Batch& batch : batches) writings.push_back({batch, false, {}});
  log.append(writings, [&](const base::Status& status) { failure = status ? "" : status.error().key; });
  return failure;
}

oplog::Batch batch(std::uint64_t n, std::string text = "x", std::uint64_t entity = 0xBB) {
  oplog::Batch made;
  made.actor = base::Id{0xAA};
  made.n = n;
  made.sets = {{base::Id{entity}, "nom", n, std::move(text)}};
  return made;
}

void run_sql(const std::string& path, std::vector<store::Statement> statements) {
  executor(path)->run(std::move(statements), [](const base::Result<store::Rows>& rows) { REQUIRE(rows.ok()); });
}

}  // namespace

TEST_CASE("Lines are read back in the order written, after the file was closed") {
  const support::DossierFile file;
  std::vector<std::string> lines;
  {
    const auto sqlite = executor(file.path);
    store::Store log(*sqlite);
    CHECK(open(log) == Opened{});
    for (std::uint64_t n = 1; n <= 5; ++n) {
      CHECK(append(log, {batch(2 * n), batch(2 * n + 1, "é\"\\ € 🙂")}).empty());
      lines.push_back(oplog::encode(batch(2 * n)));
      lines.push_back(oplog::encode(batch(2 * n + 1, "é\"\\ € 🙂")));
    }
  }
  const auto sqlite = executor(file.path);
  store::Store log(*sqlite);
  CHECK(open(log) == Opened{"", lines});
}

TEST_CASE("The same line twice is kept once; the same number with another content is kept") {
  const auto sqlite = executor(":memory:");
  store::Store log(*sqlite);
  open(log);
  CHECK(append(log, {batch(1), batch(1), batch(1, "fork")}).empty());
  CHECK(append(log, {batch(1)}).empty());
  CHECK(open(log).second == std::vector{oplog::encode(batch(1)), oplog::encode(batch(1, "fork"))});
}

TEST_CASE("A log is read by pages: many small lines, and lines larger than a page") {
  const auto sqlite = executor(":memory:");
  store::Store log(*sqlite);
  open(log);
  std::vector<oplog::Batch> batches;
  for (std::uint64_t n = 1; n <= 2500; ++n) batches.push_back(batch(n));
  oplog::Batch large = batch(2501);
  large.sets.resize(100, large.sets.front());
  for (oplog::Set& set : large.sets) set.value = std::string(64 * 1024, 'a');
  for (std::uint64_t n = 2501; n <= 2504; ++n) {
    large.n = n;
    batches.push_back(large);
  }
  batches.push_back(batch(2505));
  CHECK(append(log, batches).empty());
  const Opened opened = open(log);
  REQUIRE(opened.second.size() == batches.size());
  for (std::size_t i = 0; i < batches.size(); ++i) REQUIRE(opened.second[i] == oplog::encode(batches[i]));
}

TEST_CASE("History gives the lines that name a record, oldest first") {
  const auto sqlite = executor(":memory:");
  store::Store log(*sqlite);
  open(log);
  oplog::Batch both = batch(3, "both", 1);
  both.sets.push_back({base::Id{2}, "nom", 3, "both"});
  both.sets.push_back({base::Id{1}, "commune", 3, "both"});
  CHECK(append(log, {batch(1, "a", 1), batch(2, "b", 2), both}).empty());
  std::vector<std::string> lines;
  log.history(base::Id{1}, [&](base::Result<store::Store::Lines> held) { lines = *held; });
  CHECK(lines == std::vector{oplog::encode(batch(1, "a", 1)), oplog::encode(both)});
  log.history(base::Id{9}, [&](base::Result<store::Store::Lines> held) { lines = *held; });
  CHECK(lines.empty());
}

TEST_CASE("Settings are kept, and replaced") {
  const auto sqlite = executor(":memory:");
  store::Store log(*sqlite);
  open(log);
  for (const auto& [key, value] : {std::pair{"b", "1"}, {"a", "é"}, {"b", "2"}})
    log.put_setting(key, value, [](const base::Status& status) { CHECK(status.ok()); });
  store::Store::Settings held;
  log.settings([&](base::Result<store::Store::Settings> settings) { held = *settings; });
  CHECK(held == store::Store::Settings{{"a", "é"}, {"b", "2"}});
}

TEST_CASE("A file that is not ours, or newer, is refused and left as it is") {
  SECTION("text") {
    const support::DossierFile file;
    std::ofstream(file.path) << std::string(2000, 'x');
    const auto opened = store::SqliteExecutor::open(file.path);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().key == "store.foreign");
    CHECK(std::filesystem::file_size(file.path) == 2000);
  }
  SECTION("another program's database") {
    const support::DossierFile file;
    run_sql(file.path, {{"CREATE TABLE t(x)"}});
    const auto sqlite = executor(file.path);
    store::Store log(*sqlite);
    CHECK(open(log).first == "store.foreign");
  }
  SECTION("a later version") {
    const support::DossierFile file;
    {
      const auto sqlite = executor(file.path);
      store::Store log(*sqlite);
      open(log);
    }
    run_sql(file.path, {{"PRAGMA user_version=" + std::to_string(store::kSchemaVersion + 1)}});
    const auto sqlite = executor(file.path);
    store::Store log(*sqlite);
    CHECK(open(log).first == "store.newer");
  }
  SECTION("a folder") {
    const auto opened = store::SqliteExecutor::open("/tmp");
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().key == "store.unavailable");
  }
}

TEST_CASE("A damaged file is told") {
  const support::DossierFile file;
  {
    const auto sqlite = executor(file.path);
    store::Store log(*sqlite);
    open(log);
    std::vector<oplog::Batch> batches;
    for (std::uint64_t n = 1; n <= 500; ++n) batches.push_back(batch(n, std::string(200, 'a')));
    REQUIRE(append(log, batches).empty());
  }
  {
    std::fstream bytes(file.path, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(4096);
    bytes << std::string(60'000, '\xA5');
  }
  const auto sqlite = executor(file.path);
  store::Store log(*sqlite);
  CHECK(open(log).first == "store.damaged");
}

TEST_CASE("A file that another program is writing is busy, and nothing is half written") {
  const support::DossierFile file;
  const auto sqlite = executor(file.path);
  store::Store log(*sqlite);
  open(log);
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(file.path.c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr) == SQLITE_OK);
  CHECK(append(log, {batch(1)}) == "store.busy");
  REQUIRE(sqlite3_close(other) == SQLITE_OK);
  CHECK(append(log, {batch(2)}).empty());
  CHECK(open(log).second == std::vector{oplog::encode(batch(2))});
}

TEST_CASE("A transaction is all or nothing") {
  const auto sqlite = executor(":memory:");
  std::string failure;
  const auto told = [&](const base::Result<store::Rows>& rows) { failure = rows ? "" : rows.error().key; };
  sqlite->run({{"CREATE TABLE t(x UNIQUE)"}, {"INSERT INTO t VALUES(1)"}}, told);
  CHECK(failure.empty());
  sqlite->run({{"INSERT INTO t VALUES(2)"}, {"INSERT INTO t VALUES(1)"}}, told);
  CHECK(failure == "store.failed");
  sqlite->run({{"INSERT INTO nowhere VALUES(2)"}}, told);
  CHECK(failure == "store.failed");
  std::optional<store::Rows> rows;
  sqlite->run({{"SELECT x, ?1, ?2, ?3, ?4, ?5 FROM t",
                {oplog::Value(), true, std::int64_t{1} << 60, 0.5, std::string("a\0é", 4)}}},
              [&](base::Result<store::Rows> held) { rows = *held; });
  const std::int64_t one = 1;
  CHECK(rows == store::Rows{{one, oplog::Value(), one, std::int64_t{1} << 60, 0.5, std::string("a\0é", 4)}});
}

TEST_CASE("A full disk is told, and what was kept stays") {
  const auto sqlite = executor(":memory:");
  store::Store log(*sqlite);
  open(log);
  REQUIRE(append(log, {batch(1)}).empty());
  // SQLite's own limit on pages answers as a full disk does.
  sqlite->run({{"PRAGMA max_page_count=10"}}, [](const base::Result<store::Rows>& rows) { REQUIRE(rows.ok()); });
  CHECK(append(log, {batch(2, std::string(60'000, 'a'))}) == "store.full");
  sqlite->run({{"PRAGMA max_page_count=100000"}}, [](const base::Result<store::Rows>& rows) { REQUIRE(rows.ok()); });
  CHECK(append(log, {batch(3)}).empty());
  CHECK(open(log).second == std::vector{oplog::encode(batch(1)), oplog::encode(batch(3))});
}

// A child writes and says each acknowledged number through a pipe until it is killed without warning.
TEST_CASE("kill -9 while writing loses no acknowledged batch: 5 rounds") {
  const support::DossierFile file;
  std::uint64_t next = 1;
  for (int round = 0; round < 5; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      close(ends[0]);
      auto sqlite = store::SqliteExecutor::open(file.path);
      if (!sqlite) _exit(1);
      store::Store log(**sqlite);
      log.open([](std::string_view) {}, [](const base::Status&) {});
      for (std::uint64_t n = next;; ++n)
        log.append({{batch(n, std::string(3000, 'a')), false, {}}}, [&](const base::Status& status) {
          if (!status || write(ends[1], &n, sizeof n) != sizeof n) _exit(1);
        });
    }
    close(ends[1]);
    std::uint64_t acknowledged = 0, n = 0;
    const std::uint64_t enough = next + 20 + static_cast<std::uint64_t>(round);
    while (read(ends[0], &n, sizeof n) == sizeof n) {
      acknowledged = n;
      if (n == enough) kill(child, SIGKILL);
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(acknowledged >= enough);

    const auto sqlite = executor(file.path);
    store::Store log(*sqlite);
    const Opened opened = open(log);
    CHECK(opened.first.empty());
    REQUIRE(opened.second.size() >= acknowledged);
    for (std::size_t i = 0; i < opened.second.size(); ++i)
      REQUIRE(opened.second[i] == oplog::encode(batch(i + 1, std::string(3000, 'a'))));
    next = opened.second.size() + 1;
  }
}
