#include "geo/basemap.h"

#include <string_view>

#include "geo/simplify.h"

namespace geo {
namespace {

constexpr std::string_view kMagic = "EBM2";

// Takes varints one after the other. After the first that is not there, or is out of range, all are 0 and good() is
// false.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  bool good() const { return good_; }
  std::size_t left() const { return bytes_.size() - at_; }
  std::uint32_t number(std::uint64_t most = UINT32_MAX) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (!good_ || at_ == bytes_.size()) break;
      const auto byte = std::to_integer<std::uint64_t>(bytes_[at_++]);
      value |= (byte & 0x7F) << shift;
      if (byte < 0x80) {
        if (value > most) break;
        return static_cast<std::uint32_t>(value);
      }
    }
    good_ = false;
    return 0;
  }
  // How many things of at least `size` bytes follow.
  std::uint32_t count(std::size_t size) { return number(left() / size); }
  std::string_view text(std::size_t length) {
    if (length > left()) good_ = false;
    if (!good_) return {};
    at_ += length;
    return {reinterpret_cast<const char*>(bytes_.data()) + at_ - length, length};
  }
  // A point as its way from the one before.
  Point point() {
    x_ += step();
    y_ += step();
    return {x_ * unit, y_ * unit};
  }

  double unit = 0;

 private:
  std::uint32_t step() {
    const std::uint32_t zigzag = number();
    return zigzag >> 1 ^ (0 - (zigzag & 1));
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  std::uint32_t x_ = 0, y_ = 0;  // on the file's grid; they wrap rather than overflow
  bool good_ = true;
};

// The points of an area or a line, and what each matters.
template <class Shape>
void read_points(Reader& in, Basemap& map, Shape& shape, bool closed) {
  shape.first_point = static_cast<std::uint32_t>(map.points.size());
  shape.point_count = in.count(2);
  for (std::uint32_t i = 0; i < shape.point_count; ++i) map.points.push_back(in.point());
  const auto points = std::span(map.points).subspan(shape.first_point);
  shape.box = box_of(points);
  const std::vector<float> matters = significance(points, closed);
  map.matters.insert(map.matters.end(), matters.begin(), matters.end());
}

}  // namespace

base::Result<Basemap> read_basemap(std::span<const std::byte> bytes) {
  const base::Error unreadable = base::fail("error.basemap-unreadable");
  Reader in(bytes);
  if (in.text(kMagic.size()) != kMagic) return unreadable;
  in.unit = 1.0 / static_cast<double>(std::uint64_t{1} << in.number(32));

  Basemap map;
  map.extent.min = in.point();
  map.extent.max = in.point();
  map.areas.resize(in.count(8));
  for (Area& area : map.areas) {
    area.kind = static_cast<AreaKind>(in.number(static_cast<int>(AreaKind::kLake)));
    read_points(in, map, area, true);
    if (area.point_count < 3) return unreadable;
  }
  map.lines.resize(in.count(7));
  for (Line& line : map.lines) {
    line.kind = static_cast<LineKind>(in.number(static_cast<int>(LineKind::kCountry)));
    line.width = static_cast<std::uint16_t>(in.number(UINT16_MAX));
    read_points(in, map, line, false);
    if (line.point_count < 2) return unreadable;
  }
  map.labels.resize(in.count(6));
  for (Label& label : map.labels) {
    label.kind = static_cast<LabelKind>(in.number(static_cast<int>(LabelKind::kCountry)));
    label.at = in.point();
    label.rank = in.number();
    label.name = in.text(in.number());
  }
  if (!in.good() || in.left() != 0) return unreadable;
  return map;
}

}  // namespace geo
