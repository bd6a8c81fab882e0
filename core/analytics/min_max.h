// The least and greatest value: of a span, of equal parts of it, and of a pyramid of parts for drawing at any zoom.
// NaN is passed over; a part without any value has low > high. O(n), four lanes at a time; the pyramid answers in
// O(width) and weighs at most 1/28 of the values' memory.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace analytics {

struct MinMax {
  float low = std::numeric_limits<float>::infinity(), high = -std::numeric_limits<float>::infinity();
  bool operator==(const MinMax&) const = default;
};

MinMax min_max(std::span<const float> values);
MinMax min_max_plain(std::span<const float> values);  // the scalar twin, for truth

// Part i of `parts` holds the values from i * n / parts to (i + 1) * n / parts.
std::vector<MinMax> min_max_parts(std::span<const float> values, std::size_t parts);

class MinMaxPyramid {
 public:
  static constexpr std::size_t kBase = 64;  // values under one cell of the lowest level
  static constexpr std::size_t kFan = 8;    // cells under one cell of each next level

  explicit MinMaxPyramid(std::span<const float> values);  // must outlive the pyramid
  MinMax between(std::size_t begin, std::size_t end) const;
  // Parts of [begin, end), as above.
  std::vector<MinMax> parts(std::size_t begin, std::size_t end, std::size_t count) const;
  std::size_t bytes() const;

 private:
  MinMax between(std::size_t level, std::size_t begin, std::size_t end) const;

  std::span<const float> values_;
  std::vector<std::vector<MinMax>> levels_;
};

}  // namespace analytics
