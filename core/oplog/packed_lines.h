// What segments and snapshots share: lines, each followed by a newline, deflated.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oplog {

std::string pack_lines(std::span<const std::string_view> lines);
// Nothing when the bytes do not inflate to at most `limit` bytes, when a line is empty or the last one has no end.
std::optional<std::vector<std::string>> unpack_lines(std::string_view packed, std::size_t limit);

}  // namespace oplog
