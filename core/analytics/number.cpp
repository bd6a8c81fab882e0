#include "analytics/number.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace analytics {
namespace {

constexpr std::array<double, 23> kPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                            1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::size_t kMaxText = 400;  // longer than any number means to be

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++at;
  std::uint64_t mantissa = 0;
  int digits = 0, places = 0, seen = 0;  // digits: significant ones
  bool point = false;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = true;
      continue;
    }
    ++seen;
    places += point;
    if (digits < 19) mantissa = mantissa * 10 + static_cast<unsigned>(text[at] - '0');
    digits += digits > 0 || text[at] != '0';
  }
  if (seen == 0) return std::nullopt;
  int exponent = 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const bool down = ++at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (at == text.size()) return std::nullopt;
    for (; at < text.size() && is_digit(text[at]); ++at)
      if (exponent < 10'000) exponent = exponent * 10 + (text[at] - '0');
    if (down) exponent = -exponent;
  }
  if (at != text.size() || text.size() > kMaxText) return std::nullopt;
  const int power = exponent - places;
  if (digits <= 15 && power >= -22 && power <= 22) {
    const double whole = static_cast<double>(mantissa);
    const double value = power < 0 ? whole / kPowers[-power] : whole * kPowers[power];
    return negative ? -value : value;
  }
  return std::strtod(std::string(text).c_str(), nullptr);
}

std::string write_number(double value) {
  char text[32];
  for (const int digits : {6, 15, 17}) {
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    if (parse_number(text) == value) break;
  }
  return text;
}

}  // namespace analytics
