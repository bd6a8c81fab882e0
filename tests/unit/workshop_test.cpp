// Workshops: what is prepared from the templates that ship, the board as it stands, and the recueil that is printed.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "oplog/hybrid_clock.h"
#include "print/documents.h"
#include "print/html.h"
#include "records/votes.h"
#include "support/time_and_chance.h"
#include "workshop/board.h"
#include "workshop/template.h"
#include "workshop/voters.h"

namespace {

std::string shipped_templates() {
  std::ifstream file("assets/content/workshops.json", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A state that is written to as a session does.
struct Written {
  support::FakeClock wall;
  support::SeededRandom random{1};
  oplog::HybridClock clock{wall};
  records::State state;
  std::uint64_t n = 0;

  void write(const std::vector<records::Change>& changes, base::Id actor = {1}) {
    oplog::Batch batch;
    batch.actor = actor;
    batch.n = static_cast<decltype(batch.n)>(++n);
    for (const records::Change& change : changes)
      batch.sets.push_back({change.entity, change.key, clock.next(), change.value});
    state.apply(batch);
  }
  base::Id save(records::Draft draft) {
    if (!draft.id) draft.id = base::random_id(random);
    write(records::changes(state, draft));
    return draft.id;
  }
  base::Id card(base::Id board, base::Id zone, std::string text, std::string author = {}) {
    records::Draft draft{"card", {}, {}};
    draft.set("board", base::to_hex(board));
    draft.set("zone", base::to_hex(zone));
    draft.set("text", std::move(text));
    draft.set("author", std::move(author));
    return save(std::move(draft));
  }
  void dots(base::Id card, base::Id voter, std::int64_t count) {
    write({{card, records::vote_key(voter), count ? oplog::Value(count) : oplog::Value(oplog::Null{})}}, voter);
  }
  workshop::Board board(base::Id id, base::Id me = {1}) const { return workshop::read_board(state, id, me); }
};

base::Id prepared(Written& written, std::size_t which = 0) {
  const auto templates = workshop::read_templates(shipped_templates(), "fr");
  REQUIRE(templates);
  const auto drafts = workshop::prepare((*templates)[which], "2014-06-03", written.random);
  for (const records::Draft& draft : drafts) written.save(draft);
  return drafts.front().id;
}

const print::Speech kSpeech{
    "fr", [](const base::Message& message) { return message.key + std::string(base::arg(message, "n")); },
    [](std::string_view iso) { return std::string(iso); }};

}  // namespace

TEST_CASE("the workshops that ship can all be prepared, in both languages", "[workshop]") {
  for (const char* language : {"fr", "en"}) {
    const auto templates = workshop::read_templates(shipped_templates(), language);
    REQUIRE(templates);
    CHECK(templates->size() == 9);
    for (std::size_t i = 0; i < templates->size(); ++i) {
      const workshop::Template& from = (*templates)[i];
      INFO(from.key);
      CHECK_FALSE(from.title.empty());
      CHECK_FALSE(from.brief.empty());
      CHECK(from.zones.size() >= 3);
      CHECK(from.phases.size() >= 5);
      CHECK((from.minutes() > 60 || from.key == "design-de-services"));  // that one goes over weeks
      for (const workshop::Template::Phase& phase : from.phases) CHECK_FALSE(phase.purpose.empty());
      CHECK(from.roles.size() == 3);
      Written written;
      const workshop::Board board = written.board(prepared(written, i));
      CHECK(board.zones.size() == from.zones.size());
      CHECK(board.phases.size() == from.phases.size());
      CHECK(board.from == from.key);
      CHECK(board.decision.quota == 3);
      CHECK(board.date == "2014-06-03");
    }
  }
  const auto french = workshop::read_templates(shipped_templates(), "fr");
  CHECK(french->front().phases.front().name == "Accueil");
  CHECK(french->front().phases.front().minutes == 15);
  CHECK(french->front().zones.front().title == "Projet initial");
  // The day says its phases in its own words; the path's proposals are judged.
  CHECK((*french)[7].phases[3].name == "Silence et cartes\u00a0: les besoins");
  CHECK((*french)[7].phases[3].hidden);
  Written written;
  const workshop::Board path = written.board(prepared(written, 8));
  CHECK(path.decision.way == workshop::Way::kJudgment);
  CHECK(path.decision.zone == path.zones[2].id);
  CHECK(path.zones[2].title == "Propositions");
  CHECK_FALSE(workshop::read_templates("{", "fr"));
  CHECK_FALSE(workshop::read_templates("[1]", "fr"));
}

TEST_CASE("a board keeps its zones in order and loses no card", "[workshop]") {
  Written written;
  const base::Id id = prepared(written);
  const workshop::Board empty = written.board(id);
  CHECK(empty.zones.front().title == "Projet initial");
  CHECK(empty.zones.back().title == "Restitution");
  CHECK(empty.phases[empty.phase].name == "Accueil");
  const base::Id first = written.card(id, empty.zones[0].id, "Créer du lien", "Anne");
  const base::Id second = written.card(id, empty.zones[3].id, "Œuvre à 5 €");
  workshop::Board board = written.board(id);
  REQUIRE(board.cards.size() == 2);
  CHECK(board.zones[0].cards.size() == 1);
  CHECK(board.cards[board.zones[0].cards[0]].author == "Anne");
  CHECK(board.cards[board.zones[3].cards[0]].text == "Œuvre à 5 €");

  // Its zone is removed: the card lies beside the zones.
  written.write({{empty.zones[0].id, std::string(records::kRemovedKey), true}});
  board = written.board(id);
  CHECK(board.zones.size() == 9);
  CHECK_FALSE(board.zones.back().id);
  CHECK(board.cards[board.zones.back().cards.at(0)].id == first);
  // It is removed itself; the other one stays.
  written.write({{first, std::string(records::kRemovedKey), true}});
  board = written.board(id);
  CHECK(board.zones.size() == 8);
  REQUIRE(board.cards.size() == 1);
  CHECK(board.cards[0].id == second);
}

TEST_CASE("dots: each person's once, those of the room beside them, whatever was written for a number", "[workshop]") {
  Written written;
  const base::Id id = prepared(written);
  const base::Id zone = written.board(id).zones[0].id;
  const base::Id a = written.card(id, zone, "A"), b = written.card(id, zone, "B"), c = written.card(id, zone, "C");
  const base::Id me{1}, other{2};
  written.dots(a, me, 1);
  written.dots(a, me, 2);  // again: not three
  written.dots(a, other, 1);
  written.dots(b, other, 2);
  written.write({{b, "hands", std::int64_t{7}}});
  written.write({{c, records::vote_key({9}), oplog::Value(std::string("beaucoup"))}, {c, "hands", std::int64_t{-4}}});
  const workshop::Board board = written.board(id, me);
  CHECK(board.mine == 2);
  const auto standings = board.outcome.standings;
  REQUIRE(standings.size() == 2);
  CHECK(board.cards[standings[0].option].text == "B");
  CHECK(board.cards[standings[0].option].dots() == 9);
  CHECK(board.cards[standings[1].option].dots() == 3);
  written.dots(a, me, 0);
  CHECK(written.board(id, me).mine == 0);
  CHECK(written.board(id, other).mine == 3);
}

TEST_CASE("a phase beyond the last, an end that is none, phases that somebody wrote by hand", "[workshop]") {
  Written written;
  const base::Id id = prepared(written);
  written.write({{id, "phase", std::int64_t{999}}, {id, "ends", 1e300}});
  workshop::Board board = written.board(id);
  CHECK(board.phase == board.phases.size() - 1);
  CHECK_FALSE(board.ends);
  records::Draft draft = written.state.draft(id);
  draft.set("phases", records::Values{oplog::Value(std::string("Accueil")), oplog::Value(std::string("99999 Trop")),
                                      oplog::Value(std::string("20 Écrire"))});
  written.save(std::move(draft));
  board = written.board(id);
  REQUIRE(board.phases.size() == 3);
  CHECK(board.phases[0].name == "Accueil");
  CHECK(board.phases[0].minutes == 0);
  CHECK(board.phases[2].minutes == 20);
  CHECK(board.phases[2].name == "Écrire");
}

TEST_CASE("the recueil holds every card, escaped, and its headings are in order", "[print]") {
  Written written;
  const base::Id id = prepared(written);
  const auto zones = written.board(id).zones;
  for (std::size_t i = 0; i < 40; ++i)
    written.card(id, zones[i % zones.size()].id, "Carte n° " + std::to_string(i) + " <b>&\"'", i % 2 ? "Zoé" : "");
  const base::Id hostile =
      written.card(id, zones[0].id, "<script>alert(1)</script>\nligne", "</style><img src=x onerror=alert(1)>");
  written.dots(hostile, {1}, 3);
  const std::string html = print::recueil(written.board(id), kSpeech);
  for (std::size_t i = 0; i < 40; ++i)
    CHECK(html.find("Carte n° " + std::to_string(i) + " &lt;b&gt;&amp;&quot;&#39;") != std::string::npos);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("&lt;script&gt;alert(1)&lt;/script&gt;<br>ligne") != std::string::npos);
  CHECK(html.find("<html lang=\"fr\">") != std::string::npos);
  CHECK(html.find("<th scope=\"row\">") != std::string::npos);
  // One h1, then h2 alone; each entry of the contents leads somewhere.
  std::size_t h1 = 0;
  for (std::size_t at = html.find("<h1"); at != std::string::npos; at = html.find("<h1", at + 1)) ++h1;
  CHECK(h1 == 1);
  for (std::size_t at = html.find("href=\"#"); at != std::string::npos; at = html.find("href=\"#", at + 1)) {
    const std::string to = html.substr(at + 7, html.find('"', at + 7) - at - 7);
    CHECK(html.find("id=\"" + to + "\"") != std::string::npos);
  }
}

TEST_CASE("voters of a tablet: each once, kept as written, and nobody from what is no list of them", "[workshop]") {
  support::SeededRandom random{7};
  workshop::Voters voters;
  CHECK_FALSE(voters.me());
  voters.choose(0, random);
  const base::Id first = voters.me();
  CHECK(first);
  voters.choose(1, random);
  const base::Id second = voters.me();
  CHECK(second != first);
  voters.choose(0, random);
  CHECK(voters.me() == first);
  voters.choose(99, random);
  CHECK(voters.people.size() == 3);
  CHECK(voters.at == 2);
  const workshop::Voters read = workshop::read_voters(workshop::write_voters(voters));
  CHECK(read.people == voters.people);
  CHECK(read.at == 2);
  for (std::size_t i = 0; i < 2 * workshop::kMostVoters; ++i) voters.choose(voters.people.size(), random);
  CHECK(voters.people.size() == workshop::kMostVoters);
  CHECK(workshop::read_voters(workshop::write_voters(voters)).people.size() == workshop::kMostVoters);
  for (const char* bad :
       {"", "x", "0", "-1", "0 12", "1 00000000000000zz", "0 0000000000000000", "0  000000000000001f"})
    CHECK_FALSE(workshop::read_voters(bad).me());
  CHECK(workshop::read_voters("9 000000000000001f").me() == base::Id{0x1f});
}

namespace {

// A board with what Markdown, spreadsheets and canvases could take for something else.
workshop::Board hostile_board(Written& written) {
  const base::Id id = prepared(written);
  const auto zones = written.board(id).zones;
  const base::Id a = written.card(id, zones[0].id, "# titre\n- *liste* [lien](http://a)", "=1+1");
  written.card(id, zones[0].id, "Médiathèque, œuvre, \"5 €\"", "Zoé");
  const base::Id b = written.card(id, {}, "1. au bord");
  written.dots(a, {1}, 2);
  written.dots(b, {2}, 2);
  return written.board(id);
}

}  // namespace

TEST_CASE("documents: each is found by its key, and none by another", "[print]") {
  CHECK(print::documents().size() == 5);
  for (const print::Document& document : print::documents()) CHECK(print::find_document(document.key) == &document);
  CHECK_FALSE(print::find_document("pdf"));
  CHECK(print::document_keys() == "recueil, markdown, csv, canvas, svg");
}

TEST_CASE("the board as Markdown: what people wrote is text", "[print]") {
  Written written;
  const std::string text = print::board_markdown(hostile_board(written), kSpeech);
  CHECK(text.find("\n- \\# titre\\\n  \\- \\*liste\\* \\[lien\\]\\(http\\://a\\) — *\\=1\\+1* — print.dots2\n") !=
        std::string::npos);
  CHECK(text.find("- Médiathèque, œuvre, \"5 €\" — *Zoé*\n") != std::string::npos);
  CHECK(text.find("## board\\.beside\n\n- 1\\. au bord — print.dots2\n") != std::string::npos);
  // Equal cards share the first place.
  CHECK(text.find("\n1\\. \\# titre") != std::string::npos);
  CHECK(text.find("\n1\\. 1\\. au bord") != std::string::npos);
}

TEST_CASE("the board as CSV: a line for each card, no formulas", "[print]") {
  Written written;
  const std::string text = print::board_csv(hostile_board(written), kSpeech);
  CHECK(text.starts_with("\"print.zone\",\"print.card\",\"print.author\","));
  CHECK(text.find("\"Projet initial\",\"# titre\n- *liste* [lien](http://a)\",\"'=1+1\",\"2\",\"0\",\"1\"\r\n") !=
        std::string::npos);
  CHECK(text.find("\"Médiathèque, œuvre, \"\"5 €\"\"\",\"Zoé\",\"0\",\"0\",\"\"\r\n") != std::string::npos);
  CHECK(text.find("\"board.beside\",\"1. au bord\",\"\",\"2\",\"0\",\"1\"\r\n") != std::string::npos);
}

TEST_CASE("the board as JSON Canvas: each card within its zone, none over another", "[print]") {
  Written written;
  const workshop::Board board = hostile_board(written);
  const auto canvas = nlohmann::json::parse(print::board_canvas(board, kSpeech));
  struct Box {
    int x, y, w, h;
    bool holds(const Box& other) const {
      return other.x >= x && other.y >= y && other.x + other.w <= x + w && other.y + other.h <= y + h;
    }
    bool meets(const Box& other) const {
      return other.x < x + w && x < other.x + other.w && other.y < y + h && y < other.y + other.h;
    }
  };
  std::vector<Box> groups, cards;
  std::set<std::string> ids;
  for (const auto& node : canvas.at("nodes")) {
    ids.insert(node.at("id").get<std::string>());
    const Box box{node.at("x"), node.at("y"), node.at("width"), node.at("height")};
    (node.at("type") == "group" ? groups : cards).push_back(box);
    if (node.at("type") == "text") {
      REQUIRE_FALSE(groups.empty());
      CHECK(groups.back().holds(box));
    }
  }
  CHECK(groups.size() == board.zones.size());
  CHECK(cards.size() == board.cards.size());
  CHECK(ids.size() == groups.size() + cards.size());
  for (const auto* boxes : {&groups, &cards})
    for (std::size_t i = 0; i < boxes->size(); ++i)
      for (std::size_t j = 0; j < i; ++j) CHECK_FALSE((*boxes)[i].meets((*boxes)[j]));
}

TEST_CASE("an action sheet of a card: its lineage both ways, also after the card is gone, and in every document",
          "[workshop]") {
  Written written;
  const base::Id id = prepared(written);
  const base::Id zone = written.board(id).zones[0].id;
  const base::Id card = written.card(id, zone, "Œuvre <partagée>\nsur la place", "Zoé");
  const base::Id other = written.card(id, zone, std::string(100, 'a'));
  for (const records::Draft& draft : workshop::sheet_of_card(written.state, card, written.random)) written.save(draft);
  const workshop::Board board = written.board(id);
  REQUIRE(board.sheets.size() == 1);
  const workshop::Sheet& sheet = board.sheets[0];
  CHECK(sheet.title == "Œuvre <partagée>");
  CHECK(sheet.summary == "Œuvre <partagée>\nsur la place");
  CHECK(sheet.author == "Zoé");
  CHECK(workshop::sheets_of(written.state, card) == std::vector{sheet.id});
  CHECK(workshop::sheets_of(written.state, other).empty());
  CHECK(workshop::cards_of(written.state, sheet.id) == std::vector{card});
  CHECK(workshop::sheet_of_card(written.state, other, written.random)[0].text("title") == std::string(80, 'a') + "…");
  CHECK(print::recueil(board, kSpeech).find("<h3>Œuvre &lt;partagée&gt;</h3>") != std::string::npos);
  CHECK(print::board_markdown(board, kSpeech).find("### Œuvre \\<partagée\\>") != std::string::npos);
  // Linked a second time elsewhere: one sheet still. The card removed: the sheet is not lost. Another board: not there.
  records::Draft link{"link", {}, {}};
  link.set("from", base::to_hex(sheet.id));
  link.set("to", base::to_hex(card));
  link.set("relation", std::string("derives-from"));
  written.save(link);
  written.write({{card, std::string(records::kRemovedKey), true}});
  CHECK(written.board(id).sheets.size() == 1);
  CHECK(written.board(prepared(written, 1)).sheets.empty());
  written.write({{sheet.id, std::string(records::kRemovedKey), true}});
  CHECK(written.board(id).sheets.empty());
}
