#include "base/id.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "support/time_and_chance.h"

TEST_CASE("Ids are written as 16 hex digits and read back") {
  for (const std::uint64_t bits : {0ull, 1ull, 0x0123456789ABCDEFull, ~0ull, 1ull << 53}) {
    CHECK(base::to_hex(bits).size() == 16);
    CHECK(base::from_hex(base::to_hex(bits)) == bits);
  }
  CHECK(base::to_hex(std::uint64_t{0xAB}) == "00000000000000ab");
}

TEST_CASE("Only 16 lower-case hex digits are an id") {
  for (const std::string_view text : {"", "0", "00000000000000AB", "00000000000000a", "00000000000000abc",
                                      "000000000000000g", " 000000000000000", "-000000000000001", "0x00000000000000"}) {
    INFO(text);
    CHECK_FALSE(base::from_hex(text).has_value());
  }
}

TEST_CASE("Random ids are never 0, and the machine's differ") {
  struct Sequence final : base::Random {
    std::uint64_t calls = 0;
    std::uint64_t next() override { return calls++ < 2 ? 0 : 7; }
  } sequence;
  CHECK(base::random_id(sequence) == base::Id{7});

  std::set<base::Id> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(base::random_id(base::system_random()));
  CHECK(seen.size() == 1000);
  CHECK(base::system_clock().now_ms() > 1'700'000'000'000);
}

TEST_CASE("The same content has the same id") {
  CHECK(base::to_hex(base::id_from_content("abc")) == "ba7816bf8f01cfea");
  CHECK(base::id_from_content("abc") != base::id_from_content("abd"));
}
