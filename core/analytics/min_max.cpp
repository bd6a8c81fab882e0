#include "analytics/min_max.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace analytics {
namespace {

// Four lanes: SSE natively, simd128 as wasm. A comparison with NaN is false, so that the best so far stays.
typedef float Lanes __attribute__((vector_size(16)));

void take(MinMax& into, MinMax other) {
  into.low = other.low < into.low ? other.low : into.low;
  into.high = other.high > into.high ? other.high : into.high;
}

// Where part i of n values in `parts` begins, without overflow.
std::size_t begin_of(std::size_t i, std::size_t n, std::size_t parts) {
  return static_cast<std::size_t>(static_cast<std::uint64_t>(i) * n / parts);
}

}  // namespace

MinMax min_max_plain(std::span<const float> values) {
  MinMax result;
  for (const float value : values) take(result, {value, value});
  return result;
}

MinMax min_max(std::span<const float> values) {
  constexpr std::size_t kStreams = 4, kStep = kStreams * 4;
  const MinMax none;
  Lanes low[kStreams], high[kStreams];
  for (std::size_t s = 0; s < kStreams; ++s) {
    low[s] = Lanes{none.low, none.low, none.low, none.low};
    high[s] = -low[s];
  }
  std::size_t i = 0;
  for (; i + kStep <= values.size(); i += kStep)
    for (std::size_t s = 0; s < kStreams; ++s) {
      Lanes next;
      std::memcpy(&next, values.data() + i + s * 4, sizeof next);
      low[s] = next < low[s] ? next : low[s];
      high[s] = next > high[s] ? next : high[s];
    }
  for (std::size_t s = 1; s < kStreams; ++s) {
    low[0] = low[s] < low[0] ? low[s] : low[0];
    high[0] = high[s] > high[0] ? high[s] : high[0];
  }
  MinMax result = min_max_plain(values.subspan(i));
  for (int lane = 0; lane < 4; ++lane) take(result, {low[0][lane], high[0][lane]});
  return result;
}

std::vector<MinMax> min_max_parts(std::span<const float> values, std::size_t parts) {
  std::vector<MinMax> out(parts);
  for (std::size_t i = 0; i < parts; ++i) {
    const std::size_t begin = begin_of(i, values.size(), parts), end = begin_of(i + 1, values.size(), parts);
    out[i] = min_max(values.subspan(begin, end - begin));
  }
  return out;
}

MinMaxPyramid::MinMaxPyramid(std::span<const float> values) : values_(values) {
  std::vector<MinMax> level;
  level.reserve(values.size() / kBase);
  for (std::size_t i = 0; i + kBase <= values.size(); i += kBase) level.push_back(min_max(values.subspan(i, kBase)));
  while (!level.empty()) {
    std::vector<MinMax> above;
    above.reserve(level.size() / kFan);
    for (std::size_t i = 0; i + kFan <= level.size(); i += kFan) {
      MinMax cell;
      for (std::size_t j = i; j < i + kFan; ++j) take(cell, level[j]);
      above.push_back(cell);
    }
    levels_.push_back(std::move(level));
    level = std::move(above);
  }
}

// Cells of `level` (0: the values themselves): the ragged ends here, what is whole one level up.
MinMax MinMaxPyramid::between(std::size_t level, std::size_t begin, std::size_t end) const {
  const auto here = [&](std::size_t from, std::size_t to) {
    MinMax result;
    if (level == 0)
      result = min_max(values_.subspan(from, to - from));
    else
      for (; from < to; ++from) take(result, levels_[level - 1][from]);
    return result;
  };
  const std::size_t fan = level == 0 ? kBase : kFan;
  const std::size_t first = (begin + fan - 1) / fan;
  const std::size_t last = level < levels_.size() ? std::min(end / fan, levels_[level].size()) : 0;
  if (first >= last) return here(begin, end);
  MinMax result = here(begin, first * fan);
  take(result, here(last * fan, end));
  take(result, between(level + 1, first, last));
  return result;
}

MinMax MinMaxPyramid::between(std::size_t begin, std::size_t end) const {
  end = std::min(end, values_.size());
  return begin >= end ? MinMax{} : between(0, begin, end);
}

std::vector<MinMax> MinMaxPyramid::parts(std::size_t begin, std::size_t end, std::size_t count) const {
  std::vector<MinMax> out(count);
  end = std::min(end, values_.size());
  if (begin >= end) return out;
  constexpr std::size_t kAhead = 16, kLine = 64 / sizeof(float);
  for (std::size_t i = 0; i < count; ++i) {
    // The values around a later part's end lie in nobody's cache.
    const std::size_t at = (begin + begin_of(std::min(i + kAhead, count), end - begin, count)) / kBase;
    for (std::size_t value = at * kBase; value < std::min(values_.size(), (at + 1) * kBase); value += kLine)
      __builtin_prefetch(values_.data() + value);
    out[i] = between(begin + begin_of(i, end - begin, count), begin + begin_of(i + 1, end - begin, count));
  }
  return out;
}

std::size_t MinMaxPyramid::bytes() const {
  std::size_t bytes = 0;
  for (const auto& level : levels_) bytes += level.size() * sizeof(MinMax);
  return bytes;
}

}  // namespace analytics
