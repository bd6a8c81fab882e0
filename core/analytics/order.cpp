#include "analytics/order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace analytics {
namespace {

template <class T>
double select_quantile(std::span<T> values, double q) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double place = std::clamp(q, 0.0, 1.0) * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(values.begin(), middle, values.end());
  const double low = *middle, part = place - static_cast<double>(below);
  if (part == 0) return low;
  return low + part * (static_cast<double>(*std::min_element(middle + 1, values.end())) - low);
}

// Four lanes: SSE natively, simd128 as wasm.
typedef float Lanes __attribute__((vector_size(16)));
typedef std::int32_t Marks __attribute__((vector_size(16)));  // a lane is -1 where it is so

constexpr std::size_t kSample = 16'384, kBlock = 1024;
constexpr float kInfinity = std::numeric_limits<float>::infinity(), kNone = std::numeric_limits<float>::quiet_NaN();

// The median of transform(value), of which `present` are no NaN. A sample tells a bracket that nearly surely holds it;
// one pass counts what is below and gathers what is inside. When the bracket misses, it is everything.
template <class Transform>
float median_by_bracket(std::span<const float> values, std::size_t present, Transform transform) {
  const std::size_t before = (present - 1) / 2, after = present / 2;
  float low = -kInfinity, high = kInfinity;
  if (values.size() >= 4 * kSample) {
    std::vector<float> sample;
    sample.reserve(kSample);
    const std::size_t step = values.size() / kSample;
    for (std::size_t i = 0; i < kSample; ++i)
      if (const float value = transform(values[i * step + i % step]); value == value) sample.push_back(value);
    constexpr std::size_t kMargin = 256;  // four standard deviations of the median's place: 4 sqrt(kSample) / 2
    if (sample.size() > 4 * kMargin) {
      const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(sample.size() / 2);
      std::nth_element(sample.begin(), middle - kMargin, sample.end());
      low = *(middle - kMargin);
      std::nth_element(middle - kMargin, middle + kMargin, sample.end());
      high = *(middle + kMargin);
    }
  }
  while (true) {
    std::size_t below = 0;
    std::vector<float> inside;
    inside.reserve(values.size() / 16);
    for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
      const auto block = values.subspan(begin, std::min(kBlock, values.size() - begin));
      Marks less{};
      const auto take = [&](Lanes lanes) {
        lanes = transform(lanes);
        less -= lanes < low;
        const auto near = std::bit_cast<std::array<std::uint64_t, 2>>((lanes >= low) & (lanes <= high));
        if ((near[0] | near[1]) == 0) return;
        for (int lane = 0; lane < 4; ++lane)
          if (lanes[lane] >= low && lanes[lane] <= high) inside.push_back(lanes[lane]);
      };
      std::size_t i = 0;
      for (Lanes lanes; i + 4 <= block.size(); i += 4) {
        std::memcpy(&lanes, block.data() + i, sizeof lanes);
        take(lanes);
      }
      Lanes rest = {kNone, kNone, kNone, kNone};
      for (int lane = 0; i < block.size(); ++i, ++lane) rest[lane] = block[i];
      take(rest);
      for (int lane = 0; lane < 4; ++lane) below += static_cast<std::size_t>(less[lane]);
    }
    if (before >= below && after < below + inside.size()) {
      const auto middle = inside.begin() + static_cast<std::ptrdiff_t>(before - below);
      std::nth_element(inside.begin(), middle, inside.end());
      if (before == after) return *middle;
      return static_cast<float>((static_cast<double>(*middle) + *std::min_element(middle + 1, inside.end())) / 2);
    }
    if (low == -kInfinity && high == kInfinity) return kNone;
    low = -kInfinity;
    high = kInfinity;
  }
}

}  // namespace

double quantile_in_place(std::span<double> values, double q) { return select_quantile(values, q); }
double quantile_in_place(std::span<float> values, double q) { return select_quantile(values, q); }

std::vector<double> without_missing(std::span<const double> values) {
  std::vector<double> present;
  present.reserve(values.size());
  for (const double value : values)
    if (!std::isnan(value)) present.push_back(value);
  return present;
}

double quantile(std::span<const double> values, double q) {
  std::vector<double> present = without_missing(values);
  return quantile_in_place(present, q);
}

double median(std::span<const double> values) { return quantile(values, 0.5); }

double mad(std::span<const double> values) {
  std::vector<double> present = without_missing(values);
  const double middle = quantile_in_place(present, 0.5);
  for (double& value : present) value = std::fabs(value - middle);
  return quantile_in_place(present, 0.5);
}

float mad(std::span<const float> values) {
  std::size_t present = 0;
  for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
    std::int32_t here = 0;  // a sum of 32 bits is one of lanes
    for (const float value : values.subspan(begin, std::min(kBlock, values.size() - begin))) here += value == value;
    present += static_cast<std::size_t>(here);
  }
  if (present == 0) return kNone;
  const float middle = median_by_bracket(values, present, [](auto value) { return value; });
  return median_by_bracket(values, present, [middle](auto value) {
    const auto off = value - middle;
    return off < 0 ? -off : off;
  });
}

}  // namespace analytics
