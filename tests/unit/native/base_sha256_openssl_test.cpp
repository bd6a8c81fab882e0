// Our SHA-256 beside OpenSSL's.
#include <openssl/sha.h>

#include <array>
#include <catch2/catch_test_macros.hpp>

#include "base/sha256.h"
#include "support/time_and_chance.h"

TEST_CASE("SHA-256: random bytes of every length up to 300, and some longer, as OpenSSL") {
  support::SeededRandom random(1);
  for (std::size_t i = 0; i < 400; ++i) {
    std::string bytes(i < 300 ? i : random.below(100'000), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.next());
    std::array<unsigned char, 32> expected;
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), expected.data());
    REQUIRE(base::sha256(bytes) == expected);
  }
}
