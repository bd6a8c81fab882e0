#include "geo/polygon_index.h"

#include <cmath>

namespace geo {
namespace {

constexpr double kSquaresPerEdge = 4;  // four squares in five then hold no edge
constexpr double kMostSquares = 1 << 21;

// Calls `edge(a, b)` for each side of a polygon.
template <class Call>
void each_edge(const Polygons& polygons, std::size_t polygon, Call&& call) {
  for (std::uint32_t ring = polygon ? polygons.ends[polygon - 1] : 0; ring < polygons.ends[polygon]; ++ring) {
    const std::uint32_t first = ring ? polygons.ring_ends[ring - 1] : 0, end = polygons.ring_ends[ring];
    for (std::uint32_t i = first; i < end; ++i) call(polygons.points[i], polygons.points[i + 1 < end ? i + 1 : first]);
  }
}

// Whether the side a-b crosses the segment from (x0, y) to (x1, y); ends count half-open, so that a vertex counts once.
bool crosses_level(Point a, Point b, double y, double x0, double x1) {
  if ((a.y > y) == (b.y > y)) return false;
  if (a.y > b.y) std::swap(a, b);  // one formula for both directions: neighbours agree on the side they share
  const double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
  return (x > x0) != (x > x1);
}

}  // namespace

PolygonIndex::PolygonIndex(const Polygons& polygons) {
  if (polygons.points.empty()) return;
  box_ = box_of(polygons.points);
  const double w = std::max(1e-12, box_.max.x - box_.min.x), h = std::max(1e-12, box_.max.y - box_.min.y);
  const double wanted = std::min(kMostSquares, kSquaresPerEdge * static_cast<double>(polygons.points.size()) + 16);
  columns_ = static_cast<std::uint32_t>(std::clamp(std::sqrt(wanted * w / h), 1.0, wanted));
  rows_ = static_cast<std::uint32_t>(std::max(1.0, wanted / columns_));
  step_ = {w / columns_, h / rows_};
  squares_.assign(std::size_t{columns_} * rows_, kNone);

  // The squares each edge crosses, a little generously: an edge too many is only looked at.
  struct Crossing {
    std::uint32_t square, polygon, edge;
  };
  std::vector<Crossing> crossings;
  std::vector<Edge> all;
  constexpr double kSlack = 1e-6;  // squares
  const auto cell = [](double at, std::uint32_t count) {
    return static_cast<std::uint32_t>(std::clamp(std::floor(at), 0.0, count - 1.0));
  };
  for (std::uint32_t polygon = 0; polygon < polygons.ends.size(); ++polygon)
    each_edge(polygons, polygon, [&](Point a, Point b) {
      const auto edge = static_cast<std::uint32_t>(all.size());
      all.push_back({a, b});
      if (a.y > b.y) std::swap(a, b);
      const double ax = (a.x - box_.min.x) / step_.x, bx = (b.x - box_.min.x) / step_.x;
      const double ay = (a.y - box_.min.y) / step_.y, by = (b.y - box_.min.y) / step_.y;
      for (std::uint32_t row = cell(ay - kSlack, rows_), last = cell(by + kSlack, rows_); row <= last; ++row) {
        const auto x_at = [&](double y) {
          return by > ay ? ax + (std::clamp(y, ay, by) - ay) / (by - ay) * (bx - ax) : ax;
        };
        double from = x_at(row), to = x_at(row + 1.0);
        if (!(by > ay)) to = bx;
        if (from > to) std::swap(from, to);
        for (std::uint32_t column = cell(from - kSlack, columns_), end = cell(to + kSlack, columns_); column <= end;
             ++column)
          crossings.push_back({row * columns_ + column, polygon, edge});
      }
    });

  // By square; edges came by rising polygon, and stay so.
  std::vector<std::uint32_t> begins(squares_.size() + 1);
  for (const Crossing& crossing : crossings) ++begins[crossing.square + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<std::uint32_t> sorted(crossings.size()), at(begins.begin(), begins.end() - 1);
  for (std::uint32_t i = 0; i < crossings.size(); ++i) sorted[at[crossings[i].square]++] = i;
  edges_.reserve(crossings.size());
  for (const std::uint32_t i : sorted) {
    const Crossing& crossing = crossings[i];
    std::uint32_t& square = squares_[crossing.square];
    if (square == kNone) {
      square = kMixed | static_cast<std::uint32_t>(mixed_.size());
      mixed_.push_back({static_cast<std::uint32_t>(parts_.size()), 0, kNone});
    }
    Mixed& mixed = mixed_.back();
    if (mixed.first == parts_.size() || parts_.back().polygon != crossing.polygon) parts_.push_back({crossing.polygon});
    mixed.end = static_cast<std::uint32_t>(parts_.size());
    edges_.push_back(all[crossing.edge]);
    parts_.back().end = static_cast<std::uint32_t>(edges_.size());
  }

  // Row by row, the centres inside each polygon: between the first and the second crossing, the third and the fourth...
  std::vector<std::vector<double>> levels;
  for (std::uint32_t polygon = 0; polygon < polygons.ends.size(); ++polygon) {
    Box own = kNowhere;
    each_edge(polygons, polygon, [&](Point a, Point) { own.add(a); });
    if (own.min.x > own.max.x) continue;
    const std::uint32_t top = cell((own.min.y - box_.min.y) / step_.y, rows_);
    levels.assign(cell((own.max.y - box_.min.y) / step_.y, rows_) - top + 1, {});
    each_edge(polygons, polygon, [&](Point a, Point b) {
      if (a.y > b.y) std::swap(a, b);
      const std::uint32_t last = cell((b.y - box_.min.y) / step_.y, rows_);
      for (std::uint32_t row = cell((a.y - box_.min.y) / step_.y, rows_); row <= last; ++row) {
        const double y = center(0, row).y;
        if ((a.y > y) != (b.y > y)) levels[row - top].push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    });
    for (std::uint32_t row = top; row - top < levels.size(); ++row) {
      std::vector<double>& crossed = levels[row - top];
      std::ranges::sort(crossed);
      for (std::size_t i = 0; i + 1 < crossed.size(); i += 2) {
        std::uint32_t column = cell((crossed[i] - box_.min.x) / step_.x, columns_);
        for (; column < columns_ && !(center(column, row).x > crossed[i]); ++column) {
        }
        for (; column < columns_ && !(center(column, row).x > crossed[i + 1]); ++column) {
          std::uint32_t& square = squares_[row * columns_ + column];
          if (!(square & kMixed)) {
            if (square == kNone) square = polygon;
            continue;
          }
          Mixed& mixed = mixed_[square & ~kMixed];
          const auto parts = std::span(parts_).subspan(mixed.first, mixed.end - mixed.first);
          const auto own_part = std::ranges::lower_bound(parts, polygon, {}, &Part::polygon);
          if (own_part != parts.end() && own_part->polygon == polygon)
            own_part->inside = true;
          else if (mixed.whole == kNone)
            mixed.whole = polygon;
        }
      }
    }
  }
}

std::optional<std::uint32_t> PolygonIndex::find(Point at) const {
  if (!box_.contains(at)) return std::nullopt;
  const std::uint32_t column = std::min(columns_ - 1, static_cast<std::uint32_t>((at.x - box_.min.x) / step_.x));
  const std::uint32_t row = std::min(rows_ - 1, static_cast<std::uint32_t>((at.y - box_.min.y) / step_.y));
  const std::uint32_t square = squares_[row * columns_ + column];
  if (!(square & kMixed)) return square == kNone ? std::nullopt : std::optional(square);
  const Mixed& mixed = mixed_[square & ~kMixed];
  const Point from = center(column, row);
  std::uint32_t edge = mixed.first ? parts_[mixed.first - 1].end : 0;
  for (std::uint32_t i = mixed.first; i < mixed.end && parts_[i].polygon < mixed.whole; ++i) {
    bool inside = parts_[i].inside;
    // Up or down from the centre to the point's level, then along it.
    for (; edge < parts_[i].end; ++edge) {
      const auto [a, b] = edges_[edge];
      inside ^= crosses_level({a.y, a.x}, {b.y, b.x}, from.x, from.y, at.y);
      inside ^= crosses_level(a, b, at.y, from.x, at.x);
    }
    if (inside) return parts_[i].polygon;
  }
  return mixed.whole == kNone ? std::nullopt : std::optional(mixed.whole);
}

}  // namespace geo
