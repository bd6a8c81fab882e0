#include "formats/national_phone.h"

#include <utility>

#include "base/utf8.h"

namespace formats {

namespace {

// ^(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)(\d){6,9}$
constexpr std::string_view kCodes[] = {"+33", "+590", "+594", "+262", "+596", "+269", "+687", "+689", "+508", "+681"};

// The country code of a ten-digit number, by what follows its leading zero: landlines, then mobiles.
constexpr std::pair<std::string_view, std::string_view> kOverseas[] = {
    {"0590", "+590"}, {"0690", "+590"}, {"0691", "+590"}, {"0594", "+594"}, {"0694", "+594"},
    {"0596", "+596"}, {"0696", "+596"}, {"0697", "+596"}, {"0262", "+262"}, {"0263", "+262"},
    {"0269", "+262"}, {"0639", "+262"}, {"0692", "+262"}, {"0693", "+262"},
};

bool is_standard(std::string_view number) {
  for (const std::string_view code : kCodes)
    if (number.starts_with(code) && number.size() >= code.size() + 6 && number.size() <= code.size() + 9) return true;
  return false;
}

}  // namespace

std::string international_phone(std::string_view written) {
  std::string digits;
  const std::string_view text = base::trim(written);
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at, 3) == "(0)" && !digits.empty() && digits.front() == '+') {
      at += 3;  // the trunk zero, not dialled after a country code
      continue;
    }
    const char32_t c = base::next_code_point(text, at);
    if (c >= '0' && c <= '9')
      digits += static_cast<char>(c);
    else if (c == '+' && digits.empty())
      digits += '+';
    else if (c != ' ' && c != '.' && c != '-' && c != '/' && c != 0xA0 && c != 0x202F && c != 0x2011)
      return {};
  }
  if (digits.starts_with("00")) digits.replace(0, 2, "+");
  if (digits.size() == 10 && digits[0] == '0' && digits[1] != '0') {
    std::string_view code = "+33";
    for (const auto& [prefix, overseas] : kOverseas)
      if (digits.starts_with(prefix)) code = overseas;
    digits.replace(0, 1, code);
  }
  return is_standard(digits) ? digits : std::string();
}

}  // namespace formats
