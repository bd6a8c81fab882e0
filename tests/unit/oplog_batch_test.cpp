#include "oplog/batch.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using oplog::Value;

namespace {

const std::string kHead = R"({"v":1,"a":"00000000000000aa","n":42,"t":1764000000000,"c":"place.edit","o":[)";
const std::string kSet = R"(["s","00000000000000bb","nom","0000000000000007","x"])";

std::string why(const base::Result<oplog::Batch>& batch) {
  if (batch) return "fine";
  std::string text = batch.error().key;
  for (const auto& [name, value] : batch.error().args) text += " " + name + "=" + value;
  return text;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("A batch is one line, and reads back as it was") {
  oplog::Batch batch;
  batch.actor = base::Id{0xAA};
  batch.n = 42;
  batch.wall_ms = 1764000000000;
  batch.command = "place.edit";
  const Value values[] = {Value(),
                          Value(true),
                          Value(false),
                          Value(std::int64_t{0}),
                          Value(std::numeric_limits<std::int64_t>::min()),
                          Value(std::numeric_limits<std::int64_t>::max()),
                          Value(44.0),
                          Value(-0.0),
                          Value(0.1),
                          Value(5e-324),
                          Value(1.7976931348623157e308),
                          Value(""),
                          Value("é\"\\\n\t\x01\x7F€🙂"),
                          Value(std::string("a\0b", 3))};
  for (const Value& value : values) batch.sets.push_back({base::Id{0xBB}, "nom/é\"", 7, value});
  const std::string line = oplog::encode(batch);
  CHECK(line.find('\n') == std::string::npos);

  const auto read = oplog::decode(line);
  REQUIRE(read);
  CHECK(read->version == 1);
  CHECK(read->actor == batch.actor);
  CHECK(read->n == 42);
  CHECK(read->wall_ms == batch.wall_ms);
  CHECK(read->command == "place.edit");
  CHECK(read->unknown == 0);
  REQUIRE(read->sets.size() == batch.sets.size());
  for (std::size_t i = 0; i < batch.sets.size(); ++i) {
    CHECK(read->sets[i].entity == base::Id{0xBB});
    CHECK(read->sets[i].key == "nom/é\"");
    CHECK(read->sets[i].stamp == 7);
    CHECK(read->sets[i].value.index() == batch.sets[i].value.index());
    CHECK(oplog::compare(read->sets[i].value, batch.sets[i].value) == 0);
  }
  CHECK(oplog::encode(*read) == line);
}

TEST_CASE("The line is the one FORMAT.md shows") {
  oplog::Batch batch;
  batch.actor = base::Id{0xAA};
  batch.n = 42;
  batch.wall_ms = 1764000000000;
  batch.command = "place.edit";
  batch.sets = {{base::Id{0xBB}, "nom", 7, "x"}};
  CHECK(oplog::encode(batch) == kHead + kSet + "]}");
}

TEST_CASE("Operations on texts are written as FORMAT.md shows, and read back") {
  oplog::Batch batch;
  batch.actor = base::Id{0xAA};
  batch.n = 42;
  batch.wall_ms = 1764000000000;
  batch.command = "place.edit";
  batch.inserts = {{base::Id{0xBB}, "texte", 0, {}, oplog::Side::kRight, "Été \"🙂\""},
                   {base::Id{0xCC}, "texte", 7, {base::Id{0xAB}, 2147483647}, oplog::Side::kLeft, "x"}};
  batch.deletes = {{base::Id{0xBB}, "texte", {base::Id{0xAB}, 3}, 2147483645}};
  const std::string line = oplog::encode(batch);
  CHECK(line == kHead + R"(["i","00000000000000bb","texte",0,"0000000000000000",0,"r","Été \"🙂\""],)"
                        R"(["i","00000000000000cc","texte",7,"00000000000000ab",2147483647,"l","x"],)"
                        R"(["d","00000000000000bb","texte","00000000000000ab",3,2147483645]]})");
  const auto read = oplog::decode(line);
  REQUIRE(read);
  CHECK(read->inserts.size() == 2);
  CHECK(read->deletes.size() == 1);
  CHECK(oplog::encode(*read) == line);
  CHECK(oplog::entities(*read) == std::vector{base::Id{0xBB}, base::Id{0xCC}});
}

TEST_CASE("Spaces and escapes are read as JSON has them") {
  const auto batch = oplog::decode(
      " {\t\"v\" : 1 ,\r\n \"\\u0061\" : \"00000000000000aa\", "
      "\"n\":1,\"c\":\"\\u00e9\\ud83d\\ude42\\/\\b\\f\",\"o\":[ ] } ");
  REQUIRE(batch);
  CHECK(batch->actor == base::Id{0xAA});
  CHECK(batch->command == "é🙂/\b\f");
}

TEST_CASE("Lines in error") {
  const std::string tail = "]}";
  const std::pair<std::string, std::string_view> rows[] = {
      {"", "log.malformed at=1"},
      {"[]", "log.malformed at=0"},
      {"3", "log.malformed at=0"},
      {kHead + kSet, "log.malformed at=131"},
      {kHead + kSet + tail + "x", "log.malformed at=133"},
      {R"({"a":"00000000000000aa","n":1,"o":[]})", "log.malformed at=v"},
      {R"({"v":1,"n":1,"o":[]})", "log.malformed at=a"},
      {R"({"v":1,"a":"00000000000000aa","o":[]})", "log.malformed at=n"},
      {R"({"v":1,"a":"00000000000000aa","n":1})", "log.malformed at=o"},
      {R"({"v":4294967296,"a":"00000000000000aa","n":1,"o":[]})", "log.malformed at=v"},
      {R"({"v":1.0,"a":"00000000000000aa","n":1,"o":[]})", "log.malformed at=v"},
      {R"({"v":"1","a":"00000000000000aa","n":1,"o":[]})", "log.malformed at=v"},
      {R"({"v":0,"a":"00000000000000aa","n":1,"o":[]})", "log.malformed at=v"},
      {R"({"v":1,"a":"0000000000000000","n":1,"o":[]})", "log.malformed at=a"},
      {R"({"v":1,"a":"00000000000000AA","n":1,"o":[]})", "log.malformed at=a"},
      {R"({"v":1,"a":170,"n":1,"o":[]})", "log.malformed at=a"},
      {R"({"v":1,"a":"00000000000000aa","n":1e10,"o":[]})", "log.malformed at=n"},
      {R"({"v":1,"a":"00000000000000aa","n":0,"o":[]})", "log.malformed at=n"},
      {R"({"v":1,"a":"00000000000000aa","n":-1,"o":[]})", "log.malformed at=n"},
      {R"({"v":1,"a":"00000000000000aa","n":9007199254740992,"o":[]})", "log.malformed at=n"},
      {R"({"v":1,"a":"00000000000000aa","n":18446744073709551615,"o":[]})", "log.malformed at=n"},
      {R"({"v":1,"a":"00000000000000aa","n":1,"t":1e3,"o":[]})", "log.malformed at=t"},
      {R"({"v":1,"a":"00000000000000aa","n":1,"c":7,"o":[]})", "log.malformed at=c"},
      {R"({"v":1,"a":"00000000000000aa","n":1,"o":{}})", "log.malformed at=o"},
      {R"({"v":1,"a":"00000000000000aa","n":1,"o":[],"o":[]})", "log.malformed at=o"},
      {R"({"v":[1],"a":"00000000000000aa","n":1,"o":[]})", "log.malformed at=v"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007"])" + tail, "log.malformed at=o[0]"},
      {kHead + kSet + R"(,["s","00000000000000bb","nom","0000000000000007","x",1])" + tail, "log.malformed at=o[1]"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007",[1]])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007",{}])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["s","00000000000000bb","nom",7,"x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["s","00000000000000bb","","0000000000000007","x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["s","0000000000000000","nom","0000000000000007","x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007",18446744073709551615])" + tail,
       "log.malformed at=o[0]"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007","\ud800"])" + tail, "log.malformed at=134"},
      {kHead + "[\"s\",\"00000000000000bb\",\"nom\",\"0000000000000007\",\"\xE9\"]" + tail, "log.malformed at=129"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007",1e999])" + tail, "log.malformed at=131"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007",NaN])" + tail, "log.malformed at=127"},
      {kHead + R"(["i","00000000000000bb","body",0,"0000000000000000",0,"r",""])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",0,"0000000000000000",0,"l","x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",0,"0000000000000000",1,"r","x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",0,"00000000000000aa",1,"m","x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",-1,"00000000000000aa",1,"r","x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",1e3,"00000000000000aa",1,"r","x"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",2147483647,"00000000000000aa",1,"r","éé"])" + tail,
       "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",4294967296,"00000000000000aa",1,"r","x"])" + tail,
       "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",0,"00000000000000aa",1,"r",["x"]])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",0,"00000000000000aa",1,"r"])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["d","00000000000000bb","body","00000000000000aa",0,0])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["d","00000000000000bb","body","0000000000000000",0,1])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["d","00000000000000bb","body","00000000000000aa",2147483647,2])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["d","00000000000000bb","body","00000000000000aa",0,1,1])" + tail, "log.malformed at=o[0]"},
      {kHead + R"(["i","00000000000000bb","body",0,"00000000000000aa",1,"r",")" + std::string(65537, 'k') + "\"]" +
           tail,
       "log.limit field=text"},
      {kHead + R"(["s","00000000000000bb",")" + std::string(2049, 'k') + R"(","0000000000000007","x"])" + tail,
       "log.limit field=key"},
      {kHead + R"(["s","00000000000000bb","nom","0000000000000007",")" + std::string(65537, 'k') + "\"]" + tail,
       "log.limit field=value"},
  };
  for (const auto& [line, expected] : rows) {
    INFO(line.substr(0, 200));
    CHECK(why(oplog::decode(line)) == expected);
  }
}

TEST_CASE("Nesting is bounded before anything is built") {
  CHECK(why(oplog::decode(nested(60'000))) == "log.malformed at=0");
  CHECK(why(oplog::decode(R"({"v":1,"x":)" + nested(60'000) + "}")) == "log.too-deep");
  CHECK(why(oplog::decode(kHead + R"(["z",)" + nested(60'000) + "]]}")) == "log.too-deep");
  CHECK(why(oplog::decode(kHead + kSet + R"(],"x":)" + nested(63) + "}")) == "fine");
  CHECK(why(oplog::decode(kHead + kSet + R"(],"x":)" + nested(64) + "}")) == "log.too-deep");
}

TEST_CASE("What a later version added is counted, and the rest is applied") {
  const auto batch = oplog::decode(
      R"({"v":1,"later":{"o":[["s"]],"n":"no"},"a":"00000000000000aa","n":1,"o":[["y","00000000000000bb","body",{"run":[1]},"text"],)" +
      kSet + R"(,["z"],[],7,{"a":["s"]},[["s"]]],"more":[1,[2]]})");
  REQUIRE(batch);
  CHECK(batch->sets.size() == 1);
  CHECK(batch->unknown == 6);
  CHECK(batch->wall_ms == 0);

  // In a later version, a write of another shape is one of those.
  const auto later =
      oplog::decode(R"({"v":2,"a":"00000000000000aa","n":1,"o":[["s","00000000000000bb","k","0000000000000007",)"
                    R"({"deep":[1]}],["s",1],)" +
                    kSet + "]}");
  REQUIRE(later);
  CHECK(later->version == 2);
  CHECK(later->sets.size() == 1);
  CHECK(later->unknown == 2);
}

TEST_CASE("What can be written can be read back") {
  CHECK(oplog::fits("k", Value(1.5)));
  CHECK(oplog::fits("k", Value(std::string(65536, 'a'))));
  CHECK_FALSE(oplog::fits("k", Value(std::string(65537, 'a'))));
  CHECK_FALSE(oplog::fits("", Value()));
  CHECK_FALSE(oplog::fits(std::string(2049, 'k'), Value()));
  CHECK_FALSE(oplog::fits("k", Value("\xE9")));
  CHECK_FALSE(oplog::fits("\xE9", Value()));
  CHECK_FALSE(oplog::fits("k", Value(std::numeric_limits<double>::quiet_NaN())));
  CHECK_FALSE(oplog::fits("k", Value(std::numeric_limits<double>::infinity())));
}

TEST_CASE("Values have one order, by type and then by value") {
  const Value ascending[] = {Value(),
                             Value(false),
                             Value(true),
                             Value(std::int64_t{-3}),
                             Value(std::int64_t{2}),
                             Value(-1.5),
                             Value(0.0),
                             Value(-0.0),
                             Value(2.0),
                             Value(""),
                             Value("Z"),
                             Value("a"),
                             Value("ab"),
                             Value("é")};
  for (std::size_t i = 0; i < std::size(ascending); ++i)
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      INFO(i << " " << j);
      CHECK((oplog::compare(ascending[i], ascending[j]) < 0) == (i < j));
      CHECK((oplog::compare(ascending[i], ascending[j]) == 0) == (i == j));
    }
}
