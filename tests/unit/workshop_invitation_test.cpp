// Codes of workshops: what they are, how they may be typed, and that a wrong one finds nothing.
#include "workshop/invitation.h"

#include <catch2/catch_test_macros.hpp>

#include "support/written_state.h"

namespace {

constexpr std::uint64_t kFirst = 0x0123456789abcdef, kOther = 0xfedcba9876543211;

}  // namespace

TEST_CASE("a workshop is found by its code, however it is typed", "[workshop]") {
  support::WrittenState written;
  written.keep("board", kFirst, {{"title", "Académie"}});
  written.keep("board", kOther, {{"title", "Journée remix"}});
  written.keep("organisation", 5, {{"name", "Une autre sorte"}});
  const std::string code = workshop::code_of(base::Id{kFirst});
  REQUIRE(code.size() == 7);
  CHECK(code[3] == ' ');
  CHECK(code.find_first_of("ILOU") == std::string::npos);
  CHECK(code != workshop::code_of(base::Id{kOther}));

  const auto found = [&](std::string_view typed) { return workshop::board_of_code(written.state, typed); };
  CHECK(found(code) == base::Id{kFirst});
  CHECK(found(workshop::code_of(base::Id{kOther})) == base::Id{kOther});
  std::string small, spaced, mistaken;
  for (const char c : code) {
    if (c == ' ') continue;
    small += static_cast<char>(c >= 'A' ? c - 'A' + 'a' : c);
    spaced += {c, '-', ' '};
    mistaken += c == '0' ? 'o' : c == '1' ? 'l' : c;
  }
  for (const std::string& typed : {small, spaced, mistaken, " " + code + " "}) {
    CAPTURE(typed);
    CHECK(found(typed) == base::Id{kFirst});
  }
  for (const std::string& wrong : std::vector<std::string>{"", "K", "UUUUUU", "œœœ", code + "0", code.substr(0, 6)}) {
    CAPTURE(wrong);
    CHECK_FALSE(found(wrong));
  }
  // Every place of the code counts.
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == ' ') continue;
    std::string other = code;
    other[i] = other[i] == 'Z' ? 'Y' : 'Z';
    CHECK_FALSE(found(other));
  }
}
