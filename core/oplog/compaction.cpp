#include "oplog/compaction.h"

#include <algorithm>
#include <tuple>

#include "base/sha256.h"
#include "oplog/segment.h"

namespace oplog {

bool Sum::add(const std::vector<std::string>& lines) {
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

Cover::Cover(const Snapshot& snapshot) : snapshot_(snapshot.lines) { read(); }

void Cover::read() {
  sum_ = std::make_unique<Sum>();
  sum_->add(snapshot_);
}

bool Cover::covers(const std::vector<std::string>& lines) {
  bool texts = false;
  for (const std::string& line : lines) {
    const auto batch = decode(line);
    if (!batch || batch->unknown > 0 || batch->version > kVersion) return false;
    for (const Set& set : batch->sets) {
      const Register* held = sum_->registers.find(set.entity, set.key);
      if (!held) return false;
      const auto time = std::tie(held->stamp, held->actor) <=> std::tie(set.stamp, batch->actor);
      if (time < 0 || (time == 0 && compare(held->value, set.value) < 0)) return false;
    }
    texts = texts || !batch->inserts.empty() || !batch->deletes.empty();
  }
  if (!texts) return true;
  const std::vector<std::string> before = sum_->lines();
  const auto counts = sum_->counts;
  sum_->add(lines);
  sum_->counts = counts;  // a count may be higher where an action changed nothing that still stands
  if (sum_->lines() == before) return true;
  read();
  return false;
}

void Compactor::add(const ObjectName& name, std::string bytes, std::int64_t arrived_ms) {
  if (name.kind == ObjectName::Kind::kBlob || base::sha256_hex(bytes) != name.sha256) return;
  if (name.kind == ObjectName::Kind::kSnapshot) {
    auto snapshot = read_snapshot(bytes);
    if (!snapshot || !snapshot->understood) return;
    std::set<std::string> names(snapshot->covered.begin(), snapshot->covered.end());
    snapshots_[name] = {std::move(*snapshot), std::move(names), arrived_ms};
    return;
  }
  auto segment = read_segment(bytes);
  if (segment && segment->understood && Sum().add(segment->lines))
    segments_[name] = std::move(segment->lines);
  else
    ++left_out_;
}

base::Result<Compacted> Compactor::compact(base::Id space, std::int64_t now_ms) const {
  Compacted compacted;
  compacted.left_out = left_out_;
  std::set<std::string> names;
  for (const auto& [name, lines] : segments_) names.insert(to_string(name));
  for (const auto& [name, held] : snapshots_) names.insert(held.names.begin(), held.names.end());
  compacted.covered = names.size();

  bool one_holds_all = segments_.empty() && snapshots_.empty();
  std::set<ObjectName> deletable;
  for (const auto& [name, held] : snapshots_) {
    Cover cover(held.snapshot);
    bool holds_all = held.names == names;
    const bool old_enough = held.snapshot.may_delete_covered(now_ms) && now_ms - held.arrived_ms >= kCoveredForMs;
    for (const auto& [segment, lines] : segments_) {
      const bool covered = held.names.contains(to_string(segment)) && cover.covers(lines);
      holds_all = holds_all && covered;
      if (covered && old_enough) deletable.insert(segment);
    }
    for (const auto& [other, older] : snapshots_) {
      if (other == name) continue;
      const bool covered = std::ranges::includes(held.names, older.names) && cover.covers(older.snapshot.lines);
      holds_all = holds_all && covered;
      // Of two that hold the same, the later one stays.
      const bool before = std::tie(older.snapshot.made_ms, other) < std::tie(held.snapshot.made_ms, name);
      if (covered && old_enough && before) deletable.insert(other);
    }
    one_holds_all = one_holds_all || holds_all;
  }
  compacted.deletable.assign(deletable.begin(), deletable.end());
  if (one_holds_all) return compacted;

  Snapshot fresh;
  fresh.space = space;
  fresh.made_ms = now_ms;
  fresh.covered.assign(names.begin(), names.end());
  Sum sum;
  for (const auto& [name, held] : snapshots_) sum.add(held.snapshot.lines);
  for (const auto& [name, lines] : segments_) sum.add(lines);
  fresh.lines = sum.lines();
  compacted.bytes = write_snapshot(fresh);
  if (compacted.bytes.empty()) return base::fail("object.too-large");
  compacted.name = ObjectName{ObjectName::Kind::kSnapshot, {}, 0, base::sha256_hex(compacted.bytes)};
  return compacted;
}

}  // namespace oplog
