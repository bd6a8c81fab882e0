#include "oplog/line_reader.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/utf8.h"
#include "oplog/batch.h"

namespace oplog {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Bytes that stand for themselves inside a text.
bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

}  // namespace

bool LineReader::fail(base::Error error) {
  if (!error_) error_ = std::move(error);
  at_ = line_.size();
  return false;
}

bool LineReader::malformed(std::string at) { return fail(base::fail("log.malformed", {{"at", std::move(at)}})); }

bool LineReader::broken() { return malformed(std::to_string(at_ + 1)); }

void LineReader::rewind(std::size_t position, int depth) {
  at_ = position;
  depth_ = depth;
  first_ = false;
}

char LineReader::next() {
  while (at_ < line_.size()) {
    const char c = line_[at_];
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return c;
    ++at_;
  }
  return '\0';
}

bool LineReader::open(char bracket) {
  const char c = next();
  if (c != bracket) return c != '\0' ? false : broken();
  if (depth_ == kMaxDepth) return fail(base::fail("log.too-deep"));
  ++at_;
  ++depth_;
  first_ = true;
  return true;
}

bool LineReader::more(char closing) {
  const char c = next();
  const bool first = std::exchange(first_, false);
  if (c == closing) {
    ++at_;
    --depth_;
    return false;
  }
  if (first) return !failed();
  if (c != ',') return broken();
  ++at_;
  return true;
}

std::string_view LineReader::name() {
  std::string_view read;
  if (!text(read)) return broken(), std::string_view();
  if (next() != ':') return broken(), std::string_view();
  ++at_;
  return read;
}

bool LineReader::text(std::string_view& out) {
  const char quote = next();
  if (quote != '"') return quote != '\0' ? false : broken();
  std::size_t begin = ++at_;
  bool escaped = false;
  for (;;) {
    while (at_ < line_.size() && is_plain(line_[at_])) ++at_;
    if (at_ == line_.size() || static_cast<unsigned char>(line_[at_]) < 0x20) return broken();
    const char c = line_[at_];
    if (c == '"') break;
    if (c == '\\') {
      if (!escaped) unescaped_.clear();
      escaped = true;
      unescaped_.append(line_.substr(begin, at_ - begin));
      if (!escape()) return false;
      begin = at_;
      continue;
    }
    const std::size_t lead = at_;
    if (base::next_code_point(line_, at_) == base::kReplacement && at_ == lead + 1) {
      // The byte that breaks the sequence off: a lead that begins none, or what stands where a continuation is due.
      while (at_ < line_.size() && (line_[at_] & 0xC0) == 0x80) ++at_;
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0xC2 || byte > 0xF4) at_ = lead;
      return broken();
    }
  }
  out = line_.substr(begin, at_ - begin);
  ++at_;
  if (escaped) out = unescaped_.append(out);
  return true;
}

// What follows a backslash, into unescaped_.
bool LineReader::escape() {
  constexpr std::string_view kWritten = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
  if (++at_ == line_.size()) return broken();
  if (line_[at_] != 'u') {
    const std::size_t which = kWritten.find(line_[at_]);
    if (which == std::string_view::npos) return broken();
    unescaped_.push_back(kMeant[which]);
    ++at_;
    return true;
  }
  ++at_;
  char32_t unit = 0;
  if (!code_unit(unit)) return false;
  if (unit >= 0xD800 && unit < 0xDC00) {
    for (const char expected : {'\\', 'u'}) {
      if (at_ == line_.size() || line_[at_] != expected) return broken();
      ++at_;
    }
    char32_t low = 0;
    if (!code_unit(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return --at_, broken();
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  } else if (unit >= 0xDC00 && unit < 0xE000) {
    return --at_, broken();
  }
  base::append_utf8(unescaped_, unit);
  return true;
}

bool LineReader::code_unit(char32_t& out) {
  out = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    if (at_ == line_.size()) return broken();
    const char c = line_[at_];
    const char lower = static_cast<char>(c | 0x20);
    if (!is_digit(c) && !(lower >= 'a' && lower <= 'f')) return broken();
    out = out << 4 | static_cast<char32_t>(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return true;
}

bool LineReader::literal(std::string_view word) {
  for (const char c : word) {
    if (at_ == line_.size() || line_[at_] != c) return broken();
    ++at_;
  }
  return true;
}

// A number as JSON writes it: an integer of 64 bits or a finite double. `fits` is false for a larger integer.
bool LineReader::number(Value& out, bool& fits) {
  const std::size_t begin = at_;
  const auto digits = [&] {
    if (at_ == line_.size() || !is_digit(line_[at_])) return broken();
    while (at_ < line_.size() && is_digit(line_[at_])) ++at_;
    return true;
  };
  const auto stands = [&](char a, char b) { return at_ < line_.size() && (line_[at_] == a || line_[at_] == b); };
  fits = true;
  bool whole = true;
  if (stands('-', '-')) ++at_;
  if (stands('0', '0'))
    ++at_;
  else if (!digits())
    return false;
  if (stands('.', '.')) {
    whole = false;
    ++at_;
    if (!digits()) return false;
  }
  if (stands('e', 'E')) {
    whole = false;
    ++at_;
    if (stands('+', '-')) ++at_;
    if (!digits()) return false;
  }
  const std::string_view written = line_.substr(begin, at_ - begin);
  if (whole) {
    std::int64_t integer = 0;
    fits = std::from_chars(written.data(), written.data() + written.size(), integer).ec == std::errc();
    out = integer;
    return true;
  }
  const double real = std::strtod(std::string(written).c_str(), nullptr);
  if (!std::isfinite(real)) return --at_, broken();
  out = real;
  return true;
}

bool LineReader::integer(std::int64_t& out) {
  Value value;
  const auto* whole = scalar(value) ? std::get_if<std::int64_t>(&value) : nullptr;
  if (whole) out = *whole;
  return whole != nullptr;
}

bool LineReader::scalar(Value& out) {
  bool fits = true;
  std::string_view read;
  switch (next()) {
    case '"':
      if (!text(read)) return false;
      out.emplace<std::string>(read);
      return true;
    case 'n':
      out = Null();
      return literal("null");
    case 't':
      out = true;
      return literal("true");
    case 'f':
      out = false;
      return literal("false");
    case '[':
    case '{':
      return false;
    case '\0':
      return broken();
    default:
      return number(out, fits) && fits;
  }
}

bool LineReader::skip() {
  std::uint64_t objects = 0;  // by depth: whether it is an object that stands open there
  static_assert(kMaxDepth <= 64);
  const int outside = depth_;
  Value ignored;
  std::string_view read;
  bool fits = true;
  do {
    const char c = next();
    if (c == '[' || c == '{') {
      if (!open(c)) return false;
      const std::uint64_t bit = std::uint64_t{1} << (depth_ - 1);
      objects = c == '{' ? objects | bit : objects & ~bit;
    } else if (c == '"'                                        ? !text(read)
               : c == 'n' || c == 't' || c == 'f' || c == '\0' ? !scalar(ignored)
                                                               : !number(ignored, fits)) {
      return false;
    }
    // Leaves what ends here; stops before the next value.
    while (depth_ > outside) {
      const bool object = (objects >> (depth_ - 1) & 1) != 0;
      if (!more(object ? '}' : ']')) {
        if (failed()) return false;
        continue;
      }
      if (object) name();
      break;
    }
    if (failed()) return false;
  } while (depth_ > outside);
  return true;
}

void LineReader::end() {
  if (next() != '\0' || at_ != line_.size()) broken();
}

}  // namespace oplog
