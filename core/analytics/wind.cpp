#include "analytics/wind.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

#include "analytics/group.h"

namespace analytics {
namespace {

constexpr double kRadian = std::numbers::pi / 180;

bool present(double direction, double speed) { return std::isfinite(direction) && speed >= 0 && std::isfinite(speed); }

}  // namespace

std::size_t sector_of(double direction, std::size_t sectors) {
  const double width = 360.0 / static_cast<double>(sectors);
  const double turned = std::fmod(std::fmod(direction + width / 2, 360.0) + 360.0, 360.0);
  return std::min(static_cast<std::size_t>(turned / width), sectors - 1);
}

WindRose wind_rose(std::span<const double> direction, std::span<const double> speed, std::size_t sectors,
                   std::span<const double> bounds) {
  assert(direction.size() == speed.size() && sectors > 0);
  WindRose rose{sectors, bounds.size() + 1, std::vector<std::uint32_t>(sectors * (bounds.size() + 1))};
  for (std::size_t i = 0; i < direction.size(); ++i) {
    if (!present(direction[i], speed[i])) continue;
    ++rose.total;
    if (speed[i] == 0) {
      ++rose.calm;
      continue;
    }
    const auto above = std::lower_bound(bounds.begin(), bounds.end(), speed[i]);
    ++rose.counts[sector_of(direction[i], sectors) * rose.classes + static_cast<std::size_t>(above - bounds.begin())];
  }
  return rose;
}

std::vector<std::uint32_t> polar_groups(std::span<const double> direction, std::span<const double> speed,
                                        double max_speed, std::size_t side) {
  assert(direction.size() == speed.size());
  std::vector<std::uint32_t> groups(direction.size(), kNoGroup);
  const double cells = static_cast<double>(side);
  for (std::size_t i = 0; i < direction.size(); ++i) {
    if (!present(direction[i], speed[i]) || speed[i] > max_speed) continue;
    const double east = speed[i] * std::sin(direction[i] * kRadian),
                 north = speed[i] * std::cos(direction[i] * kRadian);
    const auto cell = [&](double part) {
      return std::min(static_cast<std::size_t>((part / max_speed + 1) / 2 * cells), side - 1);
    };
    groups[i] = static_cast<std::uint32_t>(cell(north) * side + cell(east));
  }
  return groups;
}

double mean_direction(std::span<const double> direction) {
  double east = 0, north = 0;
  for (const double angle : direction) {
    if (!std::isfinite(angle)) continue;
    east += std::sin(angle * kRadian);
    north += std::cos(angle * kRadian);
  }
  if (std::hypot(east, north) < 1e-9) return std::numeric_limits<double>::quiet_NaN();
  const double angle = std::atan2(east, north) / kRadian;
  return angle < 0 ? angle + 360 : angle;
}

}  // namespace analytics
