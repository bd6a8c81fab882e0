#include "base/catalogue.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

namespace {

std::string blob(const std::map<std::string, std::string>& texts) {
  std::string index = "ESC1", strings;
  const auto word = [&](std::size_t value) {
    for (int i = 0; i < 4; ++i) index.push_back(static_cast<char>(value >> (8 * i)));
  };
  word(texts.size());
  const std::size_t start = 8 + 8 * texts.size();
  for (const auto& [key, text] : texts) {
    word(start + strings.size());
    strings += key + '\0';
    word(start + strings.size());
    strings += text + '\0';
  }
  return index + strings;
}

std::span<const std::byte> bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

const std::string kTexts = blob({{"a.b", "Ligne {line}, champ « {field} »"},
                                 {"a.z", "Bonjour"},
                                 {"count.places#0", "{n} lieu"},
                                 {"count.places#1", "{n} lieux"},
                                 {"odd", "{unknown} {line"}});

}  // namespace

TEST_CASE("A catalogue finds its keys and fills in arguments") {
  const auto catalogue = base::Catalogue::open(bytes(kTexts), "fr");
  REQUIRE(catalogue);
  CHECK(catalogue->find("a.z") == "Bonjour");
  CHECK_FALSE(catalogue->find("a").has_value());
  CHECK_FALSE(catalogue->find("zz").has_value());
  CHECK(catalogue->format({"a.b", {{"field", "Nom {line}"}, {"line", "3"}}}) == "Ligne 3, champ « Nom {line} »");
  CHECK(catalogue->format({"odd", {{"line", "3"}}}) == "{unknown} {line");
  CHECK(catalogue->format({"no.such", {{"value", "7"}}}) == "no.such value=7");
}

TEST_CASE("Plurals follow the language") {
  const auto french = base::Catalogue::open(bytes(kTexts), "fr");
  const auto english = base::Catalogue::open(bytes(kTexts), "en");
  REQUIRE(french);
  REQUIRE(english);
  const auto say = [](const base::Catalogue& catalogue, std::string n) {
    return catalogue.format({"count.places", {{"n", std::move(n)}}});
  };
  CHECK(say(*french, "0") == "0 lieu");
  CHECK(say(*french, "1") == "1 lieu");
  CHECK(say(*french, "2") == "2 lieux");
  CHECK(say(*english, "0") == "0 lieux");
  CHECK(say(*english, "1") == "1 lieu");
  CHECK(french->has("count.places"));
}

TEST_CASE("A damaged catalogue is refused, wherever it is cut or changed") {
  for (std::size_t size = 0; size < kTexts.size(); ++size) {
    const std::string cut = kTexts.substr(0, size);
    if (const auto catalogue = base::Catalogue::open(bytes(cut), "fr"))
      for (const std::string_view key : {"a.b", "a.z", "odd"}) (void)catalogue->find(key);  // ASan watches
  }
  CHECK_FALSE(base::Catalogue::open(bytes(std::string("ESC2\0\0\0\0", 8)), "fr").ok());
  std::string far = kTexts;
  far[11] = '\x7F';  // the first key's offset
  CHECK_FALSE(base::Catalogue::open(bytes(far), "fr").ok());
  std::string many = kTexts;
  many[7] = '\x7F';  // the count
  CHECK_FALSE(base::Catalogue::open(bytes(many), "fr").ok());
}
