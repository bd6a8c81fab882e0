// Majority judgment (Balinski & Laraki 2007): every voter grades every option; an option's majority grade is the lower
// median of its grades. Among options of one majority grade, that grade is taken from each once more and the medians
// are compared again.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "decide/standing.h"

namespace decide {

// How many voters gave each grade, the lowest grade first. All options have as many grades.
using Grades = std::vector<std::uint64_t>;

struct Judged {
  Standing standing;
  std::size_t grade = 0;               // the majority grade
  std::uint64_t below = 0, above = 0;  // voters who gave a lower grade, and a higher one
};

// Whoever did not grade an option counts with `default_grade`, which is declared before the vote: `voters` is at least
// as many as any option has grades.
std::vector<Judged> majority_judgment(std::vector<Grades> options, std::uint64_t voters, std::size_t default_grade);

}  // namespace decide
