// Photographs of a board in the application: taken up, told in words, put where they belong, printed, taken back.
#include "base/base64.h"
#include "oplog/blob.h"
#include "support/app_stage.h"

using support::Stage;

namespace {

const std::string kPicture = std::string("\xFF\xD8\xFF\xE0", 4) + "the rest of a picture";

bool give(Stage& stage, const std::string& name, const std::string& bytes) {
  if (!stage.app().file_begin(name, bytes.size())) return false;
  if (stage.app().file_chunk(bytes) != rooms::kStopReading) stage.app().file_end(true);
  stage.settle();
  return true;
}

void open_board(Stage& stage) {
  stage.press("button", "Ateliers");
  stage.settle(4);
  stage.press("button", "Développer la participation");
  stage.press("button", "Liste");
  stage.press("button", "Fermer");
}

void add_card(Stage& stage, const char* text) {
  stage.press("button", "Ajouter une carte");
  stage.type("textarea", "Texte de la carte", text);
  stage.press_last("button", "Garder la carte");
}

// As the page answers: a texture for each picture that was to be decoded.
void decode_all(Stage& stage, std::uint64_t& texture) {
  const auto decoding = std::move(stage.page.decoding);
  stage.page.decoding.clear();
  for (const auto& [name, longest, bytes] : decoding) stage.app().image(name, longest, {++texture, 320, 200}, false);
  stage.settle();
}

std::size_t photos(Stage& stage) { return stage.app().session().state().all("photo").size(); }

}  // namespace

TEST_CASE("a photograph of the wall is taken up, told in words, put into its zone and printed", "[app][workshop]") {
  Stage stage;
  open_board(stage);
  CHECK(stage.count("file", "Ajouter une photo") == 1);  // with the photographs of the wall
  REQUIRE(give(stage, "IMG_0001.jpg", kPicture));
  CHECK(photos(stage) == 1);
  REQUIRE(stage.node("h2", "Photo"));
  CHECK(stage.node("img", "Sans légende"));
  REQUIRE(stage.page.decoding.size() >= 1);
  CHECK(stage.page.decoding.front().bytes == kPicture);
  CHECK(stage.page.decoding.front().name == oplog::blob_hash(oplog::text(oplog::blob_value(kPicture))));
  std::uint64_t texture = 0;
  decode_all(stage, texture);
  stage.settle();
  CHECK(stage.page.decoding.empty());
  CHECK(texture == 1);  // large in the dialog; the small one lies below what is seen
  stage.check_sizes("dialog of a photograph");
  const records::State& state = stage.app().session().state();
  const std::string zone = base::to_hex(state.all("zone").front());
  stage.type("text", "Ce qu’elle montre", "Le mur <du> matin");
  stage.type("select", "Où la ranger", zone);
  stage.press_last("button", "Garder");
  CHECK(state.text(state.all("photo").front(), "text") == "Le mur <du> matin");
  CHECK(state.text(state.all("photo").front(), "on") == zone);
  CHECK(stage.node("button", "Photo\u00a0: Le mur <du> matin"));
  stage.press("button", "Fermer");
  stage.check_sizes("board with a photograph");
  stage.check_layout("board with a photograph");

  stage.press("button", "Imprimer le recueil");
  REQUIRE(stage.page.downloads.size() == 1);
  const std::string& recueil = stage.page.downloads.back().second;
  CHECK(recueil.find("<img src=\"data:image/jpeg;base64," + base::to_base64(kPicture) +
                     "\" alt=\"Le mur &lt;du&gt; matin\">") != std::string::npos);
  // A table of cards has no pictures.
  stage.press("button", "Tableau");
  CHECK(stage.page.downloads.back().second.find("base64") == std::string::npos);

  // There again with the next start.
  const std::string digest = state.digest();
  stage.reopen();
  CHECK(stage.app().session().state().digest() == digest);
  CHECK(photos(stage) == 1);
}

TEST_CASE("a photograph is removed and comes back", "[app][workshop]") {
  Stage stage;
  open_board(stage);
  REQUIRE(give(stage, "mur.png.jpg", kPicture));
  stage.press_last("button", "Retirer la photo");
  CHECK(photos(stage) == 0);
  CHECK_FALSE(stage.node("img", "Sans légende"));
  stage.press("button", "Défaire");
  CHECK(photos(stage) == 1);
  stage.press("button", "Photo\u00a0: Sans légende");
  CHECK(stage.node("img", "Sans légende"));
  stage.press_last("button", "Garder");
  CHECK(stage.app().session().undo_command() == "photo.add");  // nothing was changed, so nothing was written
}

TEST_CASE("a photograph of a card is the card's that is open, of a hidden one nobody's", "[app][workshop]") {
  Stage stage;
  open_board(stage);
  add_card(stage, "Un banc près de l’arrêt");
  stage.press("button", "Un banc près de l’arrêt");
  CHECK(stage.count("file", "Ajouter une photo") == 2);
  stage.type("textarea", "Texte de la carte", "Un banc près de l’école");
  REQUIRE(give(stage, "banc.JPG", kPicture));
  const records::State& state = stage.app().session().state();
  CHECK(state.text(state.all("photo").front(), "on") == base::to_hex(state.all("card").front()));
  CHECK_FALSE(stage.node("select", "Où la ranger"));  // it is the card's
  stage.press_last("button", "Garder");
  // What was being written about the card is still there.
  REQUIRE(stage.node("textarea", "Texte de la carte"));
  CHECK(stage.node("textarea", "Texte de la carte")->value == "Un banc près de l’école");
  std::uint64_t texture = 0;
  decode_all(stage, texture);
  stage.check_sizes("card with a photograph");
  stage.press_last("button", "Garder la carte");
  CHECK(stage.node("button", "Un banc près de l’école")->description.find("1 photo") != std::string::npos);

  stage.press("button", "Cacher les prochaines cartes");
  add_card(stage, "En secret");
  stage.press_last("button", "Carte cachée");
  CHECK(stage.count("file", "Ajouter une photo") == 1);
  REQUIRE(give(stage, "encore.jpg", kPicture));
  const base::Id board = state.all("board").front();
  std::size_t of_wall = 0;
  for (const base::Id photo : state.all("photo")) of_wall += state.text(photo, "on") == base::to_hex(board);
  CHECK(of_wall == 1);
}

TEST_CASE("a photograph is taken with a new card, and its legend outlives the page", "[app][workshop]") {
  Stage stage;
  open_board(stage);
  const auto state = [&]() -> const records::State& { return stage.app().session().state(); };
  stage.press("button", "Ajouter une carte");
  stage.type("textarea", "Texte de la carte", "Un banc près de l’arrêt");
  REQUIRE(give(stage, "banc.jpg", kPicture));
  REQUIRE(state().all("card").size() == 1);
  CHECK(state().text(state().all("card").front(), "text") == "Un banc près de l’arrêt");
  CHECK(state().text(state().all("photo").front(), "on") == base::to_hex(state().all("card").front()));
  stage.type("text", "Ce qu’elle montre", "Le banc, vu de la route");
  stage.app().away();
  stage.reopen();
  REQUIRE(stage.node("text", "Ce qu’elle montre"));
  CHECK(stage.node("text", "Ce qu’elle montre")->value == "Le banc, vu de la route");
  stage.press_last("button", "Garder");
  CHECK(state().text(state().all("photo").front(), "text") == "Le banc, vu de la route");
  const std::string board = stage.page.addresses.back().first;
  stage.reopen();
  CHECK_FALSE(stage.node("dialog", ""));
  stage.app().address(board);
  stage.settle();
  // Without a word the photograph speaks for the card; the card is then the one that is open.
  stage.press("button", "Ajouter une carte");
  REQUIRE(give(stage, "arret.jpg", kPicture));
  stage.press_last("button", "Garder");
  REQUIRE(stage.node("textarea", "Texte de la carte"));
  stage.type("textarea", "Texte de la carte", "L’arrêt");
  stage.press_last("button", "Garder la carte");
  REQUIRE(state().all("card").size() == 2);
  CHECK(stage.node("button", "L’arrêt")->description.find("1 photo") != std::string::npos);
}

TEST_CASE("what is no picture is said in words and changes nothing", "[app][workshop]") {
  Stage stage;
  open_board(stage);
  const std::string digest = stage.app().session().state().digest();
  REQUIRE(give(stage, "photo.heic", "not what a page could decode"));
  CHECK(stage.node("p", "Cette image ne peut pas être lue ici"));
  CHECK_FALSE(stage.app().file_begin("photo.jpg", 9u << 20));
  stage.settle();
  CHECK(stage.node("p", "Cette image est trop grande"));
  stage.press("button", "Fermer");
  REQUIRE(stage.app().file_begin("photo.jpg", 100));  // larger than it said: reading stops, and the next one is read
  CHECK(stage.app().file_chunk(kPicture + std::string(9u << 20, ' ')) == rooms::kStopReading);
  stage.settle();
  CHECK(stage.node("p", "Cette image est trop grande"));
  CHECK(stage.app().file_chunk("") == rooms::kStopReading);
  REQUIRE(stage.app().file_begin("photo.jpg", 100));  // a file that goes away while it is read
  stage.app().file_chunk(kPicture);
  stage.app().file_end(false);
  stage.settle();
  CHECK(photos(stage) == 0);
  CHECK(stage.app().session().state().digest() == digest);
}
