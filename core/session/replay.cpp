#include "session/replay.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/sha256.h"
#include "formats/bundle.h"
#include "oplog/object_content.h"

namespace session {
namespace {

records::State state_of(const std::vector<std::string>& lines, std::set<base::Id>& named) {
  records::State state;
  for (const std::string& line : lines)
    if (const auto batch = oplog::decode(line)) {
      state.apply(*batch);
      for (const base::Id entity : oplog::entities(*batch)) named.insert(entity);
    }
  return state;
}

bool same(const records::State& a, const records::State& b, base::Id id) {
  if (a.exists(id) != b.exists(id)) return false;
  return !a.exists(id) || (records::changes(a, b.draft(id)).empty() && records::changes(b, a.draft(id)).empty());
}

std::vector<std::string> without(const std::vector<std::string>& lines, const std::vector<std::string>& others) {
  const std::set<std::string_view> there(others.begin(), others.end());
  std::vector<std::string> left;
  std::ranges::copy_if(lines, std::back_inserter(left), [&](const std::string& line) { return !there.contains(line); });
  return left;
}

}  // namespace

const records::State& Replay::after(std::size_t count) {
  if (count < applied_) {
    state_ = records::State();
    applied_ = 0;
  }
  for (; applied_ < std::min(count, lines_.size()); ++applied_)
    if (const auto batch = oplog::decode(lines_[applied_])) state_.apply(*batch);
  return state_;
}

LogEntry read_entry(std::string_view line) {
  LogEntry entry;
  const auto batch = oplog::decode(line);
  if (!batch) return entry;
  entry.readable = true;
  entry.actor = batch->actor;
  entry.n = batch->n;
  entry.wall_ms = batch->wall_ms;
  entry.command = batch->command;
  entry.unknown = batch->unknown;
  entry.writes = batch->sets.size() + batch->inserts.size() + batch->deletes.size() + batch->unknown;
  if (!batch->sets.empty())
    entry.record = batch->sets.front().entity;
  else if (const auto named = oplog::entities(*batch); !named.empty())
    entry.record = named.front();
  return entry;
}

Divergence compare(const std::vector<std::string>& here, const std::vector<std::string>& there) {
  Divergence found;
  found.only_here = without(here, there);
  found.only_there = without(there, here);
  std::set<base::Id> named;
  const records::State ours = state_of(here, named), theirs = state_of(there, named);
  for (const base::Id id : named)
    if (!same(ours, theirs, id)) found.records.push_back(id);
  found.digest_here = ours.digest();
  found.digest_there = theirs.digest();
  return found;
}

base::Result<std::vector<std::string>> lines_of_bundle(std::string_view bytes) {
  const auto bundle = formats::open_bundle(bytes);
  if (!bundle) return base::Error{bundle.error()};
  std::vector<std::string> lines;
  std::set<std::string> known;
  for (const formats::BundleEntry& entry : bundle->objects) {
    const std::string name = oplog::to_string(entry.name);
    const auto content = bundle->zip.read(entry.entry);
    if (!content || base::sha256_hex(*content) != entry.name.sha256)
      return base::fail("object.damaged", {{"name", name}});
    const auto object = oplog::read_object(entry.name, *content);
    if (!object) {
      base::Message why = object.error();
      why.args.emplace_back("name", name);
      return base::Error{std::move(why)};
    }
    for (const std::string& line : object->lines)
      if (known.insert(line).second) lines.push_back(line);
  }
  return lines;
}

}  // namespace session
