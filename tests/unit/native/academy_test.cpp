// A whole academy: 24 people at four tables, a tablet on each, no network; 400 cards, votes, and bundles in two orders.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <map>

#include "decide/mixed_tables.h"
#include "print/documents.h"
#include "records/votes.h"
#include "support/tablet.h"
#include "workshop/board.h"
#include "workshop/lineage.h"
#include "workshop/template.h"
#include "workshop/voters.h"

using support::Tablet;

namespace {

constexpr std::size_t kTables = 4, kPeople = 24, kCards = 400;

const print::Speech kSpeech{
    "fr", [](const base::Message& message) { return message.key + std::string(base::arg(message, "n")); },
    [](std::string_view iso) { return std::string(iso); }};

std::string card_text(std::size_t n) { return "Œuvre n° " + std::to_string(n) + " à 5 €"; }

base::Id prepare(Tablet& tablet) {
  std::ifstream file("assets/content/workshops.json", std::ios::binary);
  const auto templates = workshop::read_templates(
      std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}, "fr");
  REQUIRE(templates);
  auto drafts = workshop::prepare(templates->front(), "2014-06-03", tablet.random);
  const base::Id board = drafts.front().id;
  REQUIRE(tablet.session.save_all(std::move(drafts), "board.prepare"));
  return board;
}

base::Id write_card(Tablet& tablet, const workshop::Board& board, std::size_t n) {
  records::Draft draft{"card", {}, {}};
  draft.set("board", base::to_hex(board.id));
  draft.set("zone", base::to_hex(board.zones[n % board.zones.size()].id));
  draft.set("text", card_text(n));
  draft.set("author", n % 3 ? "Personne " + std::to_string(n % kPeople) : std::string());
  tablet.clock.ms += 700;
  return tablet.session.save(std::move(draft), "card.add");
}

}  // namespace

TEST_CASE("an academy: 400 cards of four tablets, merged in two orders, are one board, and none is lost",
          "[workshop][academy]") {
  std::vector<std::unique_ptr<Tablet>> tables;
  for (std::size_t i = 0; i < kTables; ++i) {
    tables.push_back(std::make_unique<Tablet>(i + 1));
    tables[i]->clock.ms += static_cast<std::int64_t>(i) * 86'400'000 * 400;  // clocks years apart
  }
  const base::Id id = prepare(*tables[0]);
  const std::string prepared = tables[0]->bundle().bytes;
  for (std::size_t i = 1; i < kTables; ++i) REQUIRE(tables[i]->unbundle(prepared).ok());

  std::vector<std::uint32_t> sectors;
  for (std::uint32_t person = 0; person < kPeople; ++person) sectors.push_back(person % 5);
  const std::vector<std::size_t> seats = decide::mixed_tables(sectors, kTables, 2014);

  // Each table writes its cards; somebody takes one back, another moves one.
  std::vector<std::vector<base::Id>> written(kTables);
  for (std::size_t n = 0; n < kCards; ++n) {
    Tablet& tablet = *tables[n % kTables];
    const auto board = workshop::read_board(tablet.session.state(), id, {});
    written[n % kTables].push_back(write_card(tablet, board, n));
    REQUIRE(written[n % kTables].back());
  }
  tables[0]->session.remove(written[0].back(), "card.remove");
  tables[0]->session.undo();

  // All meet once, so that everybody can vote on any card.
  std::vector<std::string> bundles;
  for (auto& tablet : tables) bundles.push_back(tablet->bundle().bytes);
  for (auto& tablet : tables)
    for (const std::string& bundle : bundles) REQUIRE(tablet->unbundle(bundle).ok());

  // Everybody votes at their table: three dots each, the tablet handed on.
  std::vector<workshop::Voters> voters(kTables);
  for (std::size_t person = 0; person < kPeople; ++person) {
    const std::size_t table = seats[person];
    voters[table].choose(voters[table].people.size(), tables[table]->random);
    for (std::size_t dot = 0; dot < 3; ++dot) {
      const base::Id card = written[dot % kTables][(person * 7 + dot * 31) % 10];
      const auto given = workshop::read_board(tables[table]->session.state(), id, voters[table].me());
      const auto held = std::ranges::find(given.cards, card, &workshop::Card::id);
      REQUIRE(held != given.cards.end());
      REQUIRE(given.mine < given.decision.quota);
      REQUIRE(tables[table]->session.write_all(
          {{card, records::vote_key(voters[table].me()), static_cast<std::int64_t>(held->mine + 1)}}, "card.dots"));
    }
  }
  // Two tables move the same card, and the facilitator goes on to the next phase meanwhile.
  const auto zones = workshop::read_board(tables[0]->session.state(), id, {}).zones;
  const base::Id disputed = written[1][3];
  REQUIRE(tables[1]->session.write_all({{disputed, "zone", base::to_hex(zones[2].id)}}, "card.edit"));
  REQUIRE(tables[2]->session.write_all({{disputed, "zone", base::to_hex(zones[5].id)}}, "card.edit"));
  REQUIRE(tables[0]->session.write_all({{id, "phase", std::int64_t{3}}}, "board.phase"));

  bundles.clear();
  for (auto& tablet : tables) bundles.push_back(tablet->bundle().bytes);
  Tablet forward(11), backward(12);
  for (std::size_t i = 0; i < kTables; ++i) {
    REQUIRE(forward.unbundle(bundles[i]).ok());
    REQUIRE(backward.unbundle(bundles[kTables - 1 - i]).ok());
  }
  CHECK(forward.digest() == backward.digest());
  for (auto& tablet : tables) {
    for (const std::string& bundle : bundles) REQUIRE(tablet->unbundle(bundle).ok());
    CHECK(tablet->digest() == forward.digest());
  }

  const workshop::Board board = workshop::read_board(forward.session.state(), id, {});
  CHECK(board.cards.size() == kCards);
  CHECK(board.phase == 3);
  std::map<std::string, int> texts;
  std::size_t dots = 0;
  for (const workshop::Card& card : board.cards) {
    ++texts[card.text];
    dots += card.dots();
  }
  CHECK(texts.size() == kCards);
  CHECK(dots == kPeople * board.decision.quota);
  for (const print::Document& document : print::documents()) {
    const std::string bytes = document.write(board, kSpeech);
    CHECK(bytes == document.write(workshop::read_board(backward.session.state(), id, {}), kSpeech));
    for (std::size_t n = 0; n < kCards; ++n)
      CHECK(bytes.find("n° " + std::to_string(n) + " à 5 €") != std::string::npos);
  }
}

TEST_CASE("two tablets make a sheet of the same card: both are kept, each with its way back", "[workshop][academy]") {
  Tablet first(1), second(2);
  const base::Id id = prepare(first);
  const base::Id card = write_card(first, workshop::read_board(first.session.state(), id, {}), 5);
  REQUIRE(second.unbundle(first.bundle().bytes).ok());
  std::vector<base::Id> made;
  for (Tablet* tablet : {&first, &second}) {
    auto drafts = workshop::sheet_of_card(tablet->session.state(), card, tablet->random);
    made.push_back(drafts.front().id);
    REQUIRE(tablet->session.save_all(std::move(drafts), "sheet.from-card"));
    records::Draft draft = tablet->session.state().draft(made.back());
    draft.set("title", tablet == &first ? std::string("Le café du mercredi") : std::string("Le café du samedi"));
    REQUIRE(tablet->session.save(std::move(draft), "sheet.edit"));
  }
  REQUIRE(second.unbundle(first.bundle().bytes).ok());
  REQUIRE(first.unbundle(second.bundle().bytes).ok());
  CHECK(first.digest() == second.digest());
  std::ranges::sort(made);
  for (const Tablet* tablet : {&first, &second}) {
    const records::State& state = tablet->session.state();
    CHECK(workshop::sheets_of(state, card) == made);
    for (const base::Id sheet : made) CHECK(workshop::cards_of(state, sheet) == std::vector{card});
    const workshop::Board board = workshop::read_board(state, id, {});
    REQUIRE(board.sheets.size() == 2);
    for (const std::string& document : {print::recueil(board, kSpeech), print::board_markdown(board, kSpeech)})
      for (const char* title : {"Le café du mercredi", "Le café du samedi"})
        CHECK(document.find(title) != std::string::npos);
  }
}
