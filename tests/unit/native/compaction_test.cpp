// A hub's folder summed up, and the tablets around it, on real SQLite.
#include "oplog/compaction.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <optional>

#include "base/sha256.h"
#include "exchange/client.h"
#include "oplog/segment.h"
#include "support/tablet.h"

using oplog::ObjectName;
using session::Session;
using support::Tablet;

namespace {

constexpr std::int64_t kDay = 24 * 3600 * 1000, kStart = 1'764'000'000'000;
constexpr base::Id kSpace{0x5AACE};

struct Folder {
  std::map<ObjectName, std::pair<std::string, std::int64_t>> objects;  // and since when

  void put(const ObjectName& name, std::string bytes, std::int64_t at_ms) {
    objects.try_emplace(name, std::move(bytes), at_ms);
  }
  void take(Tablet& tablet, std::int64_t at_ms) {
    for (const ObjectName& name : tablet.objects()) put(name, tablet.object(name), at_ms);
  }
  void give(Tablet& tablet) const {
    for (const auto& [name, held] : objects) CHECK(tablet.receive(name, held.first).empty());
  }
  oplog::Compacted compact(std::int64_t now_ms, bool deletes = true) {
    oplog::Compactor compactor;
    for (const auto& [name, held] : objects) compactor.add(name, held.first, held.second);
    auto made = compactor.compact(kSpace, now_ms);
    REQUIRE(made);
    if (made->name) put(*made->name, made->bytes, now_ms);
    if (deletes)
      for (const ObjectName& name : made->deletable) objects.erase(name);
    return *made;
  }
  std::size_t count(ObjectName::Kind kind) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(objects, [&](const auto& each) { return each.first.kind == kind; }));
  }
  std::size_t segments() const { return count(ObjectName::Kind::kSegment); }
  std::size_t snapshots() const { return count(ObjectName::Kind::kSnapshot); }
};

ObjectName snapshot_name(std::string_view bytes) {
  return {ObjectName::Kind::kSnapshot, {}, 0, base::sha256_hex(bytes)};
}

}  // namespace

TEST_CASE("A folder summed up: after thirty days its segments go, whoever comes later misses nothing") {
  Folder folder;
  Tablet a(1), b(2);
  const base::Id id = a.save("médiathèque");
  a.save("école");
  folder.take(a, kStart);
  folder.give(b);
  b.save("médiathèque Jean-Moulin", id);
  b.session.remove(b.save("double"), "place.remove");
  folder.take(b, kStart);
  folder.give(a);
  REQUIRE(a.digest() == b.digest());
  REQUIRE(folder.segments() == 2);

  const auto first = folder.compact(kStart);
  REQUIRE(first.name);
  CHECK(first.covered == 2);
  CHECK(first.deletable.empty());
  CHECK_FALSE(folder.compact(kStart + 29 * kDay).name);  // nothing new
  CHECK(folder.segments() == 2);
  folder.give(a);  // fetches the snapshot like any object

  // The clock alone is not enough: it must have been there that long, too.
  Folder fresh = folder;
  for (auto& [name, held] : fresh.objects) held.second = kStart + 20 * kDay;
  CHECK(fresh.compact(kStart + 31 * kDay).deletable.empty());

  CHECK(folder.compact(kStart + 30 * kDay).deletable.size() == 2);
  CHECK(folder.segments() == 0);
  Tablet c(3);
  folder.give(c);
  CHECK(c.digest() == a.digest());
  // It goes on from there, and the next sum covers both, in one snapshot once that one is old enough.
  c.save("centre social", id);
  folder.take(c, kStart + 31 * kDay);
  folder.give(a);
  CHECK(a.digest() == c.digest());
  CHECK(folder.compact(kStart + 32 * kDay).covered == 3);
  CHECK(folder.snapshots() == 2);
  CHECK(folder.compact(kStart + 62 * kDay).deletable.size() == 2);  // the segment, and the snapshot before
  CHECK(folder.snapshots() == 1);
  Tablet d(4);
  folder.give(d);
  CHECK(d.digest() == c.digest());
}

TEST_CASE("What a snapshot stands for is not sent again where it was deleted, and is not said to be uncopied") {
  Folder folder;
  Tablet a(1);
  a.save("a");
  folder.take(a, kStart);  // and never hears that it was kept
  CHECK(a.session.saving().unshared == 1);
  folder.compact(kStart);
  folder.compact(kStart + 31 * kDay);
  REQUIRE(folder.segments() == 0);
  folder.give(a);

  support::SeededRandom random(5);
  exchange::Client client({"http://hub/s/a/", ""}, random, false);
  std::size_t covered = 0;
  a.session.objects([&](const base::Result<std::vector<Session::HeldObject>>& held) {
    REQUIRE(held);
    for (const auto& object : *held) {
      client.have(object.name, object.covered);
      covered += object.covered;
    }
  });
  CHECK(covered == 1);
  CHECK(a.session.saving().unshared == 0);
  const auto asked = client.next(0);
  REQUIRE(asked.size() == 1);
  std::string there;
  for (const auto& [name, held] : folder.objects) there += "1 " + to_string(name) + "\n";
  client.reply(asked[0].id, {.status = 200, .type = "text/plain", .next = "1", .boot = "b", .body = there}, 0);
  const auto again = client.next(0);
  REQUIRE(again.size() == 1);
  client.reply(again[0].id, {.status = 200, .type = "text/plain", .next = "1", .boot = "b"}, 0);
  CHECK(client.next(0).empty());
  CHECK(client.finished());
  CHECK(client.counts().to_send == 0);
}

TEST_CASE("A snapshot is not believed: what it covers goes only when nothing is lost") {
  Folder folder;
  Tablet a(1);
  a.save("a");
  folder.take(a, kStart);
  // Old, and says that it stands for everything; but it is empty.
  oplog::Snapshot lie;
  lie.made_ms = kStart - 100 * kDay;
  for (const auto& [name, held] : folder.objects) lie.covered.push_back(to_string(name));
  const std::string bytes = oplog::write_snapshot(lie);
  folder.put(snapshot_name(bytes), bytes, kStart - 100 * kDay);
  CHECK(folder.compact(kStart).deletable.empty());
  CHECK(folder.segments() == 1);
  CHECK(folder.snapshots() == 2);  // a true one was made, whatever the other says of itself
  Tablet b(2);
  folder.give(b);
  CHECK(b.digest() == a.digest());

  // Nor does it take the place of an older one that holds what it does not, once the segments are gone.
  for (auto& [name, held] : folder.objects) held.second = kStart;
  folder.compact(kStart + 31 * kDay);
  REQUIRE(folder.segments() == 0);
  lie.made_ms = kStart + 32 * kDay;
  const std::string later = oplog::write_snapshot(lie);
  folder.put(snapshot_name(later), later, kStart + 32 * kDay);
  folder.compact(kStart + 70 * kDay);
  Tablet c(3);
  folder.give(c);
  CHECK(c.digest() == a.digest());

  // A tablet to which it is given goes on sending, and counting, what only it holds.
  Tablet d(4);
  d.save("d");
  lie.covered.clear();
  for (const ObjectName& name : d.objects()) lie.covered.push_back(to_string(name));
  const std::string aimed = oplog::write_snapshot(lie);
  CHECK(d.receive(snapshot_name(aimed), aimed).empty());
  d.session.objects([&](const base::Result<std::vector<Session::HeldObject>>& held) {
    REQUIRE(held);
    for (const auto& object : *held) CHECK_FALSE(object.covered);
  });
  CHECK(d.session.saving().unshared == 1);
}

TEST_CASE("A segment with something of a later version is not summed up, damaged bytes neither") {
  Folder folder;
  Tablet a(1);
  a.save("a");
  folder.take(a, kStart);
  oplog::SegmentHeader header;
  header.space = kSpace;
  header.actor = base::Id{0xAB};
  header.seq = 1;
  const std::string_view line = R"({"v":1,"a":"00000000000000ab","n":1,"o":[["move","00000000000000aa","up"]]})";
  const auto later = oplog::write_segment(header, std::span(&line, 1));
  folder.put(later.name, later.bytes, kStart);
  const auto made = folder.compact(kStart);
  CHECK(made.left_out == 1);
  CHECK(made.covered == 1);
  const auto old = folder.compact(kStart + 40 * kDay, false).deletable;
  REQUIRE(old.size() == 1);
  CHECK(old[0] != later.name);
  for (auto& [name, held] : folder.objects)
    if (name == old[0]) held.first += "x";
  CHECK(folder.compact(kStart + 40 * kDay, false).deletable.empty());
}
