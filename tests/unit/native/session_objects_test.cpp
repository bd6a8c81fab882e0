// Dossiers that exchange objects and bundles, on real SQLite.
#include <sqlite3.h>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <optional>

#include "base/sha256.h"
#include "formats/bundle.h"
#include "oplog/segment.h"
#include "oplog/snapshot.h"
#include "oplog/space.h"
#include "session/session.h"
#include "support/dossier_file.h"
#include "support/tablet.h"

using oplog::ObjectName;
using session::Session;
using support::Tablet;

namespace {

void run_sql(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  char* error = nullptr;
  sqlite3_exec(database, sql, nullptr, nullptr, &error);
  INFO((error ? error : ""));
  REQUIRE(error == nullptr);
  sqlite3_close(database);
}

ObjectName name_of(std::string_view bytes, ObjectName like) {
  like.sha256 = base::sha256_hex(bytes);
  return like;
}

}  // namespace

TEST_CASE("Actions not copied elsewhere are counted until they are") {
  const support::DossierFile file;
  {
    Tablet tablet(1, file.path);
    CHECK(tablet.session.saving().unshared == 0);
    const base::Id id = tablet.save("a");
    tablet.save("b", id);
    CHECK(tablet.session.saving().unshared == 2);
    const auto bundle = tablet.bundle();
    CHECK(tablet.session.saving().unshared == 2);  // the file may not be written yet
    tablet.session.mark_copied(bundle.objects, [](const base::Status& status) { CHECK(status.ok()); });
    CHECK(tablet.session.saving().unshared == 0);
    tablet.save("c", id);
    CHECK(tablet.session.saving().unshared == 1);
    tablet.disk.full = true;
    tablet.save("d", id);
    CHECK(tablet.session.saving().pending == 1);
    CHECK(tablet.session.saving().unshared == 2);
    tablet.disk.full = false;
    tablet.session.retry();
  }
  Tablet again(2, file.path);
  CHECK(again.session.saving().unshared == 2);
  // What came from elsewhere is elsewhere.
  Tablet other(3);
  REQUIRE(other.unbundle(again.bundle().bytes).ok());
  CHECK(other.session.saving().unshared == 0);
  CHECK(other.digest() == again.digest());
}

TEST_CASE("Three tablets merge their bundles in any order and by any road, twice: one digest") {
  Tablet a(1), b(2), c(3), d(4);
  const base::Id shared = a.save("first");
  REQUIRE(b.unbundle(a.bundle().bytes).ok());
  a.save("by a", shared);
  b.save("by b", shared);
  c.save("by c");
  const std::string from_a = a.bundle().bytes, from_b = b.bundle().bytes, from_c = c.bundle().bytes;
  for (Tablet* tablet : {&a, &b, &c}) {
    for (const std::string* bundle : {&from_c, &from_a, &from_b, &from_a}) REQUIRE(tablet->unbundle(*bundle).ok());
  }
  CHECK(a.digest() == b.digest());
  CHECK(a.digest() == c.digest());
  CHECK(a.objects() == b.objects());
  // The fourth has it all from one that made only a part of it.
  const auto report = d.unbundle(c.bundle().bytes);
  REQUIRE(report);
  CHECK(d.digest() == a.digest());
  CHECK(report->fresh == report->objects);
  CHECK(report->actions == 4);
  CHECK(a.bundle().bytes == d.bundle().bytes);
  const auto again = d.unbundle(a.bundle().bytes);
  CHECK(again->fresh == 0);
  CHECK(again->actions == 0);
}

TEST_CASE("A dossier of the first version is brought up to date, and all of it is still to be copied") {
  const support::DossierFile file;
  // As version 1 wrote it.
  run_sql(
      file.path,
      "CREATE TABLE batch(seq INTEGER PRIMARY KEY, actor TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL, "
      "bytes INTEGER NOT NULL, line TEXT NOT NULL, UNIQUE(actor, n, hash));"
      "CREATE TABLE touch(entity TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(entity, seq)) WITHOUT ROWID;"
      "CREATE TABLE setting(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
      "PRAGMA application_id=1163084609; PRAGMA user_version=1;"
      "INSERT INTO batch VALUES(1,'00000000000000aa',1,'h',120,'{\"v\":1,\"a\":\"00000000000000aa\",\"n\":1,\"o\":[["
      "\"s\",\"00000000000000bb\",\"_kind\",\"0000000000000001\",\"place\"],[\"s\",\"00000000000000bb\",\"nom\","
      "\"0000000000000002\",\"Ancien\"]]}');"
      "INSERT INTO touch VALUES('00000000000000bb',1);"
      "INSERT INTO setting VALUES('language','en');");
  Tablet tablet(1, file.path);
  CHECK(tablet.session.state().text(base::Id{0xBB}, "nom") == "Ancien");
  CHECK(tablet.session.setting("language") == "en");
  CHECK(tablet.session.saving().unshared == 1);
  Tablet other(2);
  REQUIRE(other.unbundle(tablet.bundle().bytes).ok());
  CHECK(other.digest() == tablet.digest());
  Tablet again(3, file.path);
  CHECK(again.objects().size() == 1);
}

TEST_CASE("A damaged object is told, kept aside, and the right one replaces it") {
  Tablet a(1), b(2);
  a.save("x");
  const ObjectName name = a.objects().front();
  const std::string good = a.object(name);
  for (std::string bad : {good.substr(0, good.size() - 1), good + "x", [&] {
                            std::string turned = good;
                            turned[100] = static_cast<char>(turned[100] ^ 1);
                            return turned;
                          }()}) {
    CHECK(b.receive(name, bad) == "object.damaged");
    CHECK(b.count("aside") == 1);
    CHECK(b.objects().empty());
  }
  CHECK(b.receive(name, good).empty());
  CHECK(b.count("aside") == 0);
  CHECK(b.digest() == a.digest());
  CHECK(b.object(name) == good);
  // The page of a captive portal is not worth keeping.
  CHECK(b.receive(name_of("other", name), "<html>sign in</html>") == "object.damaged");
  CHECK(b.count("aside") == 0);
  CHECK(b.object(name_of("other", name)) == "object.absent");
}

TEST_CASE("An object whose content is not what it should be is refused") {
  Tablet a(1), b(2);
  a.save("x");
  const ObjectName name = a.objects().front();
  const std::string html = "<html>";
  CHECK(b.receive(name_of(html, name), html) == "object.malformed");
  // Under another actor's name.
  ObjectName other = name;
  other.actor = base::Id{9};
  CHECK(b.receive(other, a.object(name)) == "object.malformed");
  CHECK(b.receive(name_of(html, {ObjectName::Kind::kSnapshot, {}, 0, ""}), html) == "object.malformed");
  const std::string large(300'000, 'x');
  CHECK(b.receive(name_of(large, name), large) == "object.too-large");
  CHECK(b.objects().empty());
  CHECK(b.receive(name_of(html, {ObjectName::Kind::kBlob, {}, 0, ""}), html).empty());  // a blob may be anything
  CHECK(b.objects().size() == 1);
}

TEST_CASE("A segment of a later version is kept, sent on, and read after an upgrade") {
  const support::DossierFile file;
  Tablet a(1);
  a.save("x");
  const ObjectName name = a.objects().front();
  std::string later = a.object(name);
  later[4] = 2;  // min_reader
  const ObjectName later_name = name_of(later, name);
  {
    Tablet b(2, file.path);
    session::Received received;
    CHECK(b.receive(later_name, later, &received).empty());
    CHECK_FALSE(received.understood);
    CHECK(b.session.state().batches() == 0);
    Tablet c(3);
    const auto report = c.unbundle(b.bundle().bytes);
    CHECK(report->later == 1);
    CHECK(c.object(later_name) == later);
  }
  // What the upgrade would find: an object that it understands and that was not read.
  const std::string understood = oplog::to_string(name);
  Tablet(4, file.path).receive(name, a.object(name));
  run_sql(file.path, "DELETE FROM batch; DELETE FROM touch; UPDATE object SET read = 0");
  Tablet upgraded(5, file.path);
  CHECK(upgraded.digest() == a.digest());
  CHECK(upgraded.objects().size() == 2);
}

TEST_CASE("Lines that cannot be read are kept with their segment and counted; the others are applied") {
  const support::DossierFile file;
  oplog::Batch good;
  good.actor = base::Id{0xE};
  good.n = 1;
  good.sets = {{base::Id{5}, "_kind", 1, "place"}};
  const std::string deep = "{\"v\":1,\"a\":\"000000000000000e\",\"n\":2,\"z\":" + std::string(60'000, '[') +
                           std::string(60'000, ']') + ",\"o\":[]}";
  const std::vector<std::string> lines = {"not json",
                                          oplog::encode(good),
                                          deep,
                                          R"({"v":4294967296,"a":"000000000000000e","n":3,"o":[]})",
                                          R"({"v":1,"a":"000000000000000e","n":1e10,"o":[]})",
                                          "{\"v\":1,\"a\":\"000000000000000e\",\"n\":4,\"c\":\"\xFF\",\"o\":[]}",
                                          R"({"v":99,"a":"000000000000000e","n":5,"o":[["z",1]]})"};
  oplog::SegmentHeader header;
  header.actor = good.actor;
  const auto segment = oplog::write_segment(header, std::vector<std::string_view>(lines.begin(), lines.end()));
  REQUIRE(segment.lines == lines.size());
  {
    Tablet b(2, file.path);
    session::Received received;
    CHECK(b.receive(segment.name, segment.bytes, &received).empty());
    CHECK(received.actions == 2);  // one of a later version, understood in part
    CHECK(received.refused == 5);
    CHECK(b.session.set_aside() == 5);
    CHECK(b.session.state().exists(base::Id{5}));
    CHECK(b.object(segment.name) == segment.bytes);
  }
  Tablet again(3, file.path);
  CHECK(again.session.set_aside() == 5);
  CHECK(again.session.state().exists(base::Id{5}));
}

TEST_CASE("Somebody who writes under our name: both are kept and we take another name") {
  Tablet a(7), twin(7), other(8);  // the same chance: the same actor, the same counts
  const base::Id x = a.save("a");
  const base::Id y = twin.save("twin");
  REQUIRE(x == y);
  const std::string from_a = a.bundle().bytes, from_twin = twin.bundle().bytes;
  REQUIRE(a.objects().front().actor == twin.objects().front().actor);
  REQUIRE(a.unbundle(from_twin).ok());
  REQUIRE(other.unbundle(from_a).ok());
  REQUIRE(other.unbundle(from_twin).ok());
  CHECK(a.objects().size() == 2);
  CHECK(a.digest() == other.digest());
  a.save("after", x);
  std::set<base::Id> actors;
  for (const ObjectName& name : a.objects()) actors.insert(name.actor);
  CHECK(actors.size() == 2);
}

TEST_CASE("When the disk is full the bundle still holds everything, what is only in memory too") {
  Tablet a(1), b(2);
  const base::Id id = a.save("on the disk");
  a.disk.full = true;
  a.save("in memory", id);
  CHECK(a.session.saving().failure.key == "store.full");
  REQUIRE(b.unbundle(a.bundle().bytes).ok());
  CHECK(b.digest() == a.digest());
  CHECK(b.session.state().text(id, "nom") == "in memory");
  a.disk.full = false;
  a.session.retry();
  REQUIRE(b.unbundle(a.bundle().bytes).ok());
  CHECK(b.digest() == a.digest());
  // The disk that fills up while segments are being made.
  Tablet c(3);
  c.save("x");
  c.disk.full = true;
  REQUIRE(b.unbundle(c.bundle().bytes).ok());
  CHECK(c.session.saving().failure.key == "store.full");
  CHECK(b.session.state().all("place").size() == 2);
}

TEST_CASE("A large action travels: it is cut into batches that fit segments, and is one step to undo") {
  Tablet a(1), b(2);
  support::SeededRandom noise(1);
  records::Draft draft{"place", {}, {}};
  for (int field = 0; field < 30; ++field) {
    std::string text;
    while (text.size() < 60'000) text.push_back(static_cast<char>('0' + noise.below(64)));
    draft.set("x/" + std::to_string(field), text);
  }
  const std::string empty = a.digest();
  REQUIRE(a.session.save(draft, "place.create"));
  const std::string full = a.digest();
  CHECK(a.session.state().batches() > 5);
  REQUIRE(b.unbundle(a.bundle().bytes).ok());
  CHECK(b.digest() == full);
  a.session.undo();
  CHECK(a.digest() == empty);
  CHECK_FALSE(a.session.can_undo());
  a.session.redo();
  CHECK(a.digest() == full);
}

TEST_CASE("A bundle of another space is asked about; one of no space is not") {
  Tablet a(1), b(2), c(3);
  a.save("a");
  a.session.join_space("atelier");
  b.session.join_space("campagne");
  CHECK(b.unbundle(a.bundle().bytes).error().key == "bundle.other-space");
  CHECK(b.session.state().batches() == 0);
  CHECK(b.unbundle(a.bundle().bytes, session::OtherSpace::kJoin).ok());
  CHECK(b.session.space() == "campagne");
  CHECK(b.digest() == a.digest());
  REQUIRE(c.unbundle(a.bundle().bytes).ok());
  CHECK(c.session.space() == "atelier");
  Tablet d(4), e(5);
  d.save("d");
  REQUIRE(c.unbundle(d.bundle().bytes).ok());
  CHECK(c.session.space() == "atelier");
  const auto read = oplog::read_segment(a.object(a.objects().front()));
  CHECK(read->header.space == oplog::space_id("atelier"));
}

TEST_CASE("Damaged entries of a bundle are counted and the others are taken; a cancelled import keeps what came") {
  Tablet a(1);
  for (int i = 0; i < 4; ++i) {
    a.save(std::to_string(i));
    a.objects();  // each in its own segment
  }
  const std::string good = a.bundle().bytes;
  std::string bad = good;
  const std::size_t second = bad.find("ESCL", bad.find("ESCL") + 4);
  bad[second + 80] = static_cast<char>(bad[second + 80] ^ 4);
  Tablet b(2);
  const auto report = b.unbundle(bad);
  REQUIRE(report);
  CHECK(report->damaged == 1);
  CHECK(report->fresh == 3);
  REQUIRE(b.unbundle(good).ok());
  CHECK(b.digest() == a.digest());

  Tablet c(3);
  std::string told;
  c.session.import_bundle(
      good, session::OtherSpace::kRefuse, [](std::size_t done, std::size_t total) { return total == 4 && done < 2; },
      [&](const base::Result<session::BundleReport>& result) { told = result ? "" : result.error().key; });
  CHECK(told == "bundle.cancelled");
  CHECK(c.objects().size() == 2);
  REQUIRE(c.unbundle(good).ok());
  CHECK(c.digest() == a.digest());

  for (const auto& [bytes, key] :
       {std::pair{std::string("<html>"), "zip.not-zip"}, {good.substr(0, good.size() / 2), "zip.damaged"}})
    CHECK(c.unbundle(bytes).error().key == key);
  formats::ZipWriter zip;
  zip.add("photo.jpg", "x");
  CHECK(c.unbundle(zip.finish()).error().key == "bundle.nothing");
}

TEST_CASE("An object that the disk gives back otherwise is left out of the bundle and told") {
  const support::DossierFile file;
  Tablet a(1, file.path);
  a.save("1");
  a.objects();
  a.save("2");
  const ObjectName damaged = a.objects().front();
  run_sql(file.path, "UPDATE object SET body = 'AAAA' WHERE id = 1");
  CHECK(a.bundle().damaged == 1);
  CHECK(a.bundle().objects.size() == 1);
  int wrong = 0;
  for (const ObjectName& name : a.objects()) wrong += a.object(name) == "object.damaged";
  CHECK(wrong == 1);
}

TEST_CASE("A snapshot is an object like another") {
  Tablet a(1), b(2);
  const base::Id id = a.save("x");
  a.save("y", id);
  a.session.remove(a.save("z"), "place.remove");
  oplog::Registers registers;
  for (const ObjectName& name : a.objects()) {
    const auto segment = oplog::read_segment(a.object(name));
    for (const std::string& line : segment->lines) {
      const auto batch = oplog::decode(line);
      for (const oplog::Set& set : batch->sets) registers.join(batch->actor, set);
    }
  }
  oplog::Snapshot snapshot;
  snapshot.lines = oplog::snapshot_lines(registers, {}, {});
  const std::string bytes = oplog::write_snapshot(snapshot);
  CHECK(b.receive({ObjectName::Kind::kSnapshot, {}, 0, base::sha256_hex(bytes)}, bytes).empty());
  CHECK(b.digest() == a.digest());
  REQUIRE(b.unbundle(a.bundle().bytes).ok());
  CHECK(b.digest() == a.digest());
  b.save("later", id);
  REQUIRE(a.unbundle(b.bundle().bytes).ok());
  CHECK(a.session.state().text(id, "nom") == "later");
}
