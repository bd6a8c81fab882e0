// What 100,000 generated places cost: kept as an import, opened again from the file, listed, searched, summed up.
#include <string>

#include "atlas/places.h"
#include "session/session.h"
#include "store/sqlite_executor.h"
#include "support/dossier_file.h"
#include "support/measure.h"
#include "support/time_and_chance.h"

namespace {

// The work's result is its check value.
template <class Work>
void measure(const char* row, Work work) {
  support::measure(row, work, [](std::size_t result) { return std::to_string(result); });
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

int main() {
  constexpr std::size_t kCount = 100'000;
  const support::DossierFile file;
  support::SeededRandom random(2);
  {
    std::vector<records::Draft> drafts = places(kCount);
    auto sqlite = store::SqliteExecutor::open(file.path);
    if (!sqlite) return 1;
    session::Session session(**sqlite, base::system_clock(), random);
    session.open([](const base::Status&) {});
    measure("1e5 places: import", [&] {
      session.import(std::move(drafts), nullptr, [](const base::Status&) {});
      return session.state().batches();
    });
  }
  auto sqlite = store::SqliteExecutor::open(file.path);
  if (!sqlite) return 1;
  session::Session session(**sqlite, base::system_clock(), random);
  measure("1e5 places: open", [&] {
    session.open([](const base::Status&) {});
    return session.state().batches();
  });
  atlas::Places list;
  measure("1e5 places: list and index", [&] {
    list.refresh(session.state());
    return list.size();
  });
  measure("1e5 places: search, a letter",
          [&] { return list.find({.words = "l"}, base::system_clock().now_ms()).places.size(); });
  measure("1e5 places: search, two words",
          [&] { return list.find({.words = "mediatheque lorm"}, base::system_clock().now_ms()).places.size(); });
  measure("1e5 places: one edit, durable", [&] {
    records::Draft draft = session.state().draft(list.all().front().id);
    draft.set("horaires", "Mo 09:00-12:00");
    session.save(std::move(draft), "place.edit");
    return session.state().batches();
  });
  measure("1e5 places: list and index after it", [&] {
    list.refresh(session.state());
    return list.size();
  });
  measure("1e5 places: digest", [&] { return std::stoul(session.state().digest().substr(0, 8), nullptr, 16); });
}
