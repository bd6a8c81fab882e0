// Reads one line of JSON in order, without building anything: the caller asks for what it expects. Strict (RFC 8259,
// valid UTF-8, finite numbers), and nesting is bounded before anything is kept. It exists because a store is opened by
// reading every line of it; a fuzzer holds it against the library that reads the other JSON here.
//
// "No" without an error means that something else stands there. Errors stick: after one, every call says no.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "oplog/value.h"

namespace oplog {

class LineReader {
 public:
  explicit LineReader(std::string_view line) : line_(line) {}

  bool open(char bracket);           // enters the array or object that begins here
  bool more(char closing);           // whether another value or member follows; if not, the array or object is left
  std::string_view name();           // of a member, its colon read too; valid until the next call
  bool text(std::string_view& out);  // valid until the next call
  bool integer(std::int64_t& out);
  bool scalar(Value& out);  // no for an array, an object, and an integer beyond 64 bits
  bool skip();              // one value of any kind
  void end();               // an error when more than spaces follow

  std::size_t position() const { return at_; }
  int depth() const { return depth_; }
  void rewind(std::size_t position, int depth);  // both as they were before some value, to read it again

  bool failed() const { return error_.has_value(); }
  const base::Error& error() const { return *error_; }
  bool fail(base::Error error);    // keeps the first error; false
  bool malformed(std::string at);  // log.malformed {at}; false

 private:
  char next();    // the byte that comes after spaces; 0 at the end
  bool broken();  // malformed at this byte, counted from 1
  bool literal(std::string_view word);
  bool number(Value& out, bool& fits);
  bool escape();
  bool code_unit(char32_t& out);

  std::string_view line_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool first_ = false;  // just entered: no comma is due
  std::string unescaped_;
  std::optional<base::Error> error_;
};

}  // namespace oplog
