// Points in Morton order: which lie in a box, and which share a square at a zoom (clusters). Both come from one sorted
// array, because a square of any level is a run of it: nothing is stored per zoom.
//
// Positions are kept to 2^-32 of the square (9 mm at the equator). 28 bytes a point.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/point.h"

namespace geo {

struct Cluster {
  Point at;                            // mean of its points
  std::uint32_t first = 0, count = 0;  // see members()
};

class PointIndex {
 public:
  PointIndex() = default;
  explicit PointIndex(std::span<const Point> points);

  std::size_t size() const { return order_.size(); }
  std::uint64_t edition() const { return edition_; }  // another one for each index that was made
  // Appends the indexes of the points within `box`, its edges included, in no promised order.
  void within(const Box& box, std::vector<std::uint32_t>& out) const;
  // Appends the clusters of the squares of side 2^-level that meet `box`; 1 <= level <= 32. Every point of such a
  // square is in exactly one of them, and panning changes none.
  void clusters(const Box& box, int level, std::vector<Cluster>& out) const;
  std::span<const std::uint32_t> members(const Cluster& cluster) const {
    return std::span(order_).subspan(cluster.first, cluster.count);
  }

 private:
  struct Walk;
  Cluster cluster(std::uint32_t first, std::uint32_t last) const;

  std::uint64_t edition_ = 0;
  std::vector<std::uint64_t> codes_;          // ascending
  std::vector<std::uint32_t> order_;          // index of each code's point
  std::vector<std::uint64_t> sum_x_, sum_y_;  // of the first i points, in 2^-32; exact up to 2^32 points
};

// Clusters whose discs would touch become one: each that is the largest within `distance` takes in the lesser ones
// around it. Gives for each the index of the one that takes it in, its own where none does. Decided by neighbours
// alone: given all within two distances of a view, its inside does not depend on the view.
std::vector<std::uint32_t> absorb(std::span<const Cluster> clusters, double distance);

}  // namespace geo
