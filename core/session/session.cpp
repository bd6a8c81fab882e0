#include "session/session.h"

#include <algorithm>
#include <cassert>

#include "session/import.h"

namespace session {

using records::Change;

namespace {

bool removes_record(const Change& change) {
  return change.key == records::kRemovedKey && !oplog::is_null(change.value);
}

// FNV-1a over everything a record holds, and who wrote it.
std::uint64_t hash_of(const records::State& state, base::Id id) {
  std::uint64_t hash = 0xcbf29ce484222325;
  std::string written;
  for (const oplog::Register& held : state.registers(id)) {
    const std::string_view key = state.key_name(held.key);
    if (key == records::kRemovedKey || oplog::is_null(held.value)) continue;
    written.assign(key).push_back('\0');
    oplog::append_json(written, held.value);
    written += base::to_hex(held.actor);
    for (const char c : written) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return hash;
}

}  // namespace

Session::Session(store::Executor& executor, base::Clock& clock, base::Random& random)
    : store_(executor), clock_(clock), random_(random), hybrid_(clock) {}

Session::~Session() = default;

void Session::changed() const {
  if (on_change) on_change();
}

void Session::open(std::function<void(base::Status)> done) {
  assert(phase_ != Phase::kOpening && phase_ != Phase::kReady);
  phase_ = Phase::kOpening;
  const auto end = [this, done = std::move(done)](const base::Status& status) {
    phase_ = status ? Phase::kReady : Phase::kFailed;
    failure_ = status ? base::Message{} : status.error();
    if (status) flush_settings();
    done(status);
    changed();
  };
  const auto line = [this](std::string_view written) { take_line(written, false); };
  store_.open(line, [this, end](const base::Status& status) {
    if (!status) return end(status);
    actor_ = base::random_id(random_);
    store_.settings([this, end](base::Result<store::Store::Settings> held) {
      if (!held) return end(base::Error{held.error()});
      for (auto& [key, value] : *held)
        if (!unsaved_settings_.contains(key)) settings_[std::move(key)] = std::move(value);
      read_unread([this, end](const base::Status& read) {
        if (!read) return end(read);
        count_unshared([this, end](const base::Status& counted) {
          if (!counted) return end(counted);
          read_conflicts([this, end](const base::Status& conflicts) {
            if (!conflicts) return end(conflicts);
            read_private(end);
          });
        });
      });
    });
  });
}

void Session::take_line(std::string_view line, bool is_private) {
  const base::Result<oplog::Batch> batch = oplog::decode(line);
  if (!batch) {
    ++set_aside_;
    return;
  }
  for (const oplog::Set& set : batch->sets) {
    hybrid_.observe(set.stamp);
    if (is_private) private_.insert(set.entity);
  }
  state_.apply(*batch);
}

std::size_t Session::shared_among(std::span<const store::Writing> writings) {
  return static_cast<std::size_t>(std::ranges::count(writings, false, &store::Writing::is_private));
}

// Stamps, applies and queues the writes, which are all shared or all of one private record; gives what takes them back.
Session::Slice Session::write(const std::vector<Change>& changes, std::string_view command) {
  std::vector<Change> back = records::inverse(state_, changes);
  oplog::Batch batch;
  batch.actor = actor_;
  batch.n = next_n_++;
  batch.wall_ms = clock_.now_ms();
  batch.command = command;
  batch.sets.reserve(changes.size());
  for (const Change& change : changes) batch.sets.push_back({change.entity, change.key, hybrid_.next(), change.value});
  const bool is_private = !changes.empty() && private_.contains(changes.front().entity);
  if (!batch.sets.empty() && !is_private) unshared_since_.emplace(actor_, batch.sets.front().stamp);
  state_.apply(batch);
  queue_.push_back({std::move(batch), is_private, {}});
  saving_.pending = queue_.size();
  tell_unshared();

  Slice slice;
  slice.reserve(back.size());
  for (Change& change : back) {
    oplog::Value left = state_.value(change.entity, change.key);
    const std::uint64_t record = removes_record(change) ? hash_of(state_, change.entity) : 0;
    slice.push_back({std::move(change), std::move(left), record});
  }
  return slice;
}

// One action is one batch, or several: where one would be too large to travel, and one for each private record.
std::vector<Session::Slice> Session::write_split(const std::vector<Change>& changes, std::string_view command) {
  std::vector<Slice> slices;
  std::vector<Change> part;
  std::map<base::Id, std::vector<Change>> apart;
  std::size_t held = 0;
  for (const Change& change : changes) {
    if (private_.contains(change.entity)) {
      apart[change.entity].push_back(change);
      continue;
    }
    held += change.key.size() + oplog::text(change.value).size();
    part.push_back(change);
    if (held < kBatchText) continue;
    slices.push_back(write(part, command));
    part.clear();
    held = 0;
  }
  if (!part.empty()) slices.push_back(write(part, command));
  for (const auto& [record, writes] : apart) slices.push_back(write(writes, command));
  return slices;
}

void Session::push_undo(Step step) {
  undo_.push_back(std::move(step));
  if (undo_.size() > kUndoSteps) undo_.erase(undo_.begin());
  redo_.clear();
}

void Session::commit(const std::vector<Change>& changes, std::string_view command) {
  if (changes.empty()) return;
  push_undo({std::string(command), write_split(changes, command)});
  flush();
}

base::Id Session::save(records::Draft draft, std::string_view command) {
  if (!draft.id) draft.id = base::random_id(random_);
  const base::Id id = draft.id;
  keep_private(draft);
  return write_all(records::changes(state_, draft), command) ? id : base::Id{};
}

bool Session::save_all(std::vector<records::Draft> drafts, std::string_view command) {
  std::vector<Change> changes;
  for (records::Draft& draft : drafts) {
    if (!draft.id) draft.id = base::random_id(random_);
    keep_private(draft);
    for (Change& change : records::changes(state_, draft)) changes.push_back(std::move(change));
  }
  return write_all(changes, command);
}

bool Session::write_all(const std::vector<Change>& changes, std::string_view command) {
  if (read_only()) return false;
  for (const Change& change : changes)
    if (!oplog::fits(change.key, change.value)) return false;
  commit(changes, command);
  return true;
}

void Session::remove(base::Id id, std::string_view command) {
  if (read_only() || !state_.exists(id)) return;
  commit({{id, std::string(records::kRemovedKey), true}}, command);
}

// Whether a register is still as the action left it; for a record that would be removed, whether all of it is.
bool Session::is_untouched(const Write& write) const {
  const Change& back = write.back;
  if (oplog::compare(state_.value(back.entity, back.key), write.left) != 0) return false;
  if (removes_record(back)) return hash_of(state_, back.entity) == write.record;
  const oplog::Register* held = state_.find(back.entity, back.key);
  return !held || held->actor == actor_;
}

std::vector<Session::Slice> Session::take_back(const std::vector<Slice>& slices, std::string_view command) {
  std::vector<Slice> written;
  for (auto slice = slices.rbegin(); slice != slices.rend(); ++slice) {
    std::vector<Change> changes;
    for (auto write = slice->rbegin(); write != slice->rend(); ++write)
      if (is_untouched(*write)) changes.push_back(write->back);
    if (!changes.empty()) written.push_back(write(changes, command));
  }
  return written;
}

void Session::revert(std::vector<Step>& from, std::vector<Step>& onto, std::string_view command) {
  Step step = std::move(from.back());
  from.pop_back();
  std::vector<Slice> written = take_back(step.slices, command);
  if (!written.empty()) onto.push_back({std::move(step.command), std::move(written)});
  flush();
}

void Session::undo() {
  if (can_undo()) revert(undo_, redo_, "undo");
}

void Session::redo() {
  if (can_redo()) revert(redo_, undo_, "redo");
}

void Session::flush() {
  if (in_flight_ > 0 || queue_.empty() || !saving_.failure.key.empty()) return;
  in_flight_ = queue_.size();
  store_.append(queue_, [this](const base::Status& status) { settled(status); });
}

void Session::settled(const base::Status& status) {
  if (status) {
    stored_unshared_ += shared_among(std::span(queue_).first(in_flight_));
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(in_flight_));
    saving_.last_saved_ms = clock_.now_ms();
    saving_.saved += in_flight_;
  } else {
    saving_.failure = status.error();
  }
  in_flight_ = 0;
  saving_.pending = queue_.size();
  tell_unshared();
  flush();
  continue_import();
  changed();
}

void Session::retry() {
  saving_.failure = {};
  confirm();
  flush_settings();
  flush();
}

void Session::confirm() {
  store_.confirm([this](const base::Status& status) {
    if (status) return;
    saving_.failure = status.error();
    changed();
  });
}

std::string Session::setting(std::string_view key) const {
  const auto found = settings_.find(key);
  return found == settings_.end() ? std::string() : found->second;
}

void Session::put_setting(std::string_view key, std::string value) {
  settings_[std::string(key)] = std::move(value);
  unsaved_settings_.insert(std::string(key));
  flush_settings();
}

void Session::flush_settings() {
  if (read_only()) return;
  for (const std::string& key : std::exchange(unsaved_settings_, {}))
    store_.put_setting(key, settings_[key], [this, key](const base::Status& status) {
      if (status) return;
      unsaved_settings_.insert(key);
      saving_.failure = status.error();
      changed();
    });
}

void Session::history(base::Id id, std::function<void(base::Result<std::vector<Revision>>)> done) {
  store_.history(id, [this, id, done = std::move(done)](base::Result<store::Store::Lines> lines) {
    if (!lines) return done(base::Error{lines.error()});
    std::vector<Revision> revisions;
    oplog::Registers merged;
    std::set<std::pair<base::Id, std::uint64_t>> stored;
    const auto add = [&](const oplog::Batch& batch) {
      Revision revision{batch.actor, batch.wall_ms, batch.command, batch.actor == actor_, {}, {}};
      for (const oplog::Set& set : batch.sets) {
        if (set.entity != id) continue;
        const oplog::Register* held = merged.find(id, set.key);
        revision.before.push_back(held ? held->value : oplog::Value());
        revision.changes.push_back({id, set.key, set.value});
        merged.join(batch.actor, set);
      }
      if (!revision.changes.empty()) revisions.push_back(std::move(revision));
    };
    for (const std::string& line : *lines)
      if (const base::Result<oplog::Batch> batch = oplog::decode(line)) {
        stored.emplace(batch->actor, batch->n);
        add(*batch);
      }
    for (const store::Writing& writing : queue_)
      if (!stored.contains({writing.batch.actor, writing.batch.n})) add(writing.batch);
    done(std::move(revisions));
  });
}

}  // namespace session
