// Owns: records that stay on this device until they are published: their chain read back, left, and given to the log.
#include <algorithm>
#include <utility>

#include "session/session.h"

namespace session {

using records::Change;

// What a removed record held is of no use once nobody can take the removal back: undo ends with a session of use.
void Session::read_private(std::function<void(base::Status)> done) {
  store_.private_lines([this, done = std::move(done)](base::Result<store::Store::Lines> lines) {
    if (!lines) return done(base::Error{lines.error()});
    for (const std::string& line : *lines) take_line(line, true);
    std::vector<base::Id> gone;
    for (const base::Id id : private_)
      if (!state_.exists(id)) gone.push_back(id);
    if (gone.empty()) return done(base::Done{});
    for (const base::Id id : gone) private_.erase(id);
    store_.drop_private(gone, done);
  });
}

std::vector<records::Draft> Session::drafts(std::string_view kind) const {
  std::vector<records::Draft> drafts;
  for (const base::Id id : state_.all(kind))
    if (!private_.contains(id)) drafts.push_back(state_.draft(id));
  return drafts;
}

void Session::keep_private(const records::Draft& draft) {
  if (private_.empty() || !state_.registers(draft.id).empty()) return;
  for (const auto& [field, values] : draft.fields)
    for (const oplog::Value& value : values)
      if (const auto named = base::from_hex(oplog::text(value)); named && private_.contains(base::Id{*named})) {
        private_.insert(draft.id);
        return;
      }
}

bool Session::save_private(records::Draft draft, std::string_view command) {
  if (!draft.id) draft.id = base::random_id(random_);
  const base::Id id = draft.id;
  const bool fresh = state_.registers(id).empty() && private_.insert(id).second;
  if (save(std::move(draft), command)) return true;
  if (fresh) private_.erase(id);
  return false;
}

// A record that was removed stays private: undo may bring it back.
bool Session::publish(const std::vector<base::Id>& records, std::string_view command) {
  if (read_only()) return false;
  std::vector<base::Id> published;
  std::vector<Change> changes;
  for (const base::Id id : records) {
    if (!state_.exists(id) || !private_.erase(id)) continue;
    published.push_back(id);
    for (const oplog::Register& held : state_.registers(id))
      if (!oplog::is_null(held.value)) changes.push_back({id, std::string(state_.key_name(held.key)), held.value});
  }
  if (published.empty()) return false;
  write_split(changes, command);
  queue_.back().published = std::move(published);
  flush();
  return true;
}

}  // namespace session
