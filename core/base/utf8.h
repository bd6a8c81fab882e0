// UTF-8: checked decoding, and the folding that search, matching and duplicate detection share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace base {

inline constexpr char32_t kReplacement = 0xFFFD;

// Decodes one code point at `at` and advances it by 1-4 bytes; malformed, overlong or surrogate bytes give
// kReplacement and advance by one. `at` must be below text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
bool valid_utf8(std::string_view text);
std::size_t count_code_points(std::string_view text);

// Every byte of Windows-1252 (the superset of Latin-1 that spreadsheets write) as UTF-8.
std::string utf8_from_latin1(std::string_view bytes);

// Lower case, without accents, œ -> oe, æ -> ae, ß -> ss, ł -> l, ø -> o; typographic apostrophes, dashes and spaces
// become plain ones; other marks of punctuation are kept. Latin and Greek scripts; other scripts pass unchanged, and a
// malformed byte becomes kReplacement.
std::string fold(std::string_view text);

// The folded words of a text: maximal runs of letters and digits, French elisions dropped (l', d', qu'...).
std::vector<std::string> words(std::string_view text);
// The same without allocating for each text: `found` is replaced by views into `folded`, which is overwritten.
void words(std::string_view text, std::string& folded, std::vector<std::string_view>& found);

std::string_view trim(std::string_view text);  // ASCII spaces and U+00A0 off both ends
bool starts_with_folded(std::string_view text, std::string_view folded_prefix);

}  // namespace base
