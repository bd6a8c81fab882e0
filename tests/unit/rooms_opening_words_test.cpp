#include <catch2/catch_test_macros.hpp>

#include "rooms/rooms.h"
#include "support/ui_fixture.h"

namespace {

std::string plain(std::string text) {
  for (std::size_t at; (at = text.find("\u00a0")) != std::string::npos;) text.replace(at, 2, " ");
  return text;
}

}  // namespace

TEST_CASE("Open or closed, and until when, in words") {
  support::UiFixture screen;
  const auto say = [&](std::string_view hours, records::Date date, int hour, int minute = 0) {
    const std::int64_t now = records::day_number(date) * records::kMinutesPerDay + hour * 60 + minute;
    const auto read = records::OpeningHours::read(hours);
    REQUIRE(read);
    return plain(rooms::opening_words(screen.words(), read->at(now, {33}), now).text);
  };
  constexpr std::string_view kWeek = "Mo-Fr 09:00-12:00,14:00-18:00; PH off";
  const records::Date tuesday{2026, 11, 24}, friday{2026, 11, 27};
  CHECK(say(kWeek, tuesday, 10) == "Ouvert, ferme à 12 h");
  CHECK(say(kWeek, tuesday, 17, 30) == "Ferme bientôt, à 18 h");
  CHECK(say(kWeek, tuesday, 12, 30) == "Fermé, ouvre à 14 h");
  CHECK(say(kWeek, tuesday, 18) == "Fermé, ouvre demain à 9 h");
  CHECK(say(kWeek, friday, 19) == "Fermé, ouvre lundi à 9 h");
  CHECK(say(kWeek, {2026, 12, 25}, 10) == "Fermé : jour férié, ouvre lundi à 9 h");
  CHECK(say("Mo-Fr 09:00-18:00", {2026, 12, 25}, 10) == "Jour férié : ouverture à vérifier");
  CHECK(say("Fr 20:00-02:00", friday, 21) == "Ouvert, ferme à 2 h");
  CHECK(say("24/7", tuesday, 3) == "Toujours ouvert");
  CHECK(say("off", tuesday, 3) == "Fermé");
  CHECK(say("Jul 14 10:00-12:00", tuesday, 3) == "Fermé, ouvre le 14 juillet 2027 à 10 h");
  CHECK(say("Mo-Fr 09:00+", tuesday, 10) == "Ouverture à vérifier");
  CHECK(say("Mo-Fr 09:00-17:00+", tuesday, 10) == "Ouvert, fermeture à vérifier");
  CHECK(say("\"sur rendez-vous\"", tuesday, 10) == "Ouverture à vérifier");
}

TEST_CASE("Distances are rounded to what is useful on foot or by car") {
  support::UiFixture screen;
  for (const auto& [metres, words] :
       {std::pair{4.0, "10 m"}, {354.0, "350 m"}, {1'000.0, "1,0 km"}, {1'234.0, "1,2 km"}, {9'960.0, "10 km"}})
    CHECK(plain(rooms::distance_words(screen.words(), metres)) == words);
}
