#include "analytics/rolling.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace analytics {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The values of a window in order.
class SortedWindow {
 public:
  explicit SortedWindow(std::size_t width) { sorted_.reserve(width + 1); }
  void insert(double value) { sorted_.insert(place(value), value); }
  void erase(double value) { sorted_.erase(place(value)); }
  std::size_t size() const { return sorted_.size(); }
  // One that leaves and one that comes: only what lies between them moves.
  void replace(double leaving, double coming) {
    auto from = place(leaving), to = place(coming);
    if (from < to) {
      std::move(from + 1, to, from);
      *(to - 1) = coming;
    } else {
      std::move_backward(to, from, from + 1);
      *to = coming;
    }
  }
  double quantile(double q) const {
    const double at = q * static_cast<double>(sorted_.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(below);
    return part == 0 ? sorted_[below] : sorted_[below] + part * (sorted_[below + 1] - sorted_[below]);
  }

 private:
  std::vector<double>::iterator place(double value) {
    // Branchless lower bound.
    auto base = sorted_.begin();
    for (std::size_t n = sorted_.size(); n > 0;) {
      const std::size_t half = (n + 1) / 2;
      base += base[static_cast<std::ptrdiff_t>(half - 1)] < value ? static_cast<std::ptrdiff_t>(half) : 0;
      n -= half;
    }
    return base;
  }
  std::vector<double> sorted_;
};

}  // namespace

std::vector<double> rolling_mean(std::span<const double> values, std::size_t width, std::size_t least) {
  assert(width % 2 == 1);
  constexpr std::size_t kRestart = 1024;
  const std::size_t n = values.size(), half = width / 2;
  std::vector<double> out(n, kNone);
  double sum = 0;
  std::size_t count = 0;
  const auto take = [&](double value, int sign) {
    const bool present = value == value;
    sum += present ? sign * value : 0;
    count += present ? static_cast<std::size_t>(sign) : 0;
  };
  for (std::size_t i = 0; i < n; ++i) {
    if (i % kRestart == 0) {
      sum = 0;
      count = 0;
      for (std::size_t j = i > half ? i - half : 0; j < std::min(n, i + half + 1); ++j) take(values[j], 1);
    } else {
      if (i > half) take(values[i - half - 1], -1);
      if (i + half < n) take(values[i + half], 1);
    }
    if (count >= std::max<std::size_t>(least, 1)) out[i] = sum / static_cast<double>(count);
  }
  return out;
}

std::vector<double> rolling_quantile(std::span<const double> values, std::size_t width, double q, std::size_t least) {
  assert(width % 2 == 1 && q >= 0 && q <= 1);
  const std::size_t n = values.size(), half = width / 2;
  std::vector<double> out(n, kNone);
  SortedWindow window(width);
  for (std::size_t j = 0; j < std::min(n, half); ++j)
    if (values[j] == values[j]) window.insert(values[j]);
  for (std::size_t i = 0; i < n; ++i) {
    const double leaving = i > half ? values[i - half - 1] : kNone, coming = i + half < n ? values[i + half] : kNone;
    if (leaving == leaving && coming == coming) {
      window.replace(leaving, coming);
    } else {
      if (leaving == leaving) window.erase(leaving);
      if (coming == coming) window.insert(coming);
    }
    if (window.size() >= std::max<std::size_t>(least, 1)) out[i] = window.quantile(q);
  }
  return out;
}

std::vector<double> rolling_median(std::span<const double> values, std::size_t width, std::size_t least) {
  return rolling_quantile(values, width, 0.5, least);
}

}  // namespace analytics
