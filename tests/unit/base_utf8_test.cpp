#include "base/utf8.h"

#include <catch2/catch_test_macros.hpp>
#include <utility>

using base::fold;
using base::words;
using Words = std::vector<std::string>;

TEST_CASE("UTF-8 that is malformed is refused, byte by byte") {
  const std::pair<std::string_view, bool> rows[] = {
      {"", true},
      {"abc", true},
      {"éèêëàçœŒ€łøčñ", true},
      {"\xEF\xBF\xBD", true},       // a replacement character written as such
      {"\xF0\x9F\x99\x82", true},   // beyond the basic plane
      {"\xF4\x8F\xBF\xBF", true},   // U+10FFFF
      {"\xF4\x90\x80\x80", false},  // beyond it
      {"\xC0\xAF", false},          // overlong /
      {"\xE0\x80\xAF", false},      // overlong, three bytes
      {"\xF0\x80\x80\xAF", false},  // overlong, four bytes
      {"\xED\xA0\x80", false},      // surrogate
      {"\xC3", false},              // cut
      {"\xE2\x82", false},          // cut
      {"a\x80z", false},            // a tail without a lead
      {"\xFF", false},
      {"\xE9t\xE9", false},  // Latin-1
  };
  for (const auto& [text, valid] : rows) {
    INFO(text);
    CHECK(base::valid_utf8(text) == valid);
  }
}

TEST_CASE("Decoding goes on after a malformed byte") {
  const std::string_view text = "a\xE2\x82z\xC3\xA9";
  std::size_t at = 0;
  std::u32string decoded;
  while (at < text.size()) decoded.push_back(base::next_code_point(text, at));
  CHECK(decoded == std::u32string{'a', 0xFFFD, 0xFFFD, 'z', 0xE9});
}

TEST_CASE("Every code point is written and read back") {
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 257) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    base::append_utf8(text, c);
    std::size_t at = 0;
    REQUIRE(base::next_code_point(text, at) == c);
    REQUIRE(at == text.size());
    REQUIRE(base::valid_utf8(text));
  }
}

TEST_CASE("Folding") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", ""},
      {"Médiathèque", "mediatheque"},
      {"ÉÈÊËÀÂÇÎÏÔÙÛÜŸ", "eeeeaaciiouuuy"},
      {"Œuvre, cœur, Æsop", "oeuvre, coeur, aesop"},
      {"Straße STRAẞE", "strasse strasse"},
      {"Łódź, Øster, Đorđe, İstanbul, Čačak, Ñandú", "lodz, oster, dorde, istanbul, cacak, nandu"},
      {"e\xCC\x81t\xC3\xA9", "ete"},  // a combining accent
      {"l’école", "l'ecole"},
      {"Saint–Médard—en‑Jalles", "saint-medard-en-jalles"},
      {"12\xC2\xA0h\xE2\x80\xAF"
       "30",
       "12 h 30"},
      {"Αθήνα ΆΣ", "αθηνα ασ"},
      {"Việt Nam", "viet nam"},
      {"Москва 東京 🙂", "Москва 東京 🙂"},
      {"« 100 % » = 3×4!", "« 100 % » = 3×4!"},
  };
  for (const auto& [text, folded] : rows) {
    INFO(text);
    CHECK(fold(text) == folded);
    CHECK(fold(folded) == folded);
  }
}

TEST_CASE("Folding any code point twice is folding it once") {
  for (char32_t c = 1; c < 0x2100; ++c) {
    std::string text;
    base::append_utf8(text, c);
    REQUIRE(fold(fold(text)) == fold(text));
  }
}

TEST_CASE("Words") {
  const std::pair<std::string_view, Words> rows[] = {
      {"", {}},
      {" -- ' ", {}},
      {"Médiathèque de l'Estuaire", {"mediatheque", "de", "estuaire"}},
      {"L’Escale d’Ambarès", {"escale", "ambares"}},
      {"jusqu'à lorsqu’il puisqu'on qu'elle", {"a", "il", "on", "elle"}},
      {"aujourd'hui", {"aujourd", "hui"}},
      {"Saint-André-de-Cubzac", {"saint", "andre", "de", "cubzac"}},
      {"3D, FabLab 33!", {"3d", "fablab", "33"}},
      {"d d'", {"d"}},
      {"東京 • Москва", {"東京", "Москва"}},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(words(text) == expected);
  }
}

TEST_CASE("Trimming, counting, prefixes") {
  CHECK(base::trim("\xC2\xA0 \t a b \n\xC2\xA0") == "a b");
  CHECK(base::trim(" \xC2\xA0 ").empty());
  CHECK(base::trim("é") == "é");
  CHECK(base::count_code_points("é€🙂a") == 4);
  CHECK(base::starts_with_folded("Évènement", "even"));
  CHECK_FALSE(base::starts_with_folded("Évènement", "eve "));
}

TEST_CASE("Windows-1252 bytes become the letters spreadsheets meant") {
  CHECK(base::utf8_from_latin1("\xE9t\xE9 \x80 \x9Cuvre \x92") == "été € œuvre ’");
  std::string all;
  for (int byte = 1; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  CHECK(base::valid_utf8(base::utf8_from_latin1(all)));
  CHECK(base::count_code_points(base::utf8_from_latin1(all)) == 255);
}
