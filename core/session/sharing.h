// A session that shares its log with a hub: what is here goes there, what is there comes here, for as long as it is
// connected. Transport is the caller's; time too.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "exchange/runner.h"
#include "session/session.h"

namespace session {

class Sharing {
 public:
  struct Outside {
    // Answered by reply(), now or later, once; `id` is the one to answer with.
    std::function<void(int id, const exchange::Request&, std::string body)> send;
    std::function<std::int64_t()> now_ms;  // of a clock that only goes forward
  };

  // All must outlive it, and it must outlive the replies it waits for.
  Sharing(Session& session, base::Clock& clock, base::Random& random, Outside outside);

  // `follow`: until disconnect(); otherwise finished() comes.
  void connect(exchange::Place place, bool follow);
  void disconnect();
  const exchange::Client* client() const { return runner_ ? &runner_->client() : nullptr; }  // null: not connected
  // When both sides were last seen equal, by `clock`; 0: not yet.
  std::int64_t complete_ms() const { return complete_ms_; }
  bool finished() const;
  const base::Message& failure() const { return failure_; }  // of this device's store, while objects were made

  // Does what is due. To be called again at wake_at(), and when the session has changed.
  void run();
  std::int64_t wake_at() const;
  void retry();  // at once, from what is here now: somebody asks, the network came back, a bundle was read
  void reply(int id, exchange::Reply reply);

 private:
  void gather();
  void note_complete();

  Session& session_;
  base::Clock& clock_;
  base::Random& random_;
  Outside outside_;
  std::unique_ptr<exchange::Runner> runner_;
  std::vector<std::unique_ptr<exchange::Runner>> former_;  // replies of the store may still come for them
  int connection_ = 0;                                     // counts them
  std::map<int, std::pair<int, int>> sent_;                // our id -> connection, its id
  int next_id_ = 1;
  bool gathering_ = false, gathered_ = false;
  std::size_t gathered_saved_ = 0;
  std::int64_t gather_again_ms_ = 0;
  std::int64_t complete_ms_ = 0;
  base::Message failure_;
};

}  // namespace session
