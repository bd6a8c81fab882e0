// Names of objects: what is written reads back, and nothing else is read.
#include "oplog/object_name.h"

#include <catch2/catch_test_macros.hpp>

#include "base/sha256.h"

using oplog::ObjectName;
using oplog::parse_object_name;

namespace {

const std::string kHash = base::sha256_hex("content");

}  // namespace

TEST_CASE("object names read back as they were written", "[oplog][object-name]") {
  const ObjectName names[] = {
      {ObjectName::Kind::kSegment, {0x8c1d00000000000f}, 0, kHash},
      {ObjectName::Kind::kSegment, {1}, 0xffffffff, kHash},
      {ObjectName::Kind::kBlob, {}, 0, kHash},
      {ObjectName::Kind::kSnapshot, {}, 0, kHash},
  };
  for (const ObjectName& name : names) {
    CAPTURE(to_string(name));
    REQUIRE(parse_object_name(to_string(name)) == name);
  }
  CHECK(to_string(names[0]) == "l-8c1d00000000000f-00000000-" + kHash + ".seg");
  CHECK(to_string(names[1]) == "l-0000000000000001-ffffffff-" + kHash + ".seg");
  CHECK(to_string(names[2]) == "b-" + kHash + ".bin");
  CHECK(to_string(names[3]) == "s-" + kHash + ".snp");
}

TEST_CASE("anything else is no object's name", "[oplog][object-name]") {
  const std::string segment = "l-8c1d00000000000f-0000002a-" + kHash + ".seg";
  REQUIRE(parse_object_name(segment));
  // Every name one byte short, one byte long, or with one byte changed to something that no name has there.
  for (std::size_t i = 0; i < segment.size(); ++i) {
    CAPTURE(i);
    CHECK_FALSE(parse_object_name(segment.substr(0, i)));
    CHECK_FALSE(parse_object_name(std::string(segment).erase(i, 1)));
    CHECK_FALSE(parse_object_name(std::string(segment).insert(i, 1, '0')));
    for (const char other : {'/', 'G', '\0', '%'}) {
      std::string changed = segment;
      changed[i] = other;
      CHECK_FALSE(parse_object_name(changed));
    }
  }
  for (const std::string& name : {
           std::string(),
           "l-0000000000000000-00000001-" + kHash + ".seg",  // no actor
           "l-8C1D00000000000F-00000001-" + kHash + ".seg",
           "b-" + kHash + ".seg",
           "s-" + kHash + ".bin",
           "b-" + kHash + ".bin/",
           "../b-" + kHash + ".bin",
           "b-" + kHash + ".bin.br",
           "x-" + kHash + ".bin",
       }) {
    CAPTURE(name);
    CHECK_FALSE(parse_object_name(name));
  }
}
