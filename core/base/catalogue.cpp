#include "base/catalogue.h"

#include <bit>
#include <cstdlib>
#include <cstring>

namespace base {
namespace {

constexpr std::size_t kHeader = 8, kEntry = 8;

// The plural form of CLDR for the languages there are; one row a language.
std::size_t plural_form(std::string_view language, std::int64_t n) {
  if (language == "fr") return n >= -1 && n <= 1 ? 0 : 1;
  return n == 1 ? 0 : 1;
}

std::uint32_t hash_of(std::string_view key) {  // FNV-1a
  std::uint32_t hash = 0x811c9dc5;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  return hash;
}

std::string fill(std::string_view text, const Message& message) {
  std::string out;
  out.reserve(text.size() + 32);
  for (;;) {
    const std::size_t open = text.find('{');
    out.append(text.substr(0, open));
    if (open == std::string_view::npos) return out;
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return out.append(text);
    const std::string_view name = text.substr(1, close - 1);
    const std::string* value = nullptr;
    for (const auto& [key, held] : message.args)
      if (key == name) value = &held;
    if (value)
      out.append(*value);
    else
      out.append(text.substr(0, close + 1));
    text.remove_prefix(close + 1);
  }
}

}  // namespace

std::uint32_t Catalogue::word(std::size_t at) const {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | std::to_integer<std::uint32_t>(bytes_[at + i]);
  return value;
}

std::string_view Catalogue::text_at(std::size_t offset) const {
  return reinterpret_cast<const char*>(bytes_.data()) + offset;
}

Result<Catalogue> Catalogue::open(std::span<const std::byte> bytes, std::string_view language) {
  const Error damaged = fail("catalogue.damaged");
  // The last byte is the last text's NUL: every offset within the bytes then names a terminated text.
  if (bytes.size() < kHeader || std::memcmp(bytes.data(), "ESC1", 4) != 0) return damaged;
  Catalogue catalogue;
  catalogue.bytes_ = bytes;
  catalogue.language_ = language;
  catalogue.count_ = catalogue.word(4);
  if (catalogue.count_ > (bytes.size() - kHeader) / kEntry) return damaged;
  if (catalogue.count_ > 0 && bytes.back() != std::byte{0}) return damaged;
  for (std::size_t i = 0; i < catalogue.count_ * 2; ++i)
    if (catalogue.word(kHeader + 4 * i) >= bytes.size()) return damaged;
  catalogue.slots_.resize(std::bit_ceil(2 * catalogue.count_ + 1));
  const std::size_t last = catalogue.slots_.size() - 1;
  for (std::size_t i = 0; i < catalogue.count_; ++i) {
    std::size_t slot = hash_of(catalogue.text_at(catalogue.word(kHeader + kEntry * i))) & last;
    while (catalogue.slots_[slot] != 0) slot = (slot + 1) & last;
    catalogue.slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
  return catalogue;
}

std::optional<std::string_view> Catalogue::find(std::string_view key) const {
  if (slots_.empty()) return std::nullopt;
  const std::size_t last = slots_.size() - 1;
  for (std::size_t slot = hash_of(key) & last; slots_[slot] != 0; slot = (slot + 1) & last) {
    const std::size_t entry = kHeader + kEntry * (slots_[slot] - 1);
    if (text_at(word(entry)) == key) return text_at(word(entry + 4));
  }
  return std::nullopt;
}

std::string_view Catalogue::plural(std::string_view key, std::int64_t n) const {
  return find(std::string(key) + "#" + std::to_string(plural_form(language_, n))).value_or(std::string_view());
}

std::string Catalogue::format(const Message& message) const {
  if (const auto text = find(message.key)) return fill(*text, message);
  const std::string n(arg(message, "n"));
  if (const auto text = plural(message.key, std::strtoll(n.c_str(), nullptr, 10)); !text.empty())
    return fill(text, message);
  std::string out = message.key;
  for (const auto& [name, value] : message.args) out += " " + name + "=" + value;
  return out;
}

}  // namespace base
