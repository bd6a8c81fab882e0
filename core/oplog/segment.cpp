#include "oplog/segment.h"

#include <algorithm>
#include <cassert>

#include "base/bytes.h"
#include "base/sha256.h"
#include "oplog/packed_lines.h"

namespace oplog {
namespace {

using base::append_number;

constexpr std::string_view kMagic = "ESCL";
constexpr std::size_t kTextTried = 1u << 20;  // text that is deflated at once: usually well under the limit

base::Error malformed(std::string at) { return base::fail("object.malformed", {{"at", std::move(at)}}); }

template <std::size_t N>
void append(std::string& out, const std::array<std::uint8_t, N>& bytes) {
  out.append(reinterpret_cast<const char*>(bytes.data()), N);
}

template <std::size_t N>
void read(base::ByteReader& from, std::array<std::uint8_t, N>& bytes) {
  std::ranges::copy(from.take(N), bytes.begin());
}

}  // namespace

std::array<std::uint8_t, 32> hash_of(const ObjectName& name) {
  std::array<std::uint8_t, 32> hash{};
  const auto digit = [&](std::size_t at) {
    const char c = name.sha256[at];
    return c <= '9' ? c - '0' : c - 'a' + 10;
  };
  for (std::size_t i = 0; i < hash.size(); ++i)
    hash[i] = static_cast<std::uint8_t>(digit(2 * i) << 4 | digit(2 * i + 1));
  return hash;
}

base::Result<Segment> read_segment(std::string_view bytes) {
  if (bytes.size() > kMaxSegmentBytes) return base::fail("object.too-large");
  base::ByteReader reader(bytes);
  Segment segment;
  SegmentHeader& header = segment.header;
  const bool ours = reader.take(kMagic.size()) == kMagic;
  header.min_reader = reader.u16();
  header.suite = reader.u8();
  header.flags = reader.u8();
  header.space = {reader.u64()};
  header.actor = {reader.u64()};
  header.seq = reader.u32();
  read(reader, header.previous);
  read(reader, header.salt);
  if (!ours || !reader.ok() || header.min_reader == 0 || !header.actor || header.seq == 0) return malformed("header");
  if (header.min_reader > kSegmentReader || header.suite != 0) return segment;
  auto lines = unpack_lines(reader.rest(), kMaxSegmentText);
  if (!lines) return malformed("lines");
  segment.lines = std::move(*lines);
  segment.understood = true;
  return segment;
}

WrittenSegment write_segment(const SegmentHeader& header, std::span<const std::string_view> lines) {
  assert(header.suite == 0 && header.min_reader == kSegmentReader && header.actor && header.seq > 0);
  std::string head(kMagic);
  append_number(head, header.min_reader);
  append_number(head, header.suite);
  append_number(head, header.flags);
  append_number(head, header.space.bits);
  append_number(head, header.actor.bits);
  append_number(head, header.seq);
  append(head, header.previous);
  append(head, header.salt);

  std::size_t text = 0, count = 0;
  while (count < lines.size() && (count == 0 || text + lines[count].size() < kTextTried))
    text += lines[count++].size() + 1;
  if (text > kMaxSegmentText) return {};
  for (; count > 0; count /= 2) {
    std::string bytes = head + pack_lines(lines.first(count));
    if (bytes.size() > kMaxSegmentBytes) continue;
    return {{ObjectName::Kind::kSegment, header.actor, header.seq, base::sha256_hex(bytes)}, std::move(bytes), count};
  }
  return {};
}

}  // namespace oplog
