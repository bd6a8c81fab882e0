#include "workshop/path.h"

#include <algorithm>

namespace workshop {

std::vector<Step> path(const Board& board) {
  std::vector<Step> steps(board.cards.size());
  std::vector<bool> on(board.cards.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps[i].card = i;
    for (std::size_t c = 0; c < board.choices.size(); ++c)
      if (board.choices[c].card == board.cards[i].id) steps[i].choice = c, on[i] = true;
  }
  for (const decide::Standing& standing : board.outcome.standings) {
    steps[standing.option].place = standing.place;
    on[standing.option] = true;
  }
  for (const Tie& tie : board.ties) {
    steps[tie.from].with.push_back(tie.to);
    steps[tie.to].with.push_back(tie.from);
  }
  for (Step& step : steps) std::ranges::sort(step.with);
  std::erase_if(steps, [&](const Step& step) { return !on[step.card]; });
  std::ranges::stable_sort(steps, {}, [](const Step& step) { return step.place ? step.place : SIZE_MAX; });
  return steps;
}

const Choice* choice_about(const Board& board, base::Id card) {
  const auto found = std::find_if(board.choices.rbegin(), board.choices.rend(),
                                  [&](const Choice& choice) { return choice.card == card; });
  return found == board.choices.rend() ? nullptr : &*found;
}

}  // namespace workshop
