#include "base/id.h"

#include "base/sha256.h"

namespace base {

std::string to_hex(std::uint64_t bits) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex(16, '0');
  for (std::size_t i = 16; i-- > 0; bits >>= 4) hex[i] = kDigits[bits & 15];
  return hex;
}

std::optional<std::uint64_t> from_hex(std::string_view sixteen) {
  if (sixteen.size() != 16) return std::nullopt;
  std::uint64_t bits = 0;
  for (const char c : sixteen) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !(c >= 'a' && c <= 'f')) return std::nullopt;
    bits = bits << 4 | static_cast<std::uint64_t>(digit ? c - '0' : c - 'a' + 10);
  }
  return bits;
}

Id random_id(Random& random) {
  for (;;)
    if (const Id id{random.next()}; id) return id;
}

Id id_from_content(std::string_view content) {
  const auto digest = sha256(content);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | digest[i];
  return Id{bits == 0 ? 1 : bits};
}

}  // namespace base
