#include "analytics/noise.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace analytics {
namespace {

double energy(double level) { return std::pow(10.0, level / 10); }

struct Sum {
  double energy = 0, time = 0;
  void add(double level, double duration) {
    if (std::isnan(level) || !(duration > 0)) return;
    energy += analytics::energy(level) * duration;
    time += duration;
  }
  std::optional<double> level() const {
    if (time > 0) return 10 * std::log10(energy / time);
    return std::nullopt;
  }
};

}  // namespace

std::optional<double> laeq(std::span<const double> levels) {
  Sum sum;
  for (const double level : levels) sum.add(level, 1);
  return sum.level();
}

std::optional<double> laeq(std::span<const double> levels, std::span<const double> durations) {
  assert(levels.size() == durations.size());
  Sum sum;
  for (std::size_t i = 0; i < levels.size(); ++i) sum.add(levels[i], durations[i]);
  return sum.level();
}

double lden(double day, double evening, double night) {
  return 10 * std::log10((12 * energy(day) + 4 * energy(evening + 5) + 8 * energy(night + 10)) / 24);
}

DayLevels day_levels(std::span<const int> minutes, std::span<const double> levels, double level_minutes,
                     double least_valid, double night_minutes) {
  assert(minutes.size() == levels.size());
  Sum day, evening, night;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const int hour = minutes[i] / 60;
    Sum& period = hour >= 22 || hour < 6 ? night : hour >= 18 ? evening : day;
    period.add(levels[i], level_minutes);
  }
  DayLevels found;
  const auto close = [&](const Sum& sum, double length, double& valid) {
    valid = std::min(1.0, sum.time / length);
    return valid >= least_valid ? sum.level() : std::nullopt;
  };
  found.day = close(day, 12 * 60, found.valid_day);
  found.evening = close(evening, 4 * 60, found.valid_evening);
  found.night = close(night, night_minutes, found.valid_night);
  if (found.day && found.evening && found.night) found.lden = lden(*found.day, *found.evening, *found.night);
  return found;
}

}  // namespace analytics
