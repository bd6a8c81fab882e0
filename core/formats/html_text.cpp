#include <algorithm>
#include <cstdlib>

#include "base/utf8.h"
#include "formats/xml_reader.h"

namespace formats {

namespace {

constexpr std::pair<std::string_view, std::string_view> kNamed[] = {
    {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", "\u00A0"},
    {"eacute", "é"}, {"egrave", "è"}, {"ecirc", "ê"},  {"agrave", "à"}, {"acirc", "â"},  {"ccedil", "ç"},
    {"ocirc", "ô"},  {"ucirc", "û"},  {"ugrave", "ù"}, {"icirc", "î"},  {"euml", "ë"},   {"iuml", "ï"},
    {"euro", "€"},   {"deg", "°"},    {"laquo", "«"},  {"raquo", "»"},  {"rsquo", "’"},  {"hellip", "…"},
    {"ndash", "–"},  {"mdash", "—"},  {"oelig", "œ"},  {"aelig", "æ"},  {"Eacute", "É"}, {"Agrave", "À"},
};
constexpr std::string_view kBreaking[] = {"br", "p",  "div", "li", "tr", "ul", "ol", "table", "h1",
                                          "h2", "h3", "h4",  "h5", "h6", "hr", "dt", "dd"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The reference at `at`; advances behind it. An unknown one is text.
bool append_reference(std::string& out, std::string_view html, std::size_t& at) {
  const std::size_t end = html.find(';', at);
  if (end == std::string_view::npos || end - at > 10) return false;
  const std::string name(html.substr(at + 1, end - at - 1));
  if (name.starts_with('#') && name.size() > 1) {
    const bool hex = name[1] == 'x' || name[1] == 'X';
    char* stop = nullptr;
    const unsigned long code = std::strtoul(name.c_str() + (hex ? 2 : 1), &stop, hex ? 16 : 10);
    if (*stop != '\0' || code < 32 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
    base::append_utf8(out, static_cast<char32_t>(code));
  } else {
    const auto known =
        std::find_if(std::begin(kNamed), std::end(kNamed), [&](const auto& n) { return n.first == name; });
    if (known == std::end(kNamed)) return false;
    out += known->second;
  }
  at = end + 1;
  return true;
}

}  // namespace

std::string text_of_html(std::string_view html) {
  if (html.find_first_of("<&") == std::string_view::npos) return std::string(html);
  std::string out;
  bool any_tag = false;
  const auto new_line = [&] {
    while (!out.empty() && out.back() == ' ') out.pop_back();
    if (!out.empty() && out.back() != '\n') out += '\n';
  };
  for (std::size_t at = 0; at < html.size();) {
    const char c = html[at];
    if (c == '&' && append_reference(out, html, at)) continue;
    const std::size_t close = c == '<' ? html.find('>', at) : std::string_view::npos;
    const bool tag = close != std::string_view::npos && at + 1 < html.size() &&
                     (is_letter(html[at + 1]) || html[at + 1] == '/' || html[at + 1] == '!');
    if (!tag) {
      out += c;
      ++at;
      continue;
    }
    any_tag = true;
    std::string_view name = html.substr(at + 1, close - at - 1);
    if (name.starts_with('/')) name.remove_prefix(1);
    const std::string word = base::fold(name.substr(0, name.find_first_of(" \t\r\n/")));
    at = close + 1;
    if (word == "script" || word == "style") {
      const std::size_t end = html.find("</" + word, at);
      if (end != std::string_view::npos && !name.ends_with('/')) at = end;
    }
    if (std::find(std::begin(kBreaking), std::end(kBreaking), word) != std::end(kBreaking)) new_line();
    if (word == "img" || word == "a") {
      // An address is worth keeping where the words around it do not say it.
      const std::string attribute = word == "img" ? "src=\"" : "href=\"";
      const std::size_t from = name.find(attribute);
      const std::size_t to = from == std::string_view::npos ? from : name.find('"', from + attribute.size());
      if (to != std::string_view::npos) {
        const std::string_view address = name.substr(from + attribute.size(), to - from - attribute.size());
        if (!address.empty() && html.substr(at, address.size()) != address) (out += address) += ' ';
      }
    }
  }
  return any_tag ? std::string(base::trim(out)) : out;
}

}  // namespace formats
