// A station looked into: each analysis in words, picture, table and files; among its neighbours; what the checks set
// aside reviewed; notes; all stations at one hour.
#include "support/app_stage.h"

using support::Stage;

namespace {

void open_example(Stage& stage) {
  stage.press("button", "Mesures");
  stage.press("button", "Voir des mesures d’exemple");
  stage.press("button", "Fermer");
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
}

base::Id particles(Stage& stage) {
  const records::State& state = stage.app().session().state();
  for (const base::Id id : state.all("series"))
    if (state.text(id, "station") == "Lormont, Bois Fleuri" && state.text(id, "quantity") == "pm25") return id;
  return {};
}

}  // namespace

TEST_CASE("every analysis is a sentence, a picture, a table and two files", "[app][measures]") {
  Stage stage;
  open_example(stage);
  const struct {
    const char *chip, *said, *cell;
  } kinds[] = {{"Rythme", "Particules PM2,5", "17\u00a0h"},
               {"Semaine type", "Le plus\u00a0: ", "17\u00a0h"},
               {"D’où vient le vent", "Le plus souvent", "nord-est"},
               {"Vent et force", "Le plus par vent de", "m/s"},
               {"Chiffres clés", "en moyenne", "Médiane"},
               {"Liens entre grandeurs", "montent et descendent ensemble", "Particules PM10"}};
  stage.press_last("button", "Rythme");
  stage.press_last("button", "Voir le tableau");  // of the analysis: it stays open from one to the next
  for (const auto& kind : kinds) {
    CAPTURE(kind.chip);
    stage.press_last("button", kind.chip);
    stage.settle();
    CHECK(stage.node("p", kind.said));
    CHECK(stage.node("img", kind.said));
    CHECK(stage.count("td", kind.cell) + stage.count("th", kind.cell) > 0);
    stage.page.downloads.clear();
    stage.press_last("button", "Image");
    stage.press_last("button", "Données");
    REQUIRE(stage.page.downloads.size() == 2);
    CHECK(stage.page.downloads[0].first.ends_with(".svg"));
    CHECK(stage.page.downloads[0].second.find("<title>") != std::string::npos);
    CHECK(stage.page.downloads[1].first.ends_with(".csv"));
    CHECK(stage.page.downloads[1].second.find(kind.cell) != std::string::npos);
    stage.check_sizes(kind.chip);
  }
  // Four weeks are no trend, and say so.
  stage.press_last("button", "Tendance");
  CHECK(stage.node("p", "Trop peu de mesures"));
  // Of what is seen alone.
  stage.press_last("button", "Chiffres clés");
  const std::string all = stage.node("p", "en moyenne\u00a0;")->name;
  stage.press("button", "Seulement la période vue");
  CHECK(stage.node("p", "en moyenne\u00a0;")->name != all);
}

TEST_CASE("a name that a spreadsheet would run is written as words", "[app][measures]") {
  Stage stage;
  stage.press("button", "Mesures");
  std::string table = "time,pm25,=HYPERLINK(1)\n";
  for (int hour = 0; hour < 24; ++hour)
    table += "2026-03-01T" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00:00Z," +
             std::to_string(10 + hour % 5) + "," + std::to_string(20 + hour % 5) + "\n";
  REQUIRE(stage.app().file_begin("place.csv", table.size()));
  REQUIRE(stage.app().file_chunk(table));
  stage.app().file_end(true);
  stage.settle();
  stage.press("button", "Lire ainsi");
  stage.press_last("button", "Fermer");
  stage.press("button", "place");
  stage.settle();
  stage.press_last("button", "Liens entre grandeurs");
  stage.settle();
  stage.press_last("button", "Données");
  REQUIRE(stage.page.downloads.size() == 1);
  const std::string& csv = stage.page.downloads[0].second;
  CHECK(csv.find("HYPERLINK") != std::string::npos);
  CHECK(csv.find("\"=") == std::string::npos);
}

TEST_CASE("another station on the curve and in its table, and not more than four", "[app][measures]") {
  Stage stage;
  open_example(stage);
  stage.press("button", "Voir le tableau");
  CHECK_FALSE(stage.node("th", "école du Bois Fleuri"));
  stage.press("button", "Comparer Lormont, école");
  stage.settle();
  CHECK(stage.node("p", "1. Lormont, école du Bois Fleuri"));
  CHECK(stage.node("th", "école du Bois Fleuri"));
  stage.check_sizes("station, compared");
  stage.press("button", "Comparer Lormont, école");
  CHECK_FALSE(stage.node("p", "1. Lormont, école du Bois Fleuri"));
}

TEST_CASE("four levels: the neighbourhood's median, and what values mean for people", "[app][measures]") {
  Stage stage;
  open_example(stage);
  const std::string own = stage.node("p", "µg/m³")->name;
  stage.press("button", "Consolidée");
  stage.settle();
  CHECK(stage.node("p", "Médiane de 2 stations"));
  CHECK(stage.node("p", "µg/m³")->name != own);
  stage.press("button", "Pourquoi ce chiffre");
  CHECK(stage.count("p", "Consolidée avec les voisines") == 1);
  stage.press_last("button", "Fermer");
  stage.check_sizes("station, consolidated");

  stage.press("button", "Application");
  stage.settle();
  CHECK(stage.node("p", "Dernier jour"));
  CHECK(stage.node("p", "µg/m³")->name == own);
  stage.check_sizes("station, application");
  // A room's own index.
  stage.press("button", "Toutes les stations");
  stage.press("button", "Salle des ateliers");
  stage.settle();
  stage.press("button", "Consolidée");
  CHECK(stage.node("p", "rien à consolider"));
  stage.press("button", "Application");
  stage.settle();
  CHECK(stage.node("p", "Indice ICONE"));
}

TEST_CASE("what was set aside is reviewed run by run: kept, and checked again", "[app][measures]") {
  Stage stage;
  open_example(stage);
  stage.press_last("button", "Tout");
  const std::size_t before = stage.count("button", "Garder quand même");
  REQUIRE(before > 0);
  stage.check_sizes("station, review");
  stage.press("button", "Garder quand même");
  stage.settle();
  const base::Id id = particles(stage);
  CHECK(stage.app().session().state().texts(id, "kept").size() == 1);
  CHECK(stage.node("h3", "1 passage gardé à la main"));
  CHECK(stage.count("button", "Garder quand même") == before - 1);
  stage.press("button", "Contrôler de nouveau");
  stage.settle();
  CHECK(stage.app().session().state().texts(id, "kept").empty());
  CHECK(stage.count("button", "Garder quand même") == before);
  stage.press_last("button", "Voir");
  stage.settle();
  CHECK(stage.node("button", "Brute")->flags & ui::kPressed);
}

TEST_CASE("a note of a day goes with the series", "[app][measures]") {
  Stage stage;
  open_example(stage);
  stage.type("text", "Note pour lundi 16 novembre 2026", "Feu d’artifice / place du marché");
  stage.press("button", "Ajouter la note");
  stage.settle();
  CHECK(stage.node("p", "1. lundi 16 novembre 2026\u00a0: Feu d’artifice / place du marché"));
  stage.check_sizes("station, note");
  stage.reopen();
  stage.press("button", "Mesures");
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  CHECK(stage.node("p", "Feu d’artifice / place du marché"));
  stage.press("button", "Supprimer");
  stage.settle();
  CHECK_FALSE(stage.node("p", "Feu d’artifice / place du marché"));
}

TEST_CASE("all stations at one hour: a quantity, hour by hour, played", "[app][measures]") {
  Stage stage;
  stage.press("button", "Mesures");
  stage.press("button", "Voir des mesures d’exemple");
  stage.press("button", "Fermer");
  CHECK(stage.node("h2", "3 stations"));
  CHECK_FALSE(stage.node("button", "Lecture"));
  stage.type("select", "Grandeur montrée", "pm25");
  stage.settle();
  CHECK(stage.node("h2", "2 stations"));
  stage.press("button", "Heure d’avant");
  CHECK(stage.node("p", "lundi 16 novembre 2026, de 21\u00a0h à 22\u00a0h"));
  stage.check_sizes("measures, an hour");
  stage.press("button", "Lecture");
  const std::string first = stage.node("p", "2026, de ")->name;
  stage.settle(60);  // a second
  CHECK(stage.node("p", "2026, de ")->name != first);
  stage.press("button", "Pause");
  const std::string still = stage.node("p", "2026, de ")->name;
  stage.settle(120);
  CHECK(stage.node("p", "2026, de ")->name == still);
  stage.press("button", "Dernières valeurs");
  CHECK(stage.node("p", "Dernière valeur de chaque station"));
}

TEST_CASE("who keeps a sensor is said with it", "[app][measures]") {
  Stage stage;
  open_example(stage);
  stage.type("select", "Qui tient ce capteur", "reference");
  stage.settle();
  stage.press("button", "Toutes les stations");
  CHECK(stage.node("button", "Lormont, Bois Fleuri")->description.find("Station de référence") != std::string::npos);
}
