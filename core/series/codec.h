// A chunk of a series as bytes: up to kChunkPoints points in order of time, exact both ways.
//
//   chunk   := varint points | zigzag varint first time | varint tick | varint step | times | form | holes | values
//   tick    := the greatest common divisor of the time steps, ms; step := their median, in ticks
//   times   := residuals of the steps against `step`, coded
//   form    := one byte: how many decimals the values have (0-6), or 255: they are kept as doubles
//   holes   := varint count, then varint distance of each missing (NaN) value from the one before
//   values  := differences of the values times 10^decimals, coded; or 8 bytes each, little-endian
//   coded   := blocks of 64 residuals, zigzag; a block is 6 bits k, then each residual in Rice code with k low bits
//              (quotients of 24 and more: 24 ones, then 64 bits)
//
// Sensors report at nearly even steps with few digits that wander: what is left is a few bits a point, without a
// general compressor (tests/unit/native/series_real_test.cpp says how many).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "series/civil.h"

namespace series {

inline constexpr std::size_t kChunkPoints = 8192;

struct Columns {
  std::vector<Ms> times;
  std::vector<double> values;  // NaN: the sensor spoke without a value

  std::size_t size() const { return times.size(); }
};

// `times` never decreases; both spans are as long, 1 to kChunkPoints.
std::string encode(std::span<const Ms> times, std::span<const double> values);
// Appends to `out`. Errors: series.damaged; `out` is then as it was.
base::Status decode(std::string_view bytes, Columns& out);

}  // namespace series
