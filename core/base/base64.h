// Base64 (RFC 4648, with padding): bytes where only text passes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);  // exactly as to_base64 writes it

}  // namespace base
