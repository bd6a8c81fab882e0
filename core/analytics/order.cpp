#include "analytics/order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
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

// The order of floats as the order of integers; NaN above all.
std::uint32_t rank_of(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return value != value ? 0xFFFF'FFFFu : bits ^ (bits >> 31 ? 0xFFFF'FFFFu : 0x8000'0000u);
}
float value_of(std::uint32_t rank) { return std::bit_cast<float>(rank ^ (rank >> 31 ? 0x8000'0000u : 0xFFFF'FFFFu)); }

// The element of order `nth` among transform(values), found 11 bits at a time from the top.
template <class Transform>
float select_by_counting(std::span<const float> values, std::size_t nth, Transform transform) {
  constexpr std::array<int, 3> kShifts = {21, 10, 0};
  std::uint32_t prefix = 0, mask = 0;
  for (const int shift : kShifts) {
    const std::uint32_t digits = shift == 0 ? 1024 : 2048;
    std::array<std::uint32_t, 2048> counts{}, odd{};  // two tables: neighbours are often equal
    std::size_t i = 0;
    const auto count = [&](std::array<std::uint32_t, 2048>& table, float value) {
      const std::uint32_t rank = rank_of(transform(value));
      table[(rank >> shift) & (digits - 1)] += (rank & mask) == prefix;
    };
    for (; i + 1 < values.size(); i += 2) {
      count(counts, values[i]);
      count(odd, values[i + 1]);
    }
    if (i < values.size()) count(counts, values[i]);
    std::uint32_t digit = 0;
    for (std::size_t here; nth >= (here = std::size_t{counts[digit]} + odd[digit]); ++digit) nth -= here;
    prefix |= digit << shift;
    mask |= (digits - 1) << shift;
  }
  return value_of(prefix);
}

template <class Transform>
float median_by_counting(std::span<const float> values, std::size_t present, Transform transform) {
  const float low = select_by_counting(values, (present - 1) / 2, transform);
  if (present % 2 == 1) return low;
  const float high = select_by_counting(values, present / 2, transform);
  return static_cast<float>((static_cast<double>(low) + high) / 2);
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
  for (const float value : values) present += value == value;
  if (present == 0) return std::numeric_limits<float>::quiet_NaN();
  const float middle = median_by_counting(values, present, [](float value) { return value; });
  return median_by_counting(values, present, [middle](float value) { return std::fabs(value - middle); });
}

}  // namespace analytics
