// Three people on one text, as a list of actions: whatever they write, and in whatever order it reaches the others, all
// see the naive text. Then whatever anyone forges is joined in two orders, and both are the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "oplog/text.h"
#include "support/naive_text.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  size = std::min<std::size_t>(size, 400);  // the naive text is slow
  std::size_t at = 0;
  const auto byte = [&] { return at < size ? std::size_t{data[at++]} : 0; };
  oplog::Text texts[3];
  std::vector<oplog::TextRun> runs;
  std::vector<oplog::TextRange> removals;
  std::size_t seen_runs[3] = {}, seen_removals[3] = {};
  const auto join_all = [&](std::size_t who) {
    // The latest first: nearly everything has to wait.
    for (std::size_t i = removals.size(); i-- > seen_removals[who];) texts[who].join(removals[i]);
    for (std::size_t i = runs.size(); i-- > seen_runs[who];) texts[who].join(runs[i]);
    seen_removals[who] = removals.size();
    seen_runs[who] = runs.size();
  };
  while (at < size) {
    const std::size_t action = byte(), who = action % 3;
    oplog::Text& text = texts[who];
    const std::size_t place = byte() % (text.size() + 1);
    switch (action / 3 % 4) {
      case 0:
      case 1: {
        const std::string_view letters[] = {"a", "b", "éé", "🙂x"};
        runs.push_back(text.insert(base::Id{who + 1}, place, letters[action / 12 % 4]));
        break;
      }
      case 2:
        for (const oplog::TextRange& range : text.erase(place, std::min(text.size() - place, action / 12)))
          removals.push_back(range);
        break;
      default:
        join_all(who);
    }
  }
  const std::string expected = support::naive_text(runs, removals);
  for (std::size_t who = 0; who < 3; ++who) {
    join_all(who);
    require(texts[who].utf8() == expected);
    require(!texts[who].forked());
  }

  at = 0;
  std::vector<oplog::TextRun> forged = runs;
  while (at < size) {
    const auto name = [&] { return oplog::Name{base::Id{1 + byte() % 3}, static_cast<oplog::Number>(byte() % 8)}; };
    oplog::TextRun run{name(), name(), byte() % 2 ? oplog::Side::kLeft : oplog::Side::kRight, "xy"};
    if (byte() % 3 == 0) run.beside = {}, run.side = oplog::Side::kRight;
    forged.push_back(std::move(run));
  }
  oplog::Text one, other, kept;
  for (const oplog::TextRun& run : forged) one.join(run);
  for (const oplog::TextRange& range : removals) one.join(range);
  for (const oplog::TextRange& range : removals) other.join(range);
  std::ranges::reverse(forged);
  for (const oplog::TextRun& run : forged) other.join(run);
  require(one.utf8() == other.utf8());
  for (const oplog::TextRun& run : other.runs()) kept.join(run);
  for (const oplog::TextRange& range : other.removals()) kept.join(range);
  require(kept.utf8() == one.utf8());
  return 0;
}
