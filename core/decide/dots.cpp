#include "decide/dots.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace decide {
namespace {

std::uint64_t sum(std::span<const std::uint32_t> numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0});
}

}  // namespace

base::Status check(std::span<const std::uint32_t> dots, DotRule rule) {
  if (const std::uint64_t given = sum(dots); given > rule.quota)
    return base::fail("decide.over-quota", {{"n", std::to_string(given)}, {"quota", std::to_string(rule.quota)}});
  for (const std::uint32_t given : dots)
    if (given > rule.most_each)
      return base::fail("decide.over-one-option",
                        {{"n", std::to_string(given)}, {"most", std::to_string(rule.most_each)}});
  return base::Done{};
}

base::Status DotCount::add(std::span<const std::uint32_t> dots) {
  assert(dots.size() == totals_.size());
  if (const base::Status kept = check(dots, rule_); !kept) return kept;
  for (std::size_t i = 0; i < dots.size(); ++i) totals_[i] += dots[i];
  ++voters_;
  return base::Done{};
}

base::Status DotCount::add_by_hand(std::span<const std::uint32_t> totals, std::uint32_t voters) {
  assert(totals.size() == totals_.size());
  const std::uint64_t most = std::uint64_t{rule_.quota} * voters, most_each = std::uint64_t{rule_.most_each} * voters;
  const std::uint64_t given = sum(totals);
  for (const std::uint64_t part : totals)
    if (given > most || part > most_each)
      return base::fail("decide.by-hand-over-quota", {{"n", std::to_string(given > most ? given : part)},
                                                      {"most", std::to_string(given > most ? most : most_each)}});
  for (std::size_t i = 0; i < totals.size(); ++i) totals_[i] += totals[i];
  voters_ += voters;
  return base::Done{};
}

}  // namespace decide
