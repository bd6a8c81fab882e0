// A tablet of the tests: a session on real SQLite, whose disk can be full, and what travels between two of them.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "session/session.h"
#include "store/sqlite_executor.h"
#include "support/time_and_chance.h"

namespace support {

// An executor that refuses, when told, every transaction that writes.
struct Disk final : store::Executor {
  store::Executor& inner;
  bool full = false;
  explicit Disk(store::Executor& executor) : inner(executor) {}
  void run(std::vector<store::Statement> transaction, store::OnRows done) override {
    if (full && !transaction.front().sql.starts_with("SELECT")) return done(base::fail("store.full"));
    inner.run(std::move(transaction), std::move(done));
  }
};

struct Tablet {
  std::unique_ptr<store::SqliteExecutor> sqlite;
  Disk disk;
  FakeClock clock;
  SeededRandom random;
  session::Session session;

  explicit Tablet(std::uint64_t seed, const std::string& path = ":memory:")
      : sqlite(std::move(*store::SqliteExecutor::open(path))),
        disk(*sqlite),
        random(seed),
        session(disk, clock, random) {
    std::string told = "no reply";
    session.open([&](const base::Status& status) { told = status ? "" : status.error().key; });
    REQUIRE(told.empty());
  }
  base::Id save(const std::string& name, base::Id id = {}) {
    records::Draft draft{"place", id, {}};
    draft.set("nom", name);
    clock.ms += 1000;
    return session.save(draft, "place.edit");
  }
  std::string digest() const { return session.state().digest(); }
  std::vector<oplog::ObjectName> objects() {
    std::vector<oplog::ObjectName> names;
    session.objects([&](const base::Result<std::vector<session::Session::HeldObject>>& held) {
      REQUIRE(held);
      for (const auto& object : *held) names.push_back(object.name);
    });
    return names;
  }
  std::string object(const oplog::ObjectName& name) {
    std::string bytes;
    session.object(name, [&](base::Result<std::string> held) { bytes = held ? *held : held.error().key; });
    return bytes;
  }
  std::string receive(const oplog::ObjectName& name, std::string bytes, session::Received* received = nullptr) {
    std::string told = "no reply";
    session.receive(name, std::move(bytes), [&](const base::Result<session::Received>& result) {
      told = result ? "" : result.error().key;
      if (result && received) *received = *result;
    });
    return told;
  }
  session::ExportedBundle bundle() {
    std::optional<session::ExportedBundle> made;
    session.export_bundle(nullptr, [&](base::Result<session::ExportedBundle> result) {
      REQUIRE(result);
      made = std::move(*result);
    });
    REQUIRE(made);
    return std::move(*made);
  }
  base::Result<session::BundleReport> unbundle(std::string bytes,
                                               session::OtherSpace other = session::OtherSpace::kRefuse) {
    std::optional<base::Result<session::BundleReport>> told;
    session.import_bundle(std::move(bytes), other, nullptr,
                          [&](base::Result<session::BundleReport> result) { told = std::move(result); });
    REQUIRE(told);
    return *told;
  }
  std::int64_t count(const std::string& table) {
    std::int64_t rows = -1;
    sqlite->run({{"SELECT count(*) FROM " + table}}, [&](const base::Result<store::Rows>& held) {
      REQUIRE(held);
      rows = std::get<std::int64_t>((*held)[0][0]);
    });
    return rows;
  }
};

}  // namespace support
