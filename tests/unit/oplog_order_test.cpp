#include "oplog/order.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "support/time_and_chance.h"

namespace {

// Puts a record at a place as a board does, and gives how many registers that wrote.
std::size_t put(std::vector<std::string>& keys, std::size_t place) {
  const std::vector<oplog::OrderWrite> writes = oplog::order_at(keys, place);
  std::string fresh;
  for (const oplog::OrderWrite& write : writes) (write.index == keys.size() ? fresh : keys[write.index]) = write.key;
  keys.insert(keys.begin() + static_cast<std::ptrdiff_t>(place), fresh);
  return writes.size();
}

bool in_order(const std::vector<std::string>& keys) {
  return std::ranges::is_sorted(keys) && std::ranges::adjacent_find(keys) == keys.end() &&
         std::ranges::all_of(keys, oplog::is_order_key);
}

}  // namespace

TEST_CASE("Order keys between two others") {
  const std::string_view rows[][3] = {{"", "", "V"},        {"V", "", "W"},    {"z", "", "z1"},    {"zz", "", "zz01"},
                                      {"zzV5", "", "zzV6"}, {"", "V", "U"},    {"", "1", "0z"},    {"", "01", "00zz"},
                                      {"A", "C", "B"},      {"A", "B", "AV"},  {"A", "A1", "A0V"}, {"Az", "B", "AzV"},
                                      {"A", "AV", "AF"},    {"0z", "1", "0zV"}};
  for (const auto& [before, after, between] : rows) {
    INFO(before << " " << after);
    CHECK(oplog::order_key_between(before, after) == between);
  }
  for (const std::string_view wrong : {"", "0", "A0", "é", "a b", "123456789012345678901234567890123"})
    CHECK_FALSE(oplog::is_order_key(wrong));
}

TEST_CASE("Keys stay in order and short, wherever records are put") {
  support::SeededRandom random(1);
  struct Cost {
    std::size_t longest, writes;
  };
  const auto run = [&](auto place) {
    std::vector<std::string> keys;
    std::size_t writes = 0;
    for (std::size_t i = 0; i < 3000; ++i) writes += put(keys, place(keys.size()));
    CHECK(in_order(keys));
    return Cost{std::ranges::max(keys, {}, &std::string::size).size(), writes};
  };
  const Cost last = run([](std::size_t size) { return size; });
  const Cost first = run([](std::size_t) { return std::size_t{0}; });
  const Cost anywhere = run([&](std::size_t size) { return static_cast<std::size_t>(random.below(size + 1)); });
  CHECK(last.longest <= 4);
  CHECK(first.longest <= 4);
  CHECK(anywhere.longest <= 12);
  CHECK(last.writes + first.writes + anywhere.writes == 9000);
  // Always between the same two: bounded keys, at the price of a few neighbours written anew.
  for (const Cost& same : {run([](std::size_t size) { return std::min<std::size_t>(size, 1); }),
                           run([](std::size_t size) { return size - std::min<std::size_t>(size, 1); }),
                           run([](std::size_t size) { return size / 2; })}) {
    CHECK(same.longest <= oplog::kMaxOrderKey);
    CHECK(same.writes < 5 * 3000);
  }
}

TEST_CASE("Equal keys and what is none are replaced where a record is put") {
  std::vector<std::string> equal(5, "V");
  put(equal, 3);
  CHECK(equal[2] < equal[3]);
  CHECK(equal[3] < equal[4]);
  CHECK(std::ranges::is_sorted(equal));

  std::vector<std::string> foreign{"", "A", "A0", "B", "été"};
  for (const std::size_t place : {5u, 3u, 0u}) put(foreign, place);
  CHECK(std::ranges::is_sorted(foreign));
  CHECK(foreign.size() == 8);
}
