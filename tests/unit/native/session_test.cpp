// Sessions on real SQLite. `Slow` keeps the replies back, as the browser's storage worker does.
#include "session/session.h"

#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <optional>

#include "store/sqlite_executor.h"
#include "support/dossier_file.h"
#include "support/time_and_chance.h"

using records::Draft;
using records::Values;
using session::Session;

namespace {

// An executor whose replies wait for release(), and which can refuse.
struct Slow final : store::Executor {
  store::Executor& inner;
  bool hold = false;
  std::string refusal;  // the error every transaction gets
  std::deque<std::function<void()>> replies;
  std::size_t transactions = 0;

  explicit Slow(store::Executor& executor) : inner(executor) {}
  void run(std::vector<store::Statement> transaction, store::OnRows done) override {
    ++transactions;
    if (!refusal.empty()) return done(base::fail(refusal));
    if (!hold) return inner.run(std::move(transaction), std::move(done));
    inner.run(std::move(transaction), [this, done](base::Result<store::Rows> rows) {
      replies.push_back([done, rows = std::move(rows)] { done(rows); });
    });
  }
  void release() {
    while (!replies.empty()) {
      const auto reply = std::move(replies.front());
      replies.pop_front();
      reply();
    }
  }
};

struct Bench {
  std::unique_ptr<store::SqliteExecutor> sqlite;
  Slow slow;
  support::FakeClock clock;
  support::SeededRandom random;
  Session session;

  explicit Bench(const std::string& path = ":memory:", std::uint64_t seed = 1)
      : sqlite(std::move(*store::SqliteExecutor::open(path))),
        slow(*sqlite),
        random(seed),
        session(slow, clock, random) {
    std::optional<bool> opened;
    session.open([&](const base::Status& status) { opened = status.ok(); });
    REQUIRE(opened == true);
  }
  const records::State& state() const { return session.state(); }
};

Draft place(std::string name, base::Id id = {}) {
  Draft draft{"place", id, {}};
  draft.set("nom", std::move(name));
  return draft;
}

std::vector<Draft> places(std::size_t count) {
  std::vector<Draft> drafts;
  for (std::size_t i = 1; i <= count; ++i) {
    drafts.push_back(place("Lieu " + std::to_string(i), base::Id{i}));
    drafts.back().set("services", Values{"a", "b"});
  }
  return drafts;
}

// A write by somebody else, as it would come from another tablet.
void write_elsewhere(store::Executor& executor, std::uint64_t n, base::Id id, std::string key, oplog::Value value) {
  oplog::Batch batch;
  batch.actor = base::Id{0xE15E};
  batch.n = n;
  batch.command = "elsewhere";
  batch.sets = {{id, std::move(key), (oplog::Stamp{1'764'100'000'000} << 16) + n, std::move(value)}};
  store::Store(executor).append({{batch, false, {}}}, [](const base::Status& status) { REQUIRE(status.ok()); });
}

std::string import(Session& session, std::vector<Draft> drafts,
                   std::function<bool(std::size_t, std::size_t)> progress = nullptr) {
  std::string result = "not finished";
  session.import(std::move(drafts), std::move(progress),
                 [&](const base::Status& status) { result = status ? "done" : status.error().key; });
  return result;
}

}  // namespace

TEST_CASE("A record is saved, changed, removed, and all of it undone and redone") {
  const support::DossierFile file;
  std::vector<std::string> digests;
  {
    Bench bench(file.path);
    Session& session = bench.session;
    digests.push_back(bench.state().digest());
    Draft draft = place("Médiathèque");
    draft.set("services", Values{"a", "b"});
    const base::Id id = session.save(draft, "place.create");
    REQUIRE(id);
    digests.push_back(bench.state().digest());
    draft.id = id;
    draft.set("horaires", "Mo 09:00-12:00");
    draft.set("services", Values{"b", "c"});
    CHECK(session.save(draft, "place.edit") == id);
    CHECK(bench.state().texts(id, "services") == std::vector<std::string>{"b", "c"});
    digests.push_back(bench.state().digest());
    session.remove(id, "place.remove");
    CHECK_FALSE(bench.state().exists(id));
    digests.push_back(bench.state().digest());
    CHECK(digests[3] == digests[0]);

    CHECK(session.undo_command() == "place.remove");
    for (std::size_t i = 3; i-- > 0;) {
      REQUIRE(session.can_undo());
      session.undo();
      CHECK(bench.state().digest() == digests[i]);
    }
    CHECK_FALSE(session.can_undo());
    for (std::size_t i = 1; i <= 3; ++i) {
      REQUIRE(session.can_redo());
      session.redo();
      CHECK(bench.state().digest() == digests[i]);
    }
    CHECK_FALSE(session.can_redo());
    session.undo();
    CHECK(session.saving().pending == 0);
  }
  Bench again(file.path, 2);
  CHECK(again.state().digest() == digests[2]);
  CHECK_FALSE(again.session.can_undo());
}

TEST_CASE("A record of an earlier day is removed, brought back and removed again") {
  const support::DossierFile file;
  const base::Id id = Bench(file.path).session.save(place("x"), "place.create");
  Bench bench(file.path, 2);
  bench.session.remove(id, "place.remove");
  bench.session.undo();
  CHECK(bench.state().exists(id));
  bench.session.redo();
  CHECK_FALSE(bench.state().exists(id));
  bench.session.undo();
  CHECK(bench.state().exists(id));
}

TEST_CASE("Saving what is already there writes nothing") {
  Bench bench;
  const base::Id id = bench.session.save(place("x"), "place.create");
  const std::size_t batches = bench.state().batches();
  CHECK(bench.session.save(place("x", id), "place.edit") == id);
  bench.session.remove(base::Id{99}, "place.remove");
  CHECK(bench.state().batches() == batches);
  CHECK(bench.session.undo_command() == "place.create");
}

TEST_CASE("A new action forgets what was undone, and a hundred steps are kept") {
  Bench bench;
  for (int i = 0; i < 105; ++i) bench.session.save(place(std::to_string(i), base::Id{5}), "place.edit");
  int steps = 0;
  while (bench.session.can_undo()) {
    bench.session.undo();
    ++steps;
  }
  CHECK(steps == 100);
  CHECK(bench.state().text(base::Id{5}, "nom") == "4");
  bench.session.save(place("new", base::Id{5}), "place.edit");
  CHECK_FALSE(bench.session.can_redo());
}

TEST_CASE("Random actions, then undo to the beginning and redo to the end: 100 seeds") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Bench bench(":memory:", seed);
    support::SeededRandom random(seed);
    std::vector<std::string> digests = {bench.state().digest()};
    for (int i = 0; i < 30; ++i) {
      const base::Id id{1 + random.below(3)};
      const std::size_t before = bench.state().batches();
      if (random.below(5) == 0) {
        bench.session.remove(id, "remove");
      } else {
        Draft draft = place(std::string(1, static_cast<char>('a' + random.below(3))), id);
        Values services;
        for (const char* service : {"a", "b", "c"})
          if (random.below(2)) services.insert(random.below(2) ? services.begin() : services.end(), service);
        draft.set("services", services);
        if (random.below(2)) draft.set("x/Pôle", "p");
        bench.session.save(draft, "save");
        REQUIRE(bench.state().texts(id, "services").size() == services.size());
        REQUIRE(records::changes(bench.state(), draft).empty());
      }
      if (bench.state().batches() != before) digests.push_back(bench.state().digest());
    }
    INFO("seed " << seed);
    for (std::size_t i = digests.size() - 1; i-- > 0;) {
      bench.session.undo();
      REQUIRE(bench.state().digest() == digests[i]);
    }
    for (std::size_t i = 1; i < digests.size(); ++i) {
      bench.session.redo();
      REQUIRE(bench.state().digest() == digests[i]);
    }
  }
}

TEST_CASE("Actions apply at once and are pending until the disk has answered, one transaction at a time") {
  Bench bench;
  int changes = 0;
  bench.session.on_change = [&] { ++changes; };
  bench.slow.hold = true;
  const std::size_t before = bench.slow.transactions;
  const base::Id first = bench.session.save(place("1"), "place.create");
  bench.session.save(place("2"), "place.create");
  bench.session.save(place("3"), "place.create");
  CHECK(bench.state().text(first, "nom") == "1");
  CHECK(bench.session.saving().pending == 3);
  CHECK(bench.session.saving().last_saved_ms == 0);
  CHECK(bench.slow.transactions == before + 1);
  bench.slow.release();
  CHECK(bench.session.saving().pending == 0);
  CHECK(bench.session.saving().last_saved_ms == bench.clock.ms);
  CHECK(bench.slow.transactions == before + 2);
  CHECK(changes == 2);
}

TEST_CASE("When the disk refuses, the work is held and read-only until it can be written") {
  const support::DossierFile file;
  base::Id id;
  {
    Bench bench(file.path);
    id = bench.session.save(place("1"), "place.create");
    bench.slow.refusal = "store.full";
    bench.session.save(place("2", id), "place.edit");
    CHECK(bench.session.saving().failure.key == "store.full");
    CHECK(bench.session.saving().pending == 1);
    CHECK(bench.session.read_only());
    CHECK(bench.state().text(id, "nom") == "2");
    CHECK_FALSE(bench.session.save(place("3", id), "place.edit"));
    bench.session.remove(id, "place.remove");
    CHECK_FALSE(bench.session.can_undo());
    CHECK(bench.state().text(id, "nom") == "2");
    bench.session.put_setting("a", "1");
    bench.session.retry();
    CHECK(bench.session.saving().failure.key == "store.full");
    CHECK(import(bench.session, places(3)) == "store.full");
    bench.slow.refusal.clear();
    bench.session.retry();
    CHECK_FALSE(bench.session.read_only());
    CHECK(bench.session.saving().pending == 0);
    CHECK(bench.session.can_undo());
  }
  Bench again(file.path, 2);
  CHECK(again.state().text(id, "nom") == "2");
  CHECK(again.session.setting("a") == "1");
}

TEST_CASE("A store that cannot be opened is told, and nothing can be written") {
  const auto sqlite = std::move(*store::SqliteExecutor::open(":memory:"));
  Slow slow(*sqlite);
  slow.refusal = "store.busy";
  support::FakeClock clock;
  support::SeededRandom random(1);
  Session session(slow, clock, random);
  std::string told;
  session.open([&](const base::Status& status) { told = status ? "" : status.error().key; });
  CHECK(told == "store.busy");
  CHECK(session.phase() == session::Phase::kFailed);
  CHECK(session.failure().key == "store.busy");
  CHECK_FALSE(session.save(place("1"), "place.create"));
  slow.refusal.clear();
  session.open([&](const base::Status& status) { told = status ? "open" : status.error().key; });
  CHECK(told == "open");
  CHECK(session.failure().key.empty());
}

TEST_CASE("A value beyond the log's limits is refused whole") {
  Bench bench;
  Draft draft = place("x");
  draft.set("presentation_detail", std::string(70'000, 'a'));
  CHECK_FALSE(bench.session.save(draft, "place.create"));
  draft.set("presentation_detail", std::string("\xE9"));
  CHECK_FALSE(bench.session.save(draft, "place.create"));
  CHECK(bench.state().batches() == 0);
}

TEST_CASE("Lines that cannot be read are set aside and counted") {
  const support::DossierFile file;
  {
    Bench bench(file.path);
    bench.session.save(place("x", base::Id{1}), "place.create");
    bench.sqlite->run({{"INSERT INTO batch(actor, n, hash, bytes, line) VALUES('a', 1, 'h', 5, '{\"v\":')"}},
                      [](const base::Result<store::Rows>& rows) { REQUIRE(rows.ok()); });
    bench.session.save(place("y", base::Id{2}), "place.create");
  }
  Bench again(file.path, 2);
  CHECK(again.session.set_aside() == 1);
  CHECK(again.state().all("place").size() == 2);
}

TEST_CASE("Undo and redo leave alone what somebody else changed since") {
  Bench bench;
  Session& session = bench.session;
  const base::Id id{7};
  // Merging comes with synchronisation; until then a write from elsewhere is put into the state by hand.
  const auto elsewhere = [&](base::Id entity, std::string key, oplog::Value value) {
    oplog::Batch batch;
    batch.actor = base::Id{0xE15E};
    batch.sets = {{entity, std::move(key), static_cast<oplog::Stamp>(++bench.clock.ms) << 16, std::move(value)}};
    const_cast<records::State&>(bench.state()).apply(batch);
    ++bench.clock.ms;
  };
  Draft draft = place("ours", id);
  draft.set("commune", "Lormont");
  session.save(draft, "place.create");

  SECTION("a register of theirs stays, the others go back") {
    draft.set("nom", "ours again");
    draft.set("commune", "Cenon");
    session.save(draft, "place.edit");
    elsewhere(id, "nom", "theirs");
    session.undo();
    CHECK(bench.state().text(id, "nom") == "theirs");
    CHECK(bench.state().text(id, "commune") == "Lormont");
    elsewhere(id, "commune", "Floirac");
    session.redo();
    CHECK(bench.state().text(id, "commune") == "Floirac");
  }
  SECTION("under a later action of ours") {
    elsewhere(id, "nom", "theirs");
    draft.set("nom", "ours again");
    session.save(draft, "place.edit");
    session.undo();
    CHECK(bench.state().text(id, "nom") == "theirs");
    session.undo();
    CHECK(bench.state().exists(id));  // they wrote in it
    CHECK(bench.state().text(id, "nom") == "theirs");
  }
  SECTION("the same value written by them is theirs") {
    draft.set("commune", "Cenon");
    session.save(draft, "place.edit");
    elsewhere(id, "commune", "Cenon");
    session.undo();
    CHECK(bench.state().text(id, "commune") == "Cenon");
  }
  SECTION("a record in which they wrote what we wrote") {
    elsewhere(id, "commune", "Lormont");
    session.undo();
    CHECK(bench.state().exists(id));
  }
  SECTION("a record that they removed stays removed") {
    session.remove(id, "place.remove");
    elsewhere(id, "_del", true);
    session.undo();
    CHECK_FALSE(bench.state().exists(id));
  }
}

TEST_CASE("History tells who did what, when, and what was there before") {
  const support::DossierFile file;
  const base::Id id{7};
  {
    Bench bench(file.path);
    bench.session.save(place("first", id), "place.create");
    bench.session.save(place("other", base::Id{8}), "place.create");
  }
  write_elsewhere(*std::move(*store::SqliteExecutor::open(file.path)), 1, id, "nom", "theirs");
  Bench bench(file.path, 2);
  bench.clock.ms += 60'000;
  bench.slow.hold = true;
  bench.session.save(place("ours", id), "place.edit");  // not on the disk yet
  std::optional<std::vector<session::Revision>> history;
  bench.session.history(id, [&](base::Result<std::vector<session::Revision>> held) { history = *held; });
  bench.slow.release();
  REQUIRE(history);
  REQUIRE(history->size() == 3);
  CHECK((*history)[0].command == "place.create");
  CHECK((*history)[0].changes.size() == 2);
  CHECK_FALSE((*history)[0].mine);
  CHECK((*history)[1].command == "elsewhere");
  CHECK((*history)[1].actor == base::Id{0xE15E});
  CHECK((*history)[1].before == std::vector<oplog::Value>{"first"});
  CHECK((*history)[2].mine);
  CHECK((*history)[2].wall_ms == bench.clock.ms);
  CHECK((*history)[2].before == std::vector<oplog::Value>{"theirs"});
  CHECK(oplog::text((*history)[2].changes.front().value) == "ours");
}

TEST_CASE("An import is one undo step, and the same file twice adds nothing") {
  Bench bench;
  const std::string empty = bench.state().digest();
  std::vector<std::size_t> told;
  CHECK(import(bench.session, places(1201), [&](std::size_t done, std::size_t total) {
          CHECK(total == 1201);
          told.push_back(done);
          return true;
        }) == "done");
  CHECK(told == std::vector<std::size_t>{500, 1000, 1201});
  CHECK(bench.state().all("place").size() == 1201);
  CHECK(bench.state().batches() == 3);
  const std::string full = bench.state().digest();
  CHECK(import(bench.session, places(1201)) == "done");
  CHECK(bench.state().batches() == 3);
  CHECK(bench.session.undo_command() == "import");
  bench.session.undo();
  CHECK(bench.state().digest() == empty);
  CHECK_FALSE(bench.session.can_undo());
  bench.session.redo();
  CHECK(bench.state().digest() == full);
  bench.session.undo();
  CHECK(import(bench.session, places(1201)) == "done");
  CHECK(bench.state().digest() == full);
}

TEST_CASE("An import keeps what its file does not say, and a record that comes twice holds the last") {
  Bench bench;
  REQUIRE(import(bench.session, places(2)) == "done");
  Draft edited = bench.state().draft(base::Id{1});
  edited.set("horaires", "Mo 09:00-12:00");
  bench.session.save(edited, "place.edit");
  const std::string before = bench.state().digest();
  REQUIRE(import(bench.session, places(2)) == "done");
  CHECK(bench.state().digest() == before);

  std::vector<Draft> twice = places(2);
  twice.push_back(place("Lieu 1 bis", base::Id{1}));
  twice.push_back(place("Lieu 1 ter", base::Id{1}));
  REQUIRE(import(bench.session, twice) == "done");
  CHECK(bench.state().text(base::Id{1}, "nom") == "Lieu 1 ter");
  CHECK(bench.state().text(base::Id{1}, "horaires") == "Mo 09:00-12:00");
  bench.session.undo();
  CHECK(bench.state().digest() == before);

  // The last says again what was there before the first.
  REQUIRE(import(bench.session, {place("Lieu 1 bis", base::Id{1}), place("Lieu 1", base::Id{1})}) == "done");
  CHECK(bench.state().digest() == before);
}

TEST_CASE("A cancelled import leaves nothing, at whatever slice it is stopped") {
  for (std::size_t stop = 1; stop <= 3; ++stop) {
    Bench bench;
    REQUIRE(import(bench.session, places(2)) == "done");
    Draft edited = bench.state().draft(base::Id{1});
    edited.set("nom", "Changé ici");
    bench.session.save(edited, "place.edit");
    const std::string before = bench.state().digest();
    std::size_t calls = 0;
    CHECK(import(bench.session, places(1201), [&](std::size_t, std::size_t) { return ++calls < stop; }) ==
          "import.cancelled");
    CHECK(calls == stop);
    CHECK(bench.state().digest() == before);
    CHECK(bench.session.undo_command() == "place.edit");
    CHECK_FALSE(bench.session.importing());
  }
}

TEST_CASE("An import waits for the disk between slices; a refusal ends it and keeps what was written") {
  Bench bench;
  bench.slow.hold = true;
  std::string result = "not finished";
  std::size_t told = 0;
  bench.session.import(
      places(1201),
      [&](std::size_t done, std::size_t) {
        told = done;
        if (done == 1000) bench.slow.refusal = "store.full";
        return true;
      },
      [&](const base::Status& status) { result = status ? "done" : status.error().key; });
  CHECK(bench.session.importing());
  CHECK_FALSE(bench.session.can_undo());
  CHECK(told == 0);
  CHECK(bench.state().all("place").size() == 500);
  bench.slow.release();
  CHECK(told == 1000);
  CHECK(result == "store.full");
  CHECK(bench.session.read_only());
  bench.slow.refusal.clear();
  bench.slow.hold = false;
  bench.session.retry();
  CHECK(bench.state().all("place").size() == 1201);
  CHECK(bench.session.saving().pending == 0);
  bench.session.undo();
  CHECK(bench.state().all("place").empty());
}

TEST_CASE("An import with a value beyond the log's limits is taken back whole") {
  Bench bench;
  std::vector<Draft> drafts = places(700);
  drafts[600].set("x/" + std::string(3000, 'k'), "v");
  const std::string empty = bench.state().digest();
  CHECK(import(bench.session, drafts) == "log.limit");
  CHECK(bench.state().digest() == empty);
  CHECK(import(bench.session, {}) == "done");
  CHECK_FALSE(bench.session.can_undo());
}

TEST_CASE("Settings belong to the device and are kept") {
  const support::DossierFile file;
  {
    Bench bench(file.path);
    bench.session.put_setting("language", "en");
    bench.session.put_setting("language", "fr");
    CHECK(bench.session.setting("language") == "fr");
    CHECK(bench.session.setting("absent").empty());
  }
  Bench again(file.path);
  CHECK(again.session.setting("language") == "fr");
  CHECK(again.state().batches() == 0);
}
