#include "base/deflate.h"

#include <zlib.h>

#include <algorithm>
#include <cassert>

namespace base {
namespace {

// Part of the format: another value gives other bytes for the same content.
constexpr int kLevel = 6, kRawWindowBits = -15, kMemoryLevel = 8;
constexpr std::size_t kFirstRoom = 16 * 1024;

// zlib counts in 32 bits and takes bytes that it does not write to as writable.
Bytef* bytes_of(std::string_view bytes) { return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data())); }

}  // namespace

std::string deflated(std::string_view bytes) {
  assert(bytes.size() <= UINT32_MAX);
  z_stream stream{};
  const int started = deflateInit2(&stream, kLevel, Z_DEFLATED, kRawWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY);
  assert(started == Z_OK);
  static_cast<void>(started);
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  const int finished = ::deflate(&stream, Z_FINISH);
  assert(finished == Z_STREAM_END);
  static_cast<void>(finished);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::optional<std::string> inflated(std::string_view bytes, std::size_t limit) {
  assert(bytes.size() <= UINT32_MAX && limit < UINT32_MAX);
  z_stream stream{};
  if (inflateInit2(&stream, kRawWindowBits) != Z_OK) return std::nullopt;
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int status = Z_OK;
  // One byte beyond the limit is room to see that there is more.
  while (status == Z_OK && out.size() <= limit) {
    const std::size_t held = out.size();
    out.resize(std::min(limit + 1, std::max(kFirstRoom, held * 2)));
    stream.next_out = bytes_of(out) + held;
    stream.avail_out = static_cast<uInt>(out.size() - held);
    status = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(stream.total_out);
    if (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0) status = Z_BUF_ERROR;  // cut short
  }
  const bool whole = status == Z_STREAM_END && stream.avail_in == 0 && out.size() <= limit;
  inflateEnd(&stream);
  if (!whole) return std::nullopt;
  return out;
}

std::uint32_t crc32_of(std::string_view bytes) {
  assert(bytes.size() <= UINT32_MAX);
  return static_cast<std::uint32_t>(::crc32(0, bytes_of(bytes), static_cast<uInt>(bytes.size())));
}

}  // namespace base
