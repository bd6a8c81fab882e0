#include "records/kinds.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "base/utf8.h"
#include "support/shared_data.h"

namespace {

const records::Kind& place() { return *records::find_kind("place"); }

std::string pattern_of(const records::List& list) {
  std::string values;
  for (const records::Choice& choice : list.choices) {
    if (!values.empty()) values += "|";
    for (const char c : choice.value) {
      if (c == '(' || c == ')') values += '\\';
      values += c;
    }
  }
  return "(?:(?:^|\\|)(" + values + "))+$";
}

}  // namespace

TEST_CASE("The declaration holds together") {
  std::set<std::string_view> kinds, labels;
  for (const records::Kind& kind : records::kinds()) {
    INFO(kind.key);
    CHECK(kinds.insert(kind.key).second);
    CHECK(kind.label == "kind." + std::string(kind.key));
    CHECK(records::find_kind(kind.key) == &kind);
    std::set<std::string_view> keys;
    int required = 0;
    for (const records::Field& field : kind.fields) {
      INFO(field.key);
      CHECK(keys.insert(field.key).second);
      CHECK(field.key.find('/') == std::string_view::npos);  // would be read as a member of a set
      CHECK_FALSE(field.key.starts_with('_'));
      CHECK(field.label == "field." + std::string(kind.key) + "." + std::string(field.key));
      CHECK_FALSE(field.group.empty());
      CHECK_FALSE(field.personal);  // nothing seals them yet
      const bool chooses = field.type == records::Type::kChoice || field.type == records::Type::kChoices;
      CHECK(chooses == (records::find_list(field.list) != nullptr));
      required += field.need == records::Need::kRequired;
      CHECK(records::find_field(kind, field.key) == &field);
    }
    CHECK(required >= 1);
    CHECK(records::find_field(kind, "no such") == nullptr);
  }
  CHECK(kinds == std::set<std::string_view>{"place", "sheet", "actor", "space", "link", "board", "zone", "card",
                                            "group", "stroke", "comment", "photo", "choice", "report", "tally",
                                            "feedback", "series"});
  CHECK(records::find_kind("no such") == nullptr);
}

TEST_CASE("A list's values are distinct, also once folded, and so are their labels") {
  std::set<std::string_view> lists;
  for (const records::Kind& kind : records::kinds())
    for (const records::Field& field : kind.fields)
      if (const records::List* list = records::find_list(field.list); list && lists.insert(list->key).second) {
        INFO(list->key);
        std::set<std::string> values, labels;
        for (const records::Choice& choice : list->choices) {
          CHECK(values.insert(base::fold(choice.value)).second);
          CHECK(labels.insert(std::string(choice.label)).second);
          CHECK(choice.label.starts_with("list." + std::string(list->key) + "."));
          CHECK(choice.value.find('|') == std::string_view::npos);
        }
      }
  CHECK(lists.size() == 23);
}

TEST_CASE("Place declares the national standard: its 32 columns in order, its words, its lengths") {
  const auto text = support::shared_data("mednum-standard/schema.json");
  if (!text) SKIP("shared data are not there");
  const nlohmann::json schema = nlohmann::json::parse(*text, nullptr, false);
  REQUIRE(schema["fields"].size() == 32);
  for (std::size_t i = 0; i < 32; ++i) {
    const nlohmann::json& column = schema["fields"][i];
    const records::Field& field = place().fields[i];
    INFO(field.key);
    CHECK(field.key == column["name"].get<std::string>());
    const nlohmann::json& constraints = column["constraints"];
    CHECK(field.max_length == constraints.value("maxLength", std::size_t{0}));
    const records::List* list = records::find_list(field.list);
    if (list && !list->open) CHECK(pattern_of(*list) == constraints.value("pattern", ""));
    // What the standard requires is at least expected here.
    if (constraints.value("required", false)) CHECK(field.need != records::Need::kOptional);
  }
}
