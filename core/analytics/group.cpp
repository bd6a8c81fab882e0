#include "analytics/group.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

#include "analytics/order.h"

namespace analytics {
namespace {

// What is gathered in one pass: small, so that many groups stay near.
template <class T>
struct Running {
  double sum = 0;
  T low = std::numeric_limits<T>::infinity(), high = -std::numeric_limits<T>::infinity();
  std::uint32_t count = 0;
};

template <class T>
std::vector<Aggregate> aggregate(std::span<const std::uint32_t> groups, std::span<const T> values, std::size_t count) {
  assert(groups.size() == values.size());
  std::vector<Running<T>> running(count);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const T value = values[i];
    if (groups[i] == kNoGroup || value != value) continue;
    assert(groups[i] < count);
    Running<T>& into = running[groups[i]];
    into.sum += value;
    into.low = value < into.low ? value : into.low;
    into.high = value > into.high ? value : into.high;
    ++into.count;
  }
  std::vector<Aggregate> out(count);
  for (std::size_t g = 0; g < count; ++g)
    if (const Running<T>& from = running[g]; from.count > 0)
      out[g] = {from.count, from.sum / from.count, static_cast<double>(from.low), static_cast<double>(from.high)};
  return out;
}

constexpr std::size_t kFew = 64;  // so many are compared each with each sooner than selected

// The quantiles (type 7) of 1 to kFew values without NaN: how many are less tells each its place, a lane each.
template <class T>
void quantiles_of_few(std::span<const T> values, std::span<const double> qs, double* out) {
  typedef T Lanes __attribute__((vector_size(16)));
  constexpr std::size_t kLanes = 16 / sizeof(T);
  T padded[kFew], ordered[kFew];
  std::copy(values.begin(), values.end(), padded);
  std::fill(padded + values.size(), padded + kFew, T{});
  std::fill(ordered, ordered + values.size(), std::numeric_limits<T>::quiet_NaN());
  for (std::size_t i = 0; i < values.size(); i += kLanes) {
    Lanes lanes;
    std::memcpy(&lanes, padded + i, sizeof lanes);
    auto places = lanes < lanes;
    for (const T value : values) places -= value < lanes;
    for (std::size_t lane = 0; lane < std::min(kLanes, values.size() - i); ++lane)
      ordered[static_cast<std::size_t>(places[lane])] = padded[i + lane];
  }
  // Of equal values only the first place is taken.
  for (std::size_t i = 1; i < values.size(); ++i)
    if (ordered[i] != ordered[i]) ordered[i] = ordered[i - 1];
  for (std::size_t i = 0; i < qs.size(); ++i) {
    const double place = std::clamp(qs[i], 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double low = ordered[below], part = place - static_cast<double>(below);
    out[i] = part == 0 ? low : low + part * (static_cast<double>(ordered[below + 1]) - low);
  }
}

template <class T>
std::vector<double> select(std::span<const std::uint32_t> groups, std::span<const T> values, std::size_t count,
                           std::span<const double> qs) {
  assert(groups.size() == values.size());
  const auto counted = [&](std::size_t i) { return groups[i] != kNoGroup && values[i] == values[i]; };
  // Values laid out group by group: where each group's next value goes, then, one back, where it ended.
  std::vector<std::uint32_t> ends(count + 1);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (counted(i)) ++ends[groups[i] + 1];
  for (std::size_t g = 0; g < count; ++g) ends[g + 1] += ends[g];
  std::vector<T> sorted(ends[count]);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (counted(i)) sorted[ends[groups[i]]++] = values[i];
  std::vector<double> out(count * qs.size());
  std::size_t begin = 0;
  for (std::size_t g = 0; g < count; ++g) {
    const std::span<T> its(sorted.data() + begin, ends[g] - begin);
    if (!its.empty() && its.size() <= kFew)
      quantiles_of_few<T>(its, qs, out.data() + g * qs.size());
    else
      for (std::size_t i = 0; i < qs.size(); ++i) out[g * qs.size() + i] = quantile_in_place(its, qs[i]);
    begin = ends[g];
  }
  return out;
}

}  // namespace

std::vector<Aggregate> group(std::span<const std::uint32_t> groups, std::span<const double> values, std::size_t count) {
  return aggregate(groups, values, count);
}
std::vector<Aggregate> group(std::span<const std::uint32_t> groups, std::span<const float> values, std::size_t count) {
  return aggregate(groups, values, count);
}
std::vector<double> group_quantiles(std::span<const std::uint32_t> groups, std::span<const double> values,
                                    std::size_t count, std::span<const double> qs) {
  return select(groups, values, count, qs);
}
std::vector<double> group_quantiles(std::span<const std::uint32_t> groups, std::span<const float> values,
                                    std::size_t count, std::span<const double> qs) {
  return select(groups, values, count, qs);
}

std::vector<double> group_confidence(std::span<const std::uint32_t> groups, std::span<const double> values,
                                     std::span<const Aggregate> aggregates) {
  std::vector<double> out(aggregates.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (groups[i] == kNoGroup || std::isnan(values[i])) continue;
    const double off = values[i] - aggregates[groups[i]].mean;
    out[groups[i]] += off * off;
  }
  for (std::size_t g = 0; g < out.size(); ++g) {
    const double n = aggregates[g].count;
    out[g] = n < 2 ? std::numeric_limits<double>::quiet_NaN() : 1.96 * std::sqrt(out[g] / (n - 1) / n);
  }
  return out;
}

std::vector<std::uint32_t> bucket(std::span<const std::int64_t> times, std::span<const std::int64_t> bounds) {
  std::vector<std::uint32_t> out(times.size(), kNoGroup);
  std::size_t next = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    while (next < bounds.size() && bounds[next] <= times[i]) ++next;
    if (next > 0 && next < bounds.size()) out[i] = static_cast<std::uint32_t>(next - 1);
  }
  return out;
}

}  // namespace analytics
