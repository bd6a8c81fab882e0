// Owns: the part of a device's own copy that no other device has: records of its private chain, ballots in its boxes.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "session/session.h"

namespace session {
namespace {

using nlohmann::json;
using records::Change;

}  // namespace

// A line of the log for each record, as it is now; an object for each setting.
std::string Session::own_lines() const {
  std::string lines;
  oplog::Batch batch;
  batch.actor = actor_;
  batch.command = "copy";
  for (const base::Id id : private_) {
    if (!state_.exists(id)) continue;
    batch.sets.clear();
    ++batch.n;
    for (const oplog::Register& held : state_.registers(id))
      if (!oplog::is_null(held.value))
        batch.sets.push_back({id, std::string(state_.key_name(held.key)), held.stamp, held.value});
    (lines += oplog::encode(batch)) += '\n';
  }
  for (const auto& [key, value] : settings_)
    if (key.starts_with(kBallotSettings) && !value.empty())
      (lines += json{{"setting", key}, {"value", value}}.dump(-1, ' ', false, json::error_handler_t::replace)) += '\n';
  return lines;
}

bool Session::has_own() const {
  return std::ranges::any_of(private_, [&](base::Id id) { return state_.exists(id); }) ||
         std::ranges::any_of(settings_, [](const auto& held) {
           return held.first.starts_with(kBallotSettings) && !held.second.empty();
         });
}

Session::Own Session::read_own(std::string_view lines) const {
  Own own;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.starts_with("{\"setting\"")) {
      const json held = json::parse(line, nullptr, false);
      if (!held.is_object() || !held.contains("value") || !held["setting"].is_string() || !held["value"].is_string())
        continue;
      const std::string key = held["setting"].get<std::string>();
      if (key.starts_with(kBallotSettings) && setting(key).empty())
        own.settings.emplace_back(key, held["value"].get<std::string>());
      continue;
    }
    const base::Result<oplog::Batch> batch = oplog::decode(line);
    if (!batch || batch->sets.empty()) continue;
    const base::Id id = batch->sets.front().entity;
    if (!state_.registers(id).empty()) continue;  // it is still here, or everybody has it
    std::vector<Change> changes;
    for (const oplog::Set& set : batch->sets)
      if (set.entity == id && oplog::fits(set.key, set.value)) changes.push_back({id, set.key, set.value});
    own.records.push_back(std::move(changes));
  }
  return own;
}

bool Session::take_own(const Own& own, std::string_view command) {
  if (read_only()) return false;
  std::vector<Change> all;
  for (const std::vector<Change>& record : own.records) {
    if (!state_.registers(record.front().entity).empty()) continue;
    private_.insert(record.front().entity);
    all.insert(all.end(), record.begin(), record.end());
  }
  commit(all, command);
  for (const auto& [key, value] : own.settings)
    if (setting(key).empty()) put_setting(key, value);
  return true;
}

}  // namespace session
