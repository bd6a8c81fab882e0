#include "exchange/client.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "base/sha256.h"

namespace exchange {

using oplog::ObjectName;

namespace {

constexpr std::size_t kTransfers = 3;  // at once; browsers allow six connections to a host, and the listing holds one
constexpr int kListWait = 25;          // s that the hub may keep a listing open
constexpr int kListTimeout = 15'000, kTransferTimeout = 60'000;      // ms
constexpr std::int64_t kListEvery = 15'000;                          // ms between two listings that cannot wait
constexpr std::int64_t kFirstDelay = 1'000, kLongestDelay = 60'000;  // ms, before the jitter
constexpr int kFullDelay = 300'000;                                  // ms until a full server is asked again
constexpr int kDamagedTries = 5;                                     // of one object
constexpr std::size_t kListingBytes = 32u << 20;

bool is_page(const Reply& reply) { return reply.type.starts_with("text/html"); }

}  // namespace

Client::Client(Place place, base::Random& random, bool follow)
    : place_(std::move(place)), random_(random), follow_(follow) {}

void Client::have(const ObjectName& name, bool covered) {
  if (covered) {
    covered_.insert(name);
    to_send_.erase(name);
  }
  if (!here_.insert(name).second) return;
  to_fetch_.erase(name);
  if (!there_.contains(name) && !covered) to_send_.insert(name);
}

bool Client::flying(const ObjectName& name) const {
  return std::any_of(flights_.begin(), flights_.end(),
                     [&](const auto& flight) { return flight.second.object == name; });
}

Request Client::make(Flight flight, std::string method, std::string path) {
  Request request;
  request.id = next_id_++;
  request.method = std::move(method);
  request.url = place_.url + path;
  if (!place_.token.empty()) request.headers.emplace_back("Authorization", "Bearer " + place_.token);
  if (flight.kind == Flight::Kind::kPut) {
    request.headers.emplace_back("If-None-Match", "*");
    request.body = flight.object;
  }
  request.timeout_ms = flight.kind == Flight::Kind::kList ? kListTimeout : kTransferTimeout;
  request.limit = flight.kind == Flight::Kind::kGet   ? oplog::max_bytes(flight.object->kind)
                  : flight.kind == Flight::Kind::kPut ? 64 * 1024
                                                      : kListingBytes;
  flights_.emplace(request.id, std::move(flight));
  return request;
}

Request Client::list() {
  if (server_ == Server::kDav || server_ == Server::kMaybeDav) {
    Request request = make({Flight::Kind::kList, {}}, "PROPFIND", "");
    request.headers.emplace_back("Depth", "1");
    return request;
  }
  if (server_ == Server::kAutoindex) return make({Flight::Kind::kList, {}}, "GET", "");
  // A hub that has told all it has waits for news.
  const int wait = listed_ && follow_ ? kListWait : 0;
  std::string query = "?after=" + (after_.empty() ? "0" : after_);
  if (!boot_.empty()) query += "&boot=" + boot_;
  Request request = make({Flight::Kind::kList, {}}, "GET", query + "&wait=" + std::to_string(wait));
  request.timeout_ms += wait * 1000;
  return request;
}

std::vector<Request> Client::next(std::int64_t now_ms) {
  std::vector<Request> requests;
  if (refused_ || now_ms < not_before_ms_) return requests;
  const auto flies = [&](Flight::Kind kind) {
    return static_cast<std::size_t>(std::count_if(flights_.begin(), flights_.end(),
                                                  [&](const auto& flight) { return flight.second.kind == kind; }));
  };
  const bool wants_list = !listed_ || (follow_ && now_ms >= next_list_ms_);
  if (wants_list && flies(Flight::Kind::kList) == 0) requests.push_back(list());
  std::size_t transfers = flies(Flight::Kind::kGet) + flies(Flight::Kind::kPut) + keeping_.size();
  // First what is here: it may be the only copy. Until the listing is whole, nobody knows what is missing there.
  if (listed_ && !read_only_ && now_ms >= no_put_before_ms_)
    for (const ObjectName& name : to_send_) {
      if (transfers >= kTransfers) break;
      if (flying(name)) continue;
      requests.push_back(make({Flight::Kind::kPut, name}, "PUT", to_string(name)));
      ++transfers;
    }
  for (const ObjectName& name : to_fetch_) {
    if (transfers >= kTransfers) break;
    if (flying(name) || keeping_.contains(name)) continue;
    requests.push_back(make({Flight::Kind::kGet, name}, "GET", to_string(name)));
    ++transfers;
  }
  return requests;
}

Client::Outcome Client::reply(int request, Reply reply, std::int64_t now_ms) {
  Outcome outcome;
  const auto found = flights_.find(request);
  if (found == flights_.end()) return outcome;
  const Flight flight = std::move(found->second);
  flights_.erase(found);
  switch (flight.kind) {
    case Flight::Kind::kList:
      take_list(reply, now_ms, outcome);
      break;
    case Flight::Kind::kGet:
      take_get(*flight.object, reply, now_ms, outcome);
      break;
    case Flight::Kind::kPut:
      take_put(*flight.object, reply, now_ms, outcome);
      break;
  }
  return outcome;
}

// What any request may be answered; true when there is no more to say.
bool Client::take_common(const Reply& reply, std::int64_t now_ms) {
  const int status = reply.status;
  if (status == 0) return trouble(now_ms, "sync.trouble.network"), true;
  // 511 is the honest portal's own status; the others send to their page, or give it in place of what was asked.
  if (status == 511 || (status >= 300 && status < 400 && status != 304))
    return trouble(now_ms, "sync.trouble.portal"), true;
  if (status >= 200 && status < 300 && is_page(reply)) return trouble(now_ms, "sync.trouble.portal"), true;
  if (status == 401) return refuse("sync.trouble.token"), true;
  if (status == 429 || (status >= 500 && status != 507)) return trouble(now_ms, "sync.trouble.server"), true;
  return false;
}

void Client::take_list(Reply& reply, std::int64_t now_ms, Outcome& outcome) {
  // A server that shows no index of a folder, or one for people, may still tell it by WebDAV.
  const bool no_index = reply.status == 403 || reply.status == 405;
  if (server_ == Server::kUnknown && (no_index || (reply.status == 200 && is_page(reply)))) {
    server_ = Server::kMaybeDav;
    return;
  }
  if (server_ == Server::kMaybeDav) server_ = Server::kUnknown;
  if (take_common(reply, now_ms)) return;
  if (no_index) return refuse("sync.trouble.forbidden");
  if (reply.status == 400 || reply.status == 404) return refuse("sync.trouble.no-space");
  std::optional<Listing> listing;
  Server server = Server::kHub;
  if (reply.status == 207) {
    listing = read_multistatus(reply.body);
    server = Server::kDav;
  } else if (reply.status == 200 && !reply.boot.empty()) {
    listing = read_lines(reply.body);
  } else if (reply.status == 200) {
    listing = read_autoindex(reply.body);
    server = Server::kAutoindex;
  }
  if (!listing) return trouble(now_ms, "sync.trouble.portal");
  arrived_well();
  server_ = server;
  if (server != Server::kHub) {
    take_listing(*listing, true, outcome);
    listed_ = true;
    next_list_ms_ = now_ms + kListEvery;
    return;
  }
  // Another boot tells everything from the beginning, and may have less than the one before: a folder set back.
  const bool anew = reply.boot != boot_;
  if (anew) {
    boot_ = reply.boot;
    after_ = "0";
    listed_ = false;
  }
  if (reply.next == after_) listed_ = true;
  after_ = reply.next;
  take_listing(*listing, anew, outcome);
  next_list_ms_ = now_ms;
}

// `whole`: what is not in it is not there.
void Client::take_listing(const Listing& listing, bool whole, Outcome& outcome) {
  if (whole) {
    there_.clear();
    recount();
  }
  for (const Listed& listed : listing) {
    if (here_.contains(listed.name)) {
      now_there(listed.name, outcome);
      continue;
    }
    there_.insert(listed.name);
    if (aside_.contains(listed.name) || keeping_.contains(listed.name)) continue;
    if (listed.size > oplog::max_bytes(listed.name.kind))
      aside_[listed.name] = {"sync.aside.too-large", {}};
    else
      to_fetch_.insert(listed.name);
  }
}

void Client::recount() {
  to_send_.clear();
  to_fetch_.clear();
  const auto is_aside = [&](const ObjectName& name) { return aside_.contains(name); };
  std::set_difference(here_.begin(), here_.end(), there_.begin(), there_.end(),
                      std::inserter(to_send_, to_send_.end()));
  std::set_difference(there_.begin(), there_.end(), here_.begin(), here_.end(),
                      std::inserter(to_fetch_, to_fetch_.end()));
  std::erase_if(to_send_, [&](const ObjectName& name) { return is_aside(name) || covered_.contains(name); });
  std::erase_if(to_fetch_, [&](const ObjectName& name) { return is_aside(name) || keeping_.contains(name); });
}

void Client::now_there(const ObjectName& name, Outcome& outcome) {
  there_.insert(name);
  to_send_.erase(name);
  outcome.there.push_back(name);
}

void Client::take_get(const ObjectName& name, Reply& reply, std::int64_t now_ms, Outcome& outcome) {
  if (take_common(reply, now_ms)) return;
  if (reply.status == 404 || reply.status == 410) {  // deleted since it was listed
    there_.erase(name);
    to_fetch_.erase(name);
    return;
  }
  if (reply.status == 403) return refuse("sync.trouble.forbidden");
  if (reply.status != 200) return trouble(now_ms, "sync.trouble.server");
  if (base::sha256_hex(reply.body) != name.sha256) {
    // Not what was asked: cut short, damaged there, or somebody else's answer.
    if (++damaged_[name] >= kDamagedTries) {
      to_fetch_.erase(name);
      aside_[name] = {"sync.aside.damaged", {}};
    }
    return trouble(now_ms, "sync.trouble.damaged");
  }
  arrived_well();
  to_fetch_.erase(name);
  keeping_.insert(name);
  outcome.keep = name;
  outcome.bytes = std::move(reply.body);
}

void Client::take_put(const ObjectName& name, const Reply& reply, std::int64_t now_ms, Outcome& outcome) {
  if (take_common(reply, now_ms)) return;
  switch (reply.status) {
    case 201:  // kept
    case 204:  // kept, over the same content
    case 412:  // already there
      arrived_well();
      trouble_ = {};  // a full server has room again
      ++sent_;
      return now_there(name, outcome);
    case 403:
      read_only_ = true;  // what is there can still be fetched
      return;
    case 413:
      to_send_.erase(name);
      aside_[name] = {"sync.aside.too-large", {}};
      return;
    case 422:  // damaged here or on the way
      if (++damaged_[name] >= kDamagedTries) {
        to_send_.erase(name);
        aside_[name] = {"sync.aside.damaged", {}};
      }
      return trouble(now_ms, "sync.trouble.damaged");
    case 507:
      no_put_before_ms_ = now_ms + kFullDelay;
      trouble_ = {"sync.trouble.full", {}};
      return;
    case 200:  // no server of ours says so to a PUT: a portal's answer to everything
      return trouble(now_ms, "sync.trouble.portal");
    default:
      return trouble(now_ms, "sync.trouble.server");
  }
}

void Client::kept(const ObjectName& name, const base::Status& status) {
  keeping_.erase(name);
  if (status) {
    ++fetched_;
    here_.insert(name);
    return;
  }
  aside_[name] = status.error();
}

void Client::unreadable(int request, const base::Message& why) {
  const auto found = flights_.find(request);
  if (found == flights_.end()) return;
  assert(found->second.object);
  to_send_.erase(*found->second.object);
  aside_[*found->second.object] = why;
  flights_.erase(found);
}

void Client::arrived_well() {
  failures_ = 0;
  if (trouble_.key != "sync.trouble.full") trouble_ = {};
}

void Client::trouble(std::int64_t now_ms, std::string_view key) {
  trouble_ = {std::string(key), {{"host", std::string(host_of(place_.url))}}};
  // Twice as long each time, and by chance up to half less, so that thirty tablets do not come back at once.
  std::int64_t delay = std::min(kLongestDelay, kFirstDelay << std::min(failures_, 6));
  delay -= static_cast<std::int64_t>(random_.next() % static_cast<std::uint64_t>(delay / 2));
  ++failures_;
  not_before_ms_ = std::max(not_before_ms_, now_ms + delay);
}

void Client::refuse(std::string_view key) {
  refused_ = true;
  trouble_ = {std::string(key), {{"host", std::string(host_of(place_.url))}}};
}

void Client::retry(std::int64_t now_ms) {
  refused_ = read_only_ = false;
  aside_.clear();
  damaged_.clear();
  recount();
  failures_ = 0;
  not_before_ms_ = no_put_before_ms_ = next_list_ms_ = now_ms;
}

Phase Client::phase(std::int64_t now_ms) const {
  if (refused_) return Phase::kRefused;
  if (now_ms < not_before_ms_ || !trouble_.key.empty()) return Phase::kWaiting;
  if (!listed_) return Phase::kConnecting;
  const bool sending = !to_send_.empty() && !read_only_;
  return sending || !to_fetch_.empty() || !keeping_.empty() ? Phase::kCopying : Phase::kUpToDate;
}

Counts Client::counts() const { return {to_send_.size(), to_fetch_.size() + keeping_.size(), sent_, fetched_}; }

std::optional<std::int64_t> Client::wake_at() const {
  if (refused_) return std::nullopt;
  std::optional<std::int64_t> at;
  const bool listing = std::any_of(flights_.begin(), flights_.end(),
                                   [](const auto& flight) { return flight.second.kind == Flight::Kind::kList; });
  if (!listing && (follow_ || !listed_)) at = listed_ ? next_list_ms_ : 0;
  if (!to_fetch_.empty()) at = 0;
  if (!to_send_.empty() && listed_ && !read_only_) at = std::min(at.value_or(no_put_before_ms_), no_put_before_ms_);
  return at ? std::optional(std::max(*at, not_before_ms_)) : std::nullopt;
}

bool Client::finished() const {
  if (refused_) return true;
  if (!listed_ || follow_ || !flights_.empty() || !keeping_.empty() || !to_fetch_.empty()) return false;
  return to_send_.empty() || read_only_ || trouble_.key == "sync.trouble.full";
}

}  // namespace exchange
