#include "formats/json_reader.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "formats/json_feature.h"

namespace formats {

namespace {

using Json = nlohmann::json;

// Collects one object's members as text. Numbers too long for a double keep their digits: the parser hands over the
// token.
struct RowSax : Json::json_sax_t {
  struct Cell {
    std::string key, text;
    bool nested = false;
  };
  std::vector<Cell> cells;
  std::string near;  // where parsing stopped
  int depth = 0;
  bool first_in_array = true;

  bool value(std::string text) {
    Cell& cell = cells.back();
    if (depth == 1) {
      cell.text = std::move(text);
    } else if (depth == 2 && !cell.nested) {
      if (!std::exchange(first_in_array, false)) cell.text += '|';
      cell.text += text;
    }
    return true;
  }
  bool null() override { return true; }
  bool boolean(bool held) override { return value(held ? "true" : "false"); }
  bool number_integer(number_integer_t held) override { return value(std::to_string(held)); }
  bool number_unsigned(number_unsigned_t held) override { return value(std::to_string(held)); }
  bool number_float(number_float_t, const string_t& written) override { return value(written); }
  bool string(string_t& held) override { return value(held); }
  bool binary(binary_t&) override { return true; }
  bool key(string_t& name) override {
    if (depth == 1) cells.push_back({name, "", false});
    return true;
  }
  bool start_object(std::size_t) override {
    if (depth > 0) cells.back().nested = true;
    ++depth;
    return true;
  }
  bool end_object() override {
    --depth;
    return true;
  }
  bool start_array(std::size_t) override {
    if (depth > 1) cells.back().nested = true;
    ++depth;
    first_in_array = true;
    return true;
  }
  bool end_array() override {
    --depth;
    return true;
  }
  bool parse_error(std::size_t, const std::string& last_token, const nlohmann::detail::exception&) override {
    near = last_token;
    return false;
  }
};

// For a remark: the parser's last token may end inside a character, a key may not be UTF-8 at all.
std::string printable(std::string_view bytes) {
  const std::string text = shorten(bytes);
  return base::valid_utf8(text) ? text : base::utf8_from_latin1(text);
}

}  // namespace

JsonReader::JsonReader(TableBuilder& out)
    : out_(out),
      splitter_(
          out.limits().depth, [this](const JsonSplitter::Element& element) { return add(element); },
          [this](const std::string& layer) { end_layer(layer); }) {}

base::Status JsonReader::add_feature(const JsonSplitter::Element& element, std::string_view text, bool& added) {
  JsonFeature read;
  added = may_be_feature(text) && read_json_feature(text, element.line, read);
  if (!added) return base::Done{};
  if (!std::exchange(any_feature_, true)) out_.table().syntax = Syntax::kGeoJson;
  // The drawing style of a .umap is kept as it is written.
  for (const std::string& name : read.nested)
    if (!name.starts_with("_umap_options") && !name.starts_with("_storage_options"))
      out_.remarks().add(Remark::Level::kWarning, element.line, name, "", {"import.nested-value", {}});
  return formats::add_feature(out_, std::move(read.feature));
}

namespace {

// What the ages of .umap call a layer's or a map's own description.
constexpr const char* kOptionNames[] = {"_umap_options", "_storage", "options", "properties"};

}  // namespace

void JsonReader::end_layer(const std::string& layer) {
  std::vector<Row>& rows = out_.table().rows;
  const std::size_t from = std::exchange(layer_rows_, rows.size());
  const Json json = Json::parse(layer, nullptr, false);
  if (!json.is_object()) return;
  for (const char* options : kOptionNames) {
    const auto held = json.find(options);
    if (held == json.end() || !held->is_object()) continue;
    const auto name = held->find("name");
    if (name != held->end() && name->is_string() && !name->get_ref<const std::string&>().empty()) {
      const auto place = out_.column(kLayerColumn);
      if (!place) {
        failure_ = place.error();
        return;
      }
      for (std::size_t i = from; i < rows.size(); ++i) {
        rows[i].cells.resize(out_.table().columns.size());
        rows[i].cells[*place] = name->get<std::string>();
      }
    }
    const auto remote = held->find("remoteData");
    if (remote != held->end() && remote->is_object() && remote->contains("url") && (*remote)["url"].is_string() &&
        !(*remote)["url"].get_ref<const std::string&>().empty())
      out_.remarks().add(Remark::Level::kWarning, splitter_.line(), std::string(kLayerColumn),
                         (*remote)["url"].get<std::string>(), {"import.remote-layer", {}});
    return;
  }
}

// What stands around the features: which kind of file it is, and an old file's own reference system.
void JsonReader::read_head() {
  const Json head = Json::parse(splitter_.prefix() + "[]" + splitter_.suffix(), nullptr, false);
  if (!head.is_object()) return;
  if (const auto type = head.find("type"); type != head.end() && *type == "umap") out_.table().syntax = Syntax::kUmap;
  const auto crs = head.find("crs");
  if (crs == head.end() || crs->is_null()) return;
  const std::string text = crs->dump(-1, ' ', false, Json::error_handler_t::replace);
  for (const std::string_view same : {"CRS84", "EPSG::4326\"", "EPSG:4326\""})
    if (text.find(same) != std::string::npos) return;
  out_.remarks().add(Remark::Level::kWarning, 0, "crs", text, {"import.crs", {}});
}

base::Status JsonReader::add(const JsonSplitter::Element& element) {
  const std::string text = out_.decode(element.text, element.line, "");
  if (text.empty() || text.front() != '{') {
    out_.reject(element.line, text, {"import.not-an-object", {}});
    return base::Done{};
  }
  any_object_ = true;
  if (!element.whole) {
    out_.reject(element.line, text,
                {"import.reason-too-long", {{"max", std::to_string(JsonSplitter::kMaxElementBytes)}}});
    return base::Done{};
  }
  bool added = false;
  if (auto status = add_feature(element, text, added); added || !status) return status;
  RowSax row;
  if (!Json::sax_parse(text, &row)) {
    out_.reject(element.line, text, {"import.bad-element", {{"near", printable(row.near)}}});
    return base::Done{};
  }

  std::vector<std::string> cells(out_.table().columns.size());
  std::vector<bool> filled(cells.size());
  Json whole;  // parsed only for nested values
  for (RowSax::Cell& cell : row.cells) {
    const auto place = out_.column(cell.key);
    if (!place) return base::Error{place.error()};
    if (*place >= cells.size()) {
      cells.resize(*place + 1);
      filled.resize(*place + 1);
    }
    const std::string& column = out_.table().columns[*place];
    if (cell.nested) {
      if (whole.is_null()) whole = Json::parse(text, nullptr, false);
      if (const auto member = whole.find(cell.key); member != whole.end())
        cell.text = member->dump(-1, ' ', false, Json::error_handler_t::replace);
      out_.remarks().add(Remark::Level::kWarning, element.line, column, cell.text, {"import.nested-value", {}});
    }
    if (cell.text.size() > out_.limits().cell_bytes) {
      out_.remarks().add(Remark::Level::kRejected, element.line, column, cell.text,
                         {"import.reason-too-long", {{"max", std::to_string(out_.limits().cell_bytes)}}});
      return base::Done{};
    }
    if (filled[*place])
      out_.remarks().add(Remark::Level::kWarning, element.line, column, cells[*place], {"import.repeated-key", {}});
    filled[*place] = true;
    cells[*place] = std::move(cell.text);
  }
  return out_.add_row(element.line, std::move(cells));
}

base::Status JsonReader::finish() {
  if (failure_) return base::Error{*failure_};
  if (splitter_.complete() && !splitter_.found_array() && may_be_feature(splitter_.prefix())) {
    bool added = false;
    const JsonSplitter::Element whole{splitter_.prefix(), 1, splitter_.prefix().size() < JsonSplitter::kMaxPrefixBytes};
    const std::string text = out_.decode(whole.text, 1, "");
    if (auto status = add_feature(whole, text, added); added || !status) return status;
  }
  const std::string line = std::to_string(splitter_.line());
  if (!splitter_.complete()) {
    const base::Message cut{"import.truncated", {{"line", line}}};
    if (splitter_.inside_element()) {
      const auto rest = splitter_.unfinished();
      out_.reject(rest.line, out_.decode(rest.text, rest.line, ""), cut);
    } else {
      out_.remarks().add(Remark::Level::kWarning, splitter_.line(), "", "", cut);
    }
    return base::Done{};
  }
  if (!splitter_.found_array() || (!any_object_ && out_.remarks().rejected() > 0))
    return base::fail("import.not-a-table", {{"line", line}});
  if (any_feature_ || splitter_.array_key() == "features")
    read_head();
  else if (!splitter_.array_key().empty())
    out_.remarks().add(Remark::Level::kNote, 0, printable(splitter_.array_key()), "", {"import.one-list-read", {}});
  if (splitter_.trailing())
    out_.remarks().add(Remark::Level::kWarning, splitter_.line(), "", "", {"import.after-end", {}});
  return base::Done{};
}

}  // namespace formats
