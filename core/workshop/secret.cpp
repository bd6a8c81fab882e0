#include "workshop/secret.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace workshop {
namespace {

constexpr std::size_t kId = 16;  // hexadecimal digits

}  // namespace

std::string write_ballot(const SecretBallot& ballot) {
  std::string out(1, kSigns[static_cast<std::size_t>(ballot.way)]);
  for (const auto& [card, mark] : ballot.marks) out += ' ' + base::to_hex(card) + '=' + std::to_string(mark);
  return out;
}

std::optional<SecretBallot> read_ballot(std::string_view written) {
  SecretBallot ballot;
  const auto* sign = written.empty() ? std::end(kSigns) : std::ranges::find(kSigns, written[0]);
  if (sign == std::end(kSigns)) return std::nullopt;
  ballot.way = static_cast<Way>(sign - std::begin(kSigns));
  written.remove_prefix(1);
  while (!written.empty()) {
    if (written.size() < kId + 3 || written[0] != ' ' || written[kId + 1] != '=') return std::nullopt;
    const auto card = base::from_hex(written.substr(1, kId));
    Mark mark = 0;
    const char* const end = written.data() + written.size();
    const auto [rest, error] = std::from_chars(written.data() + kId + 2, end, mark);
    if (!card || error != std::errc() || mark == 0 || mark > largest_mark(ballot.way)) return std::nullopt;
    // One mark for each card, in their order.
    if (!ballot.marks.empty() && !(ballot.marks.back().first < base::Id{*card})) return std::nullopt;
    ballot.marks.emplace_back(base::Id{*card}, mark);
    written.remove_prefix(static_cast<std::size_t>(rest - written.data()));
  }
  if (ballot.marks.empty()) return std::nullopt;
  return ballot;
}

std::string box_setting(base::Id board) { return "box/" + base::to_hex(board); }

BallotBox read_box(std::string_view setting) {
  const auto id = base::from_hex(setting.substr(0, std::min(kId, setting.size())));
  if (setting.size() < kId || !id || *id == 0) return {};
  BallotBox box{base::Id{*id}, {}};
  setting.remove_prefix(kId);
  while (!setting.empty()) {
    setting.remove_prefix(1);
    const std::size_t end = std::min(setting.find('\n'), setting.size());
    if (read_ballot(setting.substr(0, end))) box.ballots.emplace_back(setting.substr(0, end));
    setting.remove_prefix(end);
  }
  std::ranges::sort(box.ballots);
  return box;
}

std::string write_box(const BallotBox& box) {
  if (!box.id) return {};
  std::string out = base::to_hex(box.id);
  for (const std::string& ballot : box.ballots) (out += '\n') += ballot;
  return out;
}

bool cast(BallotBox& box, const SecretBallot& ballot, base::Random& random) {
  std::string written = write_ballot(ballot);
  if (box.ballots.size() >= kMostBallots || !read_ballot(written)) return false;
  if (!box.id) box.id = base::random_id(random);
  box.ballots.insert(std::ranges::lower_bound(box.ballots, written), std::move(written));
  return true;
}

records::Draft opened(const BallotBox& box, base::Id board) {
  records::Draft tally{"tally", box.id, {}};
  std::string lines;
  for (const std::string& ballot : box.ballots) lines += (lines.empty() ? "" : "\n") + ballot;
  tally.set("board", base::to_hex(board));
  tally.set("ballots", std::move(lines));
  return tally;
}

std::vector<SecretBallot> opened_ballots(const records::State& state, base::Id board, const Decision& decision) {
  std::vector<SecretBallot> found;
  for (const base::Id tally : state.all("tally")) {
    if (state.text(tally, "board") != base::to_hex(board)) continue;
    std::string_view lines = state.text(tally, "ballots");
    for (std::size_t count = 0; !lines.empty() && count < kMostBallots; ++count) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      auto ballot = read_ballot(lines.substr(0, end));
      lines.remove_prefix(std::min(end + 1, lines.size()));
      if (!ballot || ballot->way != decision.way) continue;
      const std::size_t dots = std::accumulate(ballot->marks.begin(), ballot->marks.end(), std::size_t{0},
                                               [](std::size_t sum, const auto& mark) { return sum + mark.second; });
      const bool fits = decision.way != Way::kDots || dots <= decision.quota;
      if (fits) found.push_back(std::move(*ballot));
    }
  }
  return found;
}

}  // namespace workshop
