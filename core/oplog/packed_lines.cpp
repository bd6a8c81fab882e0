#include "oplog/packed_lines.h"

#include "base/deflate.h"

namespace oplog {

std::string pack_lines(std::span<const std::string_view> lines) {
  std::size_t size = 0;
  for (const std::string_view line : lines) size += line.size() + 1;
  std::string text;
  text.reserve(size);
  for (const std::string_view line : lines) text.append(line).push_back('\n');
  return base::deflated(text);
}

std::optional<std::vector<std::string>> unpack_lines(std::string_view packed, std::size_t limit) {
  const std::optional<std::string> text = base::inflated(packed, limit);
  if (!text || (!text->empty() && text->back() != '\n')) return std::nullopt;
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text->size();) {
    const std::size_t end = text->find('\n', at);
    if (end == at) return std::nullopt;
    lines.push_back(text->substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace oplog
