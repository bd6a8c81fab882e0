#include "workshop/decision.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "decide/ranking.h"

namespace workshop {
namespace {

constexpr Mark kMostDots = 1'000'000;
constexpr std::uint64_t kMostHands = 1'000;  // for one grade: the count of a judgment takes one voter after another
constexpr Mark kMostMark[] = {kMostDots, 1, kMostRanked, kGrades};

Mark whole(double number) {
  return std::isfinite(number) && number > 0 ? static_cast<Mark>(std::min(number, static_cast<double>(kMostDots))) : 0;
}

void count_ranking(Outcome& outcome, std::span<const Ballot> ballots) {
  const std::size_t options = outcome.options.size();
  decide::RankedCount ranked(options);
  for (const Ballot& ballot : ballots) ranked.add(ballot.marks);
  for (std::size_t a = 0; a < options; ++a)
    for (std::size_t b = 0; b < options; ++b) outcome.totals[a] += ranked.prefer(a, b) > ranked.prefer(b, a);
  outcome.standings = ranked.standings();
}

std::uint64_t sum(const decide::Grades& grades) {
  return std::accumulate(grades.begin(), grades.end(), std::uint64_t{0});
}

// As many people are in the room as raised a hand for the option that most graded.
void count_judgment(Outcome& outcome, std::span<const Ballot> ballots, std::span<const Hands> hands) {
  const std::size_t options = outcome.options.size();
  std::uint64_t room = 0;
  for (const Hands& raised : hands) room = std::max(room, sum(raised.grades));
  outcome.voters = ballots.size() + static_cast<std::size_t>(room);
  if (outcome.voters == 0) return;
  outcome.grades.assign(options, decide::Grades(kGrades));
  for (std::size_t i = 0; i < options; ++i) {
    decide::Grades& grades = outcome.grades[i];
    for (std::size_t grade = 0; grade < hands[i].grades.size(); ++grade) grades[grade] = hands[i].grades[grade];
    grades[kDefaultGrade] += room - sum(grades);
    for (const Ballot& ballot : ballots) ++grades[ballot.marks[i] ? ballot.marks[i] - 1 : kDefaultGrade];
  }
  outcome.majority.resize(options);
  for (const decide::Judged& judged : decide::majority_judgment(outcome.grades, outcome.voters, kDefaultGrade)) {
    outcome.majority[judged.standing.option] = judged.grade;
    outcome.standings.push_back(judged.standing);
  }
}

void count_totals(Outcome& outcome, std::span<const Ballot> ballots, std::span<const Hands> hands) {
  for (std::size_t i = 0; i < outcome.options.size(); ++i) {
    outcome.totals[i] = hands[i].count;
    for (const Ballot& ballot : ballots) outcome.totals[i] += ballot.marks[i];
  }
  outcome.standings = decide::by_total(outcome.totals);
  std::erase_if(outcome.standings,
                [&](const decide::Standing& standing) { return outcome.totals[standing.option] == 0; });
}

}  // namespace

Decision read_decision(const records::State& state, base::Id board) {
  Decision decision;
  const auto* way = std::ranges::find(kWays, state.text(board, "vote"));
  if (way != std::end(kWays)) decision.way = static_cast<Way>(way - std::begin(kWays));
  decision.quota = whole(state.number(board, "quota").value_or(0));
  decision.zone = state.reference(board, "vote-zone");
  decision.secret = state.number(board, "secret").value_or(0) != 0;
  decision.lots = state.text(board, "lots");
  return decision;
}

Mark largest_mark(Way way) { return kMostMark[static_cast<std::size_t>(way)]; }

Mark read_mark(Way way, const oplog::Value& vote) {
  if (const auto* integer = std::get_if<std::int64_t>(&vote))
    return way == Way::kDots ? whole(static_cast<double>(*integer)) : 0;
  if (const auto* real = std::get_if<double>(&vote)) return way == Way::kDots ? whole(*real) : 0;
  const std::string_view text = oplog::text(vote);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    Mark mark = 0;
    if (text[at] == kSigns[static_cast<std::size_t>(way)] &&
        std::from_chars(text.data() + at + 1, text.data() + end, mark).ec == std::errc())
      return mark <= largest_mark(way) ? mark : 0;
    at = end + 1;
  }
  return 0;
}

oplog::Value write_mark(const oplog::Value& vote, Way way, Mark mark) {
  std::string text;
  Mark dots = 0;
  for (std::size_t i = 0; i < std::size(kWays); ++i) {
    const Way of = static_cast<Way>(i);
    const Mark held = of == way ? mark : read_mark(of, vote);
    if (of == Way::kDots) dots = held;
    if (held) text += (text.empty() ? "" : " ") + std::string(1, kSigns[i]) + std::to_string(held);
  }
  if (text.empty()) return oplog::Null{};
  if (text.find(' ') == std::string::npos && dots) return static_cast<std::int64_t>(dots);
  return text;
}

Outcome count(const Decision& decision, std::span<const base::Id> cards, std::vector<std::size_t> options,
              std::span<const Ballot> ballots, std::span<const Hands> hands) {
  Outcome outcome;
  outcome.options = std::move(options);
  if (decision.way == Way::kRanking && outcome.options.size() > kMostRanked) return outcome;
  outcome.voters = ballots.size();
  outcome.totals.resize(outcome.options.size());
  switch (decision.way) {
    case Way::kDots:
    case Way::kApproval:
      count_totals(outcome, ballots, hands);
      break;
    case Way::kRanking:
      if (!ballots.empty() && !outcome.options.empty()) count_ranking(outcome, ballots);
      break;
    case Way::kJudgment:
      count_judgment(outcome, ballots, hands);
      break;
  }
  if (outcome.standings.empty()) return outcome;
  if (!decision.lots.empty()) {
    std::vector<std::string> names;
    for (const std::size_t card : outcome.options) names.push_back(base::to_hex(cards[card]));
    outcome.standings = decide::draw_lots(std::move(outcome.standings), names, decision.lots);
  }
  outcome.tied = outcome.standings.size() > 1 && outcome.standings[1].place == outcome.standings[0].place;
  for (decide::Standing& standing : outcome.standings) standing.option = outcome.options[standing.option];
  return outcome;
}

std::string write_grades(const decide::Grades& grades) {
  std::string written;
  if (sum(grades) > 0)
    for (const std::uint64_t hands : grades) written += (written.empty() ? "" : " ") + std::to_string(hands);
  return written;
}

decide::Grades read_grades(std::string_view written) {
  decide::Grades grades(kGrades);
  const char* at = written.data();
  const char* const end = at + written.size();
  for (std::size_t grade = 0; grade < kGrades; ++grade) {
    if (grade > 0 && at < end && *at == ' ') ++at;
    const auto [next, error] = std::from_chars(at, end, grades[grade]);
    if (error != std::errc() || grades[grade] > kMostHands) return {};
    at = next;
  }
  return sum(grades) > 0 ? grades : decide::Grades{};
}

}  // namespace workshop
