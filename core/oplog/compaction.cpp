#include "oplog/compaction.h"

#include <algorithm>
#include <tuple>

#include "base/sha256.h"
#include "oplog/segment.h"

namespace oplog {

bool Compactor::Sum::add(const std::vector<std::string>& lines) {
  bool understood = true;
  for (const std::string& line : lines) {
    const auto batch = decode(line);
    understood = understood && batch && batch->unknown == 0 && batch->version <= kVersion;
    if (!batch) continue;
    std::uint64_t& count = counts[batch->actor];
    count = std::max(count, batch->n);
    for (const Set& set : batch->sets) registers.join(batch->actor, set);
    for (const Insert& insert : batch->inserts) texts.join(batch->actor, insert);
    for (const Delete& removal : batch->deletes) texts.join(removal);
  }
  return understood;
}

void Compactor::add(const ObjectName& name, std::string bytes, std::int64_t arrived_ms) {
  if (name.kind == ObjectName::Kind::kBlob || base::sha256_hex(bytes) != name.sha256) return;
  if (name.kind == ObjectName::Kind::kSnapshot) {
    auto snapshot = read_snapshot(bytes);
    if (!snapshot || !snapshot->understood) return;
    std::set<std::string> covered(snapshot->covered.begin(), snapshot->covered.end());
    snapshots_[name] = {std::move(*snapshot), std::move(covered), arrived_ms};
    return;
  }
  auto segment = read_segment(bytes);
  if (segment && segment->understood && Sum().add(segment->lines))
    segments_[name] = std::move(segment->lines);
  else
    ++left_out_;
}

bool Compactor::truly_covers(const Held& held, const std::set<ObjectName>& segments) const {
  Sum sum;
  sum.add(held.snapshot.lines);
  const std::vector<std::string> alone = sum.lines();
  const auto counts = sum.counts;
  for (const ObjectName& name : segments) sum.add(segments_.at(name));
  sum.counts = counts;  // a count may be higher where an action changed nothing that still stands
  return sum.lines() == alone;
}

base::Result<Compacted> Compactor::compact(base::Id space, std::int64_t now_ms) const {
  Compacted compacted;
  compacted.left_out = left_out_;
  Snapshot fresh;
  fresh.space = space;
  fresh.made_ms = now_ms;
  Sum sum;
  std::set<std::string> covered;
  for (const auto& [name, held] : snapshots_) {
    sum.add(held.snapshot.lines);
    covered.insert(held.covered.begin(), held.covered.end());
  }
  // Two coordinators' snapshots are summed up as well.
  bool news = !snapshots_.empty() && std::ranges::none_of(snapshots_, [&](const auto& each) {
    return each.second.covered.size() == covered.size();
  });
  for (const auto& [name, lines] : segments_) {
    sum.add(lines);
    news = covered.insert(to_string(name)).second || news;
  }
  compacted.covered = covered.size();
  if (news) {
    fresh.covered.assign(covered.begin(), covered.end());
    fresh.lines = sum.lines();
    compacted.bytes = write_snapshot(fresh);
    if (compacted.bytes.empty()) return base::fail("object.too-large");
    compacted.name = ObjectName{ObjectName::Kind::kSnapshot, {}, 0, base::sha256_hex(compacted.bytes)};
  }

  std::set<ObjectName> deletable;
  for (const auto& [name, held] : snapshots_) {
    if (!held.snapshot.may_delete_covered(now_ms) || now_ms - held.arrived_ms < kCoveredForMs) continue;
    std::set<ObjectName> present;
    for (const std::string& text : held.covered)
      if (const auto segment = parse_object_name(text); segment && segments_.contains(*segment))
        present.insert(*segment);
    if (!truly_covers(held, present)) continue;
    deletable.merge(present);
    for (const auto& [older, other] : snapshots_) {
      const bool before = std::tie(other.snapshot.made_ms, older) < std::tie(held.snapshot.made_ms, name);
      if (before && std::ranges::includes(held.covered, other.covered)) deletable.insert(older);
    }
  }
  compacted.deletable.assign(deletable.begin(), deletable.end());
  return compacted;
}

}  // namespace oplog
