#include "formats/full_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "formats/json_splitter.h"
#include "formats/remarks.h"
#include "oplog/batch.h"
#include "oplog/value.h"
#include "records/kinds.h"

namespace formats {

namespace {

using Json = nlohmann::json;
using Level = Remark::Level;

constexpr std::string_view kFormat = "escale";
constexpr std::int64_t kVersion = 1;

bool is_set(const records::Kind* kind, std::string_view field, const records::Values& values) {
  const records::Field* declared = kind ? records::find_field(*kind, field) : nullptr;
  return declared ? records::is_multiple(declared->type) : values.size() > 1;
}

std::optional<oplog::Value> scalar(const Json& json) {
  switch (json.type()) {
    case Json::value_t::boolean:
      return oplog::Value(json.get<bool>());
    case Json::value_t::number_integer:
      return oplog::Value(json.get<std::int64_t>());
    case Json::value_t::number_unsigned:
      if (json.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
      return oplog::Value(json.get<std::int64_t>());
    case Json::value_t::number_float:
      return oplog::Value(json.get<double>());
    case Json::value_t::string:
      return oplog::Value(json.get_ref<const std::string&>());
    default:
      return std::nullopt;
  }
}

std::optional<records::Values> values_of(const Json& json) {
  records::Values values;
  if (json.is_array()) {
    for (const Json& item : json) {
      auto value = scalar(item);
      if (!value) return std::nullopt;
      values.push_back(std::move(*value));
    }
  } else if (auto value = scalar(json)) {
    values.push_back(std::move(*value));
  }
  return values.empty() ? std::nullopt : std::optional(std::move(values));
}

// Reserved and malformed register keys must never come from a file: "_del" would remove a record.
bool is_field_key(std::string_view key) {
  if (key.starts_with(records::kExtraPrefix)) return key.size() > records::kExtraPrefix.size();
  return !key.empty() && key.front() != '_' && key.find('/') == std::string_view::npos;
}

bool fits(const records::Kind* kind, std::string_view field, const records::Values& values) {
  const records::Field* declared = kind ? records::find_field(*kind, field) : nullptr;
  for (const oplog::Value& value : values) {
    const bool is_text = std::holds_alternative<std::string>(value);
    if (declared && is_text == records::is_number(declared->type)) return false;
    if (declared && !is_text && std::holds_alternative<bool>(value)) return false;
    if (is_set(kind, field, values)) {
      if (!is_text || oplog::text(value).empty()) return false;
      if (!oplog::fits(std::string(field) + "/" + std::string(oplog::text(value)), std::int64_t{0})) return false;
    } else if (values.size() > 1 || !oplog::fits(field, value)) {
      return false;
    }
  }
  return true;
}

class Reader {
 public:
  explicit Reader(const Limits& limits) : limits_(limits) {}

  base::Status add(const JsonSplitter::Element& element) {
    if (++count_ > limits_.rows) return base::fail("import.too-many-rows", {{"limit", std::to_string(limits_.rows)}});
    const Json json = element.whole ? Json::parse(element.text, nullptr, false) : Json();
    records::Draft draft;
    if (!json.is_object() || !read_head(json, draft) || !json.contains("fields") || !json["fields"].is_object()) {
      remarks_.add(Level::kRejected, element.line, "", printable(element.text), {"import.not-a-record", {}});
      return base::Done{};
    }
    const records::Kind* kind = records::find_kind(draft.kind);
    for (const auto& [key, value] : json["fields"].items()) {
      auto values = values_of(value);
      if (values && is_field_key(key) && fits(kind, key, *values))
        draft.set(key, std::move(*values));
      else
        remarks_.add(Level::kWarning, element.line, key, value.dump(-1, ' ', false, Json::error_handler_t::replace),
                     {"import.value-refused", {}});
    }
    drafts_.push_back(std::move(draft));
    return base::Done{};
  }

  RemarkList& remarks() { return remarks_; }
  FullImport finish() {
    const std::size_t rejected = remarks_.rejected();
    return {std::move(drafts_), remarks_.take(), rejected};
  }

 private:
  static std::string printable(std::string_view text) {
    return shorten(
        Json(std::string(text.substr(0, kRemarkValueBytes))).dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  static bool read_head(const Json& json, records::Draft& draft) {
    const auto id = json.find("id"), kind = json.find("kind");
    if (id == json.end() || !id->is_string() || kind == json.end() || !kind->is_string()) return false;
    const auto bits = base::from_hex(id->get_ref<const std::string&>());
    draft.kind = kind->get_ref<const std::string&>();
    draft.id = base::Id{bits.value_or(0)};
    return draft.id && !draft.kind.empty() && oplog::fits("_kind", draft.kind);
  }

  Limits limits_;
  std::size_t count_ = 0;
  std::vector<records::Draft> drafts_;
  RemarkList remarks_;
};

}  // namespace

std::string write_full_json(const std::vector<records::Draft>& records, std::string_view licence) {
  std::string out = "{\"format\":\"escale\",\"version\":1,\"licence\":";
  oplog::append_json_text(out, licence);
  out += ",\"records\":[";
  for (const records::Draft& draft : records) {
    const records::Kind* kind = records::find_kind(draft.kind);
    out += out.back() == '[' ? "\n" : ",\n";
    out += "{\"id\":\"" + base::to_hex(draft.id) + "\",\"kind\":";
    oplog::append_json_text(out, draft.kind);
    out += ",\"fields\":{";
    for (const auto& [key, values] : draft.fields) {
      if (values.empty()) continue;
      if (out.back() != '{') out += ',';
      oplog::append_json_text(out, key);
      out += ':';
      const bool set = is_set(kind, key, values);
      if (set) out += '[';
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) out += ',';
        oplog::append_json(out, values[i]);
      }
      if (set) out += ']';
    }
    out += "}}";
  }
  return out + "\n]}\n";
}

bool looks_like_full_json(std::string_view first_bytes) {
  std::string head;  // without the spaces another program may have added
  for (const char c : first_bytes.substr(0, 256))
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') head += c;
  if (head.starts_with("\xEF\xBB\xBF")) head.erase(0, 3);
  return head.starts_with("{\"format\":\"escale\"");
}

base::Result<FullImport> read_full_json(std::string_view bytes, Limits limits) {
  if (auto status = check_size(bytes.size(), limits); !status) return base::Error{status.error()};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Reader reader(limits);
  JsonSplitter splitter(limits.depth, [&](const JsonSplitter::Element& element) { return reader.add(element); });
  if (auto status = splitter.feed(bytes); !status) return base::Error{status.error()};

  const std::string line = std::to_string(splitter.line());
  const bool empty = !splitter.found_array();
  const Json head = Json::parse(empty ? splitter.prefix() : splitter.prefix() + "[]}", nullptr, false);
  const bool ours = head.is_object() && head.contains("format") && head["format"] == kFormat &&
                    head.contains("version") && head["version"].is_number_integer() &&
                    (empty || splitter.array_key() == "records");
  if (!ours) {
    if (!splitter.complete()) return base::fail("import.truncated", {{"line", line}});
    return base::fail("import.not-a-table", {{"line", line}});
  }
  if (head["version"] > kVersion) return base::fail("import.newer-version", {{"version", head["version"].dump()}});
  if (!splitter.complete()) {
    const auto rest = splitter.unfinished();
    reader.remarks().add(splitter.inside_element() ? Level::kRejected : Level::kWarning,
                         splitter.inside_element() ? rest.line : splitter.line(), "", "",
                         {"import.truncated", {{"line", line}}});
  }
  return reader.finish();
}

}  // namespace formats
