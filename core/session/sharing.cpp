#include "session/sharing.h"

#include <algorithm>

namespace session {

namespace {

// Actions follow each other; those of a few seconds travel in one object.
constexpr std::int64_t kGatherEvery = 3'000;  // ms
// Actions that still are not elsewhere after that (the disk refused, a server was full) are gathered again.
constexpr std::int64_t kGatherAnyway = 60'000;

}  // namespace

Sharing::Sharing(Session& session, base::Clock& clock, base::Random& random, Outside outside)
    : session_(session), clock_(clock), random_(random), outside_(std::move(outside)) {}

void Sharing::connect(exchange::Place place, bool follow) {
  disconnect();
  exchange::Doors doors;
  doors.read = [this](const oplog::ObjectName& name, std::function<void(base::Result<std::string>)> done) {
    session_.object(name, std::move(done));
  };
  doors.keep = [this](const oplog::ObjectName& name, std::string bytes, std::function<void(base::Status)> done) {
    session_.receive(name, std::move(bytes), [done = std::move(done)](const base::Result<Received>& received) {
      done(received ? base::Status(base::Done{}) : base::Status(base::Error{received.error()}));
    });
  };
  doors.there = [this](const std::vector<oplog::ObjectName>& names) {
    session_.mark_copied(names, [](const base::Status&) {});
  };
  doors.send = [this, connection = connection_](const exchange::Request& request, std::string body) {
    const int id = next_id_++;
    sent_[id] = {connection, request.id};
    outside_.send(id, request, std::move(body));
  };
  doors.now_ms = outside_.now_ms;
  runner_ = std::make_unique<exchange::Runner>(exchange::Client(std::move(place), random_, follow), std::move(doors));
  run();
}

void Sharing::disconnect() {
  ++connection_;
  if (runner_) former_.push_back(std::move(runner_));
  gathered_ = false;
  gather_again_ms_ = 0;
  complete_ms_ = 0;
}

void Sharing::reply(int id, exchange::Reply reply) {
  const auto found = sent_.find(id);
  if (found == sent_.end()) return;
  const auto [connection, request] = found->second;
  sent_.erase(found);
  if (connection != connection_ || !runner_) return;
  runner_->reply(request, std::move(reply));
  note_complete();
}

// What was written since becomes objects, and the client is told of all there are.
void Sharing::gather() {
  gathering_ = true;
  gathered_saved_ = session_.saving().saved;
  session_.objects([this, connection = connection_](base::Result<std::vector<Session::HeldObject>> held) {
    gathering_ = false;
    failure_ = held ? base::Message{} : held.error();
    gather_again_ms_ = outside_.now_ms() + kGatherEvery;
    if (!held || connection != connection_ || !runner_) return;
    gathered_ = true;
    for (const Session::HeldObject& object : *held) runner_->client().have(object.name, object.covered);
    runner_->run();
    note_complete();
  });
}

void Sharing::run() {
  if (!runner_ || session_.phase() != Phase::kReady) return;
  const std::int64_t now = outside_.now_ms();
  const Saving& saving = session_.saving();
  const bool changed =
      !gathered_ || saving.saved != gathered_saved_ || (saving.unshared > 0 && now >= gather_again_ms_ + kGatherAnyway);
  if (changed && now >= gather_again_ms_ && !gathering_ && saving.pending == 0) gather();
  // Nothing is asked before it is known what is here.
  if (gathered_) runner_->run();
}

std::int64_t Sharing::wake_at() const {
  constexpr std::int64_t kIdle = 60'000;
  const std::int64_t now = outside_.now_ms();
  std::int64_t at = now + kIdle;
  if (!runner_) return at;
  if (const auto client = runner_->client().wake_at()) at = std::min(at, *client);
  if (!gathered_ || session_.saving().saved != gathered_saved_) at = std::min(at, gather_again_ms_);
  return std::max(at, now + 50);
}

void Sharing::retry() {
  if (!runner_) return;
  runner_->client().retry(outside_.now_ms());
  gathered_ = false;
  gather_again_ms_ = 0;
  run();
}

void Sharing::note_complete() {
  if (runner_->client().phase(outside_.now_ms()) == exchange::Phase::kUpToDate) complete_ms_ = clock_.now_ms();
}

bool Sharing::finished() const {
  return !runner_ || (!gathering_ && (!failure_.key.empty() || (gathered_ && runner_->client().finished())));
}

}  // namespace session
