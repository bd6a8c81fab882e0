// The archives read here are by Python's zipfile (tests/fixtures/zip_fuzz), or by our writer and then spoiled.
#include "formats/zip.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "base/deflate.h"
#include "base/sha256.h"

using formats::ZipReader;

namespace {

std::string fixture(const std::string& name) {
  std::ifstream file("tests/fixtures/zip_fuzz/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The key of the error that opening, then reading every entry, comes to.
std::string failure(std::string_view bytes, const formats::ZipLimits& limits = {}) {
  const auto zip = ZipReader::open(bytes, limits);
  if (!zip) return zip.error().key;
  for (std::size_t i = 0; i < zip->entries().size(); ++i)
    if (const auto read = zip->read(i); !read) return read.error().key;
  return "";
}

std::string written(std::initializer_list<std::pair<std::string_view, std::string_view>> entries) {
  formats::ZipWriter zip;
  for (const auto& [name, bytes] : entries) zip.add(name, bytes);
  return zip.finish();
}

std::string replaced(std::string bytes, std::string_view from, std::string_view to) {
  REQUIRE(from.size() == to.size());
  for (std::size_t at = bytes.find(from); at != bytes.npos; at = bytes.find(from, at)) bytes.replace(at, to.size(), to);
  return bytes;
}

}  // namespace

TEST_CASE("Deflated bytes are the same in every build, and come back") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * i) + (i % 7 ? " Médiathèque" : "\n");
  const std::string packed = base::deflated(text);
  CHECK(base::inflated(packed, text.size()) == text);
  CHECK(packed.size() * 3 < text.size());
  CHECK(base::sha256_hex(packed) == "11a308a593dc5984ae0cdf1924a2e6dd6caf8d8055f30166b4829cd4b9d33355");
  CHECK(base::inflated(base::deflated(""), 0) == "");
  CHECK(base::crc32_of("123456789") == 0xCBF43926);  // the check value of CRC-32/ISO-HDLC
}

TEST_CASE("What is damaged, cut short, followed by anything or too large does not inflate") {
  const std::string text(100'000, 'a'), packed = base::deflated(text);
  CHECK_FALSE(base::inflated(packed, text.size() - 1));
  CHECK_FALSE(base::inflated(packed + "x", text.size()));
  for (std::size_t size = 0; size < packed.size(); ++size)
    REQUIRE_FALSE(base::inflated(packed.substr(0, size), text.size()));
  CHECK_FALSE(base::inflated("\xFF\xFF\xFF", 10));
}

TEST_CASE("Archives of another program are read: deflated, stored, streamed, with folders and a comment") {
  const std::string bytes = fixture("deflated.zip");
  CHECK(formats::looks_like_zip(bytes));
  const auto zip = ZipReader::open(bytes);
  REQUIRE(zip);
  REQUIRE(zip->entries().size() == 2);
  CHECK(zip->entries()[0].name == "doc.kml");
  CHECK(zip->entries()[1].name == "images/é.txt");
  CHECK(zip->read(0)->size() == zip->entries()[0].size);
  CHECK(zip->read(0)->starts_with("<kml>Lormont Lormont"));
  CHECK(*zip->read(1) == "é\n");
  CHECK(failure(fixture("stored.zip")).empty());
  const std::string streamed = fixture("descriptor.zip");
  CHECK(ZipReader::open(streamed)->read(0)->starts_with("streamed streamed"));
}

TEST_CASE("What is written reads back, the same bytes each time") {
  const std::string large(300'000, '\xA5');
  const std::string bytes = written({{"s/a", "A"}, {"s/é", large}, {"empty", ""}});
  CHECK(bytes == written({{"s/a", "A"}, {"s/é", large}, {"empty", ""}}));
  const auto zip = ZipReader::open(bytes);
  REQUIRE(zip);
  REQUIRE(zip->entries().size() == 3);
  CHECK(zip->entries()[1].name == "s/é");
  CHECK(*zip->read(1) == large);
  CHECK(zip->read(2)->empty());
  CHECK(failure(written({})).empty());
}

TEST_CASE("A hostile or spoiled archive is told by its key") {
  const std::string good = written({{"name", "content"}, {"other", "x"}});
  CHECK(failure("") == "zip.not-zip");
  CHECK(failure("<html>sign in</html>") == "zip.not-zip");
  CHECK(failure(fixture("climbing.zip")) == "zip.unsafe-name");
  CHECK(failure(fixture("bomb.zip")) == "zip.bomb");
  CHECK(failure(fixture("truncated.zip")) == "zip.damaged");
  for (const char* name : {"/ame", "n\\me", "n:me", "../e"})
    CHECK(failure(replaced(good, "name", name)) == "zip.unsafe-name");
  CHECK(failure(replaced(good, "content", "contenu")) == "zip.damaged-entry");
  CHECK(failure(written({{"a", "1"}, {"a", "2"}})) == "zip.damaged-entry");
  CHECK(failure(good, {.entries = 1}) == "zip.too-many");
  CHECK(failure(good, {.bytes = 7}) == "zip.too-large");
  const std::size_t directory = good.find("PK\x01\x02");
  std::string spoiled = good;
  spoiled[directory + 8] = 1;  // encrypted
  CHECK(failure(spoiled) == "zip.unsupported-entry");
  spoiled = good;
  spoiled[directory + 10] = 12;  // packed by bzip2
  CHECK(failure(spoiled) == "zip.unsupported-entry");
}

TEST_CASE("No bit flip and no cut of an archive does more than an error") {
  const std::string good = fixture("deflated.zip");
  for (std::size_t at = 0; at < good.size(); ++at) {
    failure(std::string_view(good).substr(0, at));
    for (int bit = 0; bit < 8; ++bit) {
      std::string spoiled = good;
      spoiled[at] = static_cast<char>(spoiled[at] ^ 1 << bit);
      const auto zip = ZipReader::open(spoiled);
      if (!zip) continue;
      for (std::size_t i = 0; i < zip->entries().size(); ++i)
        if (const auto read = zip->read(i)) REQUIRE(read->size() == zip->entries()[i].size);
    }
  }
}
