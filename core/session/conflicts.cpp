// Owns: what was written here and elsewhere at once, and what happened lately.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "session/session.h"

namespace session {
namespace {

using nlohmann::json;

constexpr std::string_view kSetting = "conflicts";
constexpr std::string_view kCommand = "choose";
constexpr std::size_t kLately = 64;  // times of sharing remembered

json to_json(const Conflict& conflict) {
  return json::array({base::to_hex(conflict.record), conflict.key,
                      json::parse(oplog::to_json(conflict.mine), nullptr, false),
                      json::parse(oplog::to_json(conflict.theirs), nullptr, false), base::to_hex(conflict.actor),
                      conflict.wall_ms, conflict.mine_stands});
}

oplog::Value value_of(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) return value.get<std::string>();
  return oplog::Null{};
}

std::vector<Conflict> conflicts_of(std::string_view setting) {
  std::vector<Conflict> conflicts;
  const json rows = json::parse(setting, nullptr, false);
  if (!rows.is_array()) return conflicts;
  for (const json& row : rows) {
    if (!row.is_array() || row.size() != 7 || !row[0].is_string() || !row[1].is_string() || !row[4].is_string() ||
        !row[5].is_number_integer() || !row[6].is_boolean())
      continue;
    const auto record = base::from_hex(row[0].get_ref<const std::string&>());
    const auto actor = base::from_hex(row[4].get_ref<const std::string&>());
    if (record && actor)
      conflicts.push_back({{*record},
                           row[1].get<std::string>(),
                           value_of(row[2]),
                           value_of(row[3]),
                           {*actor},
                           row[5].get<std::int64_t>(),
                           row[6].get<bool>()});
  }
  return conflicts;
}

bool same(const oplog::Value& a, const oplog::Value& b) { return oplog::compare(a, b) == 0; }

}  // namespace

// On opening: the conflicts that wait, and since when each actor of this device has something unshared.
void Session::read_conflicts(std::function<void(base::Status)> done) {
  conflicts_ = conflicts_of(setting(kSetting));
  if (stored_unshared_ == 0) return done(base::Done{});
  store_.first_unshared([this, done = std::move(done)](base::Result<store::Store::Lines> lines) {
    if (!lines) return done(base::Error{lines.error()});
    for (const std::string& line : *lines)
      if (const auto batch = oplog::decode(line); batch && !batch->sets.empty())
        unshared_since_.emplace(batch->actor, batch->sets.front().stamp);
    done(base::Done{});
  });
}

void Session::all_shared() {
  const oplog::Stamp now = hybrid_.next();
  for (const auto& [actor, since] : unshared_since_) lately_shared_.push_back({actor, since, now});
  unshared_since_.clear();
  if (lately_shared_.size() > kLately)
    lately_shared_.erase(lately_shared_.begin(), lately_shared_.end() - static_cast<std::ptrdiff_t>(kLately));
}

// Whoever wrote at `theirs` cannot have seen what this device wrote: it was nowhere else yet. (Where their clock is
// behind ours this may hold of what they did see: then a person is asked once too often.)
bool Session::unseen(const oplog::Register& ours, oplog::Stamp theirs) const {
  const auto since = unshared_since_.find(ours.actor);
  if (since != unshared_since_.end() && ours.stamp >= since->second) return true;
  return std::any_of(lately_shared_.begin(), lately_shared_.end(), [&](const Unseen& unseen) {
    return unseen.actor == ours.actor && ours.stamp >= unseen.since && ours.stamp < unseen.until &&
           theirs < unseen.until;
  });
}

// Before a batch from elsewhere is applied: the fields it writes that hold something of ours which whoever wrote the
// batch has not seen.
std::vector<Conflict> Session::conflicts_with(const oplog::Batch& batch) const {
  std::vector<Conflict> found;
  if (batch.command == kCommand) return found;
  for (const oplog::Set& set : batch.sets) {
    if (set.key == records::kKindKey) continue;
    const auto known = std::find_if(conflicts_.begin(), conflicts_.end(), [&](const Conflict& conflict) {
      return conflict.record == set.entity && conflict.key == set.key && conflict.actor == batch.actor;
    });
    if (known != conflicts_.end()) {  // they went on writing
      Conflict changed = *known;
      changed.theirs = set.value;
      changed.wall_ms = batch.wall_ms;
      found.push_back(std::move(changed));
      continue;
    }
    const oplog::Register* held = state_.find(set.entity, set.key);
    if (!held || held->actor == batch.actor || same(held->value, set.value)) continue;
    if (unseen(*held, set.stamp))
      found.push_back({set.entity, set.key, held->value, set.value, batch.actor, batch.wall_ms, false});
  }
  return found;
}

// Somebody who was asked as well saw both values and chose: nobody is asked any more.
void Session::drop_conflicts(const oplog::Batch& batch) {
  if (batch.command != kCommand) return;
  const std::size_t settled = std::erase_if(conflicts_, [&](const Conflict& conflict) {
    return std::any_of(batch.sets.begin(), batch.sets.end(),
                       [&](const oplog::Set& set) { return conflict.record == set.entity && conflict.key == set.key; });
  });
  if (settled) put_conflicts();
}

// After it was applied.
void Session::add_conflicts(std::vector<Conflict> found) {
  if (found.empty()) return;
  for (Conflict& conflict : found) {
    conflict.mine_stands = same(state_.value(conflict.record, conflict.key), conflict.mine);
    std::erase_if(conflicts_, [&](const Conflict& known) {
      return known.record == conflict.record && known.key == conflict.key && known.actor == conflict.actor;
    });
    if (conflicts_.size() < kConflicts && !same(conflict.mine, conflict.theirs))
      conflicts_.push_back(std::move(conflict));
  }
  put_conflicts();
}

void Session::put_conflicts() {
  json rows = json::array();
  for (const Conflict& conflict : conflicts_) rows.push_back(to_json(conflict));
  put_setting(kSetting, rows.dump(-1, ' ', false, json::error_handler_t::replace));
}

void Session::settle(std::size_t conflict, bool mine) {
  if (read_only() || conflict >= conflicts_.size()) return;
  const Conflict settled = std::move(conflicts_[conflict]);
  conflicts_.erase(conflicts_.begin() + static_cast<std::ptrdiff_t>(conflict));
  put_conflicts();
  // Written also where it stands already: the other one who was asked hears of it.
  commit({{settled.record, settled.key, mine ? settled.mine : settled.theirs}}, kCommand);
}

void Session::recent(std::size_t most, std::function<void(base::Result<std::vector<Action>>)> done) {
  store_.recent(most, [this, done = std::move(done)](base::Result<std::vector<store::Glance>> glances) {
    if (!glances) return done(base::Error{glances.error()});
    std::vector<Action> actions;
    for (store::Glance& glance : *glances)
      actions.push_back({glance.actor, glance.n, glance.wall_ms, std::move(glance.command), glance.actor == actor_,
                         glance.first, glance.last != glance.first});
    done(std::move(actions));
  });
}

void Session::log(std::function<void(base::Result<std::vector<std::string>>)> done) {
  const auto lines = std::make_shared<std::vector<std::string>>();
  store_.each_line(
      [lines](std::string_view line) { lines->emplace_back(line); },
      [lines, done = std::move(done)](const base::Status& status) {
        done(status ? base::Result<std::vector<std::string>>(std::move(*lines)) : base::Error{status.error()});
      });
}

}  // namespace session
