#include "records/state.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/sha256.h"
#include "base/utf8.h"

namespace records {
namespace {

constexpr std::size_t kMostTouched = 4096;

// Where the member of a set begins in a register's key; npos for the key of a single value.
std::size_t member_separator(std::string_view key) {
  return key.starts_with(kExtraPrefix) || key.starts_with(kVotePrefix) ? std::string_view::npos : key.find('/');
}

// Whether no form shows or clears a register.
bool is_reserved(std::string_view key) { return key.starts_with('_') || key.starts_with(kVotePrefix); }

struct Member {
  std::int64_t rank = 0;
  std::string_view value;
  auto operator<=>(const Member&) const = default;
};

// The present members of every set of a record, by field, in rank order (equal ranks by value).
std::map<std::string_view, std::vector<Member>> sets_of(const State& state, base::Id id) {
  std::map<std::string_view, std::vector<Member>> sets;
  for (const oplog::Register& held : state.registers(id)) {
    const std::string_view key = state.key_name(held.key);
    const std::size_t separator = member_separator(key);
    if (separator == std::string_view::npos || oplog::is_null(held.value)) continue;
    const auto* rank = std::get_if<std::int64_t>(&held.value);
    sets[key.substr(0, separator)].push_back({rank ? *rank : 0, key.substr(separator + 1)});
  }
  for (auto& [field, members] : sets) std::ranges::sort(members);
  return sets;
}

std::string member_key(std::string_view field, std::string_view member) {
  std::string key(field);
  key.push_back('/');
  key.append(member);
  return key;
}

bool begins_code_point(std::string_view text, std::size_t at) { return at == text.size() || (text[at] & 0xC0) != 0x80; }

// Whether a draft's values go into a set of members rather than one register.
bool is_set(const Kind* kind, std::string_view field, const Values& values) {
  if (field.starts_with(kExtraPrefix)) return false;
  if (const Field* declared = kind ? find_field(*kind, field) : nullptr) return is_multiple(declared->type);
  return values.size() > 1;
}

// The one value of a register; several values of a field that is not a set are joined as files join them.
oplog::Value single(const Values& values) {
  if (values.size() == 1) return values.front();
  std::string joined;
  for (const oplog::Value& value : values) {
    if (!joined.empty()) joined.push_back('|');
    joined += std::holds_alternative<std::string>(value) ? std::string(oplog::text(value)) : oplog::to_json(value);
  }
  return joined;
}

}  // namespace

// That a record changes with the next revision.
void State::touch(base::Id id) {
  if (touched_.empty() || touched_.back() != std::pair(revision_ + 1, id)) touched_.emplace_back(revision_ + 1, id);
  if (touched_.size() > kMostTouched) touched_.pop_front();
}

void State::apply(const oplog::Batch& batch) {
  bool changed = false;
#define OPERATION(Struct, list, code, fields)       \
  for (const oplog::Struct& operation : batch.list) \
    if (join(batch.actor, operation)) touch(operation.entity), changed = true;
#include "oplog/operations.inl"
#undef OPERATION
  ++batches_;
  if (changed) ++revision_;
}

std::optional<std::vector<base::Id>> State::touched_since(std::uint64_t revision) const {
  std::vector<base::Id> ids;
  if (revision == revision_) return ids;
  // What was forgotten may be of the first revision that is still remembered.
  const bool whole = touched_.size() < kMostTouched;
  if (revision > revision_ || touched_.empty() || (!whole && touched_.front().first > revision)) return std::nullopt;
  for (const auto& [when, id] : touched_)
    if (when > revision) ids.push_back(id);
  return ids;
}

std::string State::body(base::Id id, std::string_view key) const {
  const oplog::Text* text = texts_.find(id, key);
  return text ? text->utf8() : std::string();
}

void State::edit_body(base::Id id, std::string_view key, std::size_t place, std::size_t count, std::string_view text,
                      oplog::Batch& batch) {
  if (count == 0 && text.empty()) return;
  oplog::Text& body = texts_.at(id, key);
  for (const oplog::TextRange& range : body.erase(place, count))
    batch.deletes.push_back({id, std::string(key), range.first, range.count});
  while (!text.empty()) {
    std::size_t bytes = std::min(text.size(), oplog::kMaxTextBytes);
    while (!begins_code_point(text, bytes)) --bytes;
    oplog::TextRun run = body.insert(batch.actor, place, text.substr(0, bytes));
    place += base::count_code_points(run.utf8);
    batch.inserts.push_back({id, std::string(key), run.first.number, run.beside, run.side, std::move(run.utf8)});
    text.remove_prefix(bytes);
  }
  touch(id);
  ++revision_;
}

void State::write_body(base::Id id, std::string_view key, std::string_view wanted, oplog::Batch& batch) {
  const std::string now = body(id, key);
  // What stays before and after the part that differs, in whole code points.
  std::size_t before = 0, after = 0;
  while (before < std::min(now.size(), wanted.size()) && now[before] == wanted[before]) ++before;
  while (!begins_code_point(now, before) || !begins_code_point(wanted, before)) --before;
  while (after < std::min(now.size(), wanted.size()) - before &&
         now[now.size() - after - 1] == wanted[wanted.size() - after - 1])
    ++after;
  while (!begins_code_point(now, now.size() - after) || !begins_code_point(wanted, wanted.size() - after)) --after;
  const auto part = [&](std::string_view text) { return text.substr(before, text.size() - after - before); };
  edit_body(id, key, base::count_code_points(std::string_view(now).substr(0, before)),
            base::count_code_points(part(now)), part(wanted), batch);
}

bool State::exists(base::Id id) const {
  const oplog::Value removed = value(id, kRemovedKey);
  const bool* flag = std::get_if<bool>(&removed);
  return !kind_of(id).empty() && !(flag && *flag);
}

std::vector<base::Id> State::all(std::string_view kind) const {
  std::vector<base::Id> ids;
  for (const auto& [id, registers] : registers_.entities())
    if (kind_of(id) == kind && exists(id)) ids.push_back(id);
  std::ranges::sort(ids);
  return ids;
}

std::string_view State::kind_of(base::Id id) const { return text(id, kKindKey); }

std::string_view State::text(base::Id id, std::string_view field) const {
  const oplog::Register* held = registers_.find(id, field);
  return held ? oplog::text(held->value) : std::string_view();
}

base::Id State::reference(base::Id id, std::string_view field) const {
  return base::Id{base::from_hex(text(id, field)).value_or(0)};
}

std::optional<double> State::number(base::Id id, std::string_view field) const {
  const oplog::Register* held = registers_.find(id, field);
  if (!held) return std::nullopt;
  if (const auto* real = std::get_if<double>(&held->value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&held->value)) return static_cast<double>(*integer);
  return std::nullopt;
}

std::vector<std::string> State::texts(base::Id id, std::string_view field) const {
  const auto sets = sets_of(*this, id);
  std::vector<std::string> values;
  if (const auto found = sets.find(field); found != sets.end())
    for (const Member& member : found->second) values.emplace_back(member.value);
  return values;
}

Draft State::draft(base::Id id) const {
  Draft draft{std::string(kind_of(id)), id, {}};
  for (const oplog::Register& held : registers_.of(id)) {
    const std::string_view key = key_name(held.key);
    if (is_reserved(key) || oplog::is_null(held.value) || member_separator(key) != std::string_view::npos) continue;
    draft.set(key, Values{held.value});
  }
  for (const auto& [field, members] : sets_of(*this, id)) {
    Values values;
    for (const Member& member : members) values.emplace_back(std::string(member.value));
    draft.set(field, std::move(values));
  }
  return draft;
}

oplog::Value State::value(base::Id id, std::string_view register_key) const {
  const oplog::Register* held = registers_.find(id, register_key);
  return held ? held->value : oplog::Value();
}

std::string State::digest(const std::set<base::Id>& without) const {
  std::vector<base::Id> ids;
  for (const auto& [id, registers] : registers_.entities())
    if (exists(id) && !without.contains(id)) ids.push_back(id);
  std::ranges::sort(ids);

  base::Sha256 sha;
  std::string line;
  const auto add = [&](base::Id id, std::string_view key, const oplog::Value& value) {
    line = base::to_hex(id);
    line.push_back(' ');
    oplog::append_json_text(line, key);
    line.push_back(' ');
    oplog::append_json(line, value);
    line.push_back('\n');
    sha.add(line);
  };
  std::vector<std::pair<std::string_view, const oplog::Value*>> singles;
  for (const base::Id id : ids) {
    singles.clear();
    for (const oplog::Register& held : registers_.of(id)) {
      const std::string_view key = key_name(held.key);
      if (oplog::is_null(held.value) || key == kRemovedKey || member_separator(key) != std::string_view::npos) continue;
      singles.emplace_back(key, &held.value);
    }
    std::ranges::sort(singles, {}, &std::pair<std::string_view, const oplog::Value*>::first);
    for (const auto& [key, value] : singles) add(id, key, *value);
    for (const auto& [field, members] : sets_of(*this, id))
      for (std::size_t place = 0; place < members.size(); ++place)
        add(id, member_key(field, members[place].value), oplog::Value(static_cast<std::int64_t>(place)));
    for (const auto& [key, text] : texts_.of(id)) {
      if (text.size() == 0) continue;
      line = base::to_hex(id);
      line.push_back(' ');
      oplog::append_json_text(line, key);
      line += " text ";
      oplog::append_json_text(line, text.utf8());
      line.push_back('\n');
      sha.add(line);
    }
  }
  return sha.finish_hex();
}

std::vector<Change> changes(const State& state, const Draft& draft) {
  std::vector<Change> out;
  const base::Id id = draft.id;
  const auto write = [&](std::string_view key, oplog::Value value) {
    out.push_back({id, std::string(key), std::move(value)});
  };

  if (state.kind_of(id) != draft.kind) write(kKindKey, draft.kind);
  if (!oplog::is_null(state.value(id, kRemovedKey))) write(kRemovedKey, {});

  const Kind* kind = find_kind(draft.kind);
  const auto held_sets = sets_of(state, id);
  std::set<std::string, std::less<>> kept;  // register keys that stay or are written
  for (const auto& [field, values] : draft.fields) {
    if (field.empty() || is_reserved(field) || values.empty()) continue;
    if (!is_set(kind, field, values)) {
      oplog::Value value = single(values);
      if (oplog::is_null(value)) continue;
      kept.insert(field);
      if (oplog::compare(state.value(id, field), value) != 0) write(field, std::move(value));
      continue;
    }
    std::vector<std::string_view> wanted;
    for (const oplog::Value& value : values) {
      const std::string_view member = oplog::text(value);
      if (!member.empty() && kept.insert(member_key(field, member)).second) wanted.push_back(member);
    }
    // Ranks are rewritten only when the members that stay are in another order, or new ones go before them.
    std::vector<std::string_view> staying;
    std::int64_t last_rank = -1;
    if (const auto held = held_sets.find(field); held != held_sets.end())
      for (const Member& member : held->second)
        if (std::ranges::find(wanted, member.value) != wanted.end()) {
          staying.push_back(member.value);
          last_rank = member.rank;
        }
    const bool appended = std::ranges::equal(staying, std::span(wanted).first(std::min(staying.size(), wanted.size())));
    for (std::size_t i = appended ? staying.size() : 0; i < wanted.size(); ++i) {
      const std::string key = member_key(field, wanted[i]);
      const oplog::Value rank = appended ? ++last_rank : static_cast<std::int64_t>(i);
      if (oplog::compare(state.value(id, key), rank) != 0) write(key, rank);
    }
  }
  for (const oplog::Register& held : state.registers(id)) {
    const std::string_view key = state.key_name(held.key);
    if (!is_reserved(key) && !oplog::is_null(held.value) && !kept.contains(key)) write(key, {});
  }
  return out;
}

std::vector<Change> inverse(const State& before, const std::vector<Change>& changes) {
  std::vector<Change> out;
  std::set<base::Id> removed;
  for (const Change& change : changes) {
    if (before.registers(change.entity).empty()) {
      if (removed.insert(change.entity).second) out.push_back({change.entity, std::string(kRemovedKey), true});
    } else {
      out.push_back({change.entity, change.key, before.value(change.entity, change.key)});
    }
  }
  return out;
}

}  // namespace records
