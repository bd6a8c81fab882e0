#include "geo/basemap.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace geo {
namespace {

constexpr std::string_view kMagic = "EBM1";
constexpr std::size_t kWord = 4, kHeaderWords = 10, kAreaWords = 5, kLineWords = 3, kLabelWords = 5, kPointWords = 2;
constexpr double kUnitsPerSquare = 4294967296.0;  // 2^32

// Takes little-endian words one after the other. The caller has checked that there are enough.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::uint32_t u32() { return take<4>(); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(take<2>()); }
  Point point() {
    const double x = u32() / kUnitsPerSquare;
    return {x, u32() / kUnitsPerSquare};
  }
  std::string_view rest() const { return {reinterpret_cast<const char*>(bytes_.data()) + at_, bytes_.size() - at_}; }

 private:
  template <std::size_t size>
  std::uint32_t take() {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | std::to_integer<std::uint32_t>(bytes_[at_ + i]);
    at_ += size;
    return value;
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
};

// Whether [first, first + count) lies within `size`; 64 bits, so that it cannot wrap.
bool within(std::uint64_t first, std::uint64_t count, std::uint64_t size) { return first + count <= size; }

Box box_of(std::span<const Point> points) {
  Box box{points.front(), points.front()};
  for (const Point& point : points) {
    box.min = {std::min(box.min.x, point.x), std::min(box.min.y, point.y)};
    box.max = {std::max(box.max.x, point.x), std::max(box.max.y, point.y)};
  }
  return box;
}

// The ranges of areas and lines, once points and indices are known.
bool resolve(Basemap& map) {
  for (Area& area : map.areas) {
    if (area.kind > AreaKind::kLake || area.point_count < 3 || area.index_count % 3 != 0) return false;
    if (!within(area.first_point, area.point_count, map.points.size())) return false;
    if (!within(area.first_index, area.index_count, map.indices.size())) return false;
    for (const std::uint16_t index : map.triangles(area))
      if (index >= area.point_count) return false;
    area.box = box_of(map.outline(area));
  }
  for (Line& line : map.lines) {
    if (line.kind > LineKind::kBorder || line.point_count < 2) return false;
    if (!within(line.first_point, line.point_count, map.points.size())) return false;
    line.box = box_of(map.course(line));
  }
  return true;
}

}  // namespace

base::Result<Basemap> read_basemap(std::span<const std::byte> bytes) {
  const base::Error unreadable = base::fail("error.basemap-unreadable");
  if (bytes.size() < kMagic.size() + kWord * kHeaderWords) return unreadable;
  if (!std::equal(kMagic.begin(), kMagic.end(), reinterpret_cast<const char*>(bytes.data()))) return unreadable;

  Reader in(bytes.subspan(kMagic.size()));
  const std::uint64_t areas = in.u32(), lines = in.u32(), labels = in.u32(), points = in.u32(), indices = in.u32();
  const std::uint64_t name_bytes = in.u32();
  const std::uint64_t words =
      kHeaderWords + kAreaWords * areas + kLineWords * lines + kLabelWords * labels + kPointWords * points;
  // Counts are below 2^32 and factors below 8: the sum cannot wrap, and what it allows fits the file.
  if (kMagic.size() + kWord * words + 2 * indices + name_bytes != bytes.size()) return unreadable;

  Basemap map;
  map.extent.min = in.point();
  map.extent.max = in.point();
  map.areas.resize(static_cast<std::size_t>(areas));
  for (Area& area : map.areas) {
    const std::uint32_t kind = in.u32();
    if (kind > 0xFF) return unreadable;
    area.kind = static_cast<AreaKind>(kind);
    area.first_point = in.u32();
    area.point_count = in.u32();
    area.first_index = in.u32();
    area.index_count = in.u32();
  }
  map.lines.resize(static_cast<std::size_t>(lines));
  for (Line& line : map.lines) {
    const std::uint32_t kind_and_width = in.u32();
    line.kind = static_cast<LineKind>(kind_and_width & 0xFF);
    line.width = static_cast<std::uint16_t>(kind_and_width >> 16);
    line.first_point = in.u32();
    line.point_count = in.u32();
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> names;  // offset, length
  names.reserve(static_cast<std::size_t>(labels));
  map.labels.resize(static_cast<std::size_t>(labels));
  for (Label& label : map.labels) {
    const std::uint32_t kind_and_length = in.u32();
    label.kind = static_cast<LabelKind>(kind_and_length & 0xFF);
    if (label.kind > LabelKind::kDepartement) return unreadable;
    label.at = in.point();
    label.rank = in.u32();
    names.emplace_back(in.u32(), kind_and_length >> 16);
    if (!within(names.back().first, names.back().second, name_bytes)) return unreadable;
  }
  map.points.resize(static_cast<std::size_t>(points));
  for (Point& point : map.points) point = in.point();
  map.indices.resize(static_cast<std::size_t>(indices));
  for (std::uint16_t& index : map.indices) index = in.u16();
  const std::string_view text = in.rest();
  for (std::size_t i = 0; i < names.size(); ++i) map.labels[i].name = text.substr(names[i].first, names[i].second);
  if (!resolve(map)) return unreadable;
  return map;
}

}  // namespace geo
