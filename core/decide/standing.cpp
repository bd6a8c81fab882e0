#include "decide/standing.h"

#include <algorithm>
#include <numeric>

#include "base/sha256.h"

namespace decide {

std::vector<Standing> by_total(std::span<const std::uint64_t> totals) {
  std::vector<Standing> standings;
  for (std::size_t i = 0; i < totals.size(); ++i) standings.push_back({i, 1});
  std::ranges::sort(standings, [&](const Standing& a, const Standing& b) {
    return totals[a.option] != totals[b.option] ? totals[a.option] > totals[b.option] : a.option < b.option;
  });
  for (std::size_t i = 1; i < standings.size(); ++i)
    standings[i].place =
        totals[standings[i].option] == totals[standings[i - 1].option] ? standings[i - 1].place : i + 1;
  return standings;
}

std::vector<Standing> draw_lots(std::vector<Standing> standings, std::span<const std::string> names,
                                std::string_view seed) {
  const auto lot = [&](const Standing& standing) {
    return base::sha256_hex(std::string(seed) + " " + names[standing.option]);
  };
  std::ranges::sort(standings, [&](const Standing& a, const Standing& b) {
    if (a.place != b.place) return a.place < b.place;
    const std::string of_a = lot(a), of_b = lot(b);
    return of_a != of_b ? of_a < of_b : a.option < b.option;
  });
  for (std::size_t i = 0; i < standings.size(); ++i) standings[i].place = i + 1;
  return standings;
}

bool needs_lots(std::span<const Standing> standings, std::size_t winners) {
  if (winners == 0 || winners >= standings.size()) return false;
  return standings[winners - 1].place == standings[winners].place;
}

}  // namespace decide
