#include "formats/import_address.h"

#include <algorithm>

#include "base/utf8.h"

namespace formats {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte | 0x20u) - 'a' < 26u;
}

std::string letters_and_digits(std::string_view text) {
  std::string out;
  for (const char c : base::fold(text))
    if (is_digit(c) || is_letter(c)) out += c;
  return out;
}

// "cedex" and what follows it off the end of folded letters.
std::string_view without_cedex(std::string_view folded) {
  const std::size_t digits = folded.find_last_not_of("0123456789");
  const std::string_view words = folded.substr(0, digits == std::string_view::npos ? 0 : digits + 1);
  return words.ends_with("cedex") ? words.substr(0, words.size() - 5) : folded;
}

bool ends_with_box(std::string_view before) {
  for (const std::string_view box : {"bp", "cs", "tsa"}) {
    if (before.size() < box.size()) continue;
    const std::size_t at = before.size() - box.size();
    const bool same = std::equal(box.begin(), box.end(), before.begin() + static_cast<std::ptrdiff_t>(at),
                                 [](char a, char b) { return a == static_cast<char>(b | 0x20); });
    if (same && (at == 0 || !is_letter(before[at - 1]))) return true;
  }
  return false;
}

constexpr std::string_view kSeparators = " -,;:()\t\r\n";

std::string_view trim_separators(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSeparators);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSeparators) - first + 1);
}

// Dashes of both lengths count as separators too.
std::string_view trim_end(std::string_view text) {
  for (;;) {
    text = text.substr(0, text.find_last_not_of(kSeparators) + 1);
    if (!text.ends_with("\u2013") && !text.ends_with("\u2014")) return text;
    text.remove_suffix(3);
  }
}

}  // namespace

std::optional<AddressTail> find_address_tail(std::string_view address) {
  // The last run of exactly five digits that stands alone.
  for (std::size_t end = address.size(); end >= 5; --end) {
    const std::size_t start = end - 5;
    const std::string_view run = address.substr(start, 5);
    if (!std::all_of(run.begin(), run.end(), is_digit)) continue;
    const auto joins = [](char c) { return is_digit(c) || (is_letter(c) && static_cast<unsigned char>(c) < 0x80); };
    if ((start > 0 && joins(address[start - 1])) || (end < address.size() && joins(address[end]))) continue;
    const std::string_view before = trim_end(address.substr(0, start));
    const std::string_view town = trim_separators(address.substr(end));
    const std::string folded = letters_and_digits(town);
    const std::string_view words = without_cedex(folded);
    if (ends_with_box(before) || words.empty() || std::any_of(words.begin(), words.end(), is_digit))
      return std::nullopt;
    return AddressTail{before, run, town};
  }
  return std::nullopt;
}

bool names_commune(std::string_view town, std::string_view commune) {
  const std::string found = letters_and_digits(town), wanted = letters_and_digits(commune);
  return !wanted.empty() && (found == wanted || without_cedex(found) == wanted);
}

}  // namespace formats
