// The whole application without a screen, over real SQLite: every screen at every size, what its mirror says, and the
// way from an empty device to a corrected place.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "formats/demonstration.h"
#include "support/app_stage.h"

using support::Page;
using support::read_file;
using support::Stage;

namespace {

void load_demonstration(Stage& stage) {
  stage.press("button", "Charger les lieux");
  REQUIRE(stage.app().places().size() == 59);
}

}  // namespace

TEST_CASE("every screen declares what it draws, at every size", "[app]") {
  Stage stage;
  stage.check_sizes("welcome");
  load_demonstration(stage);
  stage.check_sizes("atlas");
  stage.type("searchbox", "Un lieu", "bois fleuri");
  stage.press("row", "Bois Fleuri");
  stage.check_sizes("place");
  stage.press("button", "Historique");
  stage.check_sizes("history");
  stage.press("button", "Accueil");
  stage.check_sizes("home");
  stage.press("button", "Fichiers");
  stage.check_sizes("files");
  stage.press("button", "À propos");
  stage.check_sizes("about");
  CHECK(stage.node("td", "SQLite"));
  CHECK(stage.node("td", "Atkinson Hyperlegible Next"));
  stage.press("button", "Atlas");
  stage.press("button", "Ajouter un lieu");
  stage.check_sizes("new place");
}

TEST_CASE("nothing is cut, covered or out of reach, at any size of screen and text", "[app][layout]") {
  Stage stage;
  stage.check_layout("welcome");
  stage.press("button", "Fichiers");
  stage.check_layout("files, empty");
  stage.press("button", "Accueil");
  stage.press("button", "Réglages");
  stage.check_layout("settings");
  stage.press_last("button", "Fermer");
  load_demonstration(stage);
  stage.check_layout("atlas");
  stage.type("searchbox", "Un lieu", "bois fleuri");
  stage.press("row", "Bois Fleuri");
  stage.check_layout("place");
  stage.press("button", "Retirer de l’atlas");
  stage.check_layout("remove");
  stage.press("button", "Garder le lieu");
  stage.press("button", "Historique");
  stage.check_layout("history");
  stage.press("button", "Atlas");
  stage.press("row", "Bois Fleuri");
  stage.press("button", "Corriger");
  for (const char* step : {"L’essentiel", "Horaires", "Aide", "Détails", "Relire"}) {
    stage.check_layout(std::string("form, ") + step);
    if (stage.node("button", "Continuer")) stage.press("button", "Continuer");
  }
  stage.press("button", "Accueil");
  stage.check_layout("home");
  stage.press("button", "Fichiers");
  stage.check_layout("files");
  stage.press("button", "À propos");
  stage.check_layout("about");
}

TEST_CASE("a workshop's rooms: nothing is cut, covered or out of reach, at any size of screen and text",
          "[app][layout][workshop]") {
  Stage stage;
  stage.press("button", "Ateliers");
  stage.settle(4);
  stage.check_layout("workshops");
  stage.press("button", "Développer la participation");
  stage.press("button", "Fermer");  // what the outcome of the preparation takes
  stage.check_layout("empty wall");
  stage.press("button", "Liste");
  stage.press("button", "Ajouter une carte");
  stage.check_layout("new card");
  stage.type("textarea", "Texte de la carte", "Œuvre à 5 €, à la médiathèque");
  stage.press_last("button", "Garder la carte");
  stage.press("button", "Œuvre à 5 €");
  stage.press_last("button", "Donner un point");
  stage.check_layout("card");
  stage.press_last("button", "Garder la carte");
  stage.check_layout("board");
  stage.press("button", "Mur");
  stage.check_layout("wall");
  stage.press("button", "Choisir");
  stage.check_layout("wall, choosing");
}

TEST_CASE("what is pressed between two frames is done in that order, each press once", "[app]") {
  Stage stage;
  stage.press("button", "Ateliers");
  stage.press("button", "Développer la participation");
  stage.press("button", "Liste");
  stage.press("button", "Ajouter une carte");
  stage.type("textarea", "Texte de la carte", "Deux points d’un coup");
  stage.press_last("button", "Garder la carte");
  stage.press("button", "Deux points");
  const ui::NodeId give = stage.node("button", "Donner un point")->id;
  for (int i = 0; i < 2; ++i) stage.app().ui().act(give, ui::Act::kActivate, "", 0);
  stage.settle();
  CHECK(stage.node("p", "Vous avez donné 2 points"));
  stage.press_last("button", "Garder la carte");
  // Back to the list of workshops, and on to where the copies are.
  const ui::NodeId copies = stage.node("button", "Recueil")->id;
  CHECK(stage.app().ui().key("Escape", 0));
  stage.app().ui().act(copies, ui::Act::kActivate, "", 0);
  stage.settle();
  CHECK(stage.node("h1", "Recueil"));
  // A key held down over a frame that lasts is not held for long after.
  for (int i = 0; i < 100; ++i) stage.app().ui().key("Escape", 0);
  int frames = 0;
  while (frames < 100 && stage.step() > 0) ++frames;
  CHECK(frames < 12);
}

TEST_CASE("the theme follows the system, or is the one chosen, and is remembered", "[app]") {
  Stage stage;
  const auto theme = [&] { return std::string(stage.app().ui().theme().name); };
  CHECK(theme() == "light");
  stage.app().environment(R"({"storage":"opfs","dark":true})");
  stage.settle();
  CHECK(theme() == "dark");
  stage.app().environment(R"({"storage":"opfs","dark":true,"moreContrast":true})");
  stage.settle();
  CHECK(theme() == "high-contrast");
  stage.press("button", "Réglages");
  stage.type("select", "Couleurs", "light");
  CHECK(theme() == "light");
  CHECK(stage.app().session().setting("theme") == "light");
  stage.type("select", "Couleurs", "system");
  CHECK(theme() == "high-contrast");
}

TEST_CASE("what is being written outlives the page, until it is saved or given up", "[app]") {
  Stage stage;
  load_demonstration(stage);
  stage.type("searchbox", "Un lieu", "bois fleuri");
  stage.press("row", "Bois Fleuri");
  stage.press("button", "Corriger");
  stage.type("text", "Nom", "Un nom pas encore gardé");
  stage.settle(40);
  REQUIRE_FALSE(stage.app().session().setting("unsaved").empty());
  stage.reopen();
  REQUIRE(stage.node("text", "Nom"));
  CHECK(stage.node("text", "Nom")->value == "Un nom pas encore gardé");
  CHECK(stage.app().places().find(stage.app().places().all()[0].id));
  stage.press("button", "Annuler");
  stage.press("button", "Quitter sans enregistrer");
  stage.settle(40);
  CHECK(stage.app().session().setting("unsaved").empty());
  stage.reopen();
  CHECK_FALSE(stage.node("text", "Nom"));
}

TEST_CASE("what is being written on a card outlives the page, until it is kept or given up", "[app][workshop]") {
  Stage stage;
  stage.press("button", "Ateliers");
  stage.press("button", "Développer la participation");
  stage.press("button", "Liste");
  const auto unsaved = [&] {
    stage.settle(40);
    return stage.app().session().setting("unsaved");
  };
  stage.press("button", "Ajouter une carte");
  CHECK(unsaved().empty());  // nothing is written yet
  stage.type("textarea", "Texte de la carte", "Une idée pas encore gardée");
  REQUIRE_FALSE(unsaved().empty());
  stage.reopen();
  REQUIRE(stage.node("textarea", "Texte de la carte"));
  CHECK(stage.node("textarea", "Texte de la carte")->value == "Une idée pas encore gardée");
  CHECK(stage.node("h1", "Développer la participation"));
  stage.press_last("button", "Garder la carte");
  CHECK(unsaved().empty());
  // A card that was there is the same card.
  stage.press("button", "Une idée");
  stage.type("textarea", "Texte de la carte", "Une idée autrement dite");
  REQUIRE_FALSE(unsaved().empty());
  stage.reopen();
  stage.press_last("button", "Garder la carte");
  CHECK(stage.node("button", "autrement dite"));
  CHECK_FALSE(stage.node("button", "pas encore gardée"));
  stage.press("button", "autrement dite");
  stage.type("textarea", "Texte de la carte", "Rien");
  REQUIRE_FALSE(unsaved().empty());
  stage.press_last("button", "Annuler");
  CHECK(unsaved().empty());
}

TEST_CASE("a card becomes an action sheet, which leads back to it, and both are printed", "[app][workshop]") {
  Stage stage;
  stage.press("button", "Ateliers");
  stage.press("button", "Développer la participation");
  stage.press("button", "Liste");
  stage.press("button", "Ajouter une carte");
  stage.type("textarea", "Texte de la carte", "Un café des réseaux");
  stage.type("text", "Prénom", "Zoé");
  stage.press_last("button", "Garder la carte");
  stage.press("button", "Un café");
  // What was just written is what the sheet is made of.
  stage.type("textarea", "Texte de la carte", "Un café des réseaux, le mercredi");
  stage.press_last("button", "En faire une fiche action");
  REQUIRE(stage.node("text", "Titre"));
  CHECK(stage.node("text", "Titre")->value == "Un café des réseaux, le mercredi");
  CHECK_FALSE(stage.node("text", "Lieu"));  // a record's id is nothing to type
  // Undone, there is no form of what is not there, and the card is as it was.
  stage.press("button", "Défaire");
  CHECK_FALSE(stage.node("text", "Titre"));
  CHECK_FALSE(stage.node("h2", "Fiches action"));
  stage.press("button", "Un café des réseaux, le mercredi");
  stage.press_last("button", "En faire une fiche action");
  stage.check_sizes("form of a sheet");
  stage.type("text", "Titre", "Le café des réseaux");
  stage.type("textarea", "Étapes", "Trouver une salle");
  stage.settle(40);
  stage.reopen();  // the form is taken up again, and its kind with it
  REQUIRE(stage.node("textarea", "Étapes"));
  stage.press("button", "Enregistrer");
  CHECK(stage.node("h1", "Le café des réseaux"));
  CHECK(stage.node("dd", "Trouver une salle"));
  CHECK(stage.node("dd", "Zoé"));
  CHECK(stage.node("dd", "Creative Commons, attribution, partage dans les mêmes conditions 4.0"));
  stage.press("button", "Fermer");  // the outcome
  stage.check_layout("sheet");
  // What was corrected is undone, and the sheet with it is still that of the card.
  REQUIRE(stage.app().ui().key("z", ui::kCtrl));
  stage.settle();
  CHECK(stage.node("h1", "Un café des réseaux, le mercredi"));
  CHECK_FALSE(stage.node("dd", "Trouver une salle"));
  stage.press("button", "Corriger la fiche");
  stage.type("text", "Titre", "Le café des réseaux");
  stage.press("button", "Enregistrer");
  CHECK(stage.node("h1", "Le café des réseaux"));
  stage.press("button", "Un café des réseaux, le mercredi");
  CHECK(stage.node("h2", "Fiches action"));
  stage.check_sizes("board with a sheet");
  stage.press("button", "Imprimer le recueil");
  REQUIRE(stage.page.downloads.size() == 1);
  const std::string recueil = stage.page.downloads[0].second;
  CHECK(recueil.find("<h3>Le café des réseaux</h3>") != std::string::npos);
  CHECK(recueil.find("D’après la carte «\u00a0Un café des réseaux, le mercredi\u00a0»") != std::string::npos);
  CHECK(recueil.find("Zoé · CC-BY-SA-4.0") != std::string::npos);
  // From the card to the sheet; removed, the card stays; undone, the sheet is there with its lineage.
  stage.press("button", "Un café des réseaux, le mercredi");
  stage.press_last("button", "Le café des réseaux");
  stage.press("button", "Retirer la fiche");
  CHECK_FALSE(stage.node("h2", "Fiches action"));
  CHECK(stage.node("button", "Un café des réseaux, le mercredi"));
  stage.press("button", "Défaire");
  CHECK(stage.node("h2", "Fiches action"));
}

TEST_CASE("a place is found, removed, and brought back by undo", "[app]") {
  Stage stage;
  load_demonstration(stage);
  stage.type("searchbox", "Un lieu", "mediatheque lormont");
  stage.press("row", "Médiathèque du Bois Fleuri");
  CHECK(stage.node("h1", "Médiathèque du Bois Fleuri"));
  stage.press("button", "Retirer de l’atlas");
  stage.press_last("button", "Retirer");
  CHECK(stage.app().places().size() == 58);
  stage.app().ui().key("z", ui::kCtrl);
  stage.settle();
  CHECK(stage.app().places().size() == 59);
}

TEST_CASE("the outcome of a command lies over nothing that is pressed, and is put away", "[app]") {
  Stage stage;
  load_demonstration(stage);
  stage.press("row", "");
  stage.press("button", "Retirer de l’atlas");
  stage.press_last("button", "Retirer");
  REQUIRE(stage.node("region", "Message"));
  stage.check_sizes("atlas with an outcome");
  stage.press("button", "Ajouter un lieu");
  stage.check_sizes("form with an outcome");
  stage.press_last("button", "Fermer");
  CHECK_FALSE(stage.node("region", "Message"));
}

TEST_CASE("from a place, its form and its history the atlas is one press away; the form asks first", "[app]") {
  Stage stage;
  load_demonstration(stage);
  const auto to_place = [&] { stage.press("row", ""); };
  to_place();
  stage.press("button", "Atlas");
  CHECK(stage.node("searchbox", "Un lieu"));
  to_place();
  stage.press("button", "Historique");
  stage.press("button", "Atlas");
  CHECK(stage.node("searchbox", "Un lieu"));
  to_place();
  stage.press("button", "Corriger");
  stage.press("button", "Atlas");  // nothing was written: nothing to ask
  CHECK(stage.node("searchbox", "Un lieu"));
  to_place();
  stage.press("button", "Corriger");
  stage.type("text", "Nom", "Un autre nom");
  stage.press("button", "Atlas");
  REQUIRE(stage.node("dialog", ""));
  stage.press("button", "Continuer la correction");  // stays, with what was written
  CHECK_FALSE(stage.node("dialog", ""));
  CHECK(stage.node("text", "Nom")->value == "Un autre nom");
  stage.press("button", "Fichiers");
  stage.press("button", "Quitter sans enregistrer");
  CHECK(stage.node("h1", "Fichiers"));
}

TEST_CASE("the same words are there in English", "[app]") {
  Stage stage;
  stage.press("button", "Réglages");
  stage.type("select", "Langue", "en");
  stage.press("button", "Close");
  CHECK(stage.node("button", "Load the demonstration places"));
  for (const ui::Node& node : stage.app().ui().mirror().nodes()) CHECK(node.name.find(".detail") == std::string::npos);
}

TEST_CASE("a full copy reads back as it was", "[app]") {
  std::string bytes, digest;
  {
    Stage stage;
    load_demonstration(stage);
    stage.press("button", "Fichiers");
    stage.press("button", "Enregistrer");
    REQUIRE(stage.page.downloads.size() == 1);
    bytes = stage.page.downloads[0].second;
    digest = stage.app().session().state().digest();
  }
  Stage stage;
  REQUIRE(stage.app().file_begin("copy.json", bytes.size()));
  REQUIRE(stage.app().file_chunk(bytes));
  stage.app().file_end(true);
  stage.settle();
  CHECK(stage.app().session().state().digest() == digest);
}

TEST_CASE("nothing is written while another tab holds the store", "[app]") {
  Stage stage;
  load_demonstration(stage);
  stage.app().environment(R"({"lang":"fr-FR","storage":"busy"})");
  stage.settle();
  CHECK(stage.node("button", "Reprendre ici"));
  CHECK_FALSE(stage.app().file_begin("places.csv", 10));
  stage.app().environment(R"({"lang":"fr-FR","storage":"opfs"})");
  stage.settle();
  CHECK(stage.app().places().size() == 59);
}

TEST_CASE("filters narrow list and count, say what they leave, and stand in the address", "[app]") {
  Stage stage;
  load_demonstration(stage);
  const auto shown = [&] {
    const std::string state = stage.app().debug_state();
    const std::size_t at = state.find("\"shown\":");
    return std::atoi(state.c_str() + at + 8);
  };
  CHECK(shown() == 59);
  stage.press("button", "Filtres");
  stage.check_sizes("filters");
  const ui::Node* free = stage.node("checkbox", "Aide aux démarches administratives (");
  REQUIRE(free);
  const int count = std::atoi(free->name.c_str() + free->name.find('(') + 1);
  CHECK(count > 0);
  CHECK(count < 59);
  stage.press("checkbox", "Aide aux démarches administratives (");
  CHECK(shown() == count);
  stage.press("button", "Voir les");
  CHECK(stage.node("button", "Filtres\u00a0: 1"));
  const auto [address, pushed] = stage.page.addresses.back();
  CHECK(address.find("service=Aide") != std::string::npos);
  CHECK_FALSE(pushed);

  // Words that nothing has, under a filter: both can be taken out.
  stage.type("searchbox", "Un lieu", "xyzzy");
  CHECK(shown() == 0);
  stage.check_sizes("nothing found");
  stage.press("button", "Retirer\u00a0: Aide");
  CHECK(stage.app().debug_state().find("\"filters\":0") != std::string::npos);
  stage.app().address("#" + address.substr(1));
  stage.settle();
  CHECK(shown() == count);
  CHECK(stage.node("button", "Filtres\u00a0: 1"));

  // A sheet is a step of the history; going back gives the list as it was.
  stage.press("row", "");
  CHECK(stage.page.addresses.back().first.starts_with("#place/"));
  CHECK(stage.page.addresses.back().second);
  stage.app().address(address);
  stage.settle();
  CHECK(stage.node("button", "Filtres\u00a0: 1"));
  for (const char* odd :
       {"", "#", "#nowhere", "#place", "#place/zz", "#atlas?q=%&&=&map=1,2&near=x&within=-5&cost=no"}) {
    INFO(odd);
    stage.app().address(odd);
    stage.settle();
  }
  CHECK(stage.node("searchbox", "Un lieu")->value == "%");
}

TEST_CASE("places around: asked on demand, refusal in words, distances in the list", "[app]") {
  Stage stage;
  load_demonstration(stage);
  CHECK(stage.page.located == 0);
  stage.press("button", "Filtres");
  stage.press("button", "Autour de moi");
  CHECK(stage.page.located == 1);
  stage.app().located(false, true, 0, 0);
  stage.settle();
  CHECK(stage.node("p", "n’a pas été donnée"));
  stage.app().located(true, false, 44.8787, -0.5202);
  stage.settle();
  stage.check_sizes("filters around");
  stage.press("button", "Voir les");
  const ui::Node* row = stage.node("row", "");
  REQUIRE(row);
  CHECK(row->description.find("Lormont · ") == 0);
  CHECK(row->description.find(" m") != std::string::npos);
  // Where the device is stays on the device.
  CHECK(stage.page.addresses.back().first.find("near=here") != std::string::npos);
  stage.press("button", "Filtres");
  stage.type("select", "Distance", "5000");
  stage.press("button", "Voir les");
  CHECK(stage.node("button", "Filtres\u00a0: 1"));
  stage.app().address("#atlas?near=lormont~33&within=2000");
  stage.settle();
  CHECK(stage.app().debug_state().find("\"near\":\"lormont~33\"") != std::string::npos);
}

TEST_CASE("End, Home and PageDown reach the list's own rows, not only those on screen", "[app]") {
  Stage stage;
  load_demonstration(stage);
  const auto has_row = [&](int position) {
    const std::string extra = "\"pos\":" + std::to_string(position) + ",";
    for (const ui::Node& node : stage.app().ui().mirror().nodes())
      if (std::string_view(node.role) == "item" && node.extra.find(extra) == 0) return true;
    return false;
  };
  CHECK(has_row(1));
  CHECK_FALSE(has_row(59));
  // What the page does: it gives focus to the element that the mirror asks for.
  const auto follow_focus = [&] {
    const std::string mirror = stage.app().take_mirror();
    const std::size_t at = mirror.find("\"focus\":");
    REQUIRE(at != std::string::npos);
    stage.app().ui().act(static_cast<ui::NodeId>(std::strtoul(mirror.c_str() + at + 8, nullptr, 10)), ui::Act::kFocus,
                         "", 1);
    stage.settle();
  };
  stage.app().take_mirror();
  stage.app().ui().act(stage.node("row", "")->id, ui::Act::kFocus, "", 1);
  stage.settle();
  for (const auto& [key, there] : {std::pair{"End", 59}, {"Home", 1}, {"PageDown", 4}}) {
    INFO(key);
    CHECK(stage.app().ui().key(key, 0));
    stage.settle();
    follow_focus();
    CHECK(has_row(there));
  }
  CHECK(stage.app().ui().key("End", 0));
  stage.settle();
  CHECK_FALSE(has_row(1));
}

TEST_CASE("a sharing link is asked about before anything is sent", "[app][sync]") {
  Stage stage;
  load_demonstration(stage);
  stage.press("button", "Recueil");
  stage.check_sizes("sync");
  stage.type("url", "Lien de partage", "bonjour");
  stage.press("button", "Se connecter");
  CHECK(stage.node("url", "Lien de partage")->description.find("Ce n’est pas un lien de partage") != std::string::npos);
  stage.type("url", "Lien de partage", "http://hub.test:8033/s/atelier/#k=f00");
  stage.press("button", "Se connecter");
  REQUIRE(stage.node("dialog", "Partager avec ce point"));
  CHECK(stage.node("p", "copié vers hub.test:8033"));
  stage.check_sizes("sync-asked");
  CHECK(stage.page.requests.empty());
  stage.press("button", "Ne pas partager");
  CHECK_FALSE(stage.node("dialog", ""));
  CHECK(stage.page.requests.empty());
  // A page opened by a link asks in the same way, whatever the screen.
  stage.press("button", "Accueil");
  stage.app().environment(
      R"({"lang":"fr-FR","storage":"opfs","online":true,"page":"https://escale.test/","link":"https://escale.test/#s=atelier&k=f00"})");
  stage.settle();
  REQUIRE(stage.node("dialog", "Partager avec ce point"));
  CHECK(stage.page.requests.empty());
  stage.press("button", "Partager");
  REQUIRE(stage.page.requests.size() == 1);
  CHECK(stage.page.requests[0].request.url == "https://escale.test/s/atelier/?after=0&wait=0");
  stage.app().hub_reply(stage.page.requests[0].id, {.status = 200, .type = "text/html"});
  stage.settle();
  REQUIRE(stage.page.requests.size() == 2);
  stage.app().hub_reply(stage.page.requests[1].id, {.status = 200, .type = "text/html"});
  stage.settle();
  CHECK(stage.node("p", "Le point d’accès demande une connexion"));
  stage.check_sizes("sync-trouble");
  stage.press("button", "Inviter");
  CHECK(stage.node("p", "https://escale.test/#s=https://escale.test/s/atelier/&k=f00"));
  stage.app().qr_reply("https://escale.test/#s=https://escale.test/s/atelier/&k=f00", std::string(21 * 21, '1'));
  stage.settle();
  CHECK(stage.node("img", "Code à lire"));
  stage.check_sizes("sync-invite");
  stage.press("button", "Fermer");
  stage.press("button", "Se déconnecter");
  CHECK(stage.node("button", "Se connecter"));
}

TEST_CASE("the log is replayed, and held against a copy that is not taken", "[app][log]") {
  Stage stage;
  load_demonstration(stage);
  stage.press("button", "Recueil");
  stage.press("button", "Faire une copie maintenant");
  REQUIRE(stage.page.downloads.size() == 1);
  const std::string copy = stage.page.downloads[0].second;
  stage.press("button", "Accueil");
  stage.press("button", "Ateliers");
  stage.settle(4);
  stage.press("button", "Développer la participation");
  stage.press("button", "Liste");
  stage.press("button", "Recueil");
  const std::string digest = stage.app().session().state().digest();
  stage.press("button", "Journal complet");
  stage.settle(4);
  CHECK(stage.node("dd", digest));
  CHECK(stage.node("button", "Suivante")->flags & ui::kDisabled);
  stage.check_sizes("log");
  stage.press("button", "Précédente");
  CHECK_FALSE(stage.node("dd", digest));
  stage.press("button", "Au début");
  CHECK(stage.node("p", "Rien n’est encore arrivé"));
  stage.type("number", "Numéro d’une action", "1");
  stage.press("button", "Aller");
  CHECK(stage.node("p", "1. "));
  stage.press("button", "À la fin");
  CHECK(stage.node("dd", digest));

  const auto open = [&](const std::string& bytes) {
    REQUIRE(stage.app().file_begin("copie.zip", bytes.size()));
    REQUIRE(stage.app().file_chunk(bytes));
    stage.app().file_end(true);
    stage.settle(4);
  };
  open(copy);
  CHECK(stage.node("p", "ne montrent pas la même chose"));
  CHECK(stage.node("h3", "0 action seulement dans la copie"));
  CHECK_FALSE(stage.node("h3", "0 action seulement ici"));
  CHECK(stage.app().session().state().digest() == digest);
  stage.check_sizes("log apart");
  open(copy.substr(0, copy.size() / 2));
  CHECK_FALSE(stage.node("h3", "seulement ici"));
  stage.check_sizes("log with a damaged copy");
}

TEST_CASE("a workshop is prepared, gets cards and dots, and its recueil is printed", "[app][workshop]") {
  Stage stage;
  stage.press("button", "Ateliers");
  stage.settle(4);
  stage.check_sizes("workshops");
  stage.press("button", "Développer la participation");
  stage.check_sizes("wall");
  stage.press("button", "Liste");
  stage.check_sizes("board");
  CHECK(stage.node("h2", "Projet initial"));
  CHECK(stage.node("h2", "Restitution"));

  stage.press("button", "Ajouter une carte");
  stage.check_sizes("card");
  stage.type("textarea", "Texte de la carte", "Œuvre à 5 €, à la médiathèque");
  stage.type("text", "Prénom", "Zoé");
  stage.press_last("button", "Garder la carte");
  const ui::Node* card = stage.node("button", "Œuvre à 5 €");
  REQUIRE(card);
  stage.press("button", "Œuvre à 5 €");
  stage.check_sizes("card that is there");
  for (int i = 0; i < 3; ++i) stage.press_last("button", "Donner un point");
  // The quota is used: the fourth is refused.
  stage.press_last("button", "Donner un point");
  stage.type("number", "Points comptés", "4");
  stage.press_last("button", "Garder la carte");
  CHECK(stage.node("p", "(7 points"));
  stage.check_sizes("board with results");
  CHECK(stage.node("p", "Il lui reste 0 point"));
  // The next person has dots of their own; the first one's stay.
  stage.type("select", "Qui vote", "1");
  CHECK(stage.node("p", "Il lui reste 3 points"));
  stage.press("button", "Œuvre à 5 €");
  stage.press_last("button", "Donner un point");
  stage.press_last("button", "Garder la carte");
  CHECK(stage.node("p", "(8 points"));
  stage.type("select", "Qui vote", "0");
  CHECK(stage.node("p", "Il lui reste 0 point"));
  stage.check_sizes("board with two voters");
  stage.press("button", "Œuvre à 5 €");
  CHECK(stage.node("h3", "Points de la personne 1"));
  stage.press_last("button", "Annuler");
  // Whose turn it is was the last thing done: it is what is undone, and the dots stay. After that it is a dot.
  stage.press("button", "Défaire");
  stage.press("button", "Œuvre à 5 €");
  CHECK(stage.node("h3", "Points de la personne 2"));
  stage.press_last("button", "Annuler");
  CHECK(stage.node("p", "(8 points"));
  stage.app().ui().key("z", ui::kCtrl);
  stage.settle();
  CHECK(stage.node("p", "(7 points"));
  stage.app().ui().key("y", ui::kCtrl);
  stage.settle();
  stage.type("select", "Qui vote", "0");

  stage.press("button", "Temps suivant");
  stage.press("button", "Lancer 10 minutes");
  stage.press("button", "Imprimer le recueil");
  REQUIRE(stage.page.downloads.size() == 1);
  CHECK(stage.page.downloads[0].second.find("Œuvre à 5 €, à la médiathèque") != std::string::npos);
  CHECK(stage.page.downloads[0].second.find("8 points, dont 4 comptés dans la salle") != std::string::npos);
  for (const char* as : {"Texte (Markdown)", "Tableur (CSV)", "Tableau (JSON Canvas)"}) stage.press("button", as);
  REQUIRE(stage.page.downloads.size() == 4);
  for (const auto& [name, bytes] : stage.page.downloads)
    CHECK(bytes.find("Œuvre à 5 €, à la médiathèque") != std::string::npos);

  // It is there again after the page, and the list leads to it; a card that is removed comes back by undo.
  stage.reopen();
  stage.press("button", "Ateliers");
  stage.press("button", "Développer la participation");
  stage.press("button", "Liste");
  CHECK(stage.node("p", "Il lui reste 0 point"));  // who voted before does not vote anew
  stage.press("button", "Œuvre à 5 €");
  stage.press_last("button", "Retirer la carte");
  CHECK_FALSE(stage.node("button", "Œuvre à 5 €"));
  stage.press("button", "Défaire");
  CHECK(stage.node("button", "Œuvre à 5 €"));
}
