#include "formats/json_reader.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"

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
    : out_(out), splitter_(out.limits().depth, [this](const JsonSplitter::Element& element) { return add(element); }) {}

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
  if (!splitter_.array_key().empty())
    out_.remarks().add(Remark::Level::kNote, 0, printable(splitter_.array_key()), "", {"import.one-list-read", {}});
  if (splitter_.trailing())
    out_.remarks().add(Remark::Level::kWarning, splitter_.line(), "", "", {"import.after-end", {}});
  return base::Done{};
}

}  // namespace formats
