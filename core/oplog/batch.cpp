#include "oplog/batch.h"

#include <cassert>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace oplog {
namespace {

// Reads one line without building a tree: nesting is bounded before anything is kept, and a number that is not what the
// format asks for is an error instead of a zero.
class Reader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  base::Result<Batch> take() {
    if (error_) return *error_;
    if (!has_version_) return malformed("v");
    if (!batch_.actor) return malformed("a");
    if (batch_.n == 0) return malformed("n");
    if (!has_operations_) return malformed("o");
    return std::move(batch_);
  }

  bool null() override { return scalar(Value()); }
  bool boolean(bool value) override { return scalar(Value(value)); }
  bool number_integer(number_integer_t value) override { return scalar(Value(std::int64_t{value})); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= static_cast<std::uint64_t>(INT64_MAX)) return scalar(Value(static_cast<std::int64_t>(value)));
    return depth_ == 1 ? stop_at_member() : bad_operation();
  }
  bool number_float(number_float_t value, const string_t&) override { return scalar(Value(double{value})); }
  bool string(string_t& value) override { return scalar(Value(std::move(value))); }
  bool binary(binary_t&) override { return false; }

  bool key(string_t& name) override {
    if (depth_ == 1) member_ = name;
    return true;
  }
  bool start_object(std::size_t) override {
    if (depth_ == 1 && is_ours(member_)) return stop_at_member();
    if (depth_ == 2 && in_operations()) return open_operation(false);
    if (depth_ == 3 && in_operations() && !bad_operation()) return false;
    return deeper();
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override {
    if (depth_ == 0) return stop("0");
    if (depth_ == 1 && is_ours(member_)) {
      if (member_ != "o" || has_operations_) return stop_at_member();
      has_operations_ = true;
    }
    if (depth_ == 2 && in_operations()) return open_operation(true);
    if (depth_ == 3 && in_operations() && !bad_operation()) return false;
    return deeper();
  }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return stop(std::to_string(position));
  }

 private:
  static base::Error malformed(std::string at) { return base::fail("log.malformed", {{"at", std::move(at)}}); }
  bool stop(std::string at) {
    if (!error_) error_ = malformed(std::move(at));
    return false;
  }
  bool stop_at_member() { return stop(member_); }
  bool limit(std::string field) {
    error_ = base::fail("log.limit", {{"field", std::move(field)}});
    return false;
  }
  bool deeper() {
    if (++depth_ <= kMaxDepth) return true;
    error_ = base::fail("log.too-deep");
    return false;
  }

  static bool is_ours(std::string_view member) {
    return member == "v" || member == "a" || member == "n" || member == "t" || member == "c" || member == "o";
  }
  bool in_operations() const { return member_ == "o"; }

  bool scalar(Value value) {
    if (depth_ == 0) return stop("0");
    if (depth_ == 1) return header(value);
    if (!in_operations()) return true;
    if (depth_ == 2) return open_operation(false) && close();
    return depth_ > 3 || element(std::move(value));
  }

  bool header(const Value& value) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    const auto* written = std::get_if<std::string>(&value);
    if (member_ == "v") {
      if (!integer || *integer < 1 || *integer > 1'000'000) return stop_at_member();
      batch_.version = static_cast<int>(*integer);
      has_version_ = true;
    } else if (member_ == "a") {
      const auto bits = written ? base::from_hex(*written) : std::nullopt;
      if (!bits || *bits == 0) return stop_at_member();
      batch_.actor = base::Id{*bits};
    } else if (member_ == "n") {
      if (!integer || *integer < 1 || *integer > kMaxInteger) return stop_at_member();
      batch_.n = static_cast<std::uint64_t>(*integer);
    } else if (member_ == "t") {
      if (!integer || *integer < -kMaxInteger || *integer > kMaxInteger) return stop_at_member();
      batch_.wall_ms = *integer;
    } else if (member_ == "c") {
      if (!written) return stop_at_member();
      if (written->size() > kMaxKeyBytes) return limit("c");
      batch_.command = *written;
    } else if (member_ == "o") {
      return stop_at_member();
    }
    return true;
  }

  // One operation: an array whose first element is its code. Everything else is of a later version.
  bool open_operation(bool array) {
    position_ = 0;
    known_ = false;
    spoiled_ = !array;
    ++operation_;
    return deeper();
  }
  bool element(Value value) {
    if (spoiled_) return true;
    const std::size_t at = position_++;
    if (at == 0) {
      known_ = text(value) == "s";
      spoiled_ = !known_;
      return true;
    }
    const auto bits = at == 1 || at == 3 ? base::from_hex(text(value)) : std::nullopt;
    switch (at) {
      case 1:
        if (!bits || *bits == 0) return bad_operation();
        set_.entity = base::Id{*bits};
        return true;
      case 2:
        if (text(value).empty()) return bad_operation();
        if (text(value).size() > kMaxKeyBytes) return limit("key");
        set_.key = std::move(std::get<std::string>(value));
        return true;
      case 3:
        if (!bits) return bad_operation();
        set_.stamp = *bits;
        return true;
      case 4:
        if (text(value).size() > kMaxTextBytes) return limit("value");
        set_.value = std::move(value);
        return true;
      default:
        return bad_operation();
    }
  }
  // A shape that version 1 does not know: an error in a line of version 1, an operation to keep in a later one.
  bool bad_operation() {
    if (known_ && batch_.version <= kVersion) return stop("o[" + std::to_string(operation_ - 1) + "]");
    spoiled_ = true;
    return true;
  }
  bool close() {
    if (--depth_ != 2 || !in_operations()) return true;
    if (!spoiled_ && position_ != 5 && !bad_operation()) return false;
    if (spoiled_ || position_ != 5)
      ++batch_.unknown;
    else
      batch_.sets.push_back(std::move(set_));
    return true;
  }

  Batch batch_;
  std::optional<base::Error> error_;
  int depth_ = 0;
  std::string member_;
  bool has_version_ = false, has_operations_ = false;
  std::size_t operation_ = 0, position_ = 0;
  bool known_ = false, spoiled_ = false;
  Set set_;
};

}  // namespace

bool fits(std::string_view key, const Value& value) {
  if (key.empty() || key.size() > kMaxKeyBytes || !base::valid_utf8(key)) return false;
  if (const auto* number = std::get_if<double>(&value)) return std::isfinite(*number);
  return text(value).size() <= kMaxTextBytes && base::valid_utf8(text(value));
}

std::string encode(const Batch& batch) {
  std::string line = "{\"v\":" + std::to_string(batch.version) + ",\"a\":\"" + base::to_hex(batch.actor) +
                     "\",\"n\":" + std::to_string(batch.n) + ",\"t\":" + std::to_string(batch.wall_ms) + ",\"c\":";
  line.reserve(line.size() + batch.command.size() + 8 + batch.sets.size() * 80);
  append_json_text(line, batch.command);
  line += ",\"o\":[";
  bool first = true;
  for (const Set& set : batch.sets) {
    assert(fits(set.key, set.value));
    line += first ? "[\"s\",\"" : ",[\"s\",\"";
    first = false;
    line += base::to_hex(set.entity);
    line += "\",";
    append_json_text(line, set.key);
    line += ",\"";
    line += base::to_hex(set.stamp);
    line += "\",";
    append_json(line, set.value);
    line += ']';
  }
  line += "]}";
  return line;
}

base::Result<Batch> decode(std::string_view line) {
  if (line.size() > kMaxLineBytes) return base::fail("log.limit", {{"field", "line"}});
  Reader reader;
  nlohmann::json::sax_parse(line, &reader);
  return reader.take();
}

}  // namespace oplog
