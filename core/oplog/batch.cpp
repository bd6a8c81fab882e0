#include "oplog/batch.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/utf8.h"
#include "oplog/line_reader.h"

namespace oplog {
namespace {

// One pair for each type of field in operations.inl. A reader says no, without an error, to another shape.

bool read_Entity(LineReader& line, Entity& out) {
  std::string_view hex;
  if (!line.text(hex)) return false;
  out.bits = base::from_hex(hex).value_or(0);
  return out.bits != 0;
}
void write_Entity(std::string& out, Entity entity) {
  out.push_back('"');
  out += base::to_hex(entity);
  out.push_back('"');
}

bool read_Key(LineReader& line, Key& out) {
  std::string_view key;
  if (!line.text(key)) return false;
  if (key.size() > kMaxKeyBytes) return line.fail(base::fail("log.limit", {{"field", "key"}}));
  out = key;
  return !key.empty();
}
void write_Key(std::string& out, const Key& key) { append_json_text(out, key); }

bool read_Stamp(LineReader& line, Stamp& out) {
  std::string_view hex;
  const auto bits = line.text(hex) ? base::from_hex(hex) : std::nullopt;
  out = bits.value_or(0);
  return bits.has_value();
}
void write_Stamp(std::string& out, Stamp stamp) { write_Entity(out, base::Id{stamp}); }

bool read_Value(LineReader& line, Value& out) {
  if (!line.scalar(out)) return false;
  return text(out).size() <= kMaxTextBytes || line.fail(base::fail("log.limit", {{"field", "value"}}));
}
void write_Value(std::string& out, const Value& value) { append_json(out, value); }

bool read_Number(LineReader& line, Number& out) {
  std::int64_t number = 0;
  if (!line.integer(number) || number < 0 || number > kMaxNumber) return false;
  out = static_cast<Number>(number);
  return true;
}
void write_Number(std::string& out, Number number) { out += std::to_string(number); }

bool read_Name(LineReader& line, Name& out) {
  return read_Stamp(line, out.author.bits) && line.more(']') && read_Number(line, out.number) &&
         (out.author || out.number == 0);
}
void write_Name(std::string& out, const Name& name) {
  write_Entity(out, name.author);
  out.push_back(',');
  write_Number(out, name.number);
}

bool read_Side(LineReader& line, Side& out) {
  std::string_view side;
  if (!line.text(side)) return false;
  out = side == "r" ? Side::kRight : Side::kLeft;
  return side == "l" || side == "r";
}
void write_Side(std::string& out, Side side) { out += side == Side::kRight ? "\"r\"" : "\"l\""; }

bool read_Passage(LineReader& line, Passage& out) {
  std::string_view passage;
  if (!line.text(passage)) return false;
  if (passage.size() > kMaxTextBytes) return line.fail(base::fail("log.limit", {{"field", "text"}}));
  out = passage;
  return !passage.empty();
}
void write_Passage(std::string& out, const Passage& passage) { append_json_text(out, passage); }

// What the fields of an operation must hold together.
bool holds(const Set&) { return true; }
bool holds(const Insert& insert) {
  const auto count = static_cast<std::int64_t>(base::count_code_points(insert.text));
  return insert.first + count <= kMaxNumber && (insert.beside.author || insert.side == Side::kRight);
}
bool holds(const Delete& removal) {
  return removal.first.author && removal.count > 0 && std::int64_t{removal.first.number} + removal.count <= kMaxNumber;
}

[[maybe_unused]] bool can_be_written(const Set& set) { return fits(set.key, set.value); }
template <class Operation>
[[maybe_unused]] bool can_be_written(const Operation& operation) {
  return fits(operation.key, Value()) && holds(operation);
}

// `known` says whether its code is one of ours, whatever follows it.
bool read_operation(LineReader& line, Batch& batch, bool& known) {
  std::string_view written;
  if (!line.open('[') || !line.more(']') || !line.text(written)) return false;
#define FIELD(Type, name) &&line.more(']') && read_##Type(line, operation.name)
#define OPERATION(Struct, list, code, fields)                            \
  if (written == code) {                                                 \
    known = true;                                                        \
    Struct operation;                                                    \
    if (!(true fields) || line.more(']') || line.failed()) return false; \
    if (!holds(operation)) return false;                                 \
    batch.list.push_back(std::move(operation));                          \
    return true;                                                         \
  }
#include "oplog/operations.inl"
#undef OPERATION
#undef FIELD
  return false;
}

void read_operations(LineReader& line, Batch& batch) {
  for (std::size_t index = 0; line.more(']'); ++index) {
    const std::size_t position = line.position();
    const int depth = line.depth();
    bool known = false;
    if (read_operation(line, batch, known)) continue;
    // A shape that version 1 does not know: an error in a line of version 1, an operation to keep in a later one.
    if (known && batch.version <= kVersion) {
      line.malformed("o[" + std::to_string(index) + "]");
      return;
    }
    line.rewind(position, depth);
    if (!line.skip()) return;
    ++batch.unknown;
  }
}

bool read_member(LineReader& line, std::string_view name, Batch& batch) {
  std::int64_t integer = 0;
  std::string_view written;
  if (name == "v") {
    if (!line.integer(integer) || integer < 1 || integer > 1'000'000) return false;
    batch.version = static_cast<int>(integer);
  } else if (name == "a") {
    return read_Entity(line, batch.actor);
  } else if (name == "n") {
    if (!line.integer(integer) || integer < 1 || integer > kMaxInteger) return false;
    batch.n = static_cast<std::uint64_t>(integer);
  } else if (name == "t") {
    if (!line.integer(integer) || integer < -kMaxInteger || integer > kMaxInteger) return false;
    batch.wall_ms = integer;
  } else if (name == "c") {
    if (!line.text(written)) return false;
    if (written.size() > kMaxKeyBytes) return line.fail(base::fail("log.limit", {{"field", "c"}}));
    batch.command = written;
  } else {
    return line.skip();
  }
  return true;
}

}  // namespace

bool fits(std::string_view key, const Value& value) {
  if (key.empty() || key.size() > kMaxKeyBytes || !base::valid_utf8(key)) return false;
  if (const auto* number = std::get_if<double>(&value)) return std::isfinite(*number);
  return text(value).size() <= kMaxTextBytes && base::valid_utf8(text(value));
}

std::vector<base::Id> entities(const Batch& batch) {
  std::vector<base::Id> named;
#define OPERATION(Struct, list, code, fields) \
  for (const Struct& operation : batch.list)  \
    if (named.empty() || named.back() != operation.entity) named.push_back(operation.entity);
#include "oplog/operations.inl"
#undef OPERATION
  std::ranges::sort(named);
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

std::string encode(const Batch& batch) {
  std::string line = "{\"v\":" + std::to_string(batch.version) + ",\"a\":\"" + base::to_hex(batch.actor) +
                     "\",\"n\":" + std::to_string(batch.n) + ",\"t\":" + std::to_string(batch.wall_ms) + ",\"c\":";
  line.reserve(line.size() + batch.command.size() + 8 + batch.sets.size() * 80);
  append_json_text(line, batch.command);
  line += ",\"o\":[";
  const char* comma = "";
#define FIELD(Type, name) line.push_back(','), write_##Type(line, operation.name);
#define OPERATION(Struct, list, code, fields)  \
  for (const Struct& operation : batch.list) { \
    assert(can_be_written(operation));         \
    (line += comma) += "[\"" code "\"";        \
    comma = ",";                               \
    fields;                                    \
    line.push_back(']');                       \
  }
#include "oplog/operations.inl"
#undef OPERATION
#undef FIELD
  line += "]}";
  return line;
}

base::Result<Batch> decode(std::string_view written) {
  if (written.size() > kMaxLineBytes) return base::fail("log.limit", {{"field", "line"}});
  LineReader line(written);
  Batch batch;
  bool has_version = false, has_operations = false;
  if (!line.open('{')) line.malformed("0");
  while (line.more('}')) {
    const std::string name(line.name());
    if (name == "o") {
      if (has_operations || !line.open('[')) line.malformed(name);
      has_operations = true;
      read_operations(line, batch);
    } else {
      if (!read_member(line, name, batch)) line.malformed(name);
      has_version = has_version || name == "v";
    }
  }
  line.end();
  if (!has_version) line.malformed("v");
  if (!batch.actor) line.malformed("a");
  if (batch.n == 0) line.malformed("n");
  if (!has_operations) line.malformed("o");
  if (line.failed()) return line.error();
  return batch;
}

}  // namespace oplog
