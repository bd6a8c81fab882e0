#include "oplog/snapshot.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "base/bytes.h"
#include "oplog/packed_lines.h"

namespace oplog {
namespace {

using base::append_number;

constexpr std::string_view kMagic = "ESCS";
constexpr std::size_t kLineBytes = 128 * 1024;  // of keys and texts, about: far below what a line may hold

base::Error malformed(std::string at) { return base::fail("object.malformed", {{"at", std::move(at)}}); }

}  // namespace

base::Result<Snapshot> read_snapshot(std::string_view bytes) {
  if (bytes.size() > kMaxSnapshotBytes) return base::fail("object.too-large");
  base::ByteReader reader(bytes);
  Snapshot snapshot;
  const bool ours = reader.take(kMagic.size()) == kMagic;
  snapshot.min_reader = reader.u16();
  snapshot.suite = reader.u8();
  reader.u8();  // flags, none yet
  snapshot.space = {reader.u64()};
  snapshot.made_ms = static_cast<std::int64_t>(reader.u64());
  const std::uint32_t names = reader.u32();
  if (!ours || !reader.ok() || snapshot.min_reader == 0) return malformed("header");
  if (snapshot.min_reader > kSnapshotReader || snapshot.suite != 0) return snapshot;
  auto lines = unpack_lines(reader.rest(), kMaxSnapshotText);
  if (!lines) return malformed("lines");
  if (names > lines->size()) return malformed("names");
  const auto first_line = lines->begin() + names;
  const auto is_segment = [](const std::string& name) {
    const auto parsed = parse_object_name(name);
    return parsed && parsed->kind == ObjectName::Kind::kSegment;
  };
  if (!std::all_of(lines->begin(), first_line, is_segment)) return malformed("names");
  snapshot.covered.assign(std::make_move_iterator(lines->begin()), std::make_move_iterator(first_line));
  snapshot.lines.assign(std::make_move_iterator(first_line), std::make_move_iterator(lines->end()));
  snapshot.understood = true;
  return snapshot;
}

std::vector<std::string> snapshot_lines(const Registers& registers, const Texts& texts,
                                        const std::map<base::Id, std::uint64_t>& counts) {
  std::vector<base::Id> entities;
  for (const auto& [entity, held] : registers.entities()) entities.push_back(entity);
  for (const auto& [entity, held] : texts.entities()) entities.push_back(entity);
  std::ranges::sort(entities);
  entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
  std::map<base::Id, Batch> by_actor;
  for (const base::Id entity : entities) {
    std::vector<std::pair<std::string_view, const Register*>> sorted;  // keys are numbered as they came
    for (const Register& held : registers.of(entity)) sorted.emplace_back(registers.key_name(held.key), &held);
    std::ranges::sort(sorted, {}, &std::pair<std::string_view, const Register*>::first);
    for (const auto& [key, held] : sorted)
      by_actor[held->actor].sets.push_back({entity, std::string(key), held->stamp, held->value});
    for (const auto& [key, text] : texts.of(entity)) {
      for (TextRun& run : text.runs())
        by_actor[run.first.author].inserts.push_back(
            {entity, key, run.first.number, run.beside, run.side, std::move(run.utf8)});
      // Whoever took it out: the code points say whose they were.
      for (const TextRange& range : text.removals())
        by_actor[range.first.author].deletes.push_back({entity, key, range.first, range.count});
    }
  }
  std::vector<std::string> lines;
  for (auto& [actor, all] : by_actor) {
    const auto count = counts.find(actor);
    Batch batch;
    batch.actor = actor;
    batch.n = count == counts.end() ? 1 : count->second;
    batch.command = "snapshot";
    std::size_t held = 0;
    const auto flush = [&] {
      if (held > 0) lines.push_back(encode(batch));
      batch.sets.clear();
      batch.inserts.clear();
      batch.deletes.clear();
      held = 0;
    };
    const auto add = [&](auto& list, auto& operation, std::size_t bytes) {
      held += operation.key.size() + bytes;
      list.push_back(std::move(operation));
      if (held >= kLineBytes) flush();
    };
    for (Set& set : all.sets) add(batch.sets, set, text(set.value).size());
    for (Insert& insert : all.inserts) add(batch.inserts, insert, insert.text.size());
    for (Delete& removal : all.deletes) add(batch.deletes, removal, 0);
    flush();
  }
  return lines;
}

std::string write_snapshot(const Snapshot& snapshot) {
  assert(snapshot.suite == 0 && snapshot.min_reader == kSnapshotReader);
  std::vector<std::string_view> lines(snapshot.covered.begin(), snapshot.covered.end());
  lines.insert(lines.end(), snapshot.lines.begin(), snapshot.lines.end());
  std::string bytes(kMagic);
  append_number(bytes, snapshot.min_reader);
  append_number(bytes, snapshot.suite);
  append_number(bytes, std::uint8_t{0});
  append_number(bytes, snapshot.space.bits);
  append_number(bytes, static_cast<std::uint64_t>(snapshot.made_ms));
  append_number(bytes, static_cast<std::uint32_t>(snapshot.covered.size()));
  bytes += pack_lines(lines);
  return bytes.size() > kMaxSnapshotBytes ? std::string() : bytes;
}

}  // namespace oplog
