// Ranked votes by Schulze's method (Schulze 2011, "a new monotonic, clone-independent, reversal symmetric, and
// Condorcet-consistent single-winner election method"): an option that beats every other one in pairs wins, and one
// more proposal that resembles another does not change who wins. O(options³).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "decide/standing.h"

namespace decide {

// Ranks by option, 1 the best; equal ranks are equal, 0 is an option that was not ranked: below all that were.
using RankedBallot = std::vector<std::uint32_t>;

class RankedCount {
 public:
  explicit RankedCount(std::size_t options) : options_(options), prefer_(options * options) {}
  void add(std::span<const std::uint32_t> ranks,
           std::uint64_t voters = 1);  // `voters` who wrote the same, on paper say
  // How many prefer option a to option b.
  std::uint64_t prefer(std::size_t a, std::size_t b) const { return prefer_[a * options_ + b]; }
  std::vector<Standing> standings() const;

 private:
  std::size_t options_;
  std::vector<std::uint64_t> prefer_;
};

}  // namespace decide
