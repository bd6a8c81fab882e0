// How two series go together. Pairs with a missing value are left out. NaN below two pairs, or when one side is still.
// Pearson O(n); Spearman O(n log n), ties have their mean rank.
#pragma once

#include <span>
#include <vector>

namespace analytics {

double pearson(std::span<const double> x, std::span<const double> y);
double spearman(std::span<const double> x, std::span<const double> y);
std::vector<double> ranks(std::span<const double> values);  // from 1; no missing values

}  // namespace analytics
