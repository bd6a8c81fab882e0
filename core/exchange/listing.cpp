#include "exchange/listing.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace exchange {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The text of the first element of that local name from `at` on, whatever its namespace's prefix; moves `at` behind it.
// Enough for what we read, addresses and sizes: no object's name holds a letter that XML would write otherwise.
std::optional<std::string_view> element(std::string_view xml, std::string_view name, std::size_t& at) {
  for (std::size_t open = xml.find('<', at); open != std::string_view::npos; open = xml.find('<', open + 1)) {
    const std::size_t close = xml.find('>', open);
    if (close == std::string_view::npos) return std::nullopt;
    std::string_view tag = xml.substr(open + 1, close - open - 1);
    tag = tag.substr(0, tag.find_first_of(" \t\r\n"));
    if (const std::size_t colon = tag.find(':'); colon != std::string_view::npos && tag[0] != '/')
      tag.remove_prefix(colon + 1);
    if (tag != name) continue;
    const std::size_t end = xml.find('<', close);
    if (end == std::string_view::npos) return std::nullopt;
    at = end;
    return xml.substr(close + 1, end - close - 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Listing> read_lines(std::string_view text) {
  Listing listing;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;  // cut short
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    const std::size_t space = line.find(' ');
    const auto size = number(line.substr(0, space));
    if (space == std::string_view::npos || !size) return std::nullopt;
    if (const auto name = oplog::parse_object_name(line.substr(space + 1))) listing.push_back({*name, *size});
  }
  return listing;
}

std::optional<Listing> read_autoindex(std::string_view text) {
  const nlohmann::json entries = nlohmann::json::parse(text, nullptr, false);
  if (!entries.is_array()) return std::nullopt;
  Listing listing;
  for (const nlohmann::json& entry : entries) {
    if (!entry.is_object()) return std::nullopt;
    const auto name = entry.find("name"), size = entry.find("size");
    if (name == entry.end() || !name->is_string()) return std::nullopt;
    const auto object = oplog::parse_object_name(name->get_ref<const std::string&>());
    if (!object) continue;
    const bool told = size != entry.end() && size->is_number_unsigned();
    listing.push_back({*object, told ? size->get<std::uint64_t>() : 0});
  }
  return listing;
}

std::optional<Listing> read_multistatus(std::string_view text) {
  std::size_t at = 0;
  if (!element(text, "multistatus", at)) return std::nullopt;
  Listing listing;
  while (auto href = element(text, "href", at)) {
    while (!href->empty() && (href->back() == ' ' || href->back() == '\n' || href->back() == '\r'))
      href->remove_suffix(1);
    const auto name = oplog::parse_object_name(href->substr(href->rfind('/') + 1));
    if (!name) continue;
    // Its size stands before the next address, if at all.
    std::size_t next = at, behind = at;
    if (!element(text, "href", next)) next = text.size();
    const auto length = element(text, "getcontentlength", behind);
    listing.push_back({*name, length && behind <= next ? number(*length).value_or(0) : 0});
  }
  return listing;
}

}  // namespace exchange
