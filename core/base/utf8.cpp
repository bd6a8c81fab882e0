#include "base/utf8.h"

#include <array>

namespace base {
namespace {

// What 0x80-0x9F mean in Windows-1252; five bytes are unassigned there and stay control characters.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                   0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// Folded forms of consecutive code points, one a word; "=" is a code point that folds to itself.
constexpr std::string_view kLatin =  // U+00C0-U+024F
    "a a a a a a ae c e e e e i i i i d n o o o o o = o u u u u y th ss a a a a a a ae c e e e e i i i i d n o o o "
    "o o = o u u u u y th y a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i "
    "i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s "
    "s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s b b ƃ = ƅ = ɔ c c d d d d = e e ɛ f f g ɣ = ɩ i "
    "k k l = ɯ n n o o o ƣ = p p ʀ ƨ = ʃ = = t t t u u ʊ v y y z z ʒ ƹ = = = ƽ = = = = = = = dz dz dz lj lj lj nj "
    "nj nj a a i i o o u u u u u u u u u u e a a a a ae ae g g g g k k o o o o ʒ ʒ j dz dz dz g g ƕ ƿ n n a a ae ae "
    "o o a a a a e e e e i i i i o o o o r r r r u u u u s s t t ȝ = h h n d ȣ = z z a a e e o o o o o o o o y y l "
    "n t = = = a c c l t s z ɂ = b u v e e j j q q r r y y";
constexpr std::string_view kGreek =  // U+0386-U+03CE
    "α = ε η ι = ο = υ ω ι α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ = σ τ υ φ χ ψ ω ι υ α ε η ι υ = = = = = = = = = = = = "
    "= = = = = σ = = = = = = = ι υ ο υ ω";
constexpr std::string_view kLatinAdditional =  // U+1E00-U+1EFF
    "a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i i i k k k k k k l "
    "l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r s s s s s s s s s s t t t t "
    "t t t t u u u u u u u u u u v v v v w w w w w w w w w w x x x x y y z z z z z z h t w y = s s s ss = a a a a a "
    "a a a a a a a a a a a a a a a a a a a e e e e e e e e e e e e e e e e i i i i o o o o o o o o o o o o o o o o "
    "o o o o o o o o u u u u u u u u u u u u u u y y y y y y y y ỻ = ỽ = ỿ =";

struct FoldBlock {
  char32_t first;
  std::vector<std::string_view> folded;

  FoldBlock(char32_t first_code_point, std::string_view table) : first(first_code_point) {
    for (;;) {
      const std::size_t space = table.find(' ');
      folded.push_back(table.substr(0, space));
      if (space == std::string_view::npos) return;
      table.remove_prefix(space + 1);
    }
  }
};

// Appends the folded form of a code point above ASCII.
void append_folded(std::string& out, char32_t c) {
  static const std::array<FoldBlock, 3> blocks = {FoldBlock(0xC0, kLatin), FoldBlock(0x386, kGreek),
                                                  FoldBlock(0x1E00, kLatinAdditional)};
  if ((c >= 0x300 && c <= 0x36F) || c == 0xAD) return;  // combining marks, soft hyphen
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC) return out.push_back('\'');
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return out.push_back('-');
  if (c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A)) return out.push_back(' ');
  for (const FoldBlock& block : blocks) {
    if (c < block.first || c - block.first >= block.folded.size()) continue;
    const std::string_view folded = block.folded[c - block.first];
    if (folded == "=") break;
    out.append(folded);
    return;
  }
  append_utf8(out, c);
}

void append_folded(std::string& out, std::string_view text) {
  out.reserve(out.size() + text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      append_folded(out, next_code_point(text, at));
      continue;
    }
    out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c));
    ++at;
  }
}

// Letters and digits of any script, judged after folding: everything above U+00BF that is not a block of punctuation or
// of symbols.
bool is_word(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7 || c == kReplacement) return false;
  return !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) && !(c >= 0xE000 && c <= 0xF8FF) &&
         !(c >= 0xFE00 && c <= 0xFE6F) && !(c >= 0x1F000 && c <= 0x1FAFF);
}

bool is_elision(std::string_view word) {
  constexpr std::array<std::string_view, 12> kElided = {"l", "d", "j",  "m",     "t",      "s",
                                                        "n", "c", "qu", "jusqu", "lorsqu", "puisqu"};
  for (const std::string_view elided : kElided)
    if (word == elided) return true;
  return false;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
                             : (lead & 0xF0) == 0xE0        ? 3
                             : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                            : 0;
  if (length == 0 || text.size() - at < length) {
    ++at;
    return kReplacement;
  }
  char32_t c = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) {
      ++at;
      return kReplacement;
    }
    c = c << 6 | (byte(at + i) & 0x3Fu);
  }
  const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  if (overlong || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) {
    ++at;
    return kReplacement;
  }
  at += length;
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto tail = [&](int shift) { out.push_back(static_cast<char>(0x80 | ((c >> shift) & 0x3F))); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | c >> 12));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | c >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    // A replacement character that was written as such takes three bytes; a malformed byte advances by one.
    if (next_code_point(text, at) == kReplacement && at == before + 1) return false;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

std::string utf8_from_latin1(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    append_utf8(out, c >= 0x80 && c < 0xA0 ? kWindows1252[c - 0x80u] : char32_t{c});
  }
  return out;
}

std::string fold(std::string_view text) {
  std::string out;
  append_folded(out, text);
  return out;
}

void words(std::string_view text, std::string& folded, std::vector<std::string_view>& found) {
  folded.clear();
  found.clear();
  append_folded(folded, text);
  const std::string_view all = folded;
  std::size_t first = 0;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(all, at);
    if (is_word(c)) continue;
    const std::string_view word = all.substr(first, before - first);
    if (!word.empty() && !(c == '\'' && is_elision(word))) found.push_back(word);
    first = at;
  }
  if (first < all.size()) found.push_back(all.substr(first));
}

std::vector<std::string> words(std::string_view text) {
  std::string folded;
  std::vector<std::string_view> found;
  words(text, folded, found);
  return {found.begin(), found.end()};
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  for (;;) {
    if (!text.empty() && blank(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(kNoBreakSpace))
      text.remove_prefix(2);
    else
      break;
  }
  for (;;) {
    if (!text.empty() && blank(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(kNoBreakSpace))
      text.remove_suffix(2);
    else
      break;
  }
  return text;
}

bool starts_with_folded(std::string_view text, std::string_view folded_prefix) {
  return fold(text).starts_with(folded_prefix);
}

}  // namespace base
