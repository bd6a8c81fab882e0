#include "analytics/kriging.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace analytics {
namespace {

double squared(const Sample& a, double x, double y) { return (a.x - x) * (a.x - x) + (a.y - y) * (a.y - y); }

std::vector<Sample> averaged(std::span<const Sample> samples) {
  std::map<std::pair<double, double>, std::pair<double, double>> places;
  for (const Sample& sample : samples) {
    if (std::isnan(sample.value)) continue;
    auto& [sum, count] = places[{sample.x, sample.y}];
    sum += sample.value;
    count += 1;
  }
  std::vector<Sample> out;
  for (const auto& [place, total] : places) out.push_back({place.first, place.second, total.first / total.second});
  return out;
}

// L y = b, in place.
void solve_lower(std::span<const double> factor, std::span<double> b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    const double* row = factor.data() + i * n;
    double sum = b[i];
    for (std::size_t k = 0; k < i; ++k) sum -= row[k] * b[k];
    b[i] = sum / row[i];
  }
}

// L^T x = b, in place.
void solve_upper(std::span<const double> factor, std::span<double> b) {
  const std::size_t n = b.size();
  for (std::size_t i = n; i-- > 0;) {
    b[i] /= factor[i * n + i];
    const double* row = factor.data() + i * n;
    for (std::size_t k = 0; k < i; ++k) b[k] -= row[k] * b[i];
  }
}

bool cholesky(std::vector<double>& a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    double* row = a.data() + i * n;
    for (std::size_t j = 0; j <= i; ++j) {
      const double* other = a.data() + j * n;
      double sum = row[j];
      for (std::size_t k = 0; k < j; ++k) sum -= row[k] * other[k];
      if (i != j) {
        row[j] = sum / other[j];
      } else {
        if (!(sum > 0)) return false;
        row[i] = std::sqrt(sum);
      }
    }
  }
  return true;
}

}  // namespace

std::optional<Variogram> fit_variogram(std::span<const Sample> given) {
  constexpr std::size_t kClasses = 15, kLeast = 10;
  const std::vector<Sample> samples = averaged(given);
  if (samples.size() < kLeast) return std::nullopt;
  double farthest = 0;
  for (const Sample& a : samples)
    for (const Sample& b : samples) farthest = std::max(farthest, squared(a, b.x, b.y));
  const double reach = std::sqrt(farthest) / 2;  // half the extent: beyond it pairs are few and all of one kind
  double half_squares[kClasses] = {}, distances[kClasses] = {}, pairs[kClasses] = {};
  for (std::size_t i = 0; i < samples.size(); ++i)
    for (std::size_t j = i + 1; j < samples.size(); ++j) {
      const double d = std::sqrt(squared(samples[i], samples[j].x, samples[j].y));
      if (d >= reach) continue;
      const auto c = std::min(static_cast<std::size_t>(d / reach * kClasses), kClasses - 1);
      const double off = samples[i].value - samples[j].value;
      half_squares[c] += off * off / 2;
      distances[c] += d;
      pairs[c] += 1;
    }
  // For each range on a grid, nugget and sill are linear: two normal equations, weighted by pairs / distance².
  Variogram best;
  double least = -1;
  for (int step = 1; step <= 40; ++step) {
    const double range = reach * 2 * step / 40;
    double s0 = 0, s1 = 0, s2 = 0, t0 = 0, t1 = 0;
    const auto each = [&](auto&& take) {
      for (std::size_t c = 0; c < kClasses; ++c) {
        if (pairs[c] == 0) continue;
        const double d = distances[c] / pairs[c];
        take(pairs[c] / (d * d), 1 - std::exp(-3 * d / range), half_squares[c] / pairs[c]);
      }
    };
    each([&](double weight, double shape, double gamma) {
      s0 += weight;
      s1 += weight * shape;
      s2 += weight * shape * shape;
      t0 += weight * gamma;
      t1 += weight * shape * gamma;
    });
    const double determinant = s0 * s2 - s1 * s1;
    if (!(determinant > 0)) continue;
    double nugget = (t0 * s2 - t1 * s1) / determinant, sill = (t1 * s0 - t0 * s1) / determinant;
    if (nugget < 0) nugget = 0, sill = t1 / s2;
    if (!(sill > 0)) continue;
    double off = 0;
    each([&](double weight, double shape, double gamma) {
      const double miss = gamma - nugget - sill * shape;
      off += weight * miss * miss;
    });
    if (least < 0 || off < least) {
      least = off;
      best = {nugget, sill, range};
    }
  }
  if (least < 0) return std::nullopt;
  return best;
}

std::optional<Kriging> Kriging::fit(std::span<const Sample> samples, const Variogram& variogram) {
  Kriging found;
  found.variogram_ = variogram;
  found.samples_ = averaged(samples);
  const std::size_t n = found.samples_.size();
  if (n == 0 || !(variogram.sill > 0) || !(variogram.range > 0)) return std::nullopt;
  found.factor_.resize(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j)
      found.factor_[i * n + j] =
          i == j ? variogram.sill + variogram.nugget
                 : found.covariance(squared(found.samples_[i], found.samples_[j].x, found.samples_[j].y));
  if (!cholesky(found.factor_, n)) return std::nullopt;
  const auto solve = [&](std::vector<double>& b) {
    solve_lower(found.factor_, b);
    solve_upper(found.factor_, b);
  };
  found.ones_.assign(n, 1);
  solve(found.ones_);
  double weighted = 0;
  for (std::size_t i = 0; i < n; ++i) {
    found.ones_sum_ += found.ones_[i];
    weighted += found.ones_[i] * found.samples_[i].value;
  }
  found.mean_ = weighted / found.ones_sum_;  // generalised least squares
  found.weights_.resize(n);
  for (std::size_t i = 0; i < n; ++i) found.weights_[i] = found.samples_[i].value - found.mean_;
  solve(found.weights_);
  return found;
}

double Kriging::covariance(double squared_distance) const {
  return variogram_.sill * std::exp(-3 * std::sqrt(squared_distance) / variogram_.range);
}

double Kriging::value(double x, double y) const {
  double sum = mean_;
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    const double d = squared(samples_[i], x, y);
    if (d == 0) return samples_[i].value;
    sum += weights_[i] * covariance(d);
  }
  return sum;
}

Kriging::Estimate Kriging::estimate(double x, double y) const {
  const std::size_t n = samples_.size();
  std::vector<double> near(n);
  double ones = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double d = squared(samples_[i], x, y);
    if (d == 0) return {samples_[i].value, 0};
    near[i] = covariance(d);
    ones += ones_[i] * near[i];
  }
  solve_lower(factor_, near);
  double explained = 0;
  for (const double part : near) explained += part * part;
  const double unknown_mean = (1 - ones) * (1 - ones) / ones_sum_;
  return {value(x, y), std::max(0.0, variogram_.sill + variogram_.nugget - explained + unknown_mean)};
}

std::vector<double> Kriging::grid(const Grid& grid) const {
  std::vector<double> out;
  out.reserve(grid.columns * grid.rows);
  const double cell_x = grid.width / static_cast<double>(grid.columns);
  const double cell_y = grid.height / static_cast<double>(grid.rows);
  for (std::size_t row = 0; row < grid.rows; ++row)
    for (std::size_t column = 0; column < grid.columns; ++column)
      out.push_back(value(grid.left + (static_cast<double>(column) + 0.5) * cell_x,
                          grid.bottom + (static_cast<double>(row) + 0.5) * cell_y));
  return out;
}

}  // namespace analytics
