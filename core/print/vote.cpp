#include "print/vote.h"

#include <algorithm>

namespace print {
namespace {

using workshop::Way;

std::string number(std::uint64_t n) { return std::to_string(n); }

std::size_t option_of(const workshop::Board& board, std::size_t card) {
  const auto found = std::ranges::find(board.outcome.options, card);
  return static_cast<std::size_t>(found - board.outcome.options.begin());
}

double row_height(double line_height) { return 2.5 * line_height; }

}  // namespace

std::string grade_words(std::size_t grade, const Speech& speech) {
  return speech.said({"vote.grade-" + number(grade), {}});
}

std::string score(const workshop::Board& board, std::size_t at, const Speech& speech) {
  const workshop::Card& card = board.cards[at];
  const workshop::Outcome& outcome = board.outcome;
  const std::size_t option = option_of(board, at);
  if (option == outcome.options.size()) return {};
  switch (board.decision.way) {
    case Way::kDots:
    case Way::kApproval: {
      if (card.dots() == 0) return {};
      const bool dots = board.decision.way == Way::kDots;
      std::string words = card.dots() == 1
                              ? speech.said({dots ? "print.one-dot" : "vote.one-approval", {}})
                              : speech.said({dots ? "print.dots" : "vote.approvals", {{"n", number(card.dots())}}});
      if (card.hands) words += speech.said({"print.of-which-hands", {{"n", number(card.hands)}}});
      return words;
    }
    case Way::kRanking:
      if (outcome.standings.empty()) return {};
      return speech.said({outcome.totals[option] < 2 ? "vote.beats-one" : "vote.beats",
                          {{"n", number(outcome.totals[option])}, {"of", number(outcome.options.size() - 1)}}});
    case Way::kJudgment: {
      if (outcome.standings.empty()) return {};
      const std::size_t grade = outcome.majority[option];
      std::uint64_t as_good = 0;
      for (std::size_t i = grade; i < workshop::kGrades; ++i) as_good += outcome.grades[option][i];
      return speech.said(
          {as_good == 1 ? "vote.graded-one" : "vote.graded",
           {{"grade", grade_words(grade, speech)}, {"n", number(as_good)}, {"of", number(outcome.voters)}}});
    }
  }
  return {};
}

std::string decided_how(const workshop::Board& board, const Speech& speech) {
  const auto way = static_cast<std::size_t>(board.decision.way);
  return speech.said({"vote.how-" + std::string(workshop::kWays[way]), {{"quota", number(board.decision.quota)}}});
}

std::string verdict(const workshop::Board& board, const Speech& speech) {
  const workshop::Outcome& outcome = board.outcome;
  if (outcome.standings.empty()) return {};
  const std::size_t first = outcome.standings.front().option;
  std::string words;
  if (outcome.tied) {
    std::size_t equal = 0;
    for (const decide::Standing& standing : outcome.standings) equal += standing.place == 1;
    words = speech.said({"vote.tied", {{"n", number(equal)}, {"score", score(board, first, speech)}}});
  } else {
    words = speech.said({"vote.first", {{"card", board.cards[first].text}, {"score", score(board, first, speech)}}});
  }
  if (!board.decision.lots.empty()) words += ' ' + speech.said({"vote.lots-drawn", {{"seed", board.decision.lots}}});
  return words;
}

double votes_height(const workshop::Board& board, double line_height) {
  const auto rows = static_cast<double>(std::min(board.outcome.standings.size(), kMostPainted));
  return rows * row_height(line_height) + 8;
}

void paint_votes(Canvas& canvas, const workshop::Board& board, const Speech& speech) {
  const workshop::Outcome& outcome = board.outcome;
  const double bar = canvas.line_height, room = canvas.width - 8;
  const bool judged = board.decision.way == Way::kJudgment;
  double most = 1;
  for (const std::uint64_t total : outcome.totals) most = std::max(most, static_cast<double>(total));
  double y = 4;
  for (std::size_t i = 0; i < std::min(outcome.standings.size(), kMostPainted); ++i) {
    const decide::Standing& standing = outcome.standings[i];
    const std::size_t option = option_of(board, standing.option);
    const std::string place = number(standing.place) + ". ";
    canvas.words({4, y + canvas.line_height / 2}, Anchor::kStart, Ink::kText,
                 place + cut(canvas, board.cards[standing.option].text, room - canvas.width_of(place)), i == 0);
    y += canvas.line_height;
    if (judged) {
      double x = 4;
      for (std::size_t grade = workshop::kGrades; grade-- > 0;) {
        const std::uint64_t voters = outcome.grades[option][grade];
        if (voters == 0) continue;
        const double width = room * static_cast<double>(voters) / static_cast<double>(outcome.voters);
        canvas.box(x, y, width, bar, step(Ink::kSequence, static_cast<int>(grade)));
        std::string words = grade_words(grade, speech) + " " + number(voters);
        if (canvas.width_of(words) > width - 16) words = number(voters);
        // Not in the middle: there the line stands that tells the majority.
        if (canvas.width_of(words) <= width - 10) canvas.label({x + 8, y + bar / 2}, Anchor::kStart, Ink::kText, words);
        x += width;
        canvas.line({{x, y}, {x, y + bar}}, Ink::kPaper, 1.5);
      }
      canvas.line({{4 + room / 2, y - 3}, {4 + room / 2, y + bar + 3}}, Ink::kText, 2);
    } else {
      const std::string words = number(outcome.totals[option]);
      const double longest = room - canvas.width_of(number(static_cast<std::uint64_t>(most))) - 12;
      const double width = std::max(2.0, longest * static_cast<double>(outcome.totals[option]) / most);
      canvas.box(4, y, width, bar, Ink::kLine);
      canvas.words({4 + width + 6, y + bar / 2}, Anchor::kStart, Ink::kText, words, true);
    }
    y += row_height(canvas.line_height) - canvas.line_height;
  }
}

std::string votes_svg(const workshop::Board& board, const Speech& speech) {
  constexpr double kWidth = 640;
  Canvas canvas = paper(kWidth, 0);
  canvas.height = votes_height(board, canvas.line_height);
  paint_votes(canvas, board, speech);
  return canvas_svg(canvas, verdict(board, speech), [](Ink ink) -> std::uint32_t {
    constexpr std::uint32_t kSteps[workshop::kGrades] = {0xE6E3D8, 0xC4DAD8, 0x9CC7C7, 0x6FAFB3, 0x3F8B93, 0x0E5E6B};
    const int of_sequence = static_cast<int>(ink) - static_cast<int>(Ink::kSequence);
    if (of_sequence >= 0 && of_sequence < static_cast<int>(workshop::kGrades)) return kSteps[of_sequence];
    return ink == Ink::kPaper ? 0xFFFFFF : ink == Ink::kLine ? 0x0E5E6B : 0x12292F;
  });
}

}  // namespace print
