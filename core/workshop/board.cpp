#include "workshop/board.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "base/utf8.h"
#include "records/votes.h"
#include "workshop/secret.h"

namespace workshop {
namespace {

constexpr std::string_view kGoesWith = "goes-with";
constexpr double kFarthest = 1e6;  // units of the wall: what is farther was not put there by a hand

// Votes and counts are numbers that others may have written as anything.
std::size_t whole(double number) {
  constexpr double kMost = 1e6;
  return std::isfinite(number) && number > 0 ? static_cast<std::size_t>(std::min(number, kMost)) : 0;
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

std::vector<base::Id> boards(const records::State& state) {
  std::vector<base::Id> found = state.all("board");
  std::ranges::stable_sort(found, [&](base::Id a, base::Id b) {
    const std::string_view of_a = state.text(a, "date"), of_b = state.text(b, "date");
    return of_a != of_b ? of_a > of_b : state.text(a, "title") < state.text(b, "title");
  });
  return found;
}

namespace {

void read_zones(const records::State& state, Board& board) {
  std::vector<std::pair<double, base::Id>> zones;
  for (const base::Id zone : state.all("zone"))
    if (state.reference(zone, "board") == board.id) zones.emplace_back(state.number(zone, "order").value_or(0), zone);
  std::ranges::sort(zones);
  for (const auto& [order, zone] : zones)
    board.zones.push_back({zone, std::string(state.text(zone, "title")), std::string(state.text(zone, "prompt")), {}});
}

Card read_card(const records::State& state, base::Id id) {
  Card card;
  card.id = id;
  card.zone = state.reference(id, "zone");
  card.text = state.text(id, "text");
  card.author = state.text(id, "author");
  card.hands = whole(state.number(id, "hands").value_or(0));
  card.raised = read_grades(state.text(id, "raised"));
  card.colour = state.text(id, "colour");
  card.group = state.reference(id, "group");
  const auto x = state.number(id, "x"), y = state.number(id, "y");
  if (x && y && std::abs(*x) < kFarthest && std::abs(*y) < kFarthest) card.spot = Card::Spot{*x, *y};
  return card;
}

// Hidden cards are not voted on: who would know them?
void read_votes(const records::State& state, Board& board, base::Id me) {
  const Way way = board.decision.way;
  const bool zoned = std::ranges::find(board.zones, board.decision.zone, &Zone::id) != board.zones.end();
  std::vector<base::Id> ids;
  std::vector<std::size_t> options;
  std::vector<Hands> hands;
  std::map<base::Id, std::vector<Mark>> marks;
  std::map<base::Id, std::size_t> option_of;
  for (std::size_t at = 0; at < board.cards.size(); ++at) {
    Card& card = board.cards[at];
    ids.push_back(card.id);
    if (way == Way::kRanking || way == Way::kJudgment) card.hands = 0;
    if (card.hidden || (zoned && board.decision.zone && card.zone != board.decision.zone)) continue;
    option_of.emplace(card.id, options.size());
    for (const records::Vote& vote :
         board.decision.secret ? std::vector<records::Vote>{} : records::votes(state, card.id)) {
      const Mark mark = read_mark(way, vote.value);
      if (mark == 0) continue;
      std::vector<Mark>& ballot = marks[vote.voter];
      ballot.resize(options.size() + 1);
      ballot.back() = mark;
      if (way == Way::kDots || way == Way::kApproval) card.given += mark;
      if (vote.voter == me) card.mine = mark;
    }
    if (way == Way::kDots) board.mine += card.mine;
    options.push_back(at);
    hands.push_back({card.hands, card.raised});
  }
  std::vector<Ballot> ballots;
  for (auto& [voter, given] : marks) {
    given.resize(options.size());
    ballots.push_back({voter, std::move(given)});
  }
  if (board.decision.secret)
    for (const SecretBallot& secret : opened_ballots(state, board.id, board.decision)) {
      Ballot ballot{{}, std::vector<Mark>(options.size())};
      bool any = false;
      for (const auto& [card, mark] : secret.marks) {
        const auto option = option_of.find(card);
        if (option == option_of.end()) continue;  // gone, or not voted on any more
        any = true;
        ballot.marks[option->second] = mark;
        if (way == Way::kDots || way == Way::kApproval) board.cards[options[option->second]].given += mark;
      }
      if (any) ballots.push_back(std::move(ballot));
    }
  board.outcome = count(board.decision, ids, std::move(options), ballots, hands);
}

// In the order in which they were written, by their stamps; those of a group stand beside each other, those of none
// first.
void read_cards(const records::State& state, Board& board, const std::set<base::Id>& hidden) {
  std::map<base::Id, std::size_t> zones, comments;
  for (std::size_t i = 0; i < board.zones.size(); ++i) zones.emplace(board.zones[i].id, i);
  for (const base::Id comment : state.all("comment")) ++comments[state.reference(comment, "on")];
  std::map<base::Id, Group> groups;
  for (const base::Id group : state.all("group"))
    if (state.reference(group, "board") == board.id)
      groups.emplace(group, Group{group, std::string(state.text(group, "title"))});
  std::set<base::Id> used;
  std::vector<std::size_t> beside;
  std::vector<std::pair<oplog::Stamp, base::Id>> written;
  for (const base::Id id : state.all("card"))
    if (state.reference(id, "board") == board.id) written.emplace_back(state.find(id, records::kKindKey)->stamp, id);
  std::ranges::sort(written);
  for (const auto& [stamp, id] : written) {
    Card card = read_card(state, id);
    card.hidden = hidden.contains(id);
    board.hidden += card.hidden;
    if (const auto said = comments.find(id); said != comments.end()) card.comments = said->second;
    if (groups.contains(card.group))
      used.insert(card.group);
    else
      card.group = {};
    const auto zone = zones.find(card.zone);
    (zone == zones.end() ? beside : board.zones[zone->second].cards).push_back(board.cards.size());
    if (zone == zones.end()) card.zone = {};
    board.cards.push_back(std::move(card));
  }
  if (!beside.empty()) board.zones.push_back({{}, "", "", std::move(beside)});
  for (Zone& zone : board.zones)
    std::ranges::stable_sort(zone.cards, {}, [&](std::size_t at) {
      const auto group = groups.find(board.cards[at].group);
      return group == groups.end() ? std::pair<std::string, base::Id>()
                                   : std::pair(base::fold(group->second.title), group->first);
    });
  for (const base::Id group : used) board.groups.push_back(groups[group]);
  std::ranges::stable_sort(board.groups, {}, [](const Group& group) { return base::fold(group.title); });
}

void read_ties(const records::State& state, Board& board) {
  std::map<base::Id, std::size_t> at;
  for (std::size_t i = 0; i < board.cards.size(); ++i) at.emplace(board.cards[i].id, i);
  std::set<std::pair<std::size_t, std::size_t>> known;  // whoever made one a second time elsewhere
  for (const base::Id link : state.all("link")) {
    if (state.text(link, "relation") != kGoesWith) continue;
    const auto from = at.find(state.reference(link, "from")), to = at.find(state.reference(link, "to"));
    if (from == at.end() || to == at.end() || from == to) continue;
    if (known.insert(std::minmax(from->second, to->second)).second)
      board.ties.push_back({link, from->second, to->second});
  }
}

}  // namespace

Board read_board(const records::State& state, base::Id id, base::Id me, const std::set<base::Id>& hidden) {
  Board board;
  board.id = id;
  board.title = state.text(id, "title");
  board.brief = state.text(id, "brief");
  board.date = state.text(id, "date");
  board.rehearses = state.reference(id, "rehearses");
  board.closed = state.text(id, "closed");
  board.from = state.text(id, "template");
  board.decision = read_decision(state, id);
  for (const std::string& written : state.texts(id, "phases")) board.phases.push_back(phase_of(written));
  for (const std::string& written : state.texts(id, "hidden"))
    if (std::size_t at = 0; std::from_chars(written.data(), written.data() + written.size(), at).ec == std::errc() &&
                            at < board.phases.size())
      board.phases[at].hidden = true;
  if (!board.phases.empty())
    board.phase = std::min(whole(state.number(id, "phase").value_or(0)), board.phases.size() - 1);
  if (const auto ends = state.number(id, "ends"); ends && *ends > 0 && *ends < 1e15)
    board.ends = static_cast<std::int64_t>(*ends);
  board.covered = state.number(id, "covered").value_or(0) != 0;
  read_zones(state, board);
  read_cards(state, board, hidden);
  read_votes(state, board, me);
  read_ties(state, board);
  for (const base::Id stroke : state.all("stroke"))
    if (state.reference(stroke, "board") == id)
      board.strokes.push_back(
          {stroke, std::string(state.text(stroke, "colour")), read_points(state.text(stroke, "points"))});
  board.sheets = sheets_on(state, id);
  board.choices = choices_on(state, id);
  board.reports = reports_on(state, id);
  board.feedback = all_feedback(state);
  std::erase_if(board.feedback, [&](const auto& of) {
    return std::ranges::find(board.cards, of.first, &Card::id) == board.cards.end() &&
           std::ranges::find(board.sheets, of.first, &Sheet::id) == board.sheets.end();
  });
  board.photos = all_photos(state);
  std::erase_if(board.photos, [&](const auto& of) {
    return of.first != id && std::ranges::find(board.zones, of.first, &Zone::id) == board.zones.end() &&
           std::ranges::find_if(board.cards, [&](const Card& card) { return card.id == of.first && !card.hidden; }) ==
               board.cards.end();
  });
  return board;
}

std::span<const Photo> photos_of(const Board& board, base::Id on) {
  const auto found = board.photos.find(on);
  return found == board.photos.end() ? std::span<const Photo>() : found->second;
}

Board read_shared_board(const records::State& state, base::Id id, const std::set<base::Id>& hidden) {
  Board board = read_board(state, id, {}, hidden);
  std::vector<std::size_t> place(board.cards.size(), SIZE_MAX);
  std::vector<Card> shown;
  for (std::size_t i = 0; i < board.cards.size(); ++i)
    if (!board.cards[i].hidden) {
      place[i] = shown.size();
      shown.push_back(std::move(board.cards[i]));
    }
  board.cards = std::move(shown);
  for (Zone& zone : board.zones) {
    for (std::size_t& at : zone.cards) at = place[at];
    std::erase(zone.cards, SIZE_MAX);
  }
  for (Tie& tie : board.ties) tie.from = place[tie.from], tie.to = place[tie.to];
  for (std::size_t& option : board.outcome.options) option = place[option];
  for (decide::Standing& standing : board.outcome.standings) standing.option = place[standing.option];
  std::erase_if(board.ties, [](const Tie& tie) { return tie.from == SIZE_MAX || tie.to == SIZE_MAX; });
  std::erase_if(board.zones, [](const Zone& zone) { return !zone.id && zone.cards.empty(); });
  board.hidden = 0;
  return board;
}

std::vector<base::Id> revealed(const records::State& state, const std::set<base::Id>& hidden) {
  const auto stays = [&](base::Id id) {
    const base::Id board = state.reference(id, "board");
    return hidden.contains(id) && state.exists(board) && state.number(board, "covered").value_or(0) != 0;
  };
  std::vector<base::Id> found;
  for (const base::Id id : hidden) {
    bool waits = stays(id);
    for (const char* field : {"on", "from", "to"}) waits = waits || stays(state.reference(id, field));
    if (state.exists(id) && !waits) found.push_back(id);
  }
  return found;
}

base::Id find_or_make_group(const records::State& state, base::Id board, std::string_view title, base::Random& random,
                            std::vector<records::Draft>& drafts) {
  const std::string wanted = base::fold(base::trim(title));
  for (const base::Id group : state.all("group"))
    if (state.reference(group, "board") == board && base::fold(state.text(group, "title")) == wanted) return group;
  records::Draft draft{"group", base::random_id(random), {}};
  draft.set("board", base::to_hex(board));
  draft.set("title", std::string(base::trim(title)));
  drafts.push_back(draft);
  return draft.id;
}

std::vector<Comment> comments(const records::State& state, base::Id on) {
  std::vector<Comment> found;
  for (const base::Id id : state.all("comment")) {
    if (state.reference(id, "on") != on) continue;
    const double at = state.number(id, "at").value_or(0);
    found.push_back({id, std::string(state.text(id, "text")), std::string(state.text(id, "author")),
                     at > 0 && at < 1e15 ? static_cast<std::int64_t>(at) : 0});
  }
  std::ranges::stable_sort(found, {}, &Comment::at_ms);
  return found;
}

std::string write_points(const std::vector<Card::Spot>& points) {
  std::string written;
  for (const auto& [x, y] : points) {
    if (!written.empty()) written += ' ';
    written += std::to_string(std::lround(x)) + ',' + std::to_string(std::lround(y));
  }
  return written;
}

std::vector<Card::Spot> read_points(std::string_view written) {
  std::vector<Card::Spot> points;
  const char* at = written.data();
  const char* const end = at + written.size();
  while (at < end) {
    int x = 0, y = 0;
    const auto [comma, first] = std::from_chars(at, end, x);
    if (first != std::errc() || comma == end || *comma != ',') break;
    const auto [next, second] = std::from_chars(comma + 1, end, y);
    if (second != std::errc() || std::abs(x) > kFarthest || std::abs(y) > kFarthest) break;
    points.push_back({static_cast<double>(x), static_cast<double>(y)});
    at = next < end ? next + 1 : next;
  }
  return points;
}

}  // namespace workshop
