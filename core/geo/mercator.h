// Web Mercator: longitude and latitude (degrees) to and from the unit square (x eastwards, y southwards), and lengths.
#pragma once

#include <cmath>
#include <numbers>

#include "geo/point.h"

namespace geo {

// Beyond this latitude the square ends.
inline constexpr double kMaxLatitude = 85.05112877980659;
inline constexpr double kEquatorMetres = 40075016.68557849;

struct LonLat {
  double lon = 0, lat = 0;  // degrees
};

// The latitude is brought within the square; the longitude is not wrapped.
inline Point to_square(LonLat at) {
  const double lat = std::fmin(kMaxLatitude, std::fmax(-kMaxLatitude, at.lat)) * std::numbers::pi / 180;
  return {at.lon / 360 + 0.5, 0.5 - std::asinh(std::tan(lat)) / (2 * std::numbers::pi)};
}

inline LonLat to_lon_lat(Point at) {
  const double lat = std::atan(std::sinh((0.5 - at.y) * 2 * std::numbers::pi));
  return {(at.x - 0.5) * 360, lat * 180 / std::numbers::pi};
}

// How much of the square one metre on the ground is, near `at`.
inline double square_per_metre(Point at) { return std::cosh((0.5 - at.y) * 2 * std::numbers::pi) / kEquatorMetres; }

}  // namespace geo
