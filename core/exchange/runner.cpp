#include "exchange/runner.h"

namespace exchange {

void Runner::run() {
  for (const Request& request : client_.next(doors_.now_ms())) {
    if (!request.body) {
      doors_.send(request, {});
      continue;
    }
    doors_.read(*request.body, [this, request](base::Result<std::string> bytes) {
      if (bytes) return doors_.send(request, std::move(*bytes));
      client_.unreadable(request.id, bytes.error());
    });
  }
}

void Runner::reply(int request, Reply reply) {
  Client::Outcome outcome = client_.reply(request, std::move(reply), doors_.now_ms());
  if (!outcome.there.empty()) doors_.there(outcome.there);
  if (outcome.keep)
    doors_.keep(*outcome.keep, std::move(outcome.bytes), [this, name = *outcome.keep](const base::Status& status) {
      client_.kept(name, status);
      run();
    });
  run();
}

}  // namespace exchange
