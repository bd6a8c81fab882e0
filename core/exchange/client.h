// The client of a hub as pure messages: told what is here, what was replied and what time it is, it says which requests
// to make. It knows no network, no disk and no clock, so that tests decide all three
// (tests/unit/exchange_client_test.cpp).
//
// All that crosses is checked: an object that arrives must hash to its name, a listing must read as one. Whatever
// answers something else (a captive portal, a proxy, a damaged disk) is told as trouble and asked again later; it is
// never taken for a copy. "Already there" is as good as "kept". Any order, any number of times: the names make it
// harmless.
//
// The server may be the hub of server-stub, whose listing goes on from a number and waits; nginx with a JSON index; or
// anything that speaks WebDAV. Which one is found out from the first replies.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "exchange/link.h"
#include "exchange/listing.h"
#include "oplog/object_name.h"

namespace exchange {

struct Request {
  int id = 0;
  std::string method;  // GET, PUT, PROPFIND
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<oplog::ObjectName> body;  // PUT: the object to send
  int timeout_ms = 0;
  std::size_t limit = 0;  // bytes of a reply beyond which it is not read
};

// What came back. `status` 0: nothing did (no network, refused, timed out, cut, beyond the limit).
struct Reply {
  int status = 0;
  std::string type;        // Content-Type
  std::string next, boot;  // X-Next, X-Boot
  std::string body;
};

enum class Phase {
  kConnecting,  // the first listing is on its way
  kCopying,
  kUpToDate,  // all that is here is there, and the other way round, as of the last listing
  kWaiting,   // something is in the way (trouble()); tried again by itself at wake_at()
  kRefused,   // tried again only when asked: retry()
};

struct Counts {
  std::size_t to_send = 0, to_fetch = 0;  // left to do, as far as known
  std::size_t sent = 0, fetched = 0;      // done since the start
};

class Client {
 public:
  // `follow`: go on asking for what is new; otherwise finished() comes once both sides are equal.
  Client(Place place, base::Random& random, bool follow);

  // `now_ms` is of any clock that only goes forward.
  // It is here, to be sent if it is not there; or not to be sent: a snapshot, which is sent, covers it.
  void have(const oplog::ObjectName& name, bool covered = false);
  std::vector<Request> next(std::int64_t now_ms);

  // What a reply leads to: an object that arrived and is to be kept here (then say kept()), objects now known to be
  // there.
  struct Outcome {
    std::optional<oplog::ObjectName> keep;
    std::string bytes;
    std::vector<oplog::ObjectName> there;
  };
  Outcome reply(int request, Reply reply, std::int64_t now_ms);
  // What became of an object that was to be kept, or of one that was to be read for sending (`status` not ok).
  void kept(const oplog::ObjectName& name, const base::Status& status);
  void unreadable(int request, const base::Message& why);

  void retry(std::int64_t now_ms);  // at once: the network came back, or somebody asks

  const Place& place() const { return place_; }
  Phase phase(std::int64_t now_ms) const;
  const base::Message& trouble() const { return trouble_; }  // key empty: none
  bool may_only_read() const { return read_only_; }
  Counts counts() const;
  // Objects given up, and why: too large, never what their names say, refused by this device's store.
  const std::map<oplog::ObjectName, base::Message>& set_aside() const { return aside_; }
  std::optional<std::int64_t> wake_at() const;  // when next() will have something to say by itself
  bool finished() const;

 private:
  enum class Server { kUnknown, kMaybeDav, kHub, kAutoindex, kDav };
  struct Flight {
    enum class Kind { kList, kGet, kPut } kind;
    std::optional<oplog::ObjectName> object;
  };
  using Names = std::set<oplog::ObjectName>;

  Request make(Flight flight, std::string method, std::string path);
  Request list();
  void take_list(Reply& reply, std::int64_t now_ms, Outcome& outcome);
  void take_listing(const Listing& listing, bool whole, Outcome& outcome);
  void take_get(const oplog::ObjectName& name, Reply& reply, std::int64_t now_ms, Outcome& outcome);
  void take_put(const oplog::ObjectName& name, const Reply& reply, std::int64_t now_ms, Outcome& outcome);
  bool take_common(const Reply& reply, std::int64_t now_ms);
  void recount();
  void now_there(const oplog::ObjectName& name, Outcome& outcome);
  void arrived_well();
  void trouble(std::int64_t now_ms, std::string_view key);
  void refuse(std::string_view key);
  bool flying(const oplog::ObjectName& name) const;

  Place place_;
  base::Random& random_;
  bool follow_;

  Names here_, there_, covered_;
  Names to_send_, to_fetch_, keeping_;  // to_send_ is known once the first listing was read whole
  std::map<oplog::ObjectName, base::Message> aside_;
  std::map<oplog::ObjectName, int> damaged_;  // how often something else came under that name

  Server server_ = Server::kUnknown;
  std::string after_, boot_;  // of the hub's listing
  bool listed_ = false;       // a whole listing was read
  std::int64_t next_list_ms_ = 0;

  std::map<int, Flight> flights_;
  int next_id_ = 1;
  bool refused_ = false, read_only_ = false;
  int failures_ = 0;  // in a row
  std::int64_t not_before_ms_ = 0, no_put_before_ms_ = 0;
  base::Message trouble_;
  std::size_t sent_ = 0, fetched_ = 0;
};

}  // namespace exchange
