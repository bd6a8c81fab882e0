#include "oplog/segment.h"

#include <catch2/catch_test_macros.hpp>

#include "base/sha256.h"
#include "oplog/batch.h"
#include "oplog/packed_lines.h"
#include "oplog/snapshot.h"
#include "oplog/space.h"
#include "support/time_and_chance.h"

using oplog::SegmentHeader;

namespace {

SegmentHeader header() {
  SegmentHeader made;
  made.space = base::Id{0x5AACE};
  made.actor = base::Id{0xAA};
  made.seq = 7;
  made.previous.fill(0xC1);
  return made;
}

std::vector<std::string_view> views(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

std::string failure(std::string_view bytes) {
  const auto read = oplog::read_segment(bytes);
  return read ? "" : read.error().key;
}

// Text that deflate cannot make smaller than three quarters.
std::string noise(std::size_t size, std::uint64_t seed) {
  support::SeededRandom random(seed);
  std::string text;
  while (text.size() < size) text.push_back(static_cast<char>('0' + random.below(64)));
  return text;
}

}  // namespace

TEST_CASE("A segment gives back its header and its lines, and the same bytes each time and in every build") {
  const std::vector<std::string> lines = {R"({"v":1,"a":"00000000000000aa","n":1,"o":[]})", "é 🙂", "any text"};
  const auto written = oplog::write_segment(header(), views(lines));
  CHECK(written.lines == 3);
  CHECK(written.name.sha256 == base::sha256_hex(written.bytes));
  CHECK(written.name.actor == header().actor);
  CHECK(written.name.seq == 7);
  CHECK(written.name.sha256 == "3f31c13cf84d84e652c5e45f6e84504b5f8852d4bbabf61f0d86839475f0be35");
  const auto read = oplog::read_segment(written.bytes);
  REQUIRE(read);
  CHECK(read->understood);
  CHECK(read->header == header());
  CHECK(read->lines == lines);
  const auto hash = oplog::hash_of(written.name);
  CHECK(std::string(hash.begin(), hash.end()) == [&] {
    const auto bytes = base::sha256(written.bytes);
    return std::string(bytes.begin(), bytes.end());
  }());
}

TEST_CASE("Lines go into as many segments as it takes, none above 256 KiB") {
  std::vector<std::string> lines;
  for (std::uint64_t i = 0; i < 40; ++i) lines.push_back(noise(30'000, i));
  std::vector<std::string> back;
  std::size_t segments = 0;
  for (std::size_t at = 0; at < lines.size(); ++segments) {
    const auto all = views(lines);
    const auto written = oplog::write_segment(header(), std::span(all).subspan(at));
    REQUIRE(written.lines > 0);
    CHECK(written.bytes.size() <= oplog::kMaxSegmentBytes);
    const auto read = oplog::read_segment(written.bytes);
    REQUIRE(read);
    back.insert(back.end(), read->lines.begin(), read->lines.end());
    at += written.lines;
  }
  CHECK(back == lines);
  CHECK(segments >= 4);
  const std::string too_large = noise(400'000, 1);
  const std::string_view one[] = {too_large};
  CHECK(oplog::write_segment(header(), one).lines == 0);
}

TEST_CASE("Another suite and a newer format are no errors, and nothing in them is read") {
  const std::string_view line[] = {"x"};
  const std::string good = oplog::write_segment(header(), line).bytes;
  for (const auto& [at, value] : {std::pair{4, 2}, {6, 1}}) {  // min_reader, suite
    std::string later = good + "a signature";
    later[static_cast<std::size_t>(at)] = static_cast<char>(value);
    const auto read = oplog::read_segment(later);
    REQUIRE(read);
    CHECK_FALSE(read->understood);
    CHECK(read->lines.empty());
    CHECK(read->header.actor == header().actor);
  }
}

TEST_CASE("A segment cut, turned or continued is an error, wherever") {
  const std::vector<std::string> lines = {"first", "second"};
  const std::string good = oplog::write_segment(header(), views(lines)).bytes;
  CHECK(failure("") == "object.malformed");
  CHECK(failure("<html>sign in</html>") == "object.malformed");
  CHECK(failure(good + "x") == "object.malformed");
  CHECK(failure(std::string(300'000, 'x')) == "object.too-large");
  for (std::size_t size = 0; size < good.size(); ++size)
    REQUIRE(failure(std::string_view(good).substr(0, size)) == "object.malformed");
  const std::string head = good.substr(0, 76);
  const auto packed = [&](std::initializer_list<std::string_view> texts) {
    return head + oplog::pack_lines(std::vector<std::string_view>(texts));
  };
  CHECK(failure(packed({})).empty());
  CHECK(failure(packed({"a", "", "b"})) == "object.malformed");
  // 17 MB of zeros in a few kB: more text than a segment may hold.
  const std::string zeros(17u << 20, '0');
  CHECK(failure(packed({zeros})) == "object.malformed");
  CHECK(packed({zeros}).size() < oplog::kMaxSegmentBytes);
}

TEST_CASE("A snapshot's lines come to the same state as the batches it stands for") {
  support::SeededRandom random(5);
  std::vector<oplog::Batch> batches;
  std::map<base::Id, std::uint64_t> counts;
  for (std::uint64_t i = 1; i <= 200; ++i) {
    oplog::Batch batch;
    batch.actor = base::Id{1 + random.below(3)};
    batch.n = i;
    counts[batch.actor] = i;
    for (int j = 0; j < 3; ++j)
      batch.sets.push_back({base::Id{1 + random.below(20)}, std::string(1, static_cast<char>('a' + random.below(5))),
                            random.below(50), static_cast<std::int64_t>(random.below(3))});
    batches.push_back(batch);
  }
  oplog::Registers straight, merged;
  for (const oplog::Batch& batch : batches)
    for (const oplog::Set& set : batch.sets) straight.join(batch.actor, set);
  // Texts of records with and without registers; one is longer than an operation may be, one insertion waits for
  // another.
  oplog::Texts texts, read_texts;
  for (std::uint64_t i = 0; i < 40; ++i) {
    oplog::Text& text = texts.at(base::Id{1 + random.below(30)}, i % 2 == 0 ? "texte" : "notes");
    text.insert(base::Id{1 + random.below(3)}, random.below(text.size() + 1),
                i == 7 ? std::string(60'000, 'x') : "été ");
    text.erase(random.below(text.size()), 1);
    if (i == 20) text.join(oplog::TextRun{{base::Id{9}, 1}, {base::Id{9}, 0}, oplog::Side::kRight, "waits"});
  }

  oplog::Snapshot snapshot;
  snapshot.made_ms = 1'764'000'000'000;
  snapshot.covered = {"l-00000000000000aa-00000001-" + std::string(64, '0') + ".seg"};
  snapshot.lines = oplog::snapshot_lines(straight, texts, counts);
  const std::string bytes = oplog::write_snapshot(snapshot);
  const auto read = oplog::read_snapshot(bytes);
  REQUIRE(read);
  CHECK(read->understood);
  CHECK(read->covered == snapshot.covered);
  CHECK(read->made_ms == snapshot.made_ms);
  for (const std::string& line : read->lines) {
    const auto batch = oplog::decode(line);
    REQUIRE(batch);
    for (const oplog::Set& set : batch->sets) CHECK(merged.join(batch->actor, set));
    for (const oplog::Insert& insert : batch->inserts) read_texts.join(batch->actor, insert);
    for (const oplog::Delete& removal : batch->deletes) read_texts.join(removal);
  }
  CHECK(oplog::snapshot_lines(merged, read_texts, counts) == snapshot.lines);
  for (const auto& [entity, by_key] : texts.entities())
    for (const auto& [key, text] : by_key) {
      REQUIRE(read_texts.find(entity, key) != nullptr);
      CHECK(read_texts.find(entity, key)->utf8() == text.utf8());
    }
  // Nothing of the batches wins over it.
  for (const oplog::Batch& batch : batches)
    for (const oplog::Set& set : batch.sets) CHECK_FALSE(merged.join(batch.actor, set));

  CHECK_FALSE(read->may_delete_covered(snapshot.made_ms + oplog::kCoveredForMs - 1));
  CHECK(read->may_delete_covered(snapshot.made_ms + oplog::kCoveredForMs));
  for (std::size_t size = 0; size < bytes.size(); size += 7)
    REQUIRE_FALSE(oplog::read_snapshot(std::string_view(bytes).substr(0, size)).ok());
  std::string more_names = bytes;
  more_names[24] = 2;  // of which the second is a line
  CHECK(oplog::read_snapshot(more_names).error().key == "object.malformed");
}

TEST_CASE("Names of spaces") {
  for (const char* name : {"a", "atelier-2025", "0000000000000000"}) CHECK(oplog::is_space_name(name));
  for (const char* name : {"", "-a", "A", "a/b", "..", "é", "a b"}) CHECK_FALSE(oplog::is_space_name(name));
  CHECK(oplog::is_space_name(std::string(64, 'a')));
  CHECK_FALSE(oplog::is_space_name(std::string(65, 'a')));
  CHECK(oplog::space_id("00000000000000ff") == base::Id{255});
  CHECK(oplog::space_id("atelier") == base::id_from_content("atelier"));
}
