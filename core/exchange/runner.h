// Joins the client to what it does not know: the objects kept here and the way to the server.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exchange/client.h"

namespace exchange {

// Replies may come before a call returns, or later; each once.
struct Doors {
  std::function<void(const oplog::ObjectName&, std::function<void(base::Result<std::string>)>)> read;
  std::function<void(const oplog::ObjectName&, std::string bytes, std::function<void(base::Status)>)> keep;  // durably
  std::function<void(const std::vector<oplog::ObjectName>&)> there;  // known to be on the server
  std::function<void(const Request&, std::string body)> send;        // answered by Runner::reply
  std::function<std::int64_t()> now_ms;                              // a clock that only goes forward
};

// Must outlive the replies it waits for.
class Runner {
 public:
  Runner(Client client, Doors doors) : client_(std::move(client)), doors_(std::move(doors)) {}

  void run();  // makes the requests that are due; again at client().wake_at() and after client().have(), retry()
  void reply(int request, Reply reply);
  Client& client() { return client_; }
  const Client& client() const { return client_; }

 private:
  Client client_;
  Doors doors_;
};

}  // namespace exchange
