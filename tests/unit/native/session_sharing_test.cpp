// What two tablets wrote at once, what happened lately, and a session that shares with a hub.
#include "session/sharing.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "base/sha256.h"
#include "store/sqlite_executor.h"
#include "support/dossier_file.h"
#include "support/time_and_chance.h"

using session::Session;

namespace {

struct Tablet {
  std::unique_ptr<store::SqliteExecutor> sqlite;
  support::FakeClock clock;
  support::SeededRandom random;
  std::unique_ptr<Session> session;

  explicit Tablet(std::uint64_t seed, const std::string& path = ":memory:")
      : sqlite(std::move(*store::SqliteExecutor::open(path))), random(seed) {
    open();
  }
  void open() {
    session = std::make_unique<Session>(*sqlite, clock, random);
    bool opened = false;
    session->open([&](const base::Status& status) { opened = status.ok(); });
    REQUIRE(opened);
  }
  void name(base::Id id, std::string name) {
    clock.ms += 1000;
    records::Draft draft = session->state().exists(id) ? session->state().draft(id) : records::Draft{"place", id, {}};
    draft.set("nom", std::move(name));
    REQUIRE(session->save(std::move(draft), "place.edit"));
  }
  std::string name(base::Id id) const { return std::string(session->state().text(id, "nom")); }
  using Objects = std::vector<std::pair<oplog::ObjectName, std::string>>;
  // All this tablet holds, left on a hub: it is no longer only here.
  Objects leave() {
    Objects left;
    session->objects([&](auto held) {
      REQUIRE(held);
      std::vector<oplog::ObjectName> names;
      for (const Session::HeldObject& object : *held) {
        names.push_back(object.name);
        session->object(object.name, [&](auto bytes) {
          REQUIRE(bytes);
          left.emplace_back(object.name, *bytes);
        });
      }
      session->mark_copied(names, [](const base::Status& status) { REQUIRE(status); });
    });
    return left;
  }
  void take(const Objects& objects) {
    for (const auto& [name, bytes] : objects)
      session->receive(name, bytes, [](const auto& received) { REQUIRE(received); });
  }
  void give(Tablet& other) { other.take(leave()); }
};

constexpr base::Id kPlace{42};

}  // namespace

TEST_CASE("a field that two tablets changed at once is told where the second one comes", "[session][conflicts]") {
  for (const bool first_is_later : {false, true}) {
    CAPTURE(first_is_later);
    Tablet a(1), b(2);
    a.name(kPlace, "Mairie");
    a.give(b);
    REQUIRE(b.name(kPlace) == "Mairie");
    CHECK(b.session->conflicts().empty());
    if (first_is_later) a.clock.ms += 60'000;
    a.name(kPlace, "Mairie de Lormont");
    b.name(kPlace, "Hôtel de ville");
    if (!first_is_later) b.name(kPlace, "Hôtel de Ville");
    a.give(b);  // what b wrote is nowhere else yet
    REQUIRE(b.session->conflicts().size() == 1);
    const session::Conflict conflict = b.session->conflicts()[0];
    CHECK(conflict.record == kPlace);
    CHECK(conflict.key == "nom");
    CHECK(conflict.theirs == oplog::Value("Mairie de Lormont"));
    CHECK(conflict.mine == oplog::Value(first_is_later ? "Hôtel de ville" : "Hôtel de Ville"));
    CHECK(conflict.mine_stands == !first_is_later);
    // It waits over a restart, follows what the other one writes next, and is settled once.
    b.open();
    CHECK(b.session->conflicts() == std::vector<session::Conflict>{conflict});
    a.name(kPlace, "Mairie, Lormont");
    a.give(b);
    REQUIRE(b.session->conflicts().size() == 1);
    CHECK(b.session->conflicts()[0].theirs == oplog::Value("Mairie, Lormont"));
    b.session->settle(0, first_is_later);
    CHECK(b.session->conflicts().empty());
    CHECK(b.name(kPlace) == (first_is_later ? "Hôtel de ville" : "Mairie, Lormont"));
    b.give(a);
    CHECK(a.name(kPlace) == b.name(kPlace));
    CHECK(a.session->conflicts().empty());
    CHECK(a.session->state().digest() == b.session->state().digest());
  }
}

TEST_CASE("what the other one could have seen is no conflict", "[session][conflicts]") {
  Tablet a(1), b(2);
  a.name(kPlace, "Mairie");
  a.give(b);
  b.name(kPlace, "Hôtel de ville");
  b.give(a);  // a sees it
  a.name(kPlace, "Mairie de Lormont");
  a.give(b);
  CHECK(b.session->conflicts().empty());
  CHECK(a.session->conflicts().empty());
  CHECK(b.name(kPlace) == "Mairie de Lormont");
  // Both write the same: nothing to choose.
  a.name(kPlace, "Mairie");
  b.name(kPlace, "Mairie");
  a.give(b);
  CHECK(b.session->conflicts().empty());
}

TEST_CASE("a field that two tablets changed and both left on the hub before either looked is told",
          "[session][conflicts]") {
  Tablet a(1), b(2);
  a.name(kPlace, "Mairie");
  a.give(b);
  a.name(kPlace, "Mairie de Lormont");
  b.name(kPlace, "Hôtel de ville");
  a.clock.ms += 2000;
  b.clock.ms += 2000;
  const Tablet::Objects of_a = a.leave(), of_b = b.leave();
  REQUIRE(a.session->saving().unshared + b.session->saving().unshared == 0);
  a.take(of_b);
  b.take(of_a);
  CHECK(a.session->conflicts().size() == 1);
  CHECK(b.session->conflicts().size() == 1);
  CHECK(a.name(kPlace) == b.name(kPlace));
  // One of them chooses; the other one's list empties as it hears of it, and nobody is asked again.
  a.session->settle(0, true);
  a.give(b);
  CHECK(a.session->conflicts().empty());
  CHECK(b.session->conflicts().empty());
  CHECK(b.name(kPlace) == "Mairie de Lormont");
}

TEST_CASE("an unshared write of an earlier session of use still counts", "[session][conflicts]") {
  Tablet a(1), b(2);
  a.name(kPlace, "Mairie");
  a.give(b);
  b.name(kPlace, "Hôtel de ville");
  b.open();
  a.name(kPlace, "Mairie de Lormont");
  a.give(b);
  CHECK(b.session->conflicts().size() == 1);
}

TEST_CASE("the last actions, newest first, from here and elsewhere", "[session]") {
  Tablet a(1), b(2);
  a.name(kPlace, "Mairie");
  a.give(b);
  b.name(base::Id{7}, "Fablab");
  std::vector<session::Action> actions;
  b.session->recent(10, [&](auto got) {
    REQUIRE(got);
    actions = *got;
  });
  REQUIRE(actions.size() == 2);
  CHECK(actions[0].mine);
  CHECK(actions[0].record == base::Id{7});
  CHECK(actions[0].command == "place.edit");
  CHECK(actions[0].wall_ms == b.clock.ms);
  CHECK_FALSE(actions[0].several);
  CHECK_FALSE(actions[1].mine);
  CHECK(actions[1].record == kPlace);
  b.session->recent(1, [&](auto got) { CHECK(got->size() == 1); });
}

TEST_CASE("a session shares with a hub what it writes, as it writes it", "[session][exchange]") {
  std::map<std::string, std::string> hub;
  std::vector<std::string> order;
  std::int64_t now = 0;
  struct Shared {
    std::vector<std::tuple<int, exchange::Request, std::string>> asked;
    std::unique_ptr<session::Sharing> sharing;
  };
  const auto share = [&](Tablet& tablet, Shared& shared) {
    shared.sharing = std::make_unique<session::Sharing>(
        *tablet.session, tablet.clock, tablet.random,
        session::Sharing::Outside{[&shared](int id, const exchange::Request& request, std::string body) {
                                    shared.asked.emplace_back(id, request, std::move(body));
                                  },
                                  [&now] { return now; }});
    shared.sharing->connect({"http://hub/s/x/", ""}, true);
  };
  const auto work = [&](Shared& shared) {
    shared.sharing->run();
    for (auto& [id, request, body] : std::exchange(shared.asked, {})) {
      const std::string path = request.url.substr(15);
      exchange::Reply reply{.status = 200};
      if (request.method == "PUT") {
        reply.status = hub.emplace(path, body).second ? 201 : 412;
        if (reply.status == 201) order.push_back(path);
      } else if (path[0] == '?') {
        const std::size_t after = request.url.find("boot=b") == std::string::npos ? 0 : std::stoul(path.substr(7));
        if (after >= order.size() && path.ends_with("wait=25")) {
          shared.asked.emplace_back(id, request, body);  // the hub waits for news
          continue;
        }
        for (std::size_t i = after; i < order.size(); ++i) reply.body += "1 " + order[i] + "\n";
        reply.next = std::to_string(order.size());
        reply.boot = "b";
      } else {
        reply.body = hub.at(path);
      }
      shared.sharing->reply(id, std::move(reply));
    }
  };
  Tablet a(1), b(2);
  a.name(kPlace, "Mairie");
  Shared on_a, on_b;
  share(a, on_a);
  share(b, on_b);
  const auto pass = [&](int steps) {
    for (int i = 0; i < steps; ++i) {
      now += 500;
      work(on_a);
      work(on_b);
    }
  };
  pass(20);
  CHECK(b.name(kPlace) == "Mairie");
  CHECK(a.session->saving().unshared == 0);
  CHECK(on_a.sharing->complete_ms() == a.clock.ms);
  b.name(kPlace, "Hôtel de ville");
  CHECK(b.session->saving().unshared == 1);
  pass(20);
  CHECK(b.session->saving().unshared == 0);
  CHECK(a.name(kPlace) == "Hôtel de ville");
  // A few seconds of writing make one object, not one for each action.
  const std::size_t before = hub.size();
  for (int i = 0; i < 5; ++i) {
    a.name(kPlace, "Nom " + std::to_string(i));
    now += 100;
    work(on_a);
  }
  pass(20);
  CHECK(hub.size() - before <= 2);
  CHECK(b.name(kPlace) == "Nom 4");
  on_a.sharing->disconnect();
  a.name(kPlace, "Ici seulement");
  pass(20);
  CHECK(a.session->saving().unshared == 1);
}
