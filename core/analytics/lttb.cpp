#include "analytics/lttb.h"

#include <algorithm>
#include <cmath>

#include "analytics/min_max.h"

namespace analytics {
namespace {

constexpr std::size_t kRatio = 4;    // extremes kept for each point wanted
constexpr std::size_t kBlock = 512;  // values looked at as one: small enough to stay near when looked at twice

std::size_t split(std::size_t i, std::size_t n, std::size_t parts) {
  return static_cast<std::size_t>(static_cast<std::uint64_t>(i) * n / parts);
}

// Where the least and the greatest value of [begin, end) stand first; `end` when there is none.
struct Extremes {
  std::size_t low, high;
};
Extremes extremes(std::span<const float> values, std::size_t begin, std::size_t end) {
  MinMax best;
  std::size_t low_block = end, high_block = end;
  for (std::size_t block = begin; block < end; block += kBlock) {
    const MinMax here = min_max(values.subspan(block, std::min(kBlock, end - block)));
    if (here.low < best.low) {
      best.low = here.low;
      low_block = block;
    }
    if (here.high > best.high) {
      best.high = here.high;
      high_block = block;
    }
  }
  while (low_block < end && values[low_block] != best.low) ++low_block;
  while (high_block < end && values[high_block] != best.high) ++high_block;
  return {low_block, high_block};
}

// LTTB over the candidates, which are increasing indices of values that are present.
std::vector<std::size_t> largest_triangles(std::span<const std::int64_t> times, std::span<const float> values,
                                           std::span<const std::size_t> candidates, std::size_t points) {
  if (candidates.size() <= points || points < 3) {
    std::vector<std::size_t> all(candidates.begin(), candidates.end());
    if (all.size() > points) all.resize(points);
    if (points == 2 && candidates.size() > 2) all[1] = candidates.back();
    return all;
  }
  // Seconds since the first candidate: the products below keep their digits.
  const auto x = [&](std::size_t i) {
    return times.empty() ? static_cast<double>(i - candidates[0])
                         : static_cast<double>(times[i] - times[candidates[0]]) / 1000;
  };
  const std::size_t parts = points - 2, inner = candidates.size() - 2;
  std::vector<std::size_t> chosen = {candidates.front()};
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = 1 + split(part, inner, parts), end = 1 + split(part + 1, inner, parts);
    const std::size_t after = part + 1 == parts ? candidates.size() : 1 + split(part + 2, inner, parts);
    double next_x = 0, next_y = 0;
    for (std::size_t i = end; i < after; ++i) {
      next_x += x(candidates[i]);
      next_y += values[candidates[i]];
    }
    next_x /= static_cast<double>(after - end);
    next_y /= static_cast<double>(after - end);
    const double from_x = x(chosen.back()), from_y = values[chosen.back()];
    double best = -1;
    std::size_t pick = candidates[begin];
    for (std::size_t i = begin; i < end; ++i) {
      const double area = std::fabs((from_x - next_x) * (values[candidates[i]] - from_y) -
                                    (from_x - x(candidates[i])) * (next_y - from_y));
      if (area > best) {
        best = area;
        pick = candidates[i];
      }
    }
    chosen.push_back(pick);
  }
  chosen.push_back(candidates.back());
  return chosen;
}

}  // namespace

std::vector<std::size_t> min_max_lttb(std::span<const std::int64_t> times, std::span<const float> values,
                                      std::size_t points) {
  if (values.size() <= kRatio * points) return lttb(times, values, points);
  std::size_t first = 0, last = values.size();
  while (first < last && std::isnan(values[first])) ++first;
  while (last > first && std::isnan(values[last - 1])) --last;
  std::vector<std::size_t> candidates;
  if (first == last) return candidates;
  candidates.push_back(first);
  const std::size_t parts = kRatio * points / 2;
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = first + split(part, last - first, parts),
                      end = first + split(part + 1, last - first, parts);
    auto [low, high] = extremes(values, begin, end);
    if (low > high) std::swap(low, high);
    for (const std::size_t at : {low, high})
      if (at < end && at > candidates.back()) candidates.push_back(at);
  }
  if (candidates.back() != last - 1) candidates.push_back(last - 1);
  return largest_triangles(times, values, candidates, points);
}

std::vector<std::size_t> lttb(std::span<const std::int64_t> times, std::span<const float> values, std::size_t points) {
  std::vector<std::size_t> present;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) present.push_back(i);
  return largest_triangles(times, values, present, points);
}

}  // namespace analytics
