#include "series/part.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "base/bytes.h"

namespace series {
namespace {

constexpr std::string_view kMagic = "ESCM";
constexpr std::uint8_t kVersion = 1;

void append_chunk(std::string& out, const Chunk& chunk) {
  base::append_number(out, static_cast<std::uint32_t>(chunk.bytes.size()));
  out += chunk.bytes;
  base::append_number(out, static_cast<std::uint32_t>(chunk.flags.size()));
  for (const FlagRun& run : chunk.flags) {
    base::append_number(out, run.points);
    base::append_number(out, run.flags);
  }
}

// What a chunk says of itself, from its points.
base::Status describe(Chunk& chunk) {
  Columns columns;
  if (const auto status = decode(chunk.bytes, columns); !status) return status;
  std::uint64_t flagged = 0;
  for (const FlagRun& run : chunk.flags) flagged += run.points;
  if (!chunk.flags.empty() && flagged != columns.size()) return base::fail("series.damaged");
  chunk.first = columns.times.front();
  chunk.last = columns.times.back();
  chunk.points = static_cast<std::uint32_t>(columns.size());
  chunk.low = chunk.high = std::numeric_limits<double>::quiet_NaN();
  for (const double value : columns.values) {
    chunk.low = std::fmin(chunk.low, value);
    chunk.high = std::fmax(chunk.high, value);
  }
  return base::Done{};
}

}  // namespace

std::vector<std::string> write_parts(const Series& series) {
  std::vector<std::string> parts;
  const std::vector<Chunk>& chunks = series.chunks();
  for (std::size_t at = 0; at < chunks.size();) {
    std::string body;
    std::uint32_t count = 0;
    for (; at < chunks.size() && body.size() < kPartBytes; ++at, ++count) append_chunk(body, chunks[at]);
    std::string part(kMagic);
    base::append_number(part, kVersion);
    base::append_number(part, count);
    parts.push_back(part + body);
  }
  return parts;
}

base::Result<std::vector<Chunk>> read_part(std::string_view bytes) {
  base::ByteReader reader(bytes);
  if (reader.take(kMagic.size()) != kMagic) return base::fail("series.damaged");
  if (const std::uint8_t version = reader.u8(); version > kVersion)
    return base::fail("series.newer", {{"version", std::to_string(version)}});
  std::vector<Chunk> chunks;
  for (std::uint32_t left = reader.u32(); left > 0; --left) {
    Chunk chunk;
    chunk.bytes = reader.take(reader.u32());
    for (std::uint32_t runs = reader.u32(); runs > 0 && reader.ok(); --runs) {
      const std::uint32_t points = reader.u32();
      chunk.flags.push_back({points, reader.u16()});
    }
    if (!reader.ok() || !describe(chunk)) return base::fail("series.damaged");
    chunks.push_back(std::move(chunk));
  }
  if (!reader.ok() || !reader.rest().empty()) return base::fail("series.damaged");
  return chunks;
}

base::Status PartReader::add(std::string_view part) {
  auto chunks = read_part(part);
  if (!chunks) return base::Error{chunks.error()};
  if (!chunks->empty()) parts_.push_back(std::move(*chunks));
  return base::Done{};
}

base::Result<Series> PartReader::take(const Header& header) {
  std::vector<std::vector<Chunk>> all = std::exchange(parts_, {});
  // One order whatever the order given: by time, then by content.
  std::ranges::sort(all, [](const auto& a, const auto& b) {
    return a.front().first != b.front().first ? a.front().first < b.front().first : a.front().bytes < b.front().bytes;
  });
  Series series;
  series.header = header;
  const auto overlap =
      std::ranges::adjacent_find(all, [](const auto& a, const auto& b) { return b.front().first <= a.back().last; });
  if (overlap == all.end()) {
    std::vector<Chunk> chunks;
    for (auto& part : all) std::ranges::move(part, std::back_inserter(chunks));
    if (const auto status = series.restore(std::move(chunks)); !status) return base::Error{status.error()};
    return series;
  }
  for (auto& part : all) {
    Series one;
    if (const auto status = one.restore(std::move(part)); !status) return base::Error{status.error()};
    series.add(one.points());
  }
  return series;
}

base::Result<Series> read_parts(const Header& header, std::span<const std::string> parts) {
  PartReader reader;
  for (const std::string& part : parts)
    if (const auto status = reader.add(part); !status) return base::Error{status.error()};
  return reader.take(header);
}

}  // namespace series
