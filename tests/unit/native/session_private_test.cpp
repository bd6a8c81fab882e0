// Records that stay on one device until they are published, on real SQLite.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <optional>

#include "session/replay.h"
#include "session/session.h"
#include "store/sqlite_executor.h"
#include "support/dossier_file.h"
#include "support/time_and_chance.h"

using records::Draft;
using session::Session;

namespace {

constexpr std::string_view kSecret = "Personne ne me demande jamais rien";

struct Refusing final : store::Executor {
  store::Executor& inner;
  bool refuse = false;
  explicit Refusing(store::Executor& executor) : inner(executor) {}
  void run(std::vector<store::Statement> transaction, store::OnRows done) override {
    if (refuse) return done(base::fail("store.full"));
    inner.run(std::move(transaction), std::move(done));
  }
};

struct Device {
  std::unique_ptr<store::SqliteExecutor> sqlite;
  Refusing disk;
  support::FakeClock clock;
  support::SeededRandom random;
  Session session;

  explicit Device(std::uint64_t seed, const std::string& path = ":memory:")
      : sqlite(std::move(*store::SqliteExecutor::open(path))),
        disk(*sqlite),
        random(seed),
        session(disk, clock, random) {
    std::optional<bool> opened;
    session.open([&](const base::Status& status) { opened = status.ok(); });
    REQUIRE(opened == true);
  }
  std::string bundle(session::Copy copy = session::Copy::kForOthers) {
    std::string bytes;
    session.export_bundle(
        {},
        [&](base::Result<session::ExportedBundle> made) {
          REQUIRE(made);
          bytes = std::move(made->bytes);
        },
        copy);
    return bytes;
  }
  // The lines of a device's own copy that came with it.
  std::string take(std::string bytes) {
    bool took = false;
    std::string own;
    session.import_bundle(std::move(bytes), session::OtherSpace::kRefuse, {},
                          [&](const base::Result<session::BundleReport>& report) {
                            took = report.ok();
                            if (report) own = report->own;
                          });
    REQUIRE(took);
    return own;
  }
};

Draft card(base::Id id, std::string_view text) {
  Draft draft{"card", id, {}};
  draft.set("text", std::string(text));
  return draft;
}

// All that would travel, inflated.
bool tells(std::string bundle, std::string_view words) {
  const auto lines = session::lines_of_bundle(bundle);
  if (!lines && lines.error().key == "bundle.nothing") return false;
  REQUIRE(lines);
  return std::ranges::any_of(*lines, [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("a private record is in nothing that travels, until it is published", "[session][private]") {
  Device here(1), there(2);
  REQUIRE(here.session.save(card(base::Id{7}, "Un accueil le mercredi"), "card.add"));
  REQUIRE(here.session.save_private(card(base::Id{8}, kSecret), "card.add"));
  CHECK(here.session.saving().unshared == 1);
  CHECK(here.session.state().text(base::Id{8}, "text") == kSecret);
  // What is written to it later, together with others, stays with it.
  REQUIRE(
      here.session.write_all({{base::Id{7}, "x", std::int64_t{1}}, {base::Id{8}, "author", "Ginette"}}, "card.move"));

  // So does a record that names it.
  Draft comment{"comment", {}, {}};
  comment.set("on", base::to_hex(base::Id{8}));
  comment.set("text", std::string("Comme moi"));
  const base::Id said = here.session.save(comment, "comment.add");
  REQUIRE(here.session.private_records().contains(said));

  Draft tie{"link", base::Id{9}, {}};
  tie.set("from", base::to_hex(base::Id{8}));
  tie.set("to", base::to_hex(base::Id{7}));
  REQUIRE(here.session.save_all({tie}, "card.tie"));
  REQUIRE(here.session.private_records().contains(base::Id{9}));

  std::string before = here.bundle();
  CHECK_FALSE(tells(before, "Comme moi"));
  CHECK(tells(before, "Un accueil"));
  CHECK_FALSE(tells(before, kSecret));
  CHECK_FALSE(tells(before, "Ginette"));
  CHECK_FALSE(tells(before, base::to_hex(base::Id{8})));
  there.take(before);
  CHECK_FALSE(there.session.state().exists(base::Id{8}));
  CHECK(there.session.digest() == here.session.digest());

  REQUIRE(here.session.publish({base::Id{7}, base::Id{8}, base::Id{9}, said}, "board.reveal"));
  CHECK(here.session.private_records().empty());
  CHECK_FALSE(here.session.publish({base::Id{8}}, "board.reveal"));
  std::string after = here.bundle();
  CHECK(tells(after, kSecret));
  there.take(after);
  CHECK(there.session.state().text(base::Id{8}, "text") == kSecret);
  CHECK(there.session.state().text(base::Id{8}, "author") == "Ginette");
  CHECK(there.session.digest() == here.session.digest());
}

TEST_CASE("a private record outlives the page, its undo and its reveal", "[session][private]") {
  const support::DossierFile file;
  std::string digest;
  {
    Device here(1, file.path);
    REQUIRE(here.session.save_private(card(base::Id{8}, kSecret), "card.add"));
    REQUIRE(here.session.save_private(card(base::Id{9}, "À jeter"), "card.add"));
    here.session.remove(base::Id{9}, "card.remove");
    Draft written = here.session.state().draft(base::Id{8});
    written.set("text", std::string("Autre chose"));
    REQUIRE(here.session.save(written, "card.edit"));
    here.session.undo();
    CHECK(here.session.state().text(base::Id{8}, "text") == kSecret);
  }
  {
    Device here(2, file.path);
    CHECK(here.session.state().text(base::Id{8}, "text") == kSecret);
    CHECK_FALSE(here.session.state().exists(base::Id{9}));
    CHECK(here.session.private_records() == std::set<base::Id>{base::Id{8}});
    CHECK(here.session.saving().unshared == 0);
    CHECK_FALSE(tells(here.bundle(), "À jeter"));
    std::size_t revisions = 0;
    here.session.history(base::Id{8},
                         [&](const base::Result<std::vector<session::Revision>>& held) { revisions = held->size(); });
    CHECK(revisions == 3);
    REQUIRE(here.session.publish({base::Id{8}}, "board.reveal"));
    digest = here.session.digest();
  }
  Device here(3, file.path);
  CHECK(here.session.private_records().empty());
  CHECK(here.session.digest() == digest);
  CHECK(here.session.state().text(base::Id{8}, "text") == kSecret);
  CHECK_FALSE(tells(here.bundle(), "Autre chose"));  // what it said before is nobody else's
}

TEST_CASE("a removed private record is not published, and can be brought back", "[session][private]") {
  Device here(1);
  REQUIRE(here.session.save_private(card(base::Id{8}, kSecret), "card.add"));
  here.session.undo();
  CHECK_FALSE(here.session.publish({base::Id{8}}, "board.reveal"));
  here.session.redo();
  REQUIRE(here.session.state().exists(base::Id{8}));
  CHECK_FALSE(tells(here.bundle(), kSecret));
  CHECK(here.session.publish({base::Id{8}}, "board.reveal"));
}

TEST_CASE("a copy made when the disk refuses holds no private record", "[session][private]") {
  Device here(1);
  REQUIRE(here.session.save(card(base::Id{6}, "Avant"), "card.add"));
  here.disk.refuse = true;
  REQUIRE(here.session.save_private(card(base::Id{8}, kSecret), "card.add"));
  here.disk.refuse = false;
  CHECK_FALSE(here.session.saving().failure.key.empty());
  const std::string copy = here.bundle();
  CHECK(tells(copy, "Avant"));
  CHECK_FALSE(tells(copy, kSecret));
  here.session.retry();
  CHECK(here.session.saving().failure.key.empty());
  CHECK(here.session.saving().pending == 0);
}

TEST_CASE("a device's own copy gives back what only it had, and only to who says so", "[session][private]") {
  Device here(1), there(2);
  REQUIRE(here.session.save(card(base::Id{7}, "Un accueil le mercredi"), "card.add"));
  REQUIRE_FALSE(here.session.has_own());
  REQUIRE(here.bundle() == here.bundle(session::Copy::kOfThisDevice));
  REQUIRE(here.session.save_private(card(base::Id{8}, kSecret), "card.add"));
  REQUIRE(here.session.save_private(card(base::Id{9}, "Retirée"), "card.add"));
  here.session.remove(base::Id{9}, "card.remove");
  here.session.put_setting("box/0000000000000001", "0000000000000002\nd 0000000000000007=2");
  here.session.put_setting("theme", "dark");
  REQUIRE(here.session.has_own());
  const std::string copy = here.bundle(session::Copy::kOfThisDevice);
  CHECK(here.bundle().find(kSecret) == std::string::npos);  // stored entries: it would stand there in clear

  const std::string own = there.take(copy);
  CHECK_FALSE(there.session.state().exists(base::Id{8}));  // not before somebody says that it is theirs
  CHECK_FALSE(there.session.has_own());
  const Session::Own read = there.session.read_own(own);
  CHECK(read.records.size() == 1);
  CHECK(read.settings.size() == 1);
  REQUIRE(there.session.take_own(read, "own.take"));
  CHECK(there.session.state().text(base::Id{8}, "text") == kSecret);
  CHECK_FALSE(there.session.state().exists(base::Id{9}));
  CHECK(there.session.private_records() == std::set{base::Id{8}});
  CHECK(there.session.setting("box/0000000000000001").ends_with("=2"));
  CHECK(there.session.setting("theme").empty());
  CHECK(there.session.digest() == here.session.digest());
  CHECK_FALSE(tells(there.bundle(), kSecret));
  CHECK(there.session.read_own(own).empty());  // taken once
  there.session.undo();
  CHECK_FALSE(there.session.state().exists(base::Id{8}));

  // Published meanwhile it is everybody's already; both tablets of one copy publish the same card.
  Device again(3);
  const std::string lines = again.take(copy);
  REQUIRE(here.session.publish({base::Id{8}}, "board.reveal"));
  again.take(here.bundle());
  CHECK(again.session.read_own(lines).records.empty());
  there.session.redo();
  REQUIRE(there.session.publish({base::Id{8}}, "board.reveal"));
  there.take(here.bundle());
  here.take(there.bundle());
  CHECK(here.session.digest() == there.session.digest());
  CHECK(here.session.state().text(base::Id{8}, "text") == kSecret);

  for (const char* broken : {"", "\n\n", "{\"setting\":3,\"value\":\"x\"}", "{\"setting\":\"theme\",\"value\":\"x\"}",
                             "no line", "{\"setting\"", "{\"v\":1}"})
    CHECK(again.session.read_own(broken).empty());
}

TEST_CASE("what a device's own copy gave back is still private after a restart", "[session][private]") {
  const support::DossierFile file;
  Device here(1);
  REQUIRE(here.session.save(card(base::Id{7}, "Un accueil le mercredi"), "card.add"));
  REQUIRE(here.session.save_private(card(base::Id{8}, kSecret), "card.add"));
  {
    Device there(2, file.path);
    REQUIRE(there.session.take_own(there.session.read_own(there.take(here.bundle(session::Copy::kOfThisDevice))),
                                   "own.take"));
  }
  Device there(3, file.path);
  CHECK(there.session.private_records() == std::set{base::Id{8}});
  CHECK(there.session.state().text(base::Id{8}, "text") == kSecret);
  CHECK_FALSE(tells(there.bundle(), kSecret));
}
