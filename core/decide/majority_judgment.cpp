#include "decide/majority_judgment.h"

#include <algorithm>
#include <cassert>
#include <compare>
#include <numeric>

namespace decide {
namespace {

std::uint64_t sum(const Grades& grades) { return std::accumulate(grades.begin(), grades.end(), std::uint64_t{0}); }

// The grade of the voter in the middle, of the lower of the two where there are two.
std::size_t lower_median(const Grades& grades, std::uint64_t voters) {
  std::uint64_t counted = 0;
  std::size_t grade = 0;
  while ((counted += grades[grade]) * 2 < voters) ++grade;
  return grade;
}

// Both have as many voters. One median after the other is compared and taken away.
std::strong_ordering compare(Grades a, Grades b) {
  for (std::uint64_t left = sum(a); left > 0; --left) {
    const std::size_t of_a = lower_median(a, left), of_b = lower_median(b, left);
    if (of_a != of_b) return of_a <=> of_b;
    --a[of_a];
    --b[of_b];
  }
  return std::strong_ordering::equal;
}

}  // namespace

std::vector<Judged> majority_judgment(std::vector<Grades> options, std::uint64_t voters, std::size_t default_grade) {
  std::vector<Judged> judged;
  for (std::size_t i = 0; i < options.size(); ++i) {
    Grades& grades = options[i];
    assert(default_grade < grades.size() && sum(grades) <= voters);
    grades[default_grade] += voters - sum(grades);
    Judged& option = judged.emplace_back();
    option.standing.option = i;
    option.grade = voters ? lower_median(grades, voters) : default_grade;
    for (std::size_t grade = 0; grade < grades.size(); ++grade)
      (grade < option.grade ? option.below : option.above) += grade == option.grade ? 0 : grades[grade];
  }
  std::ranges::stable_sort(judged, [&](const Judged& a, const Judged& b) {
    return compare(options[a.standing.option], options[b.standing.option]) > 0;
  });
  for (std::size_t i = 1; i < judged.size(); ++i) {
    const bool equal = compare(options[judged[i].standing.option], options[judged[i - 1].standing.option]) == 0;
    judged[i].standing.place = equal ? judged[i - 1].standing.place : i + 1;
  }
  return judged;
}

}  // namespace decide
