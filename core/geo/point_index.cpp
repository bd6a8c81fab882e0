#include "geo/point_index.h"

#include <array>
#include <cassert>
#include <numeric>

namespace geo {
namespace {

constexpr double kUnits = 4294967296.0;  // 2^32
constexpr std::uint32_t kFew = 12;       // a run this short is scanned, not split

std::uint32_t quantised(double coordinate) {
  if (!(coordinate > 0)) return 0;
  return coordinate >= 1 ? UINT32_MAX : static_cast<std::uint32_t>(coordinate * kUnits);
}

// Every other bit, from the lowest. (Bit twiddling after "Binary Magic Numbers", Freed 1983.)
std::uint64_t spread(std::uint32_t value) {
  std::uint64_t v = value;
  v = (v | v << 16) & 0x0000FFFF0000FFFFu;
  v = (v | v << 8) & 0x00FF00FF00FF00FFu;
  v = (v | v << 4) & 0x0F0F0F0F0F0F0F0Fu;
  v = (v | v << 2) & 0x3333333333333333u;
  return (v | v << 1) & 0x5555555555555555u;
}

std::uint32_t gather(std::uint64_t v) {
  v &= 0x5555555555555555u;
  v = (v | v >> 1) & 0x3333333333333333u;
  v = (v | v >> 2) & 0x0F0F0F0F0F0F0F0Fu;
  v = (v | v >> 4) & 0x00FF00FF00FF00FFu;
  v = (v | v >> 8) & 0x0000FFFF0000FFFFu;
  return static_cast<std::uint32_t>(v | v >> 16);
}

// Sorts codes with their indexes: least significant byte first, bytes that are all alike skipped.
void sort(std::vector<std::uint64_t>& codes, std::vector<std::uint32_t>& order) {
  std::vector<std::array<std::uint32_t, 256>> counts(8);
  for (const std::uint64_t code : codes)
    for (int byte = 0; byte < 8; ++byte) ++counts[byte][code >> 8 * byte & 0xFF];
  std::vector<std::uint64_t> codes_to(codes.size());
  std::vector<std::uint32_t> order_to(order.size());
  for (int byte = 0; byte < 8; ++byte) {
    std::array<std::uint32_t, 256>& at = counts[byte];
    if (at[codes.front() >> 8 * byte & 0xFF] == codes.size()) continue;
    std::exclusive_scan(at.begin(), at.end(), at.begin(), 0u);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::uint32_t to = at[codes[i] >> 8 * byte & 0xFF]++;
      codes_to[to] = codes[i];
      order_to[to] = order[i];
    }
    codes.swap(codes_to);
    order.swap(order_to);
  }
}

}  // namespace

PointIndex::PointIndex(std::span<const Point> points) : codes_(points.size()), order_(points.size()) {
  static std::uint64_t made = 0;
  edition_ = ++made;
  if (points.empty()) return;
  for (std::size_t i = 0; i < points.size(); ++i)
    codes_[i] = spread(quantised(points[i].x)) | spread(quantised(points[i].y)) << 1;
  std::iota(order_.begin(), order_.end(), 0u);
  sort(codes_, order_);
  sum_x_.resize(points.size() + 1);
  sum_y_.resize(points.size() + 1);
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    sum_x_[i + 1] = sum_x_[i] + gather(codes_[i]);
    sum_y_[i + 1] = sum_y_[i] + gather(codes_[i] >> 1);
  }
}

Cluster PointIndex::cluster(std::uint32_t first, std::uint32_t last) const {
  // Half a unit: a kept position is the corner of its square of 2^-32.
  const double scale = 1 / (kUnits * (last - first)), half = 0.5 / kUnits;
  return {{static_cast<double>(sum_x_[last] - sum_x_[first]) * scale + half,
           static_cast<double>(sum_y_[last] - sum_y_[first]) * scale + half},
          first,
          last - first};
}

// Goes down the quadtree that the sorted codes are, along the squares that meet a window of 2^-32 units.
struct PointIndex::Walk {
  const PointIndex& index;
  std::uint32_t x0, y0, x1, y1;  // the window, ends included

  Walk(const PointIndex& of, const Box& box)
      : index(of),
        x0(quantised(box.min.x)),
        y0(quantised(box.min.y)),
        x1(quantised(box.max.x)),
        y1(quantised(box.max.y)) {}

  bool holds(std::uint64_t code) const {
    const std::uint32_t x = gather(code), y = gather(code >> 1);
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  }
  // The square of side 2^bits units that begins at `code`.
  bool meets(std::uint64_t code, int bits) const {
    const std::uint32_t x = gather(code), y = gather(code >> 1), side = bits == 32 ? UINT32_MAX : (1u << bits) - 1;
    return x <= x1 && y <= y1 && x + side >= x0 && y + side >= y0;
  }
  bool surrounds(std::uint64_t code, int bits) const {
    const std::uint32_t x = gather(code), y = gather(code >> 1), side = bits == 32 ? UINT32_MAX : (1u << bits) - 1;
    return x >= x0 && y >= y0 && x + side <= x1 && y + side <= y1;
  }

  template <class Child>
  void quarters(std::uint32_t first, std::uint32_t last, std::uint64_t code, int bits, Child&& child) const {
    const std::uint64_t area = std::uint64_t{1} << 2 * (bits - 1);
    const auto begin = index.codes_.begin();
    for (int quarter = 0; quarter < 4; ++quarter, code += area) {
      const auto end = quarter == 3 ? begin + last : std::lower_bound(begin + first, begin + last, code + area);
      const auto next = static_cast<std::uint32_t>(end - begin);
      if (next > first) child(first, next, code, bits - 1);
      first = next;
    }
  }

  void points(std::uint32_t first, std::uint32_t last, std::uint64_t code, int bits,
              std::vector<std::uint32_t>& out) const {
    if (!meets(code, bits)) return;
    if (surrounds(code, bits)) {
      out.insert(out.end(), index.order_.begin() + first, index.order_.begin() + last);
    } else if (last - first <= kFew || bits == 0) {
      for (std::uint32_t i = first; i < last; ++i)
        if (holds(index.codes_[i])) out.push_back(index.order_[i]);
    } else {
      quarters(first, last, code, bits, [&](auto... quarter) { points(quarter..., out); });
    }
  }

  void squares(std::uint32_t first, std::uint32_t last, std::uint64_t code, int bits, int wanted,
               std::vector<Cluster>& out) const {
    if (!meets(code, bits)) return;
    if (bits == wanted) {
      out.push_back(index.cluster(first, last));
    } else if (last - first <= kFew) {
      for (std::uint32_t i = first, next; i < last; i = next) {
        const std::uint64_t square = index.codes_[i] >> 2 * wanted;
        for (next = i + 1; next < last && index.codes_[next] >> 2 * wanted == square;) ++next;
        if (meets(square << 2 * wanted, wanted)) out.push_back(index.cluster(i, next));
      }
    } else {
      quarters(first, last, code, bits, [&](auto... quarter) { squares(quarter..., wanted, out); });
    }
  }
};

void PointIndex::within(const Box& box, std::vector<std::uint32_t>& out) const {
  if (!order_.empty()) Walk(*this, box).points(0, static_cast<std::uint32_t>(size()), 0, 32, out);
}

void PointIndex::clusters(const Box& box, int level, std::vector<Cluster>& out) const {
  assert(level >= 1 && level <= 32);
  if (!order_.empty()) Walk(*this, box).squares(0, static_cast<std::uint32_t>(size()), 0, 32, 32 - level, out);
}

std::vector<std::uint32_t> absorb(std::span<const Cluster> clusters, double distance) {
  std::vector<std::uint32_t> by_x(clusters.size()), heaviest(clusters.size()), owner(clusters.size());
  std::iota(by_x.begin(), by_x.end(), 0u);
  heaviest = owner = by_x;
  std::ranges::sort(by_x, {}, [&](std::uint32_t i) { return clusters[i].at.x; });
  // No two weigh the same: of equal counts the first in Morton order is the heavier.
  const auto heavier = [&](std::uint32_t a, std::uint32_t b) {
    const Cluster &one = clusters[a], &two = clusters[b];
    return one.count != two.count ? one.count > two.count : one.first < two.first;
  };
  const auto each_pair = [&](auto&& pair) {
    for (std::size_t i = 0; i < by_x.size(); ++i)
      for (std::size_t j = i + 1; j < by_x.size(); ++j) {
        const Point a = clusters[by_x[i]].at, b = clusters[by_x[j]].at;
        if (b.x - a.x > distance) break;
        if ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y) <= distance * distance) pair(by_x[i], by_x[j]);
      }
  };
  each_pair([&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t heavy = heavier(a, b) ? a : b, light = heavy == a ? b : a;
    if (heavier(heavy, heaviest[light])) heaviest[light] = heavy;
  });
  each_pair([&](std::uint32_t a, std::uint32_t b) {
    const std::uint32_t heavy = heavier(a, b) ? a : b, light = heavy == a ? b : a;
    if (heaviest[heavy] != heavy) return;
    if (owner[light] == light || heavier(heavy, owner[light])) owner[light] = heavy;
  });
  return owner;
}

}  // namespace geo
