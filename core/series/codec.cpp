#include "series/codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace series {
namespace {

constexpr std::size_t kBlock = 64;
constexpr int kMaxDecimals = 6;
constexpr unsigned kDoubles = 255;
constexpr unsigned kMaxQuotient = 24;
constexpr std::array<double, kMaxDecimals + 1> kPowers = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

// Differences wrap around on purpose: any two 64-bit numbers have one.
std::uint64_t zigzag(std::uint64_t difference) { return (difference << 1) ^ (0 - (difference >> 63)); }
std::uint64_t unzigzag(std::uint64_t code) { return (code >> 1) ^ (0 - (code & 1)); }

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  void put(std::uint64_t value, unsigned bits) {
    for (; bits > 32; bits -= 32, value >>= 32) put(value & 0xFFFF'FFFFu, 32);
    pending_ |= value << used_;
    if ((used_ += bits) >= 32) write(4);
  }
  void flush() {
    write((used_ + 7) / 8);
    pending_ = used_ = 0;
  }

 private:
  void write(unsigned count) {
    char bytes[4];
    for (unsigned i = 0; i < count; ++i) bytes[i] = static_cast<char>(pending_ >> (8 * i));
    out_.append(bytes, count);
    pending_ >>= 8 * count;
    used_ -= std::min(used_, 8 * count);
  }

  std::string& out_;
  std::uint64_t pending_ = 0;
  unsigned used_ = 0;  // of pending_, below 32 between two calls
};

// Sticky failure: past the end everything reads as zero and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  bool ok() const { return ok_; }
  bool at_end() const { return at_ == bytes_.size(); }

  unsigned byte() {
    if (at_ == bytes_.size()) return ok_ = false, 0;
    return static_cast<unsigned char>(bytes_[at_++]);
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t next = byte();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) return value;
    }
    return ok_ = false, 0;
  }

  // ---- bits, the lowest of each byte first. What stands in bytes is read after align().
  std::uint64_t bits(unsigned count) {
    if (count > 32) {
      const std::uint64_t low = bits(32);
      return low | bits(count - 32) << 32;
    }
    hold();
    const std::uint64_t value = held_bits_ & ((std::uint64_t{1} << count) - 1);
    drop(count);
    return value;
  }
  // Ones up to the next zero, which is passed over; `most`, below 32: as many end by themselves.
  unsigned ones(unsigned most) {
    hold();
    const unsigned count = std::min(static_cast<unsigned>(std::countr_one(held_bits_)), most);
    drop(count < most ? count + 1 : count);
    return count;
  }
  void align() {
    at_ -= held_ / 8;
    held_bits_ = held_ = 0;
  }

 private:
  void hold() {  // at least 32 bits, where there are any
    if (held_ >= 32) return;
    if (bytes_.size() - at_ >= 4) {
      std::uint64_t next = 0;
      for (unsigned i = 0; i < 4; ++i) next |= std::uint64_t{static_cast<unsigned char>(bytes_[at_ + i])} << (8 * i);
      held_bits_ |= next << held_;
      held_ += 32;
      at_ += 4;
      return;
    }
    for (; held_ <= 56 && at_ < bytes_.size(); held_ += 8, ++at_)
      held_bits_ |= std::uint64_t{static_cast<unsigned char>(bytes_[at_])} << held_;
  }
  void drop(unsigned count) {
    if (count > held_) {
      ok_ = false;
      held_bits_ = held_ = 0;
      return;
    }
    held_bits_ >>= count;
    held_ -= count;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
  std::uint64_t held_bits_ = 0;
  unsigned held_ = 0;
};

void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

std::uint64_t rice_bits(std::span<const std::uint64_t> codes, unsigned k) {
  std::uint64_t bits = 0;
  for (const std::uint64_t code : codes) {
    const std::uint64_t quotient = code >> k;
    bits += quotient < kMaxQuotient ? quotient + 1 + k : kMaxQuotient + 64;
  }
  return bits;
}

void put_codes(std::string& out, std::span<const std::uint64_t> codes) {
  BitWriter writer(out);
  for (std::size_t begin = 0; begin < codes.size(); begin += kBlock) {
    const auto block = codes.subspan(begin, std::min(kBlock, codes.size() - begin));
    unsigned best = 0;
    std::uint64_t cost = std::numeric_limits<std::uint64_t>::max();
    for (unsigned k = 0; k < 63; ++k) {
      const std::uint64_t bits = rice_bits(block, k);
      if (bits >= cost) {
        if (k > best + 2 && cost < block.size() * kMaxQuotient) break;
        continue;
      }
      cost = bits;
      best = k;
    }
    writer.put(best, 6);
    for (const std::uint64_t code : block) {
      const std::uint64_t quotient = code >> best;
      if (quotient < kMaxQuotient) {
        writer.put((std::uint64_t{1} << quotient) - 1, static_cast<unsigned>(quotient) + 1);
        writer.put(code & ((std::uint64_t{1} << best) - 1), best);
      } else {
        writer.put((std::uint64_t{1} << kMaxQuotient) - 1, kMaxQuotient);
        writer.put(code, 64);
      }
    }
  }
  writer.flush();
}

// Calls `next` with each of `count` residuals.
template <class Next>
void read_codes(Reader& reader, std::size_t count, Next next) {
  unsigned k = 0;
  for (std::size_t i = 0; i < count && reader.ok(); ++i) {
    if (i % kBlock == 0) k = static_cast<unsigned>(reader.bits(6));
    const std::uint64_t quotient = reader.ones(kMaxQuotient);
    next(unzigzag(quotient < kMaxQuotient ? quotient << k | reader.bits(k) : reader.bits(64)));
  }
  reader.align();
}

// The value as a whole number of 10^-decimals, if that is all it is: the same double comes back.
bool as_whole(double value, int decimals, std::int64_t& whole) {
  const double scaled = std::nearbyint(value * kPowers[decimals]);
  if (!(std::fabs(scaled) < 9e15) || scaled / kPowers[decimals] != value || (value == 0 && std::signbit(value)))
    return false;
  whole = static_cast<std::int64_t>(scaled);
  return true;
}

// The fewest decimals that hold every value exactly; kMaxDecimals + 1 if none do.
int decimals_of(std::span<const double> values) {
  int decimals = 0;
  std::int64_t whole = 0;
  for (const double value : values)
    while (!std::isnan(value) && !as_whole(value, decimals, whole))
      if (++decimals > kMaxDecimals) return decimals;
  return decimals;
}

void put_values(std::string& out, std::span<const double> values) {
  std::string holes;
  std::size_t count = 0, last = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) continue;
    put_varint(holes, i - last);
    last = i;
    ++count;
  }
  const int decimals = decimals_of(values);
  const bool exact = decimals <= kMaxDecimals;
  out += static_cast<char>(exact ? static_cast<unsigned>(decimals) : kDoubles);
  put_varint(out, count);
  out += holes;
  if (!exact) return;
  // A hole repeats the value before it; what is told apart is above.
  std::vector<std::uint64_t> codes;
  codes.reserve(values.size());
  std::int64_t whole = 0;
  std::uint64_t previous = 0;
  for (const double value : values) {
    if (!std::isnan(value)) as_whole(value, decimals, whole);
    codes.push_back(zigzag(static_cast<std::uint64_t>(whole) - previous));
    previous = static_cast<std::uint64_t>(whole);
  }
  put_codes(out, codes);
}

void put_doubles(std::string& out, std::span<const double> values) {
  for (const double value : values) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (unsigned shift = 0; shift < 64; shift += 8) out += static_cast<char>(bits >> shift);
  }
}

}  // namespace

std::string encode(std::span<const Ms> times, std::span<const double> values) {
  assert(times.size() == values.size() && !times.empty() && times.size() <= kChunkPoints);
  assert(std::is_sorted(times.begin(), times.end()));
  std::vector<std::uint64_t> steps(times.size() - 1);
  std::uint64_t tick = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps[i] = static_cast<std::uint64_t>(times[i + 1]) - static_cast<std::uint64_t>(times[i]);
    tick = std::gcd(tick, steps[i]);
  }
  tick = std::max<std::uint64_t>(tick, 1);
  for (std::uint64_t& step : steps) step /= tick;
  std::vector<std::uint64_t> sorted = steps;
  std::uint64_t median = 0;
  if (!sorted.empty()) {
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    median = *middle;
  }
  std::string out;
  put_varint(out, times.size());
  put_varint(out, zigzag(static_cast<std::uint64_t>(times[0])));
  put_varint(out, tick);
  put_varint(out, median);
  for (std::uint64_t& step : steps) step = zigzag(step - median);
  put_codes(out, steps);
  const std::size_t before = out.size();
  put_values(out, values);
  if (static_cast<unsigned char>(out[before]) == kDoubles) put_doubles(out, values);
  return out;
}

base::Status decode(std::string_view bytes, Columns& out) {
  const std::size_t before = out.size();
  Reader reader(bytes);
  const std::uint64_t told = reader.varint();
  bool sound = reader.ok() && told > 0 && told <= kChunkPoints;
  const auto count = static_cast<std::size_t>(sound ? told : 0);
  if (sound) {
    std::uint64_t time = unzigzag(reader.varint());
    const std::uint64_t tick = reader.varint(), median = reader.varint();
    out.times.push_back(static_cast<Ms>(time));
    read_codes(reader, count - 1, [&](std::uint64_t residual) {
      time += (median + residual) * tick;
      sound = sound && static_cast<Ms>(time) >= out.times.back();
      out.times.push_back(static_cast<Ms>(time));
    });
    const unsigned form = reader.byte();
    sound = sound && (form <= kMaxDecimals || form == kDoubles);
    const auto up_to_count = [&] { return static_cast<std::size_t>(std::min<std::uint64_t>(reader.varint(), count)); };
    std::vector<std::size_t> holes(up_to_count());
    std::size_t hole = 0;
    for (std::size_t& at : holes) at = hole += up_to_count();
    sound = sound && reader.ok() && (holes.empty() || hole < count);
    if (sound && form == kDoubles) {
      for (std::size_t i = 0; i < count; ++i) out.values.push_back(std::bit_cast<double>(reader.bits(64)));
      reader.align();
    } else if (sound) {
      std::uint64_t whole = 0;
      read_codes(reader, count, [&](std::uint64_t residual) {
        whole += residual;
        out.values.push_back(static_cast<double>(static_cast<std::int64_t>(whole)) / kPowers[form]);
      });
    }
    sound = sound && reader.ok() && reader.at_end() && out.times.size() == before + count &&
            out.values.size() == before + count;
    if (sound)
      for (const std::size_t at : holes) out.values[before + at] = std::numeric_limits<double>::quiet_NaN();
  }
  if (sound) return base::Done{};
  out.times.resize(before);
  out.values.resize(before);
  return base::fail("series.damaged");
}

}  // namespace series
