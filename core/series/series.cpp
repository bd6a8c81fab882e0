#include "series/series.h"

#include <algorithm>
#include <cmath>

namespace series {
namespace {

constexpr Ms kFirstPlausible = 631'152'000'000;  // 1990-01-01: clocks that were never set say 1970 or 1980

std::vector<FlagRun> runs_of(std::span<const Flags> flags) {
  std::vector<FlagRun> runs;
  for (const Flags flag : flags) {
    if (runs.empty() || runs.back().flags != flag) runs.push_back({0, flag});
    ++runs.back().points;
  }
  if (runs.size() == 1 && runs[0].flags == 0) runs.clear();
  return runs;
}

void append_flags(const Chunk& chunk, std::vector<Flags>& out) {
  if (chunk.flags.empty()) out.resize(out.size() + chunk.points);
  for (const FlagRun& run : chunk.flags) out.insert(out.end(), run.points, run.flags);
}

Chunk make_chunk(std::span<const Ms> times, std::span<const double> values, std::span<const Flags> flags) {
  Chunk chunk;
  chunk.first = times.front();
  chunk.last = times.back();
  chunk.points = static_cast<std::uint32_t>(times.size());
  chunk.low = chunk.high = std::numeric_limits<double>::quiet_NaN();
  for (const double value : values) {
    chunk.low = std::fmin(chunk.low, value);
    chunk.high = std::fmax(chunk.high, value);
  }
  chunk.bytes = encode(times, values);
  chunk.flags = runs_of(flags);
  return chunk;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Merges points by time into the slice, which is sorted; what was there first stays first.
void merge(Slice& slice, std::span<const Point> points, Added& added) {
  Slice out;
  out.times.reserve(slice.size() + points.size());
  out.values.reserve(slice.size() + points.size());
  out.flags.reserve(slice.size() + points.size());
  std::size_t old = 0;
  const auto push = [&](Ms time, double value, Flags flags) {
    out.times.push_back(time);
    out.values.push_back(value);
    out.flags.push_back(flags);
  };
  const auto take_old = [&](Ms until) {
    for (; old < slice.size() && slice.times[old] <= until; ++old)
      push(slice.times[old], slice.values[old], slice.flags[old]);
  };
  for (const Point& point : points) {
    take_old(point.time);
    bool conflict = false, repeat = false;
    for (std::size_t i = out.size(); i > 0 && out.times[i - 1] == point.time && !repeat; --i) {
      conflict = true;
      repeat = same(out.values[i - 1], point.value);
    }
    if (repeat) {
      ++added.repeats;
      continue;
    }
    push(point.time, point.value, static_cast<Flags>(point.flags | (conflict ? kConflict : 0)));
    added.conflicts += conflict;
    ++added.points;
  }
  take_old(std::numeric_limits<Ms>::max());
  slice = std::move(out);
}

}  // namespace

std::string Header::name() const {
  std::string name = station.id.empty() ? provenance.sensor_id : station.id + '/' + provenance.sensor_id;
  name += '/' + quantity;
  constexpr const char* kSuffix[] = {"", "/reprocessed", "/consolidated", "/application"};
  return name + kSuffix[static_cast<std::size_t>(level)];
}

Added Series::add(std::vector<Point> points, Ms now) {
  Added added;
  if (points.empty()) return added;
  Ms latest = chunks_.empty() ? points.front().time : chunks_.back().last;
  for (Point& point : points) {
    added.late += point.time < latest;
    latest = std::max(latest, point.time);
    if (point.time < kFirstPlausible || point.time > now) point.flags |= kClock;
  }
  std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.time < b.time; });

  // The chunks the new points fall into, and all after them, are written anew; a last chunk with room is one of them.
  std::size_t from = 0;
  while (from < chunks_.size() && chunks_[from].last < points.front().time) ++from;
  if (from == chunks_.size() && from > 0 && chunks_.back().points < kChunkPoints) --from;
  Slice slice;
  for (std::size_t i = from; i < chunks_.size(); ++i) {
    [[maybe_unused]] const bool sound = decode(chunks_[i].bytes, slice).ok();
    assert(sound);  // restore() read them all
    append_flags(chunks_[i], slice.flags);
  }
  chunks_.resize(from);
  merge(slice, points, added);
  for (std::size_t begin = 0; begin < slice.size(); begin += kChunkPoints) {
    const std::size_t count = std::min(kChunkPoints, slice.size() - begin);
    chunks_.push_back(make_chunk(std::span(slice.times).subspan(begin, count),
                                 std::span(slice.values).subspan(begin, count),
                                 std::span<const Flags>(slice.flags).subspan(begin, count)));
  }
  return added;
}

std::size_t Series::size() const {
  std::size_t points = 0;
  for (const Chunk& chunk : chunks_) points += chunk.points;
  return points;
}

std::size_t Series::bytes() const {
  std::size_t bytes = 0;
  for (const Chunk& chunk : chunks_) bytes += chunk.bytes.size() + chunk.flags.size() * sizeof(FlagRun);
  return bytes;
}

base::Status Series::restore(std::vector<Chunk> chunks) {
  Ms last = std::numeric_limits<Ms>::min();
  for (const Chunk& chunk : chunks) {
    if (chunk.first < last || chunk.last < chunk.first) return base::fail("series.damaged");
    last = chunk.last;
  }
  chunks_ = std::move(chunks);
  return base::Done{};
}

Slice Series::read(Ms from, Ms until) const {
  const auto outside = [&](const Chunk& chunk) { return chunk.last < from || chunk.first >= until; };
  std::size_t points = 0;
  for (const Chunk& chunk : chunks_)
    if (!outside(chunk)) points += chunk.points;
  Slice slice;
  slice.times.reserve(points), slice.values.reserve(points), slice.flags.reserve(points);
  for (const Chunk& chunk : chunks_) {
    if (outside(chunk)) continue;
    [[maybe_unused]] const bool sound = decode(chunk.bytes, slice).ok();
    assert(sound);
    append_flags(chunk, slice.flags);
  }
  const auto keep = [&](auto& column, std::size_t begin, std::size_t end) {
    column.erase(column.begin() + static_cast<std::ptrdiff_t>(end), column.end());
    column.erase(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(begin));
  };
  const auto place = [&](Ms time) {
    return static_cast<std::size_t>(std::lower_bound(slice.times.begin(), slice.times.end(), time) -
                                    slice.times.begin());
  };
  const std::size_t begin = place(from), end = until == std::numeric_limits<Ms>::max() ? slice.size() : place(until);
  keep(slice.values, begin, end);
  keep(slice.flags, begin, end);
  keep(slice.times, begin, end);
  return slice;
}

void Series::each_slice(Ms from, Ms until, const std::function<void(const Slice&)>& take) const {
  constexpr std::size_t kAtOnce = 8;  // chunks: some 65,000 points
  Ms begin = from;  // cuts lie between times: points of one time stay together, whichever chunks hold them
  std::size_t held = 0;
  for (const Chunk& chunk : chunks_) {
    if (chunk.first >= until) break;
    if (++held <= kAtOnce || chunk.first <= begin) continue;
    take(read(begin, chunk.first));
    begin = chunk.first;
    held = 1;
  }
  if (begin < until) take(read(begin, until));
}

std::vector<Point> Series::points() const {
  const Slice slice = read();
  std::vector<Point> points;
  points.reserve(slice.size());
  for (std::size_t i = 0; i < slice.size(); ++i) points.push_back({slice.times[i], slice.values[i], slice.flags[i]});
  return points;
}

void Series::set_flags(Flags mask, std::span<const Flags> flags) {
  assert(flags.size() == size());
  std::size_t at = 0;
  for (Chunk& chunk : chunks_) {
    std::vector<Flags> all;
    append_flags(chunk, all);
    for (Flags& flag : all) flag = static_cast<Flags>((flag & ~mask) | (flags[at++] & mask));
    chunk.flags = runs_of(all);
  }
}

}  // namespace series
