#include "exchange/link.h"

namespace exchange {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

int hex_value(char c) {
  if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  const std::size_t at = kHexDigits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool code =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    out += code ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
    if (code) i += 2;
  }
  return out;
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/:").find(c) != std::string_view::npos;
    const auto byte = static_cast<unsigned char>(c);
    if (plain)
      out += c;
    else
      out += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 15]};
  }
  return out;
}

// The value of one parameter of a fragment "s=...&k=...".
std::string parameter(std::string_view fragment, std::string_view name) {
  while (!fragment.empty()) {
    const std::size_t end = fragment.find('&');
    const std::string_view part = fragment.substr(0, end);
    fragment.remove_prefix(end == std::string_view::npos ? fragment.size() : end + 1);
    if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=')
      return decoded(part.substr(name.size() + 1));
  }
  return {};
}

bool is_web_address(std::string_view text) {
  const std::string_view host = host_of(text);
  if (host.empty() || host.front() == ':') return false;
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>' || c == '\\') return false;
  return true;
}

bool is_space_name(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

// A token travels in a header: printable ASCII without spaces.
bool is_token(std::string_view text) {
  for (const char c : text)
    if (c <= 0x20 || c >= 0x7f) return false;
  return text.size() <= 512;
}

std::string_view without(std::string_view url, char from) { return url.substr(0, url.find(from)); }

}  // namespace

std::string_view host_of(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"})
    if (url.starts_with(scheme)) {
      url.remove_prefix(scheme.size());
      return url.substr(0, url.find_first_of("/?#"));
    }
  return {};
}

std::optional<Place> read_link(std::string_view text, std::string_view page) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
  const std::size_t hash = text.find('#');
  const std::string_view fragment = hash == std::string_view::npos ? std::string_view() : text.substr(hash + 1);
  std::string_view base = text.substr(0, hash);
  Place place{parameter(fragment, "s"), parameter(fragment, "k")};
  if (!is_token(place.token)) return std::nullopt;
  if (place.url.empty()) {
    place.url = base;
  } else if (is_space_name(place.url)) {
    // Of the server of the page the link opens, or of this one.
    base = without(is_web_address(base) ? base : page, '#');
    base = without(base, '?');
    base = base.substr(0, base.rfind('/') + 1);
    if (host_of(base).empty()) return std::nullopt;
    place.url = std::string(base) + "s/" + place.url + "/";
  }
  place.url = without(without(place.url, '#'), '?');
  if (!is_web_address(place.url)) return std::nullopt;
  if (place.url.back() != '/') place.url += '/';
  return place;
}

std::string write_link(const Place& place, std::string_view page, std::string_view address) {
  std::string link(without(page, '#'));
  link += "#s=" + encoded(place.url);
  if (!place.token.empty()) link += "&k=" + encoded(place.token);
  if (!address.empty()) link += "&go=" + encoded(address);
  return link;
}

std::string address_in(std::string_view link) {
  const std::size_t hash = link.find('#');
  return hash == std::string_view::npos ? std::string() : parameter(link.substr(hash + 1), "go");
}

}  // namespace exchange
