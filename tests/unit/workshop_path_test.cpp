// From cards to what comes of them: choices, reports, cards that are alike; as slides, as a picture, as a recueil.
#include "workshop/path.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "generated/tokens.h"
#include "print/documents.h"
#include "print/path.h"
#include "print/slides.h"
#include "print/tables.h"
#include "print/wall.h"
#include "records/votes.h"
#include "support/written_state.h"
#include "workshop/alike.h"

using support::WrittenState;
using workshop::Board;

namespace {

constexpr base::Id kBoard{1};

const print::Speech kSpeech{"fr",
                            [](const base::Message& message) {
                              std::string words = message.key;
                              for (const auto& [name, value] : message.args) words += '|' + value;
                              return words;
                            },
                            [](std::string_view iso) { return std::string(iso); }};

struct Workshop : WrittenState {
  Workshop() {
    keep("board", 1, {{"title", "Centre social"}});
    keep("zone", 10, {{"board", base::to_hex(kBoard)}, {"title", "Besoins"}});
    keep("zone", 11, {{"board", base::to_hex(kBoard)}, {"title", "Propositions"}});
  }
  void card(std::uint64_t id, std::uint64_t zone, const char* text) {
    keep("card", id, {{"board", base::to_hex(kBoard)}, {"zone", base::to_hex(base::Id{zone})}, {"text", text}});
  }
  void choice(std::uint64_t id, std::uint64_t card, const char* decision, const char* why, const char* date = "") {
    keep("choice", id,
         {{"on", base::to_hex(base::Id{card})},
          {"decision", decision},
          {"who", "Le conseil municipal"},
          {"why", why},
          {"date", date}});
  }
  void report(std::uint64_t id, const char* title, std::initializer_list<const char*> words) {
    records::Draft draft{"report", base::Id{id}, {}};
    draft.set("board", base::to_hex(kBoard));
    draft.set("title", std::string(title));
    records::Values values;
    for (const char* word : words) values.emplace_back(std::string(word));
    draft.set("keywords", std::move(values));
    keep(draft);
  }
  Board board() const { return workshop::read_board(state, kBoard, {}); }
};

std::vector<std::string> texts(const Board& board, const std::vector<std::size_t>& cards) {
  std::vector<std::string> found;
  for (const std::size_t at : cards) found.push_back(board.cards[at].text);
  return found;
}

}  // namespace

TEST_CASE("from needs to choices: the vote's order, what goes with a card, the choice that holds", "[workshop][path]") {
  Workshop log;
  log.card(20, 10, "Aller plus loin que la mairie");
  log.card(21, 11, "Un bus du numérique");
  log.card(22, 11, "Une permanence le soir");
  log.card(23, 11, "Des tablettes pour tous");
  CHECK(workshop::path(log.board()).empty());
  log.keep("link", 30,
           {{"from", base::to_hex(base::Id{20})}, {"to", base::to_hex(base::Id{21})}, {"relation", "goes-with"}});
  log.choice(40, 23, "rejected", "Trop cher");
  log.choice(41, 21, "deferred", "On attend le budget", "2027-01-10");
  log.choice(42, 21, "kept", "Le budget est là", "2027-03-03");
  records::Draft vote = log.state.draft(base::Id{22});
  vote.set("hands", records::Values{std::int64_t{5}});
  log.keep(vote);

  const Board board = log.board();
  const std::vector<workshop::Step> steps = workshop::path(board);
  REQUIRE(steps.size() == 3);
  CHECK(board.cards[steps[0].card].text == "Une permanence le soir");
  CHECK(steps[0].place == 1);
  CHECK_FALSE(steps[0].choice);
  CHECK(board.cards[steps[1].card].text == "Un bus du numérique");
  CHECK(texts(board, steps[1].with) == std::vector<std::string>{"Aller plus loin que la mairie"});
  CHECK(board.choices[*steps[1].choice].why == "Le budget est là");
  CHECK(board.cards[steps[2].card].text == "Des tablettes pour tous");
  CHECK(workshop::choice_about(board, base::Id{23})->decision == "rejected");
  CHECK(workshop::choice_about(board, base::Id{22}) == nullptr);

  // A choice about a card of another board, about none, about one that is gone.
  log.keep("board", 2, {{"title", "Ailleurs"}});
  log.keep("card", 50, {{"board", base::to_hex(base::Id{2})}, {"text", "Ailleurs"}});
  log.choice(51, 50, "kept", "Là-bas");
  log.choice(52, 99, "kept", "Nulle part");
  CHECK(log.board().choices.size() == 3);
  CHECK(workshop::read_board(log.state, base::Id{2}, {}).choices.size() == 1);

  // What is put aside stands in what is printed, with its reason.
  const std::string recueil = print::recueil(board, kSpeech);
  CHECK(recueil.find("list.decision.rejected, path.by|Le conseil municipal|Trop cher") != std::string::npos);
  CHECK(recueil.find("path.undecided") != std::string::npos);
  CHECK(recueil.find("Aller plus loin que la mairie</td>") != std::string::npos);
  CHECK(print::board_markdown(board, kSpeech).find("## path.title") != std::string::npos);
}

TEST_CASE("reports: keywords of all tables come together, whatever their capitals and accents", "[workshop][path]") {
  Workshop log;
  log.report(60, "Table 2", {"médiation", "Lien", "  "});
  log.report(61, "Table 1", {"lien", "Médiation", "MEDIATION", "bus"});
  const Board board = log.board();
  REQUIRE(board.reports.size() == 2);
  CHECK(board.reports[0].title == "Table 1");
  const auto words = workshop::keywords(board.reports);
  REQUIRE(words.size() == 3);
  CHECK(words[0].word == "lien");
  CHECK(words[0].reports == std::vector<std::size_t>{0, 1});
  CHECK(words[1].word == "Médiation");
  CHECK(words[1].reports.size() == 2);
  CHECK(words[2].word == "bus");
  CHECK(workshop::keywords({}).empty());
  CHECK(print::recueil(board, kSpeech).find("<strong>Médiation</strong>") != std::string::npos);

  records::Draft meeting = log.state.draft(base::Id{60});
  meeting.set("author", std::string("Zoé"));
  meeting.set("present", records::Values{std::int64_t{34}});
  meeting.set("questions", std::string("Qui paie ?"));
  log.keep(meeting);
  CHECK(print::report_credit(log.board().reports[1], kSpeech) == "Zoé, report.present|34");
  CHECK(print::recueil(log.board(), kSpeech).find("Qui paie ?") != std::string::npos);
}

TEST_CASE("cards alike are told by the rare words they share, never in a chain", "[workshop][alike]") {
  Workshop log;
  log.card(20, 10, "Un bus pour les seniors isolés");
  log.card(21, 10, "Aller chercher les seniors isolés chez eux");
  log.card(22, 10, "Former les médiateurs");
  log.card(23, 10, "La médiation demande une formation");
  log.card(24, 10, "Du café");
  log.card(25, 10, "Une salle ouverte le soir");
  log.card(26, 10, "Réparer les ordinateurs donnés");
  log.card(27, 10, "Un annuaire en papier");
  Board board = log.board();
  const auto found = workshop::alike(board);
  REQUIRE(found.size() == 2);
  const auto with = [&](const char* text) {
    return std::ranges::find_if(found, [&](const workshop::Alike& one) {
      return std::ranges::count(texts(board, one.cards), std::string(text)) > 0;
    });
  };
  REQUIRE(with("Un bus pour les seniors isolés") != found.end());
  CHECK(texts(board, with("Un bus pour les seniors isolés")->cards) ==
        std::vector<std::string>{"Un bus pour les seniors isolés", "Aller chercher les seniors isolés chez eux"});
  CHECK(with("Un bus pour les seniors isolés")->words == std::vector<std::string>{"isolés", "seniors"});
  REQUIRE(with("Former les médiateurs") != found.end());
  CHECK(with("Former les médiateurs")->cards.size() == 2);
  CHECK(with("Du café") == found.end());
  // Together already, or hidden: nothing to say.
  for (workshop::Card& card : board.cards) card.group = base::Id{5};
  CHECK(workshop::alike(board).empty());
  for (workshop::Card& card : board.cards) card.group = {}, card.hidden = true;
  CHECK(workshop::alike(board).empty());
  CHECK(workshop::alike(Board{}).empty());

  // a like b, b like c, a not like c.
  Workshop chain;
  chain.card(20, 10, "vélos prêtés");
  chain.card(21, 10, "vélos prêtés, jardins partagés");
  chain.card(22, 10, "jardins partagés");
  for (std::uint64_t i = 0; i < 6; ++i) chain.card(30 + i, 10, ("autrement" + std::to_string(i)).c_str());
  for (const workshop::Alike& one : workshop::alike(chain.board())) CHECK(one.cards.size() == 2);
}

TEST_CASE("slides hold everything, a few lines each", "[workshop][slides]") {
  Workshop log;
  for (std::uint64_t i = 0; i < 20; ++i) log.card(100 + i, 10, ("Besoin " + std::to_string(i)).c_str());
  log.card(200, 11, "Un bus");
  log.choice(40, 200, "kept", "Il y a un bus");
  log.report(60, "Table 1", {"bus", "lien"});
  const Board board = log.board();
  const auto slides = print::slides(board, kSpeech);
  std::size_t needs = 0;
  bool decided = false, words = false;
  for (const print::Slide& slide : slides) {
    CHECK_FALSE(slide.title.empty());
    CHECK(slide.lines.size() <= print::kMostLines);
    for (const print::Slide::Line& line : slide.lines) {
      needs += line.text.starts_with("Besoin ");
      decided = decided || line.detail.find("Il y a un bus") != std::string::npos;
      words = words || line.text == "lien";
    }
  }
  CHECK(needs == 20);
  CHECK(decided);
  CHECK(words);
  CHECK(slides.front().title == "Centre social");
  CHECK(print::slides(workshop::read_board(WrittenState{}.state, kBoard, {}), kSpeech).size() == 1);
}

TEST_CASE("the wall as a picture: each card once, escaped, in the colours of the screen", "[print][wall]") {
  Workshop log;
  log.card(20, 10, "Un <script> & une œuvre à 5 €");
  log.card(21, 99, "Beside");
  log.keep("stroke", 70, {{"board", base::to_hex(kBoard)}, {"points", "-400,10 20,30"}, {"colour", "pin"}});
  log.keep("link", 30,
           {{"from", base::to_hex(base::Id{20})}, {"to", base::to_hex(base::Id{21})}, {"relation", "goes-with"}});
  const std::string svg = print::wall_svg(log.board(), kSpeech);
  CHECK(svg.find("&lt;script&gt;") != std::string::npos);
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("-400.0,10.0") != std::string::npos);
  CHECK(svg.find("viewBox=\"-416.0") != std::string::npos);  // what was drawn beside the zones is in the picture
  REQUIRE(print::note_inks().size() == ui::tokens::kNotes.size());
  const auto rgb = [](std::uint32_t abgr) { return (abgr & 0xFF) << 16 | (abgr & 0xFF00) | (abgr >> 16 & 0xFF); };
  for (std::size_t i = 0; i < print::note_inks().size(); ++i) {
    CHECK(print::note_inks()[i].key == ui::tokens::kNotes[i].key);
    CHECK(print::note_inks()[i].fill == rgb(ui::tokens::kNotes[i].fill[0]));
    CHECK(print::note_inks()[i].mark == rgb(ui::tokens::kNotes[i].mark[0]));
  }
}

TEST_CASE("an attendance sheet has a line for each person, and free ones", "[print]") {
  const std::string sheet = print::attendance_sheet(Workshop().board(), {{"Zoé <3", "Médiation"}}, kSpeech);
  CHECK(sheet.find("Zoé &lt;3") != std::string::npos);
  std::size_t rows = 0;
  for (std::size_t at = 0; (at = sheet.find("<tr>", at)) != std::string::npos; ++at) ++rows;
  CHECK(rows == 2 + print::kFreeLines);
}

TEST_CASE("feedback: faces and words are counted, what is no face is nobody's", "[workshop][feedback]") {
  Workshop log;
  log.card(20, 11, "Un bus");
  std::uint64_t id = 300;
  const auto say = [&](std::uint64_t on, const char* face, const std::vector<std::string>& words,
                       const char* said = "") {
    records::Draft draft = workshop::feedback(base::Id{on}, face, words, said);
    draft.id = base::Id{id++};
    log.keep(draft);
  };
  say(20, "likes", {"useful", "simple"});
  say(20, "likes", {"useful"}, "  Il passe devant chez moi ");
  say(20, "dislikes", {});
  say(20, "angry", {"useful"});
  say(99, "likes", {});
  const Board board = log.board();
  REQUIRE(board.feedback.size() == 1);
  const workshop::Feedback& feedback = board.feedback.at(base::Id{20});
  CHECK(feedback.faces == std::array<std::size_t, 3>{2, 0, 1});
  CHECK(feedback.people() == 3);
  CHECK(feedback.words == std::vector<std::pair<std::string, std::size_t>>{{"useful", 2}, {"simple", 1}});
  CHECK(feedback.said == std::vector<std::string>{"Il passe devant chez moi"});
  CHECK(print::recueil(board, kSpeech).find("id=\"trials\"") != std::string::npos);
  CHECK(print::board_markdown(board, kSpeech).find("> Il passe devant chez moi") != std::string::npos);
}
