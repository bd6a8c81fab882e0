#include "oplog/value.h"

#include <bit>
#include <nlohmann/json.hpp>

namespace oplog {
namespace {

std::strong_ordering compare_doubles(double a, double b) {
  if (a < b) return std::strong_ordering::less;
  if (a > b) return std::strong_ordering::greater;
  return std::bit_cast<std::uint64_t>(a) <=> std::bit_cast<std::uint64_t>(b);  // -0.0 and 0.0 differ in writing
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  bool plain = true;
  for (const char c : text)
    plain = plain && static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
  if (!plain) {
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return;
  }
  out.push_back('"');
  out.append(text);
  out.push_back('"');
}

void append_json(std::string& out, const Value& value) {
  switch (value.index()) {
    case 0:
      out += "null";
      break;
    case 1:
      out += std::get<bool>(value) ? "true" : "false";
      break;
    case 2:
      out += std::to_string(std::get<std::int64_t>(value));
      break;
    case 3:
      out += nlohmann::json(std::get<double>(value)).dump();
      break;
    default:
      append_json_text(out, text(value));
      break;
  }
}

std::string to_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

std::strong_ordering compare(const Value& a, const Value& b) {
  if (a.index() != b.index()) return a.index() <=> b.index();
  switch (a.index()) {
    case 1:
      return std::get<bool>(a) <=> std::get<bool>(b);
    case 2:
      return std::get<std::int64_t>(a) <=> std::get<std::int64_t>(b);
    case 3:
      return compare_doubles(std::get<double>(a), std::get<double>(b));
    case 4:
      return text(a) <=> text(b);
    default:
      return std::strong_ordering::equal;
  }
}

}  // namespace oplog
