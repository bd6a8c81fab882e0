#include "base/base64.h"

#include <array>
#include <cstdint>

namespace base {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNoDigit = 64;

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i)
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view three = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i)
      bits = bits << 8 | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) text.push_back(i <= three.size() ? kDigits[bits >> (18 - 6 * i) & 63] : '=');
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::string_view four = text.substr(at, 4);
    if (at + 4 == text.size()) four = four.substr(0, four.ends_with("==") ? 2 : four.ends_with('=') ? 3 : 4);
    std::uint32_t bits = 0;
    for (const char digit : four) {
      const std::uint8_t value = kValues[static_cast<unsigned char>(digit)];
      if (value == kNoDigit) return std::nullopt;
      bits = bits << 6 | value;
    }
    bits <<= 6 * (4 - four.size());
    for (std::size_t i = 0; i + 1 < four.size(); ++i) bytes.push_back(static_cast<char>(bits >> (16 - 8 * i) & 0xFF));
    if ((bits & ((1u << (24 - 8 * (four.size() - 1))) - 1)) != 0 && four.size() < 4) return std::nullopt;
  }
  return bytes;
}

}  // namespace base
