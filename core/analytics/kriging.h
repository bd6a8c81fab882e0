// Ordinary kriging (Matheron 1963) with its variance: the surface, and how little is known far from stations. The
// covariance is exponential, sill * exp(-3 d / range), plus a nugget at d = 0; the variogram is fitted by weighted
// least squares over 15 classes of distance. Fit O(n² + n³/3); a place O(n), its variance O(n²). Meant for up to 1,000
// stations.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "analytics/idw.h"

namespace analytics {

struct Variogram {
  double nugget = 0, sill = 0, range = 0;  // sill: without the nugget; range: where 95 % of it is reached
};
// nullopt below 10 samples, or when all values or all places are the same.
std::optional<Variogram> fit_variogram(std::span<const Sample> samples);

class Kriging {
 public:
  // Samples at one place are averaged. nullopt when there are none, or the system has no solution.
  static std::optional<Kriging> fit(std::span<const Sample> samples, const Variogram& variogram);

  struct Estimate {
    double value = 0, variance = 0;
  };
  double value(double x, double y) const;
  Estimate estimate(double x, double y) const;
  std::vector<double> grid(const Grid& grid) const;  // values, row by row from the bottom

 private:
  double covariance(double squared_distance) const;

  Variogram variogram_;
  std::vector<Sample> samples_;
  std::vector<double> factor_;   // Cholesky factor of the covariances, row by row
  std::vector<double> weights_;  // C^-1 (z - mean): the dual form
  std::vector<double> ones_;     // C^-1 1
  double mean_ = 0, ones_sum_ = 0;
};

}  // namespace analytics
