// A board of notes: 1e5 operations (1e4 too, for growth; 1e6 with --full) of which a third are text; and ten tablets
// that made 1e4 operations each without seeing one another. Each operation is a batch, as one action is; what is
// stored is its line (the peers store their whole state). The check value is the sum of all positions and colours, the
// number of votes, and the bytes of text.
#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "oplog/compaction.h"
#include "oplog/segment.h"
#include "records/state.h"
#include "records/votes.h"
#include "support/measure.h"

namespace {

struct Operation {
  char code = 0;
  std::uint64_t note = 0;
  std::array<std::int64_t, 3> numbers{};
  std::string text;
};

std::vector<Operation> operations(const std::string& name) {
  std::ifstream file("build/bench/" + name + ".tsv");
  std::vector<Operation> list;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    Operation operation;
    fields >> operation.code >> operation.note >> operation.numbers[0];
    if (operation.code == 'I')
      fields >> operation.text;
    else
      fields >> operation.numbers[1] >> operation.numbers[2];
    list.push_back(std::move(operation));
  }
  return list;
}

base::Id note_id(std::uint64_t tablet, std::uint64_t note) { return {(tablet + 1) << 32 | (note + 1)}; }

// One tablet at work: every operation applied to its state and kept as a batch.
struct Tablet {
  records::State state;
  std::vector<oplog::Batch> batches;
  std::uint64_t number;
  oplog::Stamp stamp = oplog::Stamp{1'764'000'000'000} << 16;

  explicit Tablet(std::uint64_t tablet) : number(tablet) {}

  void apply(const Operation& operation) {
    oplog::Batch batch;
    batch.actor = base::Id{0x8c1d2a3b4c5d6e70 + number};
    batch.n = batches.size() + 1;
    batch.wall_ms = static_cast<std::int64_t>(stamp >> 16);
    batch.command = "board";
    const base::Id id = note_id(number, operation.note);
    const auto set = [&](std::string key, oplog::Value value) {
      batch.sets.push_back({id, std::move(key), ++stamp, std::move(value)});
    };
    stamp += 1000 << 16;
    switch (operation.code) {
      case 'N':
        set(std::string(records::kKindKey), "note");
        [[fallthrough]];
      case 'M':
        set("x", operation.numbers[0]);
        set("y", operation.numbers[1]);
        if (operation.code == 'N') set("colour", operation.numbers[2]);
        break;
      case 'C':
        set("colour", operation.numbers[0]);
        break;
      case 'V':
        set(records::vote_key(base::Id{static_cast<std::uint64_t>(operation.numbers[0]) + 1}), true);
        break;
      case 'I':
        state.edit_body(id, "texte", static_cast<std::size_t>(operation.numbers[0]), 0, operation.text, batch);
        break;
      default:
        state.edit_body(id, "texte", static_cast<std::size_t>(operation.numbers[0]),
                        static_cast<std::size_t>(operation.numbers[1]), {}, batch);
    }
    state.apply(batch);
    batches.push_back(std::move(batch));
  }
};

std::string check(const records::State& state) {
  std::int64_t sum = 0;
  std::size_t votes = 0, bytes = 0;
  for (const base::Id id : state.all("note")) {
    for (const std::string_view key : {"x", "y", "colour"})
      sum += static_cast<std::int64_t>(state.number(id, key).value_or(0));
    votes += records::votes(state, id).size();
    bytes += state.body(id, "texte").size();
  }
  return std::to_string(sum) + " " + std::to_string(votes) + " " + std::to_string(bytes);
}

std::vector<std::string> lines_of(const std::vector<oplog::Batch>& batches) {
  std::vector<std::string> lines;
  lines.reserve(batches.size());
  for (const oplog::Batch& batch : batches) lines.push_back(oplog::encode(batch));
  return lines;
}

// What everything comes to in one file, and what a hundred more operations send: as they travel, compressed.
void sizes(const std::string& size, const std::vector<Operation>& list) {
  constexpr std::size_t kMore = 100;
  Tablet tablet(0);
  oplog::Compactor compactor;
  oplog::SegmentHeader header;
  header.actor = base::Id{0x8c1d2a3b4c5d6e70};
  const auto segment = [&](std::span<const std::string> lines) {
    ++header.seq;
    return oplog::write_segment(header, std::vector<std::string_view>(lines.begin(), lines.end()));
  };
  for (const Operation& operation : std::span(list).first(list.size() - kMore)) tablet.apply(operation);
  const std::size_t before = tablet.batches.size();
  for (const Operation& operation : std::span(list).last(kMore)) tablet.apply(operation);
  const std::vector<std::string> lines = lines_of(tablet.batches);
  for (std::size_t at = 0; at < before;) {
    oplog::WrittenSegment made = segment(std::span(lines).first(before).subspan(at));
    at += made.lines;
    compactor.add(made.name, std::move(made.bytes), 0);
  }
  oplog::WrittenSegment last = segment(std::span(lines).subspan(before));
  support::tell_bytes("board of " + size + " operations: a hundred more, bytes", last.bytes.size(),
                      check(tablet.state));
  compactor.add(last.name, std::move(last.bytes), 0);
  const auto made = compactor.compact({}, 0);
  const auto snapshot = oplog::read_snapshot(made->bytes);
  records::State read;
  for (const std::string& line : snapshot->lines) read.apply(*oplog::decode(line));
  support::tell_bytes("board of " + size + " operations: snapshot, bytes", made->bytes.size(), check(read));
}

void board(const std::string& size) {
  const std::vector<Operation> list = operations("board_" + size);
  if (list.empty()) return;
  const auto state_check = [](const Tablet& tablet) { return check(tablet.state); };
  support::measure(("board of " + size + " operations: apply").c_str(),
                   [&] {
                     Tablet tablet(0);
                     for (const Operation& operation : list) tablet.apply(operation);
                     return tablet;
                   },
                   state_check);
  Tablet tablet(0);
  for (const Operation& operation : list) tablet.apply(operation);
  const std::vector<std::string> lines = lines_of(tablet.batches);
  support::measure(("board of " + size + " operations: load what is stored").c_str(),
                   [&] {
                     records::State state;
                     for (const std::string& line : lines) state.apply(*oplog::decode(line));
                     return state;
                   },
                   check);
  support::measure(("board of " + size + " operations: only read the lines").c_str(),
                   [&] {
                     std::size_t count = 0;
                     for (const std::string& line : lines) count += oplog::decode(line)->sets.size();
                     return count;
                   },
                   [](std::size_t count) { return std::to_string(count); });
  sizes(size, list);
}

void merge() {
  std::vector<std::vector<std::string>> tablets;
  for (std::uint64_t k = 0; k < 10; ++k) {
    Tablet tablet(k);
    for (const Operation& operation : operations("branch_" + std::to_string(k))) tablet.apply(operation);
    tablets.push_back(lines_of(tablet.batches));
  }
  support::measure(
      "merge ten tablets of 1e4 operations",
      [&] {
        records::State state;
        for (const std::vector<std::string>& lines : tablets)
          for (const std::string& line : lines) state.apply(*oplog::decode(line));
        return state;
      },
      check);
}

}  // namespace

int main(int argc, char** argv) {
  board("1e4");
  board("1e5");
  if (argc > 1 && std::strcmp(argv[1], "--full") == 0) board("1e6");
  merge();
}
