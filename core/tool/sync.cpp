#include "tool/sync.h"

#include <httplib.h>

#include <chrono>
#include <cstdlib>
#include <deque>
#include <thread>

#include "oplog/space.h"
#include "session/sharing.h"

namespace tool {
namespace {

constexpr int kDone = 0, kFailed = 1, kMisuse = 2;
constexpr long kPatience = 30;  // s without a good answer, after which it gives up

std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

struct Asked {
  int id;
  exchange::Request request;
  std::string body;
};

class Connections {
 public:
  exchange::Reply ask(const Asked& asked) {
    const std::string& url = asked.request.url;
    const std::size_t path = url.find('/', url.find("://") + 3);
    httplib::Client& client = to(url.substr(0, path));
    client.set_read_timeout(std::chrono::milliseconds(asked.request.timeout_ms));
    httplib::Request request;
    request.method = asked.request.method;
    request.path = url.substr(path);
    for (const auto& [name, value] : asked.request.headers) request.set_header(name, value);
    if (asked.request.body) {
      request.body = asked.body;
      request.set_header("Content-Type", "application/octet-stream");
    }
    exchange::Reply reply;
    const auto take = [&](const char* bytes, std::size_t size, std::uint64_t, std::uint64_t) {
      reply.body.append(bytes, size);
      return reply.body.size() <= asked.request.limit;
    };
    request.content_receiver = take;
    const httplib::Result result = client.send(request);
    if (!result) return {};
    reply.status = result->status;
    reply.type = result->get_header_value("Content-Type");
    reply.next = result->get_header_value("X-Next");
    reply.boot = result->get_header_value("X-Boot");
    return reply;
  }

 private:
  httplib::Client& to(const std::string& host) {
    if (!client_ || host != host_) {
      client_ = std::make_unique<httplib::Client>(host);
      client_->set_keep_alive(true);
      client_->set_follow_location(false);  // a hub never sends elsewhere; a captive portal does
      client_->set_connection_timeout(5);
      host_ = host;
    }
    return *client_;
  }

  std::string host_;
  std::unique_ptr<httplib::Client> client_;
};

std::optional<exchange::Place> place_of(const Arguments& arguments) {
  std::string hub = arguments.option("--hub");
  if (arguments.has("--space")) {
    if (!hub.ends_with('/')) hub += '/';
    hub += "#s=" + arguments.option("--space");
  }
  auto place = exchange::read_link(hub, "");
  if (place && arguments.has("--token")) place->token = arguments.option("--token");
  return place;
}

}  // namespace

int sync(const Arguments& arguments, const Speech& speech, Dossier& dossier) {
  const auto place = place_of(arguments);
  const std::int64_t patience_ms =
      1000 * (arguments.has("--wait") ? std::strtol(arguments.option("--wait").c_str(), nullptr, 10) : kPatience);
  if (!place || patience_ms <= 0) {
    speech.say({"tool.sync-usage", {}});
    return kMisuse;
  }
  std::deque<Asked> waiting;
  session::Sharing sharing(dossier.session(), base::system_clock(), base::system_random(),
                           {[&](int id, const exchange::Request& request, std::string body) {
                              waiting.push_back({id, request, std::move(body)});
                            },
                            steady_ms});
  Connections connections;
  sharing.connect(*place, false);
  std::int64_t answered_ms = steady_ms();
  while (!sharing.finished() && steady_ms() - answered_ms < patience_ms) {
    if (waiting.empty()) {
      std::this_thread::sleep_for(
          std::chrono::milliseconds(std::min<std::int64_t>(sharing.wake_at() - steady_ms(), 500)));
      sharing.run();
      continue;
    }
    const Asked asked = std::move(waiting.front());
    waiting.pop_front();
    sharing.reply(asked.id, connections.ask(asked));
    if (sharing.client()->trouble().key.empty()) answered_ms = steady_ms();
  }
  const exchange::Client& client = *sharing.client();
  const exchange::Counts counts = client.counts();
  speech.say({"tool.synced", {{"sent", std::to_string(counts.sent)}, {"fetched", std::to_string(counts.fetched)}}});
  for (const auto& [name, why] : client.set_aside()) {
    std::fprintf(stderr, "%s: %s\n", to_string(name).c_str(), speech.words(why).c_str());
  }
  if (!sharing.failure().key.empty()) speech.say(sharing.failure());
  if (!client.trouble().key.empty()) speech.say(client.trouble());
  const bool whole = sharing.finished() && client.trouble().key.empty() && sharing.failure().key.empty() &&
                     client.set_aside().empty() && counts.to_send == 0;
  return whole ? kDone : kFailed;
}

}  // namespace tool
