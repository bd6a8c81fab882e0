#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <tuple>

#include "oplog/blob.h"
#include "oplog/hybrid_clock.h"
#include "oplog/registers.h"
#include "records/state.h"
#include "support/time_and_chance.h"

using oplog::Value;

namespace {

// Batches of several actors whose clocks, registers and values collide as often as they can.
std::vector<oplog::Batch> batches(support::SeededRandom& random) {
  const char* keys[] = {"nom", "commune", "services/a", "services/b", "x/Pôle", "_kind", "_del"};
  std::vector<oplog::Batch> all;
  for (std::uint64_t i = 0; i < 30; ++i) {
    oplog::Batch batch;
    batch.actor = base::Id{1 + random.below(3)};
    batch.n = i + 1;
    for (std::uint64_t j = 0; j < 1 + random.below(4); ++j) {
      const char* key = keys[random.below(std::size(keys))];
      Value value;
      switch (random.below(5)) {
        case 0:
          value = Value();
          break;
        case 1:
          value = Value(random.below(2) == 0);
          break;
        case 2:
          value = Value(static_cast<std::int64_t>(random.below(3)));
          break;
        case 3:
          value = Value(static_cast<double>(random.below(3)) / 2);
          break;
        default:
          value = Value(std::string(1, static_cast<char>('a' + random.below(3))));
      }
      if (key == std::string_view("_kind") && random.below(2) == 0) value = "place";
      batch.sets.push_back({base::Id{1 + random.below(4)}, key, 1 + random.below(6), value});
    }
    all.push_back(batch);
  }
  return all;
}

// The rule of FORMAT.md, said naively: of all writes to a register, the greatest (stamp, actor, value).
std::map<std::pair<base::Id, std::string>, Value> naive(const std::vector<oplog::Batch>& all) {
  std::map<std::pair<base::Id, std::string>, std::tuple<oplog::Stamp, base::Id, Value>> best;
  for (const oplog::Batch& batch : all)
    for (const oplog::Set& set : batch.sets) {
      const auto [held, fresh] = best.try_emplace({set.entity, set.key}, set.stamp, batch.actor, set.value);
      auto& [stamp, actor, value] = held->second;
      if (fresh) continue;
      const auto time = std::tie(set.stamp, batch.actor) <=> std::tie(stamp, actor);
      if (time > 0 || (time == 0 && oplog::compare(set.value, value) > 0))
        held->second = {set.stamp, batch.actor, set.value};
    }
  std::map<std::pair<base::Id, std::string>, Value> values;
  for (const auto& [key, won] : best) values[key] = std::get<2>(won);
  return values;
}

}  // namespace

TEST_CASE("Merging depends on the set of batches alone: 1,000 seeds of shuffled and repeated batches") {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    support::SeededRandom random(seed);
    std::vector<oplog::Batch> all = batches(random);
    records::State straight;
    for (const oplog::Batch& batch : all) straight.apply(batch);
    const auto expected = naive(all);

    for (std::size_t repeat = 0; repeat < 5; ++repeat) all.push_back(all[static_cast<std::size_t>(random.below(30))]);
    for (std::size_t i = all.size() - 1; i > 0; --i)
      std::swap(all[i], all[static_cast<std::size_t>(random.below(i + 1))]);
    records::State shuffled;
    for (const oplog::Batch& batch : all) {
      // Through the line as well: what is merged is what was written.
      const auto read = oplog::decode(oplog::encode(batch));
      REQUIRE(read);
      shuffled.apply(*read);
    }
    INFO("seed " << seed);
    REQUIRE(shuffled.digest() == straight.digest());
    std::size_t registers = 0;
    for (std::uint64_t entity = 1; entity <= 4; ++entity) registers += shuffled.registers(base::Id{entity}).size();
    REQUIRE(registers == expected.size());
    for (const auto& [where, value] : expected)
      REQUIRE(oplog::compare(shuffled.value(where.first, where.second), value) == 0);
  }
}

TEST_CASE("A write that loses changes nothing") {
  oplog::Registers registers;
  const base::Id a{1}, b{2}, place{9};
  CHECK(registers.join(a, {place, "nom", 10, "x"}));
  CHECK_FALSE(registers.join(a, {place, "nom", 10, "x"}));
  CHECK_FALSE(registers.join(b, {place, "nom", 9, "y"}));
  CHECK(registers.join(b, {place, "nom", 10, "a"}));
  CHECK_FALSE(registers.join(a, {place, "nom", 10, "z"}));
  CHECK(oplog::text(registers.find(place, "nom")->value) == "a");
  CHECK(registers.find(place, "commune") == nullptr);
  CHECK(registers.find(base::Id{8}, "nom") == nullptr);
}

TEST_CASE("Stamps only grow, whatever the clock does") {
  support::FakeClock wall;
  oplog::HybridClock clock(wall);
  oplog::Stamp last = clock.next();
  CHECK(last == static_cast<oplog::Stamp>(wall.ms) << 16);
  for (const std::int64_t ms :
       {wall.ms, wall.ms + 5, std::int64_t{0}, std::int64_t{-1'000'000}, wall.ms + 6, INT64_MAX, INT64_MIN, wall.ms}) {
    wall.ms = ms;
    for (int i = 0; i < 3; ++i) {
      const oplog::Stamp next = clock.next();
      CHECK(next > last);
      last = next;
    }
  }
}

TEST_CASE("A stamp from the far future is followed, and the very last one is kept") {
  support::FakeClock wall;
  oplog::HybridClock clock(wall);
  const oplog::Stamp year_2099 = static_cast<oplog::Stamp>(4'070'908'800'000) << 16;
  clock.observe(year_2099);
  CHECK(clock.next() == year_2099 + 1);
  CHECK(clock.next() == year_2099 + 2);
  clock.observe(5);
  CHECK(clock.next() == year_2099 + 3);
  clock.observe(UINT64_MAX);
  CHECK(clock.next() == UINT64_MAX);
  CHECK(clock.next() == UINT64_MAX);
}

TEST_CASE("A register names a blob by the hash of its bytes") {
  const Value value = oplog::blob_value("abc");
  CHECK(oplog::text(value) == "b-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(oplog::blob_hash(oplog::text(value)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const std::string zeros(64, '0');
  CHECK(oplog::blob_hash("b-" + zeros) == zeros);
  for (const Value& other : {Value(), Value(true), Value("b-"), Value(zeros), Value("b-" + zeros + "0"),
                             Value("c-" + zeros), Value("b-" + std::string(64, 'A'))})
    CHECK(oplog::blob_hash(oplog::text(other)).empty());
}
