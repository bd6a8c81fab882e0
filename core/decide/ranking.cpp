#include "decide/ranking.h"

#include <algorithm>
#include <cassert>

namespace decide {

void RankedCount::add(std::span<const std::uint32_t> ranks, std::uint64_t voters) {
  assert(ranks.size() == options_);
  const auto before = [&](std::size_t a, std::size_t b) {
    return ranks[a] != 0 && (ranks[b] == 0 || ranks[a] < ranks[b]);
  };
  for (std::size_t a = 0; a < options_; ++a)
    for (std::size_t b = 0; b < options_; ++b)
      if (before(a, b)) prefer_[a * options_ + b] += voters;
}

std::vector<Standing> RankedCount::standings() const {
  // The strength of a way from one option to another is that of its weakest step, a step that of the voters who prefer
  // its beginning.
  std::vector<std::uint64_t> way(prefer_.size());
  const auto at = [&](std::size_t a, std::size_t b) -> std::uint64_t& { return way[a * options_ + b]; };
  for (std::size_t a = 0; a < options_; ++a)
    for (std::size_t b = 0; b < options_; ++b)
      if (prefer(a, b) > prefer(b, a)) at(a, b) = prefer(a, b);
  for (std::size_t over = 0; over < options_; ++over)
    for (std::size_t a = 0; a < options_; ++a)
      for (std::size_t b = 0; b < options_; ++b)
        if (a != b && a != over && b != over) at(a, b) = std::max(at(a, b), std::min(at(a, over), at(over, b)));
  std::vector<Standing> standings;
  for (std::size_t a = 0; a < options_; ++a) {
    std::size_t beaten_by = 0;
    for (std::size_t b = 0; b < options_; ++b)
      if (at(b, a) > at(a, b)) ++beaten_by;
    standings.push_back({a, beaten_by + 1});
  }
  std::ranges::stable_sort(standings, {}, &Standing::place);
  return standings;
}

}  // namespace decide
