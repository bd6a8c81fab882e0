#include "workshop/choice.h"

#include <algorithm>

namespace workshop {

std::vector<Choice> choices_on(const records::State& state, base::Id board) {
  std::vector<std::pair<oplog::Stamp, Choice>> found;
  for (const base::Id id : state.all("choice")) {
    const auto said = [&](std::string_view field) { return std::string(state.text(id, field)); };
    const base::Id card{base::from_hex(said("on")).value_or(0)};
    if (!state.exists(card) || said("on").empty() || state.text(card, "board") != base::to_hex(board)) continue;
    found.emplace_back(state.find(id, records::kKindKey)->stamp,
                       Choice{id, card, said("decision"), said("who"), said("why"), said("budget"), said("date")});
  }
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return a.second.date != b.second.date ? a.second.date < b.second.date : a.first < b.first;
  });
  std::vector<Choice> choices;
  for (auto& [stamp, choice] : found) choices.push_back(std::move(choice));
  return choices;
}

}  // namespace workshop
