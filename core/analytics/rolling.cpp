#include "analytics/rolling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <limits>
#include <utility>

namespace analytics {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

constexpr std::uint32_t kNoPlace = 0xFFFF'FFFF;

// A value as a number that orders alike, and where it stood.
struct Entry {
  std::uint64_t key;
  std::uint32_t index;
};

std::uint64_t key_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return bits >> 63 ? ~bits : bits | std::uint64_t{1} << 63;
}

// A radix sort, byte by byte from the lowest; bytes that are the same everywhere cost nothing more.
void sort(std::vector<Entry>& entries, std::vector<Entry>& spare) {
  std::array<std::array<std::uint32_t, 256>, 8> places{};
  for (const Entry& entry : entries)
    for (std::size_t byte = 0; byte < 8; ++byte) ++places[byte][entry.key >> 8 * byte & 0xFF];
  spare.resize(entries.size());
  for (std::size_t byte = 0; byte < 8; ++byte) {
    auto& place = places[byte];
    if (entries.empty() || place[entries[0].key >> 8 * byte & 0xFF] == entries.size()) continue;
    std::uint32_t begin = 0;
    for (std::uint32_t& one : place) begin += std::exchange(one, begin);
    for (const Entry& entry : entries) spare[place[entry.key >> 8 * byte & 0xFF]++] = entry;
    entries.swap(spare);
  }
}

// Some of the places of an order, as bits, and a mark among them that is moved to the one wanted.
class Places {
 public:
  void clear(std::size_t count) {
    words_.assign(count / 64 + 1, 0);
    mark_ = under_ = size_ = 0;
  }
  std::size_t size() const { return size_; }
  void insert(std::size_t place) {
    words_[place / 64] |= std::uint64_t{1} << place % 64;
    under_ += place < mark_;
    ++size_;
  }
  void erase(std::size_t place) {
    words_[place / 64] &= ~(std::uint64_t{1} << place % 64);
    under_ -= place < mark_;
    --size_;
  }
  // The place that has `below` others under it; fewer than there are.
  std::size_t move_to(std::size_t below) {
    for (; under_ > below; --under_) mark_ = before(mark_);
    mark_ = from(mark_);
    for (; under_ < below; ++under_) mark_ = from(mark_ + 1);
    return mark_;
  }
  // The first at or after `place`; there is one.
  std::size_t from(std::size_t place) const {
    std::size_t word = place / 64;
    std::uint64_t bits = words_[word] & (~std::uint64_t{0} << place % 64);
    while (bits == 0) bits = words_[++word];
    return word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
  }

 private:
  std::size_t before(std::size_t place) const {
    std::size_t word = place / 64;
    std::uint64_t bits = words_[word] & ~(~std::uint64_t{0} << place % 64);
    while (bits == 0) bits = words_[--word];
    return word * 64 + 63 - static_cast<std::size_t>(std::countl_zero(bits));
  }

  std::vector<std::uint64_t> words_;
  std::size_t mark_ = 0, under_ = 0, size_ = 0;
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
  const std::size_t n = values.size(), half = width / 2, stretch = std::max<std::size_t>(4096, 4 * width);
  std::vector<double> out(n, kNone);
  std::vector<Entry> order, spare;
  std::vector<std::uint32_t> places;
  Places window;
  for (std::size_t begin = 0; begin < n; begin += stretch) {
    // All that the windows of this stretch see, in order.
    const std::size_t end = std::min(n, begin + stretch), first = begin > half ? begin - half : 0;
    const std::size_t last = std::min(n, end + half);
    order.clear();
    for (std::size_t i = first; i < last; ++i)
      if (values[i] == values[i]) order.push_back({key_of(values[i]), static_cast<std::uint32_t>(i - first)});
    sort(order, spare);
    places.assign(last - first, kNoPlace);
    for (std::size_t place = 0; place < order.size(); ++place)
      places[order[place].index] = static_cast<std::uint32_t>(place);
    window.clear(order.size());
    const auto insert = [&](std::size_t i) {
      if (places[i - first] != kNoPlace) window.insert(places[i - first]);
    };
    for (std::size_t i = first; i < std::min(n, begin + half); ++i) insert(i);
    std::size_t size = 0, below = 0;
    double part = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (i + half < n) insert(i + half);
      if (i > begin && i > half && places[i - half - 1 - first] != kNoPlace) window.erase(places[i - half - 1 - first]);
      if (window.size() < std::max<std::size_t>(least, 1)) continue;
      if (size != window.size()) {
        size = window.size();
        const double at = q * static_cast<double>(size - 1);
        below = static_cast<std::size_t>(at);
        part = at - static_cast<double>(below);
      }
      const std::size_t place = window.move_to(below);
      const auto value = [&](std::size_t which) { return values[first + order[which].index]; };
      out[i] = value(place);
      if (part != 0) out[i] += part * (value(window.from(place + 1)) - value(place));
    }
  }
  return out;
}

std::vector<double> rolling_median(std::span<const double> values, std::size_t width, std::size_t least) {
  return rolling_quantile(values, width, 0.5, least);
}

}  // namespace analytics
