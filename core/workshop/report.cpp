#include "workshop/report.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/utf8.h"

namespace workshop {

std::vector<Report> reports_on(const records::State& state, base::Id board) {
  constexpr double kMostPresent = 1e6;
  std::vector<Report> reports;
  for (const base::Id id : state.all("report")) {
    if (state.text(id, "board") != base::to_hex(board)) continue;
    const auto said = [&](std::string_view field) { return std::string(state.text(id, field)); };
    Report report{id, said("title"), said("text"), said("author"), {}, said("date"), said("place"), said("questions")};
    for (const std::string& word : state.texts(id, "keywords")) report.keywords.push_back(word);
    const double present = state.number(id, "present").value_or(0);
    if (std::isfinite(present) && present > 0)
      report.present = static_cast<std::size_t>(std::min(present, kMostPresent));
    reports.push_back(std::move(report));
  }
  std::ranges::stable_sort(reports, {}, [](const Report& report) { return base::fold(report.title); });
  return reports;
}

std::vector<Keyword> keywords(const std::vector<Report>& reports) {
  std::map<std::string, Keyword> by_word;
  for (std::size_t i = 0; i < reports.size(); ++i)
    for (const std::string& written : reports[i].keywords) {
      const std::string folded = base::fold(base::trim(written));
      if (folded.empty()) continue;
      Keyword& keyword = by_word[folded];
      if (keyword.word.empty()) keyword.word = base::trim(written);
      if (keyword.reports.empty() || keyword.reports.back() != i) keyword.reports.push_back(i);
    }
  std::vector<Keyword> found;
  for (auto& [folded, keyword] : by_word) found.push_back(std::move(keyword));
  std::ranges::stable_sort(found, std::ranges::greater{},
                           [](const Keyword& keyword) { return keyword.reports.size(); });
  return found;
}

}  // namespace workshop
