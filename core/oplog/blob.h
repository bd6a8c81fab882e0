// A register that names a blob (a picture, a recording, sensor chunks): its value is the text `b-` and the SHA-256 of
// the bytes. The bytes travel beside the log, under that name.
#pragma once

#include <string>
#include <string_view>

#include "base/sha256.h"
#include "oplog/value.h"

namespace oplog {

inline constexpr std::string_view kBlobPrefix = "b-";

inline std::string blob_text(std::string_view sha256) { return std::string(kBlobPrefix).append(sha256); }
inline Value blob_value(std::string_view bytes) { return blob_text(base::sha256_hex(bytes)); }

// The 64 hex digits of the blob that a text names, in it; empty for any other text.
inline std::string_view blob_hash(std::string_view name) {
  if (!name.starts_with(kBlobPrefix) || name.size() != kBlobPrefix.size() + 64) return {};
  const std::string_view hash = name.substr(kBlobPrefix.size());
  return hash.find_first_not_of("0123456789abcdef") == std::string_view::npos ? hash : std::string_view();
}

}  // namespace oplog
