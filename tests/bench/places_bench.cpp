// What 100,000 generated places cost: kept as an import, opened again from the file, listed, searched, summed up.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "../support/dossier_file.h"
#include "../support/time_and_chance.h"
#include "atlas/places.h"
#include "session/session.h"
#include "store/sqlite_executor.h"

namespace {

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

template <class Work>
void measure(const char* what, Work work) {
  const double start = seconds();
  work();
  std::printf("%-28s %8.3f s\n", what, seconds() - start);
}

// Twenty fields of which services holds two values, like a well described place.
std::vector<records::Draft> places(std::size_t count) {
  const char* kinds[] = {"Médiathèque", "Centre social", "Espace public numérique", "Maison de services"};
  const char* communes[] = {"Bordeaux", "Lormont", "Cenon", "Libourne", "Bègles", "Saint-André-de-Cubzac"};
  const char* services[] = {"Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien",
                            "Accès internet et matériel informatique"};
  support::SeededRandom random(1);
  std::vector<records::Draft> drafts;
  for (std::size_t i = 0; i < count; ++i) {
    records::Draft draft{"place", base::random_id(random), {}};
    const std::string number = std::to_string(i), commune = communes[random.below(6)];
    draft.set("id", "lieu-" + number);
    draft.set("pivot", "43493312300029");
    draft.set("nom", kinds[random.below(4)] + (" n° " + number));
    draft.set("commune", commune);
    draft.set("code_postal", "33310");
    draft.set("code_insee", "33249");
    draft.set("adresse", std::to_string(random.below(200)) + " rue de la République");
    draft.set("latitude", records::Values{44.2 + static_cast<double>(random.below(1'000'000)) / 1e6});
    draft.set("longitude", records::Values{-1.2 + static_cast<double>(random.below(1'200'000)) / 1e6});
    draft.set("typologie", records::Values{"BIB"});
    draft.set("telephone", "+33557936363");
    draft.set("courriels", records::Values{"contact@lieu-" + number + ".fr"});
    draft.set("site_web", records::Values{"https://lieu-" + number + ".fr"});
    draft.set("horaires", "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00");
    draft.set("presentation_resume",
              "Un lieu pour apprendre, se faire aider et utiliser un ordinateur à " + commune + ".");
    draft.set("source", "Hubik");
    draft.set("date_maj", "2024-04-02");
    draft.set("services", records::Values{services[random.below(2)], services[2]});
    draft.set("frais_a_charge", records::Values{"Gratuit"});
    drafts.push_back(std::move(draft));
  }
  return drafts;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  const support::DossierFile file;
  support::SeededRandom random(2);
  {
    std::vector<records::Draft> drafts = places(count);
    auto sqlite = store::SqliteExecutor::open(file.path);
    if (!sqlite) return 1;
    session::Session session(**sqlite, base::system_clock(), random);
    session.open([](const base::Status&) {});
    measure("import", [&] { session.import(std::move(drafts), nullptr, [](const base::Status&) {}); });
  }
  auto sqlite = store::SqliteExecutor::open(file.path);
  if (!sqlite) return 1;
  session::Session session(**sqlite, base::system_clock(), random);
  measure("open", [&] { session.open([](const base::Status&) {}); });
  atlas::Places list;
  measure("list and index", [&] { list.refresh(session.state()); });
  std::size_t hits = 0;
  measure("search, a letter", [&] { hits = list.matching("l").size(); });
  measure("search, two words", [&] { hits += list.matching("mediatheque lorm").size(); });
  measure("one edit, durable", [&] {
    records::Draft draft = session.state().draft(list.all().front().id);
    draft.set("horaires", "Mo 09:00-12:00");
    session.save(std::move(draft), "place.edit");
  });
  measure("list and index after it", [&] { list.refresh(session.state()); });
  measure("digest", [&] { session.state().digest(); });
  std::printf("%zu places, %zu hits, %.1f MB on disk\n", list.all().size(), hits,
              static_cast<double>(std::filesystem::file_size(file.path)) / 1e6);
}
