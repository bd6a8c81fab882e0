// The client of a hub against a model of one: each reply by a table, then whole runs over a network that loses, delays,
// damages and answers for others.
#include "exchange/client.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "base/sha256.h"
#include "support/time_and_chance.h"

using exchange::Client;
using exchange::Phase;
using exchange::Place;
using exchange::Reply;
using exchange::Request;
using oplog::ObjectName;

namespace {

const Place kPlace{"http://hub/s/atelier/", "token"};

ObjectName name_of(std::string_view content) { return {ObjectName::Kind::kBlob, {}, 0, base::sha256_hex(content)}; }

enum class Kind { kHub, kAutoindex, kDav };

// A server that does as told: what is there, by name.
struct Model {
  Kind kind = Kind::kHub;
  std::map<std::string, std::string> objects;
  std::vector<std::string> order;
  std::string boot = "b1";
  std::size_t page = 3;

  void put(const std::string& name, const std::string& bytes) {
    if (objects.emplace(name, bytes).second) order.push_back(name);
  }
  static std::string after(const Request& request) {
    const std::size_t at = request.url.find("after=");
    return at == std::string::npos ? "" : request.url.substr(at + 6, request.url.find('&', at) - at - 6);
  }
  Reply answer(const Request& request, const std::string& body) {
    const std::string path = request.url.substr(kPlace.url.size());
    if (request.method == "PUT") {
      if (base::sha256_hex(body) != oplog::parse_object_name(path)->sha256) return {.status = 422};
      const bool there = objects.contains(path);
      put(path, body);
      return {.status = there ? kind == Kind::kHub ? 412 : 204 : 201};
    }
    if (request.method == "GET" && !path.empty() && path[0] != '?') {
      const auto found = objects.find(path);
      return found == objects.end() ? Reply{.status = 404} : Reply{.status = 200, .body = found->second};
    }
    std::string text;
    if (kind == Kind::kDav) {
      if (request.method != "PROPFIND") return {.status = 403};
      for (const std::string& name : order) text += "<D:href>/s/atelier/" + name + "</D:href>";
      return {.status = 207, .type = "text/xml", .body = "<D:multistatus>" + text + "</D:multistatus>"};
    }
    if (request.method != "GET") return {.status = 405};
    if (kind == Kind::kAutoindex) {
      for (const std::string& name : order)
        text += (text.empty() ? "" : ",") + ("{\"name\":\"" + name + "\",\"size\":1}");
      return {.status = 200, .type = "application/json", .body = "[" + text + "]"};
    }
    std::size_t from = request.url.find("boot=" + boot) == std::string::npos ? 0 : std::stoul(after(request));
    const std::size_t end = std::min(order.size(), from + page);
    for (std::size_t i = from; i < end; ++i) text += "1 " + order[i] + "\n";
    return {.status = 200, .type = "text/plain", .next = std::to_string(end), .boot = boot, .body = text};
  }
};

// One tablet: a client and what it holds.
struct Tablet {
  support::SeededRandom random;
  std::map<std::string, std::string> held;
  Client client;

  explicit Tablet(std::uint64_t seed, bool follow = false) : random(seed), client(kPlace, random, follow) {}
  void write(const std::string& content) {
    held[to_string(name_of(content))] = content;
    client.have(name_of(content));
  }
  void take(Client::Outcome outcome) {
    if (!outcome.keep) return;
    REQUIRE(base::sha256_hex(outcome.bytes) == outcome.keep->sha256);
    held[to_string(*outcome.keep)] = outcome.bytes;
    client.kept(*outcome.keep, base::Done{});
  }
  std::string body(const Request& request) const {
    return request.body ? held.at(to_string(*request.body)) : std::string();
  }
};

// Until it has finished, on a network without faults.
void run(Tablet& tablet, Model& model, std::int64_t now = 0) {
  for (int steps = 0; !tablet.client.finished(); ++steps) {
    REQUIRE(steps < 1000);
    now = std::max(now, tablet.client.wake_at().value_or(now));
    for (const Request& request : tablet.client.next(now))
      tablet.take(tablet.client.reply(request.id, model.answer(request, tablet.body(request)), now));
  }
}

}  // namespace

TEST_CASE("two tablets meet over each kind of server", "[exchange]") {
  for (const Kind kind : {Kind::kHub, Kind::kAutoindex, Kind::kDav}) {
    CAPTURE(static_cast<int>(kind));
    Model model{.kind = kind};
    Tablet a(1), b(2);
    for (int i = 0; i < 20; ++i) a.write("a" + std::to_string(i));
    for (int i = 0; i < 5; ++i) b.write("b" + std::to_string(i));
    b.write("a3");  // came by a bundle
    run(a, model);
    run(b, model);
    Tablet again(3);
    again.held = a.held;
    for (const auto& [name, bytes] : a.held) again.client.have(*oplog::parse_object_name(name));
    run(again, model);
    CHECK(b.held.size() == 25);
    CHECK(b.held == model.objects);
    CHECK(again.held == b.held);
    CHECK(b.client.counts().sent == 5);  // "a3" was listed: not sent again
    CHECK(b.client.phase(0) == Phase::kUpToDate);
    CHECK(b.client.trouble().key.empty());
  }
}

TEST_CASE("the right travels in a header and nothing is sent before the listing is whole", "[exchange]") {
  Model model{.page = 1};
  model.put(to_string(name_of("x")), "x");
  Tablet tablet(1);
  tablet.write("mine");
  auto requests = tablet.client.next(0);
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].url == "http://hub/s/atelier/?after=0&wait=0");
  CHECK(requests[0].headers == std::vector<std::pair<std::string, std::string>>{{"Authorization", "Bearer token"}});
  tablet.client.reply(requests[0].id, model.answer(requests[0], ""), 0);
  requests = tablet.client.next(0);
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].url == "http://hub/s/atelier/?after=1&boot=b1&wait=0");
  CHECK(requests[1].method == "GET");
  tablet.client.reply(requests[0].id, model.answer(requests[0], ""), 0);
  requests = tablet.client.next(0);
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].method == "PUT");
  CHECK(requests[0].headers.back() == std::pair<std::string, std::string>{"If-None-Match", "*"});
}

TEST_CASE("each answer to a listing, by its meaning", "[exchange]") {
  struct Row {
    Reply reply;
    const char* trouble;
    Phase phase;
  };
  const Row rows[] = {
      {{.status = 0}, "sync.trouble.network", Phase::kWaiting},
      {{.status = 302}, "sync.trouble.portal", Phase::kWaiting},
      {{.status = 511, .type = "text/html"}, "sync.trouble.portal", Phase::kWaiting},
      {{.status = 200, .type = "text/plain", .body = "Bienvenue"}, "sync.trouble.portal", Phase::kWaiting},
      {{.status = 200, .boot = "b", .body = "Bienvenue"}, "sync.trouble.portal", Phase::kWaiting},
      {{.status = 207, .body = "<html>"}, "sync.trouble.portal", Phase::kWaiting},
      {{.status = 500}, "sync.trouble.server", Phase::kWaiting},
      {{.status = 429}, "sync.trouble.server", Phase::kWaiting},
      {{.status = 401}, "sync.trouble.token", Phase::kRefused},
      {{.status = 404}, "sync.trouble.no-space", Phase::kRefused},
      {{.status = 400}, "sync.trouble.no-space", Phase::kRefused},
  };
  for (const Row& row : rows) {
    CAPTURE(row.reply.status, row.reply.body);
    Tablet tablet(1);
    tablet.client.reply(tablet.client.next(0)[0].id, row.reply, 0);
    CHECK(tablet.client.trouble().key == row.trouble);
    CHECK(tablet.client.phase(0) == row.phase);
    CHECK(tablet.client.next(0).empty());
    CHECK(tablet.client.finished() == (row.phase == Phase::kRefused));
    tablet.client.retry(0);
    Model model;
    run(tablet, model);
    CHECK(tablet.client.phase(0) == Phase::kUpToDate);
  }
}

TEST_CASE("a captive portal that answers everything with 200 and a page", "[exchange]") {
  const Reply portal{.status = 200, .type = "text/html; charset=utf-8", .body = "<html>Acceptez les conditions</html>"};
  Model model;
  model.put(to_string(name_of("theirs")), "theirs");
  Tablet tablet(1);
  tablet.write("mine");
  // From the start: asked by WebDAV too, then told.
  tablet.client.reply(tablet.client.next(0)[0].id, portal, 0);
  auto requests = tablet.client.next(0);
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].method == "PROPFIND");
  tablet.client.reply(requests[0].id, portal, 0);
  CHECK(tablet.client.trouble().key == "sync.trouble.portal");
  CHECK(tablet.client.phase(0) == Phase::kWaiting);
  // Signed in; then the portal comes back in the middle.
  std::int64_t now = *tablet.client.wake_at();
  CHECK(now >= 500);
  for (int i = 0; i < 2; ++i)
    for (const Request& request : tablet.client.next(now))
      if (request.url.find('?') != std::string::npos)
        tablet.client.reply(request.id, model.answer(request, ""), now);
      else
        tablet.take(tablet.client.reply(request.id, portal, now));
  requests = tablet.client.next(now = *tablet.client.wake_at());
  REQUIRE(!requests.empty());
  for (const Request& request : requests) tablet.take(tablet.client.reply(request.id, portal, now));
  CHECK(tablet.client.counts().sent == 0);
  CHECK(tablet.client.counts().fetched == 0);
  CHECK(tablet.client.trouble().key == "sync.trouble.portal");
  run(tablet, model, now);
  CHECK(tablet.held == model.objects);
}

TEST_CASE("each answer to a PUT, by its meaning", "[exchange]") {
  struct Row {
    int status;
    const char* type;
    std::size_t sent, left;
    const char* trouble;
    bool aside;
  };
  const Row rows[] = {
      {201, "", 1, 0, "", false},
      {204, "", 1, 0, "", false},
      {412, "", 1, 0, "", false},
      {200, "text/html", 0, 1, "sync.trouble.portal", false},
      {200, "", 0, 1, "sync.trouble.portal", false},
      {302, "", 0, 1, "sync.trouble.portal", false},
      {0, "", 0, 1, "sync.trouble.network", false},
      {401, "", 0, 1, "sync.trouble.token", false},
      {403, "", 0, 1, "", false},
      {413, "", 0, 0, "", true},
      {422, "", 0, 1, "sync.trouble.damaged", false},
      {500, "", 0, 1, "sync.trouble.server", false},
      {507, "", 0, 1, "sync.trouble.full", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.status, row.type);
    Model model;
    Tablet tablet(1);
    tablet.write("mine");
    tablet.client.reply(tablet.client.next(0)[0].id,
                        model.answer(Request{.method = "GET", .url = kPlace.url + "?after=0"}, ""), 0);
    const auto requests = tablet.client.next(0);
    REQUIRE(requests.size() == 1);
    const auto outcome = tablet.client.reply(requests[0].id, Reply{.status = row.status, .type = row.type}, 0);
    CHECK(outcome.there.size() == row.sent);
    CHECK(tablet.client.counts().sent == row.sent);
    CHECK(tablet.client.counts().to_send == row.left);
    CHECK(tablet.client.trouble().key == row.trouble);
    CHECK(tablet.client.set_aside().size() == (row.aside ? 1 : 0));
    CHECK(tablet.client.may_only_read() == (row.status == 403));
  }
}

TEST_CASE("waiting grows, with chance in it, and ends with the first good answer", "[exchange]") {
  Tablet tablet(7);
  std::int64_t now = 0, last = 0;
  for (int i = 0; i < 12; ++i) {
    const auto requests = tablet.client.next(now);
    REQUIRE(requests.size() == 1);
    tablet.client.reply(requests[0].id, Reply{}, now);
    const std::int64_t wait = *tablet.client.wake_at() - now,
                       full = std::min<std::int64_t>(60'000, 1'000ll << std::min(i, 6));
    CAPTURE(i, wait);
    CHECK(wait > full / 2);
    CHECK(wait <= full);
    CHECK(wait != last);
    CHECK(tablet.client.next(now + wait - 1).empty());
    last = wait;
    now += wait;
  }
  Model model;
  tablet.client.reply(tablet.client.next(now)[0].id,
                      model.answer(Request{.method = "GET", .url = kPlace.url + "?after=0"}, ""), now);
  CHECK(tablet.client.trouble().key.empty());
  // A refused one is asked again only when somebody asks.
  Tablet refused(1);
  refused.client.reply(refused.client.next(0)[0].id, Reply{.status = 401}, 0);
  CHECK_FALSE(refused.client.wake_at());
  refused.client.retry(5);
  CHECK(refused.client.next(5).size() == 1);
}

TEST_CASE("what never is what its name says is given up and told, the rest goes on", "[exchange]") {
  Model model;
  model.put(to_string(name_of("good")), "good");
  model.put(to_string(name_of("bad")), "torn");
  Tablet tablet(1);
  run(tablet, model);
  CHECK(tablet.held.size() == 1);
  REQUIRE(tablet.client.set_aside().size() == 1);
  CHECK(tablet.client.set_aside().begin()->second.key == "sync.aside.damaged");
  // Repaired there: fetched when asked again.
  model.objects[to_string(name_of("bad"))] = "bad";
  tablet.client.retry(0);
  run(tablet, model);
  CHECK(tablet.held.size() == 2);
}

TEST_CASE("a hub set back or emptied is filled again", "[exchange]") {
  Model model;
  Tablet tablet(1, true);
  std::int64_t now = 0;
  const auto steps = [&](int count) {
    while (count-- > 0) {
      now = std::max(now, tablet.client.wake_at().value_or(now));
      for (const Request& request : tablet.client.next(now))
        tablet.take(tablet.client.reply(request.id, model.answer(request, tablet.body(request)), now));
    }
  };
  for (int i = 0; i < 10; ++i) tablet.write("x" + std::to_string(i));
  steps(20);
  CHECK(model.objects.size() == 10);
  model.objects.clear();
  model.order.clear();
  model.boot = "b2";
  steps(20);
  CHECK(model.objects == tablet.held);
  CHECK(tablet.client.phase(now) == Phase::kUpToDate);
}

TEST_CASE("tablets over a network that loses, delays, damages and lies end equal", "[exchange][simulation]") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    support::SeededRandom chance(seed);
    Model model{.kind = static_cast<Kind>(seed % 3)};
    std::vector<std::unique_ptr<Tablet>> tablets;
    for (int i = 0; i < 3; ++i) tablets.push_back(std::make_unique<Tablet>(seed * 10 + i, true));
    struct Flight {
      std::size_t tablet;
      int request;
      Reply reply;
      std::int64_t at;
    };
    std::vector<Flight> flights;
    std::set<std::string> written, acknowledged;
    std::int64_t now = 0;
    constexpr std::int64_t kHealed = 120'000, kEnd = 500'000;
    int number = 0;
    while (now < kEnd) {
      const bool faults = now < kHealed;
      for (std::size_t t = 0; t < tablets.size(); ++t) {
        Tablet& tablet = *tablets[t];
        if (faults && chance.below(20) == 0) {
          const std::string content = std::to_string(number++);
          written.insert(to_string(name_of(content)));
          tablet.write(content);
        }
        for (const Request& request : tablet.client.next(now)) {
          const std::uint64_t fate = faults ? chance.below(12) : 11;
          Reply reply;
          if (fate == 0)
            reply = {};  // lost on the way there
          else if (fate == 1)
            reply = {.status = 200, .type = "text/html", .body = "<html>"};
          else if (fate == 2)
            reply = {.status = 302};
          else if (fate == 3)
            reply = {.status = 503};
          else
            reply = model.answer(request, fate == 4 ? tablet.body(request) + "?" : tablet.body(request));
          if (fate == 5) reply = {};  // lost on the way back
          const bool object = request.method == "GET" && request.url.ends_with(".bin") && !reply.body.empty();
          if (fate == 6 && object) reply.body.resize(chance.below(reply.body.size()));
          if (fate == 7 && object) reply.body[chance.below(reply.body.size())] ^= 4;
          flights.push_back({t, request.id, reply, now + static_cast<std::int64_t>(chance.below(3'000))});
        }
      }
      // A hub that restarts tells everything anew.
      if (faults && chance.below(100) == 0) model.boot += "'";
      now += 200;
      for (std::size_t i = 0; i < flights.size();) {
        if (flights[i].at > now) {
          ++i;
          continue;
        }
        const Flight flight = std::move(flights[i]);
        flights.erase(flights.begin() + static_cast<std::ptrdiff_t>(i));
        Tablet& tablet = *tablets[flight.tablet];
        auto outcome = tablet.client.reply(flight.request, flight.reply, now);
        for (const ObjectName& name : outcome.there) acknowledged.insert(to_string(name));
        tablet.take(std::move(outcome));
      }
      if (now >= kHealed && now < kHealed + 200)
        for (auto& tablet : tablets) tablet->client.retry(now);
    }
    REQUIRE(written.size() > 20);
    for (const std::string& name : acknowledged) REQUIRE(model.objects.contains(name));
    for (const auto& tablet : tablets) {
      CHECK(tablet->client.trouble().key == "");
      CHECK(tablet->client.phase(now) == Phase::kUpToDate);
      REQUIRE(tablet->held == model.objects);
    }
    REQUIRE(model.objects.size() == written.size());
  }
}
