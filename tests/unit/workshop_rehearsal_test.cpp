// A rehearsal is prepared as the real workshop is, shares nothing with it, and goes whole.
#include "workshop/rehearsal.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "support/time_and_chance.h"
#include "support/written_state.h"
#include "workshop/board.h"
#include "workshop/lineage.h"

TEST_CASE("a rehearsal has the zones and the phases of its workshop, and nothing that was written there",
          "[workshop]") {
  support::WrittenState written;
  const base::Id board = written.keep("board", 1, {{"title", "Académie"}, {"vote", "judgment"}, {"template", "a1"}});
  records::Draft set = written.state.draft(board);
  set.set("phases", records::Values{std::string("10 Accueil"), std::string("20 Idées")});
  set.set("hidden", records::Values{std::string("0")});
  set.set("phase", records::Values{std::int64_t{1}});
  set.set("closed", std::string("2026-11-09"));
  set.set("lots", std::string("abc"));
  const std::string on = base::to_hex(board);
  const base::Id zone = written.keep("zone", 2, {{"board", on}, {"title", "Besoins"}, {"prompt", "De quoi ?"}});
  set.set("vote-zone", base::to_hex(zone));
  written.keep(set);
  const base::Id other = written.keep("zone", 3, {{"board", "00000000000000ff"}, {"title", "Ailleurs"}});
  const base::Id card = written.keep("card", 4, {{"board", on}, {"zone", base::to_hex(zone)}, {"text", "Un bus"}});
  const std::string digest = written.state.digest();

  support::SeededRandom random{7};
  const auto drafts = workshop::rehearsal_of(written.state, board, random);
  REQUIRE(drafts.size() == 2);
  for (const records::Draft& draft : drafts) {
    CHECK_FALSE(written.state.exists(draft.id));
    written.keep(draft);
  }
  const base::Id copy = drafts[0].id;
  const workshop::Board real = workshop::read_board(written.state, board, {}),
                        tried = workshop::read_board(written.state, copy, {});
  CHECK(tried.rehearses == board);
  CHECK(tried.title == real.title);
  CHECK(tried.from == real.from);
  CHECK(tried.phases.size() == 2);
  CHECK(tried.phase == 0);
  CHECK(tried.covered);
  CHECK(tried.closed.empty());
  CHECK(tried.decision.way == workshop::Way::kJudgment);
  CHECK(tried.decision.lots.empty());
  CHECK(tried.cards.empty());
  REQUIRE(tried.zones.size() == 1);
  CHECK(tried.zones[0].title == "Besoins");
  CHECK(tried.decision.zone == tried.zones[0].id);
  CHECK(tried.decision.zone != real.decision.zone);
  CHECK(real.cards.size() == 1);

  // All that is done there goes with it, and nothing else.
  const std::string there = base::to_hex(copy);
  const base::Id tried_card =
      written.keep("card", 20, {{"board", there}, {"zone", base::to_hex(tried.zones[0].id)}, {"text", "Essai"}});
  const base::Id second = written.keep("card", 21, {{"board", there}, {"text", "Encore"}});
  written.keep("group", 22, {{"board", there}, {"title", "Ensemble"}});
  written.keep("stroke", 23, {{"board", there}, {"points", "0,0 1,1"}});
  written.keep("report", 24, {{"board", there}, {"title", "Table 1"}});
  written.keep("tally", 25, {{"board", there}, {"ballots", "x"}});
  written.keep("comment", 26, {{"on", base::to_hex(tried_card)}, {"text", "Oui"}});
  written.keep("photo", 27, {{"on", base::to_hex(tried.zones[0].id)}, {"picture", "b-0"}});
  written.keep("choice", 28, {{"on", base::to_hex(tried_card)}, {"decision", "kept"}, {"who", "A"}, {"why", "B"}});
  written.keep("feedback", 29, {{"on", base::to_hex(tried_card)}, {"face", "likes"}});
  written.keep("link", 30,
               {{"from", base::to_hex(tried_card)}, {"to", base::to_hex(second)}, {"relation", "goes-with"}});
  written.keep("comment", 31, {{"on", base::to_hex(card)}, {"text", "Du vrai atelier"}});
  for (const records::Draft& draft : workshop::sheet_of_card(written.state, tried_card, random)) written.keep(draft);
  const auto all = workshop::all_of(written.state, copy);
  CHECK(all.front() == copy);
  CHECK(all.size() == 15);
  CHECK(std::set(all.begin(), all.end()).size() == all.size());
  for (const base::Id id : all) written.keep_removed(id);
  for (const char* kind : {"group", "stroke", "report", "tally", "photo", "choice", "feedback", "link", "sheet"})
    CHECK(written.state.all(kind).empty());
  CHECK(written.state.all("board") == std::vector{board});
  CHECK(written.state.all("zone") == std::vector{zone, other});
  CHECK(written.state.all("card") == std::vector{card});
  CHECK(written.state.all("comment") == std::vector{base::Id{31}});
}
