// The reader of lines and the JSON library agree: on what is JSON, and on the value of a scalar.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "oplog/batch.h"
#include "oplog/line_reader.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// How deep it nests, were it JSON; the reader stops at kMaxDepth and the library would not.
int depth(std::string_view text) {
  int now = 0, most = 0;
  for (const char c : text) {
    now += (c == '[' || c == '{') - (c == ']' || c == '}');
    most = std::max(most, now);
  }
  return most;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // The library takes a byte order mark and stops at a null byte after the value; lines have neither.
  if (depth(text) > oplog::kMaxDepth || text.find('\0') != std::string_view::npos || text.starts_with("\xEF\xBB\xBF"))
    return 0;
  oplog::LineReader line(text);
  line.skip();
  line.end();
  require(line.failed() != nlohmann::json::accept(text));
  if (line.failed()) return 0;

  const nlohmann::json json = nlohmann::json::parse(text);
  oplog::LineReader again(text);
  oplog::Value value;
  if (!again.scalar(value)) {
    require(json.is_structured() || json.is_number());
    return 0;
  }
  if (json.is_string()) require(oplog::text(value) == json.get_ref<const std::string&>());
  if (json.is_boolean()) require(std::get<bool>(value) == json.get<bool>());
  if (json.is_null()) require(oplog::is_null(value));
  if (json.is_number_integer()) require(std::get<std::int64_t>(value) == json.get<std::int64_t>());
  if (json.is_number_float()) require(std::get<double>(value) == json.get<double>());
  return 0;
}
