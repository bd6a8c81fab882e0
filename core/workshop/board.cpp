#include "workshop/board.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "records/votes.h"

namespace workshop {
namespace {

// Votes and counts are numbers that others may have written as anything.
std::size_t whole(double number) {
  constexpr double kMost = 1e6;
  return std::isfinite(number) && number > 0 ? static_cast<std::size_t>(std::min(number, kMost)) : 0;
}

std::size_t count_of(const oplog::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return whole(static_cast<double>(*integer));
  if (const auto* real = std::get_if<double>(&value)) return whole(*real);
  return 0;
}

base::Id reference(const records::State& state, base::Id record, std::string_view field) {
  return base::Id{base::from_hex(state.text(record, field)).value_or(0)};
}

// "15 Accueil"; anything else is a name without minutes.
Phase phase_of(const std::string& written) {
  constexpr std::size_t kDigits = 3;
  int minutes = 0;
  std::size_t at = 0;
  while (at < written.size() && at < kDigits && written[at] >= '0' && written[at] <= '9')
    minutes = minutes * 10 + (written[at++] - '0');
  if (at == 0 || at >= written.size() || written[at] != ' ') return {written, 0};
  return {written.substr(at + 1), minutes};
}

}  // namespace

std::vector<decide::Standing> Board::results() const {
  std::vector<std::uint64_t> totals;
  for (const Card& card : cards) totals.push_back(card.dots());
  std::vector<decide::Standing> standings = decide::by_total(totals);
  std::erase_if(standings, [&](const decide::Standing& standing) { return totals[standing.option] == 0; });
  return standings;
}

std::vector<base::Id> boards(const records::State& state) {
  std::vector<base::Id> found = state.all("board");
  std::ranges::stable_sort(found, [&](base::Id a, base::Id b) {
    const std::string_view of_a = state.text(a, "date"), of_b = state.text(b, "date");
    return of_a != of_b ? of_a > of_b : state.text(a, "title") < state.text(b, "title");
  });
  return found;
}

Board read_board(const records::State& state, base::Id id, base::Id me) {
  Board board;
  board.id = id;
  board.title = state.text(id, "title");
  board.brief = state.text(id, "brief");
  board.date = state.text(id, "date");
  board.quota = whole(state.number(id, "quota").value_or(0));
  for (const std::string& written : state.texts(id, "phases")) board.phases.push_back(phase_of(written));
  if (!board.phases.empty())
    board.phase = std::min(whole(state.number(id, "phase").value_or(0)), board.phases.size() - 1);
  if (const auto ends = state.number(id, "ends"); ends && *ends > 0 && *ends < 1e15)
    board.ends = static_cast<std::int64_t>(*ends);

  std::vector<std::pair<double, base::Id>> zones;
  for (const base::Id zone : state.all("zone"))
    if (reference(state, zone, "board") == id) zones.emplace_back(state.number(zone, "order").value_or(0), zone);
  std::ranges::sort(zones);
  std::map<base::Id, std::size_t> place;
  for (const auto& [order, zone] : zones) {
    place.emplace(zone, board.zones.size());
    board.zones.push_back({zone, std::string(state.text(zone, "title")), std::string(state.text(zone, "prompt")), {}});
  }
  std::vector<std::size_t> beside;
  for (const base::Id card_id : state.all("card")) {
    if (reference(state, card_id, "board") != id) continue;
    Card card{card_id, reference(state, card_id, "zone"), std::string(state.text(card_id, "text")),
              std::string(state.text(card_id, "author"))};
    card.hands = whole(state.number(card_id, "hands").value_or(0));
    for (const records::Vote& vote : records::votes(state, card_id)) {
      card.given += count_of(vote.value);
      if (vote.voter == me) card.mine = count_of(vote.value);
    }
    board.mine += card.mine;
    const auto zone = place.find(card.zone);
    (zone == place.end() ? beside : board.zones[zone->second].cards).push_back(board.cards.size());
    if (zone == place.end()) card.zone = {};
    board.cards.push_back(std::move(card));
  }
  if (!beside.empty()) board.zones.push_back({{}, "", "", std::move(beside)});
  board.sheets = sheets_on(state, id);
  return board;
}

}  // namespace workshop
