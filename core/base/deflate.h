// Deflate (RFC 1951, no wrapper) and the CRC of zip files, by zlib. The same bytes deflate to the same bytes in every
// build of ours: names of objects are hashes of what comes out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

std::string deflated(std::string_view bytes);

// The whole of what deflated bytes hold; nothing when it is damaged, cut short, followed by anything, or would be
// larger than `limit` bytes (never more than that is allocated).
std::optional<std::string> inflated(std::string_view bytes, std::size_t limit);

std::uint32_t crc32_of(std::string_view bytes);  // as zip files hold it

}  // namespace base
