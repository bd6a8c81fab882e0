// The rooms of measures: files read, a station looked at, its figure explained, a day set aside, and all of it there
// again on the same device and on another.
#include "formats/sensor_export.h"
#include "support/app_stage.h"

using support::Stage;

namespace {

constexpr const char* kDaily[] = {
    "sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\n"
    "15092;SDS011;7647;44.840;-0.580;2026-10-05T00:02:26;5.40;;;2.10;;\n"
    "15092;SDS011;7647;44.840;-0.580;2026-10-05T00:04:53;unavailable;;;2.30;;\n"
    "15092;SDS011;7647;44.840;-0.580;not a time;5.40;;;2.10;;\n",
    "sensor_id;sensor_type;location;lat;lon;timestamp;P1;durP1;ratioP1;P2;durP2;ratioP2\n"
    "15092;SDS011;7647;44.840;-0.580;2026-10-06T00:02:26;7.40;;;4.10;;\n"};

void give(Stage& stage, const std::string& name, const std::string& bytes) {
  if (!stage.app().file_begin(name, bytes.size())) return;
  for (std::size_t at = 0; at < bytes.size(); at += 1000)
    if (!stage.app().file_chunk(std::string_view(bytes).substr(at, 1000))) return;
  stage.app().file_end(true);
}

void open_room(Stage& stage) { stage.press("button", "Mesures"); }

void load_example(Stage& stage) {
  open_room(stage);
  stage.press("button", "Voir des mesures d’exemple");
}

std::size_t series_count(Stage& stage) { return stage.app().session().state().all("series").size(); }

}  // namespace

TEST_CASE("sensor files are read several at once, as one action, and are there again", "[app][measures]") {
  Stage stage;
  open_room(stage);
  CHECK(stage.node("p", "Aucune mesure pour l’instant"));
  stage.check_sizes("measures, empty");
  for (const char* file : kDaily) give(stage, "2026-10-05_sds011_sensor_15092.csv", file);
  stage.settle();
  CHECK(stage.node("p", "5 mesures, 2 séries, 1 station."));
  CHECK(stage.node("p", "1 ligne n’a pas pu être lue."));
  CHECK(stage.node("h3", "1 remarque"));
  CHECK(stage.node("button", "7647"));
  CHECK(series_count(stage) == 2);
  stage.check_sizes("measures, read");
  // The same file again adds nothing: the same parts of the same records.
  const std::string digest = stage.app().session().state().digest();
  stage.press("button", "Fermer");
  for (const char* file : kDaily) give(stage, "2026-10-05_sds011_sensor_15092.csv", file);
  stage.settle();
  CHECK(stage.app().session().state().digest() == digest);

  stage.reopen();
  open_room(stage);
  CHECK(stage.node("button", "7647"));
  CHECK(stage.app().session().state().digest() == digest);
}

TEST_CASE("what a file leaves unsaid is told before it is read", "[app][measures]") {
  Stage stage;
  open_room(stage);
  const std::string table = "date,valeur\n2026-03-29 02:30:00,12\n2026-03-29 04:00:00,14\n";
  give(stage, "place.csv", table);
  stage.settle();
  stage.press("button", "Lire ainsi");
  CHECK(stage.node("h3", "1 remarque"));  // half past two did not exist in Paris
  stage.press("button", "Défaire");
  stage.press("button", "Ce que les fichiers ne disent pas");
  stage.type("select", "Fuseau horaire", "UTC");
  give(stage, "autre.csv", "date,degrés\n2026-03-29 02:30:00,12\n2026-03-29 04:00:00,14\n");
  stage.settle();
  stage.press("button", "Lire ainsi");
  CHECK_FALSE(stage.node("h3", "1 remarque"));
  stage.check_sizes("measures, unsaid");
}

TEST_CASE("the columns of a table are confirmed before anything is kept, and remembered", "[app][measures]") {
  Stage stage;
  open_room(stage);
  const std::string header = "quand;ou;NO2;bruit\n",
                    table = header + "01/03/2026 10:00;cour;12,5;40\n01/03/2026 11:00;rue;13,5;41\n",
                    digest = stage.app().session().state().digest();
  give(stage, "releve.csv", table);
  stage.settle();
  CHECK(stage.node("h2", "Comment lire ce fichier"));
  CHECK(stage.app().session().state().digest() == digest);
  // As it was guessed: the time from its values, nitrogen dioxide by its name, decimals with a comma.
  CHECK(stage.node("select", "quand")->value == "time");
  CHECK(stage.node("select", "NO2")->value == "quantity/no2");
  CHECK(stage.node("select", "bruit")->value == "own");
  CHECK(stage.node("select", "Décimales")->value == "comma");
  CHECK(stage.node("p", "releve, Dioxyde d’azote (NO₂)\u00a0: 12,5\u00a0µg/m³, le 1er mars 2026 à 10\u00a0h"));
  stage.check_sizes("columns");
  stage.check_layout("columns");
  // Without a time or a measure nothing can be read, and it says why.
  stage.type("select", "quand", "");
  CHECK(stage.node("p", "Dites quelle colonne est la date"));
  stage.press("button", "Lire ainsi");
  CHECK(stage.node("h2", "Comment lire ce fichier"));
  stage.type("select", "quand", "time");
  // Corrected.
  stage.type("select", "ou", "station");
  stage.type("select", "Unité de NO2", "ppb");
  stage.type("select", "bruit", "quantity/noise_laeq");
  CHECK(stage.node("p", "cour, Dioxyde d’azote (NO₂)\u00a0: 23,9\u00a0µg/m³"));
  stage.press("button", "Lire ainsi");
  stage.settle();
  CHECK(stage.node("p", "4 mesures, 4 séries, 2 stations."));
  CHECK(stage.node("button", "cour"));
  stage.press("button", "Fermer");

  // The next day's file is asked about as it was said; several of one choice once; cancelling keeps nothing.
  const std::string before = stage.app().session().state().digest();
  stage.reopen();
  open_room(stage);
  give(stage, "lendemain.csv", header + "02/03/2026 10:00;cour;12,5;40\n");
  stage.settle();
  CHECK(stage.node("p", "Repris de la dernière fois"));
  CHECK(stage.node("select", "Unité de NO2")->value == "ppb");
  stage.press("button", "Annuler");
  CHECK(stage.app().session().state().digest() == before);
  CHECK_FALSE(stage.node("h2", "Comment lire ce fichier"));
  stage.settle(80);
  give(stage, "lendemain.csv", header + "02/03/2026 10:00;cour;12,5;40\n");
  stage.settle();
  stage.press("button", "Lire ainsi");
  give(stage, "surlendemain.csv", header + "03/03/2026 10:00;cour;12,5;40\n");
  CHECK_FALSE(stage.node("h2", "Comment lire ce fichier"));
  stage.settle();
  CHECK(series_count(stage) == 4);
}

TEST_CASE("a table larger than a piece waits for its answer", "[app][measures]") {
  Stage stage;
  open_room(stage);
  std::string table = "date,valeur\n";
  for (int i = 0; i < 2000; ++i)
    table += "2026-03-01T" + std::to_string(10 + i / 3600) + ":" + std::to_string(10 + i / 60 % 50) + ":" +
             std::to_string(10 + i % 50) + "Z," + std::to_string(i) + "\n";
  REQUIRE(stage.app().file_begin("longue.csv", table.size()));
  CHECK(stage.app().file_chunk(table.substr(0, 5000)) == rooms::kWaitToRead);
  stage.settle(40);
  CHECK(series_count(stage) == 0);
  CHECK(stage.page.next_pieces == 0);
  stage.press("button", "Lire ainsi");
  CHECK(stage.page.next_pieces == 1);
  CHECK(stage.app().file_chunk(table.substr(5000)) == rooms::kNextPiece);
  stage.app().file_end(true);
  stage.settle();
  CHECK(series_count(stage) == 1);
  stage.press("button", "Fermer");
  // Given up while it waits: the page is let go, and nothing more is taken.
  stage.settle(80);
  REQUIRE(stage.app().file_begin("longue.csv", table.size()));
  CHECK(stage.app().file_chunk(table.substr(0, 5000)) == rooms::kWaitToRead);
  stage.settle();
  stage.press("button", "Annuler");
  CHECK(stage.page.next_pieces == 2);
  CHECK(stage.app().file_chunk(table.substr(5000)) == rooms::kStopReading);
}

TEST_CASE("the European index beside the French one, chosen where it is shown and kept", "[app][measures]") {
  Stage stage;
  load_example(stage);
  stage.press("button", "Fermer");
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  CHECK(stage.node("p", "Indice ATMO 2021"));
  stage.press("button", "Indice européen 2024");
  CHECK(stage.node("p", "Indice européen 2024, pour cette grandeur, à l’heure la plus forte"));
  CHECK_FALSE(stage.node("p", "Indice ATMO 2021"));
  stage.press("button", "Pourquoi ce chiffre");
  CHECK(stage.node("p", "pour l’heure la plus forte du jour. ETC HE Report 2024/17"));
  stage.check_sizes("why, European index");
  stage.press_last("button", "Indice ATMO 2021");
  CHECK(stage.node("p", "en moyenne sur la journée. Arrêté du 10 juillet 2020"));
  stage.press_last("button", "Indice européen 2024");
  stage.press_last("button", "Fermer");
  // An hour has a European grade, and no French one.
  stage.press_last("button", "Jour");
  CHECK(stage.node("p", "Indice européen 2024, pour cette grandeur\u00a0:"));
  stage.press("button", "Indice ATMO 2021");
  CHECK(stage.node("p", "il vaut pour une journée entière"));
  stage.press("button", "Indice européen 2024");

  stage.press("button", "Application");
  stage.settle();
  CHECK(stage.node("p", "Indice européen 2024, heure par heure"));
  stage.press("button", "Voir le barème");
  CHECK(stage.node("td", "Particules PM2,5 5"));
  stage.press_last("button", "Semaine");
  stage.press("button", "Voir le tableau");
  CHECK(stage.node("th", "Indice de l’heure la plus forte"));
  CHECK(stage.node("td", "heure finie à"));
  stage.check_sizes("European index");
  stage.press("button", "Données");
  REQUIRE(stage.page.downloads.size() == 1);
  CHECK(stage.page.downloads[0].second.find("heure finie à") != std::string::npos);
  // It is this device's choice.
  stage.reopen();
  open_room(stage);
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  CHECK(stage.node("p", "Indice européen 2024, pour cette grandeur"));
}

TEST_CASE("the calendar is taken away as a picture and as data", "[app][measures]") {
  Stage stage;
  load_example(stage);
  stage.press("button", "Fermer");
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  CHECK(stage.node("img", "Calendrier de 2026"));
  CHECK(stage.node("p", "Calendrier de 2026"));
  const auto last_but_one = [&](const char* name) {  // the calendar's, before the analyses'
    std::vector<ui::NodeId> found;
    for (const ui::Node& node : stage.app().ui().mirror().nodes())
      if (std::string_view(node.role) == "button" && node.name == name) found.push_back(node.id);
    REQUIRE(found.size() >= 2);
    stage.app().ui().act(found[found.size() - 2], ui::Act::kActivate, "", 0);
    stage.settle();
  };
  last_but_one("Image");
  last_but_one("Données");
  REQUIRE(stage.page.downloads.size() == 2);
  CHECK(stage.page.downloads[0].first == "2026-11-23_calendar.svg");
  const std::string& svg = stage.page.downloads[0].second;
  CHECK(svg.find("Calendrier de 2026") != std::string::npos);
  CHECK(svg.find(">nov.</text>") != std::string::npos);
  CHECK(svg.find("µg/m³</text>") != std::string::npos);
  CHECK(stage.page.downloads[1].second.find("\"lundi 16 novembre 2026\";") != std::string::npos);
  last_but_one("Voir le tableau");
  CHECK(stage.node("td", "lundi 16 novembre 2026"));
  stage.check_sizes("calendar's table");
}

TEST_CASE("a note being written outlives the page, another station and another quantity", "[app][measures]") {
  Stage stage;
  load_example(stage);
  stage.press("button", "Fermer");
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  stage.press("button", "Avant");  // of another day than the one it opens on
  const ui::Node* field = stage.node("text", "Note pour");
  REQUIRE(field);
  const std::string label = field->name;
  stage.type("text", "Note pour", "Travaux dans la rue");
  stage.press("button", "Toutes les stations");
  stage.press("button", "Lormont, école");
  stage.settle();
  CHECK(stage.node("text", "Note pour")->value.empty());
  stage.type("text", "Note pour", "Fête de l’école");
  stage.press("button", "Toutes les stations");
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle(40);
  CHECK(stage.node("text", "Note pour")->value == "Travaux dans la rue");
  stage.reopen();
  open_room(stage);
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  CHECK(stage.node("text", "Note pour")->value == "Travaux dans la rue");
  CHECK(stage.node("text", "Note pour")->name == label);  // still of the same day
  stage.press("button", "Ajouter la note");
  CHECK(stage.node("text", "Note pour")->value.empty());
  stage.settle(40);
  stage.reopen();
  open_room(stage);
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  CHECK(stage.node("text", "Note pour")->value.empty());
  CHECK(stage.node("p", "Travaux dans la rue"));
  stage.press("button", "Toutes les stations");
  stage.press("button", "Lormont, école");
  stage.settle();
  CHECK(stage.node("text", "Note pour")->value == "Fête de l’école");
  stage.type("text", "Note pour", "");
  stage.settle(40);
  CHECK(stage.app().session().setting("unsaved-notes").empty());
}

TEST_CASE("taking measures in is undone as one step", "[app][measures]") {
  Stage stage;
  open_room(stage);
  for (const char* file : kDaily) give(stage, "one.csv", file);
  stage.settle();
  REQUIRE(series_count(stage) == 2);
  stage.press("button", "Défaire");
  CHECK(series_count(stage) == 0);
  CHECK(stage.node("p", "Aucune mesure pour l’instant"));
}

TEST_CASE("a file that is no sensor's is told in words; the others of the same choice are kept", "[app][measures]") {
  Stage stage;
  open_room(stage);
  const std::string digest = stage.app().session().state().digest(),
                    poem = "Heureux qui, comme Ulysse, a fait un beau voyage";
  give(stage, "poem.txt", poem);
  stage.settle();
  CHECK(stage.node("p", "poem.txt"));
  CHECK(stage.node("p", "Rien n’a changé ici"));
  CHECK(stage.app().session().state().digest() == digest);
  stage.check_sizes("measures, failed");
  stage.press("button", "Fermer");
  CHECK_FALSE(stage.node("p", "Rien n’a changé ici"));

  give(stage, "good.csv", kDaily[0]);
  give(stage, "poem.txt", poem);
  give(stage, "better.csv", kDaily[1]);
  stage.settle();
  CHECK(stage.node("p", "poem.txt"));
  CHECK(stage.node("p", "5 mesures, 2 séries, 1 station."));
  CHECK_FALSE(stage.node("p", "Rien n’a changé ici"));
  stage.check_sizes("measures, one refused");
}

TEST_CASE("giving up the reading gives up all files of the choice, and no later one", "[app][measures]") {
  Stage stage;
  open_room(stage);
  const std::string digest = stage.app().session().state().digest();
  give(stage, "one.csv", kDaily[0]);
  REQUIRE(stage.app().file_begin("two.csv", 1000));
  REQUIRE(stage.app().file_chunk(kDaily[1]));
  stage.settle();
  stage.press("button", "Annuler");
  CHECK_FALSE(stage.app().file_chunk("more"));
  CHECK_FALSE(stage.app().file_begin("three.csv", 1000));
  stage.settle(80);
  CHECK(stage.app().session().state().digest() == digest);
  CHECK_FALSE(stage.node("h2", "two.csv"));
  give(stage, "four.csv", kDaily[1]);
  stage.settle();
  CHECK(series_count(stage) == 2);
}

TEST_CASE("what was being read when another tab took the store is not kept", "[app][measures]") {
  Stage stage;
  open_room(stage);
  give(stage, "one.csv", kDaily[0]);
  REQUIRE(stage.app().file_begin("two.csv", 1000));
  stage.app().environment(R"({"lang":"fr-FR","storage":"busy"})");
  stage.settle();
  stage.app().environment(R"({"lang":"fr-FR","storage":"opfs"})");
  stage.settle();
  CHECK_FALSE(stage.app().file_chunk(kDaily[1]));
  stage.app().file_end(true);
  stage.settle();
  CHECK(series_count(stage) == 0);
  give(stage, "three.csv", kDaily[1]);
  stage.settle();
  CHECK(stage.node("p", "2 mesures, 2 séries, 1 station."));
}

TEST_CASE("values as large as counters and clocks are drawn", "[app][measures]") {
  Stage stage;
  open_room(stage);
  std::string table = "date,compteur,vide\n";
  for (int i = 0; i < 30; ++i)
    table += "2026-11-10T0" + std::to_string(i / 10) + ":" + std::to_string(10 + i % 10) + ":00Z," +
             std::to_string(16'777'216 + i % 3) + ",\n";
  give(stage, "compteur.csv", table);
  stage.settle();
  stage.press("button", "Lire ainsi");
  stage.press("button", "compteur");
  stage.check_sizes("a counter");
  CHECK(stage.node("img", "en moyenne"));
}

TEST_CASE("a sensor file opened in the files room goes to the measures", "[app][measures]") {
  Stage stage;
  stage.press("button", "Fichiers");
  give(stage, "2026-10-05_sds011_sensor_15092.csv", kDaily[0]);
  stage.settle();
  CHECK(stage.node("h1", "Mesures"));
  CHECK(series_count(stage) == 2);
}

TEST_CASE("a station says a figure, where it comes from, and what a person sets aside", "[app][measures]") {
  Stage stage;
  load_example(stage);
  CHECK(stage.node("button", "Lormont, Bois Fleuri (valeurs inventées)"));
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  CHECK(stage.node("h1", "Lormont, Bois Fleuri"));
  REQUIRE(stage.node("p", "µg/m³"));
  const std::string figure = stage.node("p", "µg/m³")->name;
  CHECK(stage.node("p", "Indice ATMO 2021"));
  CHECK(stage.node("img", "en moyenne. Le plus haut"));
  stage.check_sizes("station");

  stage.press("button", "Brute");
  const std::string raw = stage.node("p", "µg/m³")->name;
  CHECK(raw != figure);
  stage.press("button", "Retraitée");
  CHECK(stage.node("p", "µg/m³")->name == figure);

  stage.press("button", "Pourquoi ce chiffre");
  CHECK(stage.node("p", "Affiché\u00a0: " + figure));
  CHECK(stage.node("p", "devient " + figure));
  CHECK(stage.node("p", "sur 144 attendues"));
  CHECK(stage.node("p", "Capteur\u00a0: SDS011"));
  stage.check_sizes("why");
  stage.press("button", "Mettre ce jour de côté");
  CHECK(stage.node("p", "138 mises de côté à la main"));
  stage.press("button", "Reprendre ce jour");
  CHECK(stage.node("p", "Affiché\u00a0: " + figure));
  stage.press("button", "Mettre ce jour de côté");
  stage.press_last("button", "Fermer");
  CHECK(stage.node("p", "Pas de mesure"));

  // And it stays so; the station opens on the last day that is left.
  stage.reopen();
  open_room(stage);
  stage.press("button", "Lormont, Bois Fleuri");
  CHECK(stage.node("p", "moyenne du dimanche 15 novembre 2026"));
}

TEST_CASE("a stretch marked on the curve: by hand and by keys, its figures, noted, set aside and counted again",
          "[app][measures]") {
  Stage stage;
  load_example(stage);
  stage.press("button", "Fermer");
  stage.press("button", "Lormont, Bois Fleuri");
  CHECK_FALSE(stage.node("h3", "novembre"));
  stage.press("button", "Marquer un passage");
  CHECK(stage.node("h3", "lundi 16 novembre 2026, de 0\u00a0h à 23\u00a0h"));  // the chosen day
  REQUIRE(stage.node("p", "des valeurs attendues"));
  stage.check_layout("station, marked");

  // By controls: an hour less at the beginning, never past the other end.
  stage.press("button", "Début plus tard");
  CHECK(stage.node("h3", "lundi 16 novembre 2026, de 1\u00a0h à 23\u00a0h"));
  for (int i = 0; i < 30; ++i) stage.press("button", "Début plus tard");
  CHECK(stage.node("h3", "16 novembre 2026, 22\u00a0h"));
  const std::string narrow = stage.node("p", "des valeurs attendues")->name;

  // By a finger, from a quarter of the chart to its half, on a screen that holds all of the room.
  stage.resize(1024, 3000);
  stage.settle();
  const ui::Node* chart = stage.node("img", "en moyenne");
  REQUIRE(chart);
  const std::string before = chart->name;
  const ui::Rect rect = stage.place(*chart);
  const ui::Point from{rect.x + rect.w / 4, rect.center().y}, until{rect.center().x, from.y};
  stage.app().ui().pointer({ui::PointerPhase::kDown, 1, from, 0, ui::PointerDevice::kTouch});
  stage.step();
  for (int i = 1; i <= 10; ++i) {
    const float along = static_cast<float>(i) / 10;
    stage.app().ui().pointer(
        {ui::PointerPhase::kMove, 1, {from.x + (until.x - from.x) * along, from.y}, 0, ui::PointerDevice::kTouch});
    stage.step();
  }
  stage.app().ui().pointer({ui::PointerPhase::kUp, 1, until, 0, ui::PointerDevice::kTouch});
  stage.settle();
  CHECK(stage.node("img", "en moyenne")->name == before);  // what is seen stays
  const ui::Node* marked = stage.node("h3", "Passage\u00a0: du 1");
  REQUIRE(marked);
  const std::string when = marked->name.substr(marked->name.find("du "));
  CHECK(when.find("novembre 2026, ") != std::string::npos);
  CHECK(stage.node("p", "des valeurs attendues")->name != narrow);

  // Noted as it is marked.
  stage.press("button", "Noter ce que vous en savez");
  stage.type("text", "Note pour " + when, "Feu d’artifice");
  stage.press("button", "Ajouter la note");
  CHECK(stage.node("p", "1. " + when));

  // Set aside: nothing of it counts; and back again from the list of what was set aside.
  const std::string figures = stage.node("p", "des valeurs attendues")->name;
  stage.press("button", "Mettre ce passage de côté");
  CHECK(stage.node("p", "Aucune mesure dans ce passage"));
  CHECK(stage.node("h3", "1 passage mis de côté à la main"));
  stage.press("button", "Compter de nouveau\u00a0: " + when);
  CHECK(stage.node("p", figures));
  CHECK_FALSE(stage.node("h3", "1 passage mis de côté à la main"));

  stage.press("button", "Voir ce passage de près");
  CHECK(stage.node("img", "en moyenne")->name != before);
  CHECK_FALSE(stage.node("button", "Fin plus tôt"));
}

TEST_CASE("every duration, quantity and the table are reached by controls alone", "[app][measures]") {
  Stage stage;
  load_example(stage);
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  stage.press("button", "Voir le tableau");
  CHECK(stage.node("table", "heure par heure"));
  for (const char* range : {"Jour", "Mois", "Année", "Tout", "Semaine"}) {
    stage.press_last("button", range);
    CHECK(stage.node("img", "en moyenne"));
    stage.check_sizes(std::string("station, ") + range);
  }
  const std::string before = stage.node("img", "en moyenne")->name;
  stage.press("button", "Avant");
  CHECK(stage.node("img", "en moyenne")->name != before);
  stage.press("button", "Après");
  CHECK(stage.node("img", "en moyenne")->name == before);
  for (int i = 0; i < 20; ++i) stage.press("button", "Avant");  // beyond what there is: never lost
  CHECK(stage.node("h1", "Lormont, Bois Fleuri"));

  const ui::Node* choice = stage.node("select", "Ce qui est mesuré");
  REQUIRE(choice);
  for (const base::Id id : stage.app().session().state().all("series")) {
    if (stage.app().session().state().text(id, "quantity") != "temperature" ||
        stage.app().session().state().text(id, "station") != "Lormont, Bois Fleuri")
      continue;
    stage.type("select", "Ce qui est mesuré", base::to_hex(id));
  }
  stage.settle();
  CHECK(stage.node("h2", "Température"));
  CHECK(stage.node("p", "°C"));
  CHECK_FALSE(stage.node("p", "Indice ATMO"));
}

TEST_CASE("two sensors side by side: the verdict in words, and the line as a correction", "[app][measures]") {
  Stage stage;
  load_example(stage);
  stage.press("button", "Lormont, école");
  std::string reference;
  for (const base::Id id : stage.app().session().state().all("series"))
    if (stage.app().session().state().text(id, "station") == "Lormont, Bois Fleuri" &&
        stage.app().session().state().text(id, "quantity") == "pm25")
      reference = base::to_hex(id);
  // The reference as the sensor said it: damp air swells particles for both.
  const std::string before = stage.node("p", "µg/m³")->name;
  stage.type("select", "Capteur de référence", reference);
  stage.settle();
  CHECK(stage.node("dt", "Heures en commun"));
  CHECK(stage.node("dd", "µg/m³"));
  stage.check_sizes("side by side");
  REQUIRE(stage.node("button", "Corriger avec cette droite"));
  stage.press("button", "Corriger avec cette droite");
  CHECK(stage.node("p", "µg/m³")->name != before);
  stage.press("button", "Pourquoi ce chiffre");
  CHECK(stage.node("p", "Étalonnage par une droite"));
}

TEST_CASE("what is taken away reads back as the same measures", "[app][measures]") {
  std::string csv, here;
  {
    Stage stage;
    load_example(stage);
    stage.press("button", "Lormont, Bois Fleuri");
    stage.press("button", "Tableau CSV");
    REQUIRE(stage.page.downloads.size() == 1);
    csv = stage.page.downloads[0].second;
    stage.press("button", "Brute");
    here = stage.node("img", "en moyenne")->name;

    stage.press("button", "Imprimer un bulletin");
    REQUIRE(stage.page.downloads.size() == 2);
    CHECK(stage.page.downloads[1].first == "2026-11-23_bulletin.html");
    const std::string bulletin = stage.page.downloads[1].second;
    CHECK(bulletin.find("<h1>Lormont, Bois Fleuri</h1>") != std::string::npos);
    CHECK(bulletin.find(here) != std::string::npos);
    CHECK(bulletin.find("<polyline points=\"") != std::string::npos);
    CHECK(bulletin.find("<th scope=\"row\">lundi 16 novembre 2026</th>") != std::string::npos);  // by day
    CHECK(bulletin.find("Ce que le capteur a dit, sans contrôle ni correction.") != std::string::npos);
    stage.press("button", "Image de la courbe");
    REQUIRE(stage.page.downloads.size() == 3);
    CHECK(stage.page.downloads[2].second.starts_with("<svg "));
    CHECK(bulletin.find(stage.page.downloads[2].second) != std::string::npos);

    stage.press("button", "Retirer la station");
    CHECK_FALSE(stage.node("button", "Lormont, Bois Fleuri"));
    stage.press("button", "Défaire");
    CHECK(stage.node("button", "Lormont, Bois Fleuri"));
  }
  Stage stage;
  open_room(stage);
  give(stage, "mesures.csv", csv);
  stage.settle();
  CHECK(series_count(stage) == 1);
  stage.press("button", "Lormont, Bois Fleuri");
  // Raw values: the correction was the other dossier's own.
  stage.press("button", "Brute");
  CHECK(stage.node("img", "en moyenne")->name == here);
}

TEST_CASE("a station: nothing is cut, covered or out of reach, at any size of screen and text",
          "[app][measures][layout]") {
  Stage stage;
  load_example(stage);
  stage.press("button", "Fermer");  // the outcome
  stage.check_layout("measures");
  stage.press("button", "Lormont, Bois Fleuri");
  stage.settle();
  stage.check_layout("station");
  stage.press("button", "Pourquoi ce chiffre");
  stage.check_layout("why");
}
