// A segment or a snapshot: what is understood is written again and read the same; limits hold.
#include "oplog/segment.h"

#include <cstdint>
#include <cstdlib>

#include "oplog/batch.h"
#include "oplog/packed_lines.h"
#include "oplog/snapshot.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void segment(std::string_view bytes) {
  const auto read = oplog::read_segment(bytes);
  if (!read) return;
  require(bytes.size() <= oplog::kMaxSegmentBytes);
  if (!read->understood) return require(read->lines.empty());
  for (const std::string& line : read->lines) {
    require(!line.empty() && line.find('\n') == std::string::npos);
    static_cast<void>(oplog::decode(line));
  }
  const std::vector<std::string_view> lines(read->lines.begin(), read->lines.end());
  if (lines.empty()) return;
  const auto written = oplog::write_segment(read->header, lines);
  if (written.lines != lines.size()) return;
  const auto again = oplog::read_segment(written.bytes);
  require(again.ok() && again->header == read->header && again->lines == read->lines);
}

void snapshot(std::string_view bytes) {
  const auto read = oplog::read_snapshot(bytes);
  if (!read || !read->understood) return;
  for (const std::string& name : read->covered) require(oplog::parse_object_name(name).has_value());
  const std::string written = oplog::write_snapshot(*read);
  const auto again = oplog::read_snapshot(written);
  require(again.ok() && again->covered == read->covered && again->lines == read->lines);
}

}  // namespace

// Mutants of deflated bytes seldom inflate: the input is also taken as a header and the lines behind it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kSegmentHeader = 76, kSnapshotHeader = 28;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  segment(bytes);
  snapshot(bytes);
  const auto packed = [&](std::size_t header) {
    const std::string_view lines[] = {bytes.substr(header)};
    return std::string(bytes.substr(0, header)) + oplog::pack_lines(lines);
  };
  if (size > kSegmentHeader) segment(packed(kSegmentHeader));
  if (size > kSnapshotHeader) snapshot(packed(kSnapshotHeader));
  return 0;
}
