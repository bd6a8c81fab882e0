// A board in the application beyond its cards: decisions and reports in their forms, cards alike, the guide, the
// slides.
#include <catch2/catch_test_macros.hpp>

#include "support/app_stage.h"
#include "workshop/invitation.h"

using support::Stage;

namespace {

void open_list(Stage& stage, std::initializer_list<const char*> cards) {
  stage.press("button", "Ateliers");
  stage.settle(4);
  stage.press("button", "Développer la participation");
  stage.press("button", "Liste");
  for (const char* text : cards) {
    stage.press("button", "Ajouter une carte");
    stage.type("textarea", "Texte de la carte", text);
    stage.press_last("button", "Garder la carte");
  }
  stage.press("button", "Fermer");
}

}  // namespace

TEST_CASE("what is decided about a card is said in a form that outlives the page, changed and taken back",
          "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique"});
  const std::string digest = stage.app().session().state().digest();
  stage.press("button", "Un bus du numérique");
  stage.press_last("button", "Dire ce qui est décidé");
  CHECK(stage.node("h1", "Dire ce qui est décidé"));
  CHECK(stage.app().session().state().digest() == digest);  // nothing is kept before it is saved
  stage.check_sizes("form of a choice");
  // Who and why are asked for.
  stage.type("select", "Décision", "rejected");
  stage.press("button", "Enregistrer");
  CHECK(stage.node("h1", "Dire ce qui est décidé"));
  stage.type("text", "Qui décide", "Le conseil municipal");
  stage.settle(40);
  stage.reopen();
  REQUIRE(stage.node("text", "Qui décide"));
  CHECK(stage.node("text", "Qui décide")->value == "Le conseil municipal");
  stage.type("textarea", "Pourquoi", "Trop cher cette année");
  stage.press("button", "Enregistrer");
  CHECK(stage.node("h2", "Des besoins aux choix"));
  CHECK(stage.node("p", "Écartée"));
  CHECK(stage.node("p", "Trop cher cette année"));
  CHECK(stage.node("p", "Le conseil municipal"));
  CHECK(stage.node("button", "Un bus du numérique")->description.find("Écartée") != std::string::npos);
  stage.press("button", "Fermer");
  stage.check_layout("board with a choice");

  stage.press("button", "Modifier la décision");
  CHECK(stage.node("h1", "Modifier la décision"));
  stage.type("select", "Décision", "kept");
  stage.press("button", "Enregistrer");
  CHECK(stage.node("p", "Retenue"));
  stage.press("button", "Retirer la décision");
  CHECK_FALSE(stage.node("p", "Retenue"));
  stage.app().ui().key("z", ui::kCtrl);
  stage.settle();
  CHECK(stage.node("p", "Retenue"));

  stage.press("button", "Imprimer le recueil");
  REQUIRE(stage.page.downloads.size() == 1);
  CHECK(stage.page.downloads[0].second.find("Trop cher cette année") != std::string::npos);
}

TEST_CASE("a form given up keeps nothing, and its address alone leads home", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus"});
  const std::string digest = stage.app().session().state().digest();
  stage.press("button", "Ajouter une restitution");
  CHECK(stage.node("h1", "Ajouter une restitution"));
  stage.press("button", "Annuler");
  CHECK(stage.node("h2", "Restitutions"));
  CHECK(stage.app().session().state().digest() == digest);
  stage.app().address("#edit/0000000000000077");
  stage.settle();
  CHECK_FALSE(stage.node("form", ""));
}

TEST_CASE("reports give their keywords back to all", "[app][workshop]") {
  Stage stage;
  open_list(stage, {});
  for (const char* words : {"Médiation\nLien", "lien\nBus"}) {
    stage.press("button", "Ajouter une restitution");
    stage.type("textarea", "Trois mots-clés", words);
    stage.press("button", "Enregistrer");
  }
  CHECK(stage.node("h3", "Table 1"));
  CHECK(stage.node("h3", "Table 2"));
  CHECK(stage.node("p", "Lien, 2 fois"));
  stage.press("button", "Fermer");
  stage.check_layout("board with reports");
}

TEST_CASE("the guide says what is said; cards alike are shown, and put together only by people", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus pour les seniors isolés", "Chercher les seniors isolés", "Du café", "Une salle le soir",
                    "Un annuaire en papier"});
  stage.press("button", "Conduire l’atelier");
  CHECK(stage.node("h3", "1. Accueil"));
  CHECK(stage.node("p", "Bienvenue."));
  CHECK(stage.node("p", "Garde le temps et la parole partagée."));
  stage.check_sizes("guide");
  const std::string digest = stage.app().session().state().digest();
  stage.press_last("button", "Chercher les cartes voisines");
  CHECK(stage.node("h3", "Mots en commun\u00a0: isolés, seniors"));
  stage.check_sizes("alike");
  CHECK(stage.app().session().state().digest() == digest);
  stage.press_last("button", "Mettre ensemble");
  CHECK(stage.node("text", "Nom du groupe")->value == "isolés");
  stage.type("text", "Nom du groupe", "Aller vers");
  stage.press_last("button", "Mettre ensemble");
  CHECK(stage.node("h3", "Aller vers"));
  stage.press("button", "Conduire l’atelier");
  stage.press_last("button", "Chercher les cartes voisines");
  CHECK(stage.node("p", "Aucune carte ne ressemble assez"));
}

TEST_CASE("the slides are gone through by keys, at every size", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique", "Du café"});
  stage.press("button", "Conduire l’atelier");
  stage.press_last("button", "Présenter à la salle");
  CHECK(stage.node("h1", "Développer la participation"));
  CHECK_FALSE(stage.node("nav", ""));
  CHECK(stage.node("p", "1 sur 2"));
  stage.app().ui().key("ArrowRight", 0);
  stage.settle();
  CHECK(stage.node("h1", "Projet initial"));
  CHECK(stage.node("p", "Un bus du numérique"));
  stage.check_layout("slides");
  stage.app().ui().key("PageUp", 0);
  stage.settle();
  CHECK(stage.node("p", "1 sur 2"));
  stage.app().ui().key("ArrowLeft", 0);  // there is none before
  stage.settle();
  CHECK(stage.node("p", "1 sur 2"));
  stage.app().ui().key("Escape", 0);
  stage.settle();
  CHECK(stage.node("h2", "Projet initial"));
}

TEST_CASE("a secret vote leaves no trace before its box is opened", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique", "Du café"});
  stage.press("button", "Comment décider");
  stage.press_last("checkbox", "Scrutin secret");
  stage.check_sizes("decide");
  stage.press_last("button", "Terminé");
  const std::string digest = stage.app().session().state().digest();
  CHECK(stage.node("p", "0 bulletin dans l’urne"));
  for (int voter = 0; voter < 2; ++voter) {
    stage.press("button", "Voter");
    CHECK(stage.node("h2", "Bulletin secret"));
    stage.press_last("button", "Donner un point");
    if (voter == 0) stage.check_sizes("secret ballot");
    stage.press_last("button", "Mettre dans l’urne");
  }
  CHECK(stage.node("p", "2 bulletins dans l’urne"));
  // Torn up: nothing of it stays, and the next ballot is blank.
  stage.press("button", "Voter");
  stage.press_last("button", "Donner un point");
  stage.press_last("button", "Déchirer le bulletin");
  stage.press("button", "Voter");
  CHECK(stage.node("p", "Il lui reste 3 points") == nullptr);
  CHECK(stage.node("p", "0 point"));
  stage.press_last("button", "Déchirer le bulletin");
  CHECK(stage.app().session().state().digest() == digest);
  CHECK_FALSE(stage.node("h2", "Ce que dit le vote"));
  stage.reopen();  // the box is still there
  CHECK(stage.app().session().state().digest() == digest);
  stage.press("button", "Ateliers");
  stage.press("button", "Développer la participation");
  CHECK(stage.node("p", "2 bulletins dans l’urne"));
  stage.press("button", "Ouvrir l’urne");
  stage.check_sizes("opening the box");
  stage.press_last("button", "Ouvrir et compter");
  CHECK(stage.app().session().state().digest() != digest);
  CHECK(stage.node("h2", "Ce que dit le vote"));
  CHECK(stage.node("p", "(2 points"));
  CHECK(stage.node("p", "0 bulletin dans l’urne"));
}

TEST_CASE("a person who tries something says what they think in three taps", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique"});
  stage.press("button", "Un bus du numérique");
  stage.press_last("button", "Faire essayer");
  CHECK(stage.node("h1", "Qu’en pensez-vous"));
  CHECK(stage.node("p", "Un bus du numérique"));
  CHECK_FALSE(stage.node("nav", ""));
  stage.check_layout("faces");
  stage.press("button", "Cela me plaît");
  CHECK(stage.node("h1", "Avec quels mots"));
  stage.check_layout("words");
  const std::string digest = stage.app().session().state().digest();
  stage.press("button", "Utile");
  stage.press("button", "Simple");
  stage.press("button", "Simple");  // not after all
  stage.type("textarea", "Ou dites-le", "Il passe devant chez moi");
  stage.press("button", "Envoyer");
  CHECK(stage.app().session().state().digest() != digest);
  CHECK(stage.node("h1", "Merci"));
  stage.check_layout("thanks");
  // The next person sees nothing of the one before.
  stage.press("button", "Une autre personne");
  stage.press("button", "Cela ne me plaît pas");
  CHECK(stage.node("textarea", "Ou dites-le")->value.empty());
  stage.press("button", "Changer de visage");
  stage.press("button", "Je ne sais pas");
  stage.press("button", "Envoyer");
  // Left by the page's way back in the middle: the next person begins anew.
  const std::string trial = "#trial/" + base::to_hex(stage.app().session().state().all("card").front());
  stage.press("button", "Une autre personne");
  stage.press("button", "Cela me plaît");
  stage.app().address("#workshops");
  stage.settle();
  stage.app().address(trial);
  stage.settle();
  CHECK(stage.node("h1", "Qu’en pensez-vous"));
  stage.press("button", "Quitter l’essai");
  CHECK(stage.node("button", "Un bus du numérique")->description.find("2 essais") != std::string::npos);
  stage.press("button", "Un bus du numérique");
  CHECK(stage.node("p", "Cela me plaît\u00a0: 1. Je ne sais pas\u00a0: 1. Utile."));
  stage.press_last("button", "Annuler");
  stage.press("button", "Imprimer le recueil");
  REQUIRE(stage.page.downloads.size() == 1);
  CHECK(stage.page.downloads[0].second.find("Il passe devant chez moi") != std::string::npos);
}

TEST_CASE("a zone of many cards lists the first, and the rest when asked", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Première"});
  const base::Id board = stage.app().session().state().all("board").front(),
                 zone = base::Id{*base::from_hex(
                     stage.app().session().state().text(stage.app().session().state().all("card").front(), "zone"))};
  std::vector<records::Draft> cards;
  for (int i = 0; i < 99; ++i) {
    records::Draft card{"card", {}, {}};
    card.set("board", base::to_hex(board));
    card.set("zone", base::to_hex(zone));
    card.set("text", "Carte numéro " + std::to_string(i));
    cards.push_back(std::move(card));
  }
  // As another tablet would: what a room may only read.
  REQUIRE(const_cast<session::Session&>(stage.app().session()).save_all(std::move(cards), "card.add"));
  stage.settle();
  CHECK(stage.count("button", "Carte numéro") == 59);
  stage.press("button", "Voir les 40 autres cartes");
  CHECK(stage.count("button", "Carte numéro") == 99);
  stage.type("searchbox", "Chercher une carte", "numéro 98");
  CHECK(stage.count("button", "Carte numéro") == 1);
}

TEST_CASE("a workshop is joined by its code, and by a link that leads to it", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique"});
  const base::Id board = stage.app().session().state().all("board").at(0);
  const std::string code = workshop::code_of(board);
  stage.press("button", "Conduire l’atelier");
  stage.press("button", "Inviter à cet atelier");
  CHECK(stage.node("p", code));
  CHECK(stage.node("p", "Aucun hub n’est relié"));
  stage.check_layout("invitation without a hub");
  stage.press_last("button", "Fermer");

  stage.press("button", "Accueil");
  stage.press("button", "Ateliers");
  stage.type("text", "Code de l’atelier", "K0K 0K0");
  stage.press("button", "Rejoindre l’atelier");
  CHECK(stage.node("text", "Code de l’atelier")->description.find("Aucun atelier de ce code") != std::string::npos);
  stage.check_layout("a code that nobody knows");
  stage.type("text", "Code de l’atelier", code);
  stage.press("button", "Rejoindre l’atelier");
  CHECK(stage.node("h1", "Développer la participation"));

  // A link that leads there asks first, as every link, then goes there.
  const std::string link =
      "https://escale.test/#s=https://escale.test/s/atelier/&k=f00&go=board/" + base::to_hex(board);
  stage.press("button", "Accueil");
  stage.app().environment(R"({"lang":"fr-FR","storage":"opfs","online":true,"page":"https://escale.test/","link":")" +
                          link + "\"}");
  stage.settle();
  REQUIRE(stage.node("dialog", "Partager avec ce point"));
  CHECK(stage.page.requests.empty());
  stage.press("button", "Partager");
  CHECK(stage.node("h1", "Développer la participation"));
  stage.press("button", "Conduire l’atelier");
  stage.press("button", "Inviter à cet atelier");
  CHECK(stage.node("p", link));
  stage.app().qr_reply(link, std::string(21 * 21, '1'));
  stage.settle();
  CHECK(stage.node("img", "Code à lire"));
  stage.check_layout("invitation");
}

TEST_CASE("what an invitation leads to opens once it is here, unless one went elsewhere", "[app][workshop]") {
  Stage stage;
  const auto follow = [&](const char* key, const char* board) {
    stage.press("button", "Accueil");
    stage.app().environment(
        R"({"lang":"fr-FR","storage":"opfs","online":true,"page":"https://escale.test/","link":"https://escale.test/#s=atelier&k=)" +
        std::string(key) + "&go=board/" + board + "\"}");
    stage.settle();
    stage.press("button", "Partager");
  };
  follow("f00", "00000000000000a1");
  CHECK(stage.node("p", "L’atelier de l’invitation s’ouvre dès qu’il est arrivé"));
  stage.check_sizes("waiting for a workshop");
  stage.press("button", "Atlas");
  stage.press("button", "Recueil");
  CHECK_FALSE(stage.node("p", "L’atelier de l’invitation"));

  // What leads nowhere is a link like any other.
  follow("f01", "nowhere");
  CHECK_FALSE(stage.node("p", "L’atelier de l’invitation"));
}

TEST_CASE("a workshop is rehearsed apart, and closed with what is taken away", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique"});
  const base::Id board = stage.app().session().state().all("board").at(0);
  stage.press("button", "Conduire l’atelier");
  stage.press("button", "Répéter l’atelier");
  CHECK(stage.node("p", "Ceci est une répétition"));
  CHECK_FALSE(stage.node("button", "Un bus du numérique"));
  stage.press("button", "Fermer");
  stage.check_layout("rehearsal");
  stage.press("button", "Ajouter une carte");
  stage.type("textarea", "Texte de la carte", "Pour essayer");
  stage.press_last("button", "Garder la carte");
  stage.press("button", "Tous les ateliers");
  CHECK(stage.node("button", "Répétition\u00a0: Développer la participation"));
  stage.press("button", "Répétition\u00a0: Développer la participation");
  CHECK(stage.node("button", "Pour essayer"));
  stage.press("button", "Terminer la répétition");
  CHECK(stage.node("button", "Un bus du numérique"));
  CHECK_FALSE(stage.node("p", "Ceci est une répétition"));
  CHECK(stage.app().session().state().all("board") == std::vector{board});
  CHECK(stage.app().session().state().all("card").size() == 1);
  // Ended by mistake, it comes back as it was.
  stage.press("button", "Défaire");
  CHECK(stage.app().session().state().all("board").size() == 2);
  CHECK(stage.app().session().state().all("card").size() == 2);
  stage.app().ui().key("y", ui::kCtrl);
  stage.settle();
  CHECK(stage.app().session().state().all("card").size() == 1);

  stage.press("button", "Conduire l’atelier");
  stage.press("button", "Clore l’atelier");
  CHECK(stage.node("dialog", "Clore l’atelier"));
  CHECK(stage.node("p", "encore copiées nulle part"));
  stage.check_layout("closing");
  stage.press_last("button", "Imprimer le recueil");
  CHECK(stage.page.downloads.size() == 1);
  stage.press("button", "Clore maintenant");
  CHECK(stage.node("p", "Atelier clos le 23 novembre 2026"));
  stage.press("button", "Fermer");
  stage.check_layout("closed");
  // What was said is seen and made use of; nobody writes or votes any more, on wall or list.
  CHECK_FALSE(stage.node("button", "Ajouter une carte"));
  CHECK_FALSE(stage.node("button", "Cacher les prochaines cartes"));
  CHECK_FALSE(stage.node("button", "Voter"));
  stage.press("button", "Un bus du numérique");
  CHECK_FALSE(stage.node("textarea", ""));
  CHECK_FALSE(stage.node("button", "Retirer la carte"));
  CHECK(stage.node("button", "En faire une fiche action"));
  stage.check_layout("a card of a closed workshop");
  const std::string digest = stage.app().session().digest();
  stage.press_last("button", "Fermer");
  CHECK_FALSE(stage.node("dialog", ""));
  stage.press("button", "Mur");
  for (const char* tool : {"Écrire une carte", "Choisir", "Dessiner"}) {
    INFO(tool);
    CHECK_FALSE(stage.node("button", tool));
  }
  stage.check_sizes("closed, as a wall");
  CHECK(stage.app().session().digest() == digest);
  stage.press("button", "Liste");
  stage.press("button", "Rouvrir l’atelier");
  CHECK_FALSE(stage.node("p", "Atelier clos"));
  CHECK(stage.node("button", "Ajouter une carte"));
}

TEST_CASE("who writes while the workshop is closed elsewhere can still keep it", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique"});
  const records::State& state = stage.app().session().state();
  const auto close = [&] {
    REQUIRE(const_cast<session::Session&>(stage.app().session())
                .write_all({{state.all("board").front(), "closed", std::string("2026-11-23")}}, "board.close"));
    stage.settle();
  };
  stage.press("button", "Un bus du numérique");
  stage.type("textarea", "Texte de la carte", "Un bus du numérique, le mardi");
  close();
  stage.press_last("button", "Garder la carte");
  CHECK(stage.node("button", "Un bus du numérique, le mardi"));
  stage.press("button", "Rouvrir l’atelier");
  stage.press("button", "Ajouter une carte");
  stage.type("textarea", "Texte de la carte", "Une permanence");
  close();
  stage.press_last("button", "Garder la carte");
  CHECK(state.all("card").size() == 2);
}

TEST_CASE("hands are counted by grade where grades are given", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique", "Des permanences"});
  const records::State& state = stage.app().session().state();
  REQUIRE(const_cast<session::Session&>(stage.app().session())
              .write_all({{state.all("board").front(), "vote", std::string("judgment")}}, "board.decide"));
  stage.settle();
  stage.press("button", "Un bus du numérique");
  stage.type("number", "Très bien", "4");
  stage.type("number", "Passable", "1");
  stage.check_layout("hands by grade");
  stage.press_last("button", "Garder la carte");
  CHECK(stage.node("h2", "Ce que dit le vote"));
  CHECK(stage.node("p", "Un bus du numérique"));
  CHECK(stage.node("td", "Très bien"));
  stage.press("button", "Un bus du numérique");
  CHECK(stage.node("number", "Très bien")->value == "4");
  stage.type("number", "Très bien", "");
  stage.type("number", "Passable", "");
  stage.press_last("button", "Garder la carte");
  CHECK_FALSE(stage.node("h2", "Ce que dit le vote"));
}

TEST_CASE("a phase's time survives a reload and a device's clock that is put right", "[app][workshop]") {
  Stage stage;
  open_list(stage, {});
  const auto left = [&] {
    stage.settle();
    const auto ends = stage.app().session().state().number(stage.app().session().state().all("board").front(), "ends");
    REQUIRE(ends);
    const workshop::PhaseClock& clock = stage.app().phase_clock();
    return (clock.left(stage.clock.ms) + 30'000) / 60'000;  // minutes
  };
  stage.press("button", "Lancer");
  const std::int64_t all = left();
  REQUIRE(all > 2);
  stage.clock.ms += 2 * 3'600'000;
  CHECK(left() == all);
  const std::string hash = stage.page.addresses.back().first;
  stage.reopen();
  stage.app().address(hash);
  CHECK(left() == all);
  stage.clock.ms -= 5 * 3'600'000;
  CHECK(left() == all);
  CHECK_FALSE(stage.node("p", "Le temps est écoulé"));
  stage.app().away();
  stage.clock.ms += 60'000;  // asleep
  CHECK(left() == all - 1);
  stage.clock.ms += 3'000;
  for (std::int64_t minute = 0; minute < all; ++minute) {
    stage.app().away();
    stage.clock.ms += 60'000;
    stage.settle();
  }
  CHECK(stage.node("p", "Le temps est écoulé"));
}

TEST_CASE("what a tester has chosen and written is still there after a reload, and only until it is sent",
          "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique"});
  stage.press("button", "Un bus du numérique");
  stage.press_last("button", "Faire essayer");
  stage.press("button", "Cela me plaît");
  stage.press("button", "Utile");
  stage.type("textarea", "Ou dites-le", "Il passe devant chez moi");
  stage.app().away();  // the page is put aside before the usual moment
  stage.reopen();
  CHECK(stage.node("h1", "Avec quels mots"));
  CHECK((stage.node("button", "Utile")->flags & ui::kPressed) != 0);
  CHECK(stage.node("textarea", "Ou dites-le")->value == "Il passe devant chez moi");
  stage.press("button", "Envoyer");
  stage.reopen();
  CHECK_FALSE(stage.node("textarea", "Ou dites-le"));
  CHECK(stage.app().session().state().all("feedback").size() == 1);
}

TEST_CASE("a rehearsal's hidden cards go with it, and none of them is ever shared", "[app][workshop]") {
  Stage stage;
  open_list(stage, {});
  const std::string before = stage.app().session().digest();
  stage.press("button", "Conduire l’atelier");
  stage.press("button", "Répéter l’atelier");
  stage.press("button", "Cacher les prochaines cartes");
  stage.press("button", "Ajouter une carte");
  stage.type("textarea", "Texte de la carte", "Pour essayer en secret");
  stage.press_last("button", "Garder la carte");
  REQUIRE(stage.app().session().private_records().size() == 1);
  const base::Id card = *stage.app().session().private_records().begin();
  stage.press("button", "Terminer la répétition");
  CHECK_FALSE(stage.app().session().state().exists(card));
  CHECK(
      stage.app().session().private_records().contains(card));  // not published: until the next visit it may come back
  stage.reopen();
  CHECK(stage.app().session().private_records().empty());
  CHECK_FALSE(stage.app().session().state().exists(card));
  CHECK(stage.app().session().state().all("card").empty());
  CHECK(stage.app().session().digest() == before);
}

TEST_CASE("a tablet's own copy brings hidden cards back, once somebody says that it is theirs",
          "[app][workshop][sync]") {
  constexpr const char* kSecret = "Pour moi seule";
  std::string own, shared;
  {
    Stage stage;
    open_list(stage, {"Un bus du numérique"});
    stage.app().address("#sync");
    stage.settle();
    CHECK_FALSE(stage.node("button", "Copie de cette tablette"));
    stage.app().address("#board/" + base::to_hex(stage.app().session().state().all("board").front()));
    stage.settle();
    stage.press("button", "Cacher les prochaines cartes");
    stage.press("button", "Ajouter une carte");
    stage.type("textarea", "Texte de la carte", kSecret);
    stage.press_last("button", "Garder la carte");
    stage.press("button", "Fermer");
    stage.app().address("#sync");
    stage.settle();
    stage.check_layout("a copy of this tablet");
    stage.press("button", "Copie de cette tablette");
    stage.press("button", "Faire une copie");
    REQUIRE(stage.page.downloads.size() == 2);
    CHECK(stage.page.downloads[0].first.ends_with("_escale-cette-tablette.zip"));
    own = stage.page.downloads[0].second;
    shared = stage.page.downloads[1].second;
  }
  CHECK(own.find(kSecret) != std::string::npos);
  CHECK(shared.find(kSecret) == std::string::npos);
  Stage stage;
  stage.app().address("#sync");
  stage.settle();
  REQUIRE(stage.app().file_begin("copie.zip", own.size()));
  for (std::size_t at = 0; at < own.size(); at += 65'536) stage.app().file_chunk(own.substr(at, 65'536));
  stage.app().file_end(true);
  stage.settle();
  CHECK(stage.app().session().private_records().empty());
  CHECK(stage.node("p", "une carte cachée ou une urne"));
  stage.press("button", "Fermer");
  stage.check_layout("a copy with hidden cards");
  stage.press("button", "Les reprendre ici");
  REQUIRE(stage.app().session().private_records().size() == 1);
  CHECK_FALSE(stage.node("button", "Les reprendre ici"));
  CHECK(stage.app().session().state().text(*stage.app().session().private_records().begin(), "text") == kSecret);
}

TEST_CASE("a tablet has at hand what it is for: leading, taking part, taking notes, looking on", "[app][workshop]") {
  Stage stage;
  open_list(stage, {"Un bus du numérique", "Des permanences"});
  const auto become = [&](const char* guide, const char* role) {
    stage.press("button", guide);
    stage.type("select", "Cette tablette", role);
    stage.check_sizes(std::string("the guide of who is ") + role);
    stage.press_last("button", "Terminé");
  };
  const auto there = [&](std::initializer_list<const char*> buttons, bool wanted) {
    for (const char* name : buttons) {
      INFO(name);
      CHECK((stage.node("button", name) != nullptr) == wanted);
    }
  };
  const std::initializer_list<const char*> leading{"Lancer", "Temps suivant", "Cacher les prochaines cartes",
                                                   "Comment décider", "Former les tables"};
  there(leading, true);
  become("Conduire l’atelier", "participant");
  there(leading, false);
  there({"Ajouter une carte", "Voter"}, true);
  there({"Ajouter une restitution"}, false);
  CHECK(stage.node("p", "Temps 1 sur 9 : Accueil"));
  stage.check_layout("a participant's board");
  stage.press("button", "L’atelier maintenant");
  there({"Répéter l’atelier", "Clore l’atelier", "Former les tables", "Chercher les cartes voisines"}, false);
  there({"Présenter à la salle", "Inviter à cet atelier"}, true);
  stage.press_last("button", "Terminé");
  // What whoever leads sets going is seen, and cannot be stopped by a slip.
  REQUIRE(const_cast<session::Session&>(stage.app().session())
              .write_all({{stage.app().session().state().all("board").front(), "ends", stage.clock.ms + 60'000}},
                         "board.phase"));
  stage.settle();
  CHECK(stage.node("p", "Jusqu’à"));
  there({"Arrêter"}, false);

  become("L’atelier maintenant", "rapporteur");
  there({"Ajouter une restitution", "Ajouter une carte"}, true);
  there({"Temps suivant", "Comment décider"}, false);
  stage.press("button", "Un bus du numérique");
  there({"Dire ce qui est décidé"}, true);
  stage.press_last("button", "Annuler");

  become("L’atelier maintenant", "witness");
  there({"Ajouter une carte", "Voter", "Temps suivant"}, false);
  there({"Ajouter une restitution"}, true);  // what helped, what hindered
  stage.press("button", "Un bus du numérique");
  CHECK(stage.node("p", "Cette tablette observe"));
  CHECK_FALSE(stage.node("textarea", ""));
  there({"Dire ce qui est décidé", "En faire une fiche action"}, false);
  stage.press_last("button", "Fermer");
  stage.press("button", "Mur");
  there({"Écrire une carte", "Choisir", "Dessiner"}, false);
  stage.check_layout("a witness's wall");
  stage.press("button", "Liste");

  // A setting of the device: it outlives the page, and nothing of it is shared.
  const std::string digest = stage.app().session().digest(), board = stage.page.addresses.back().first;
  stage.reopen();
  stage.app().address(board);
  stage.settle();
  there({"Ajouter une carte"}, false);
  become("L’atelier maintenant", "facilitator");
  there({"Arrêter", "Temps suivant", "Cacher les prochaines cartes", "Comment décider", "Former les tables"}, true);
  CHECK(stage.app().session().digest() == digest);
}
