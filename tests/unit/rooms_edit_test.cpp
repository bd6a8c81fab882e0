// The form and the history of a place, drawn without a screen from made data.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <utility>
#include <vector>

#include "rooms/edit_parts.h"
#include "support/empty_file.h"
#include "support/time_and_chance.h"
#include "support/ui_fixture.h"

namespace {

constexpr const char* kNbsp = "\u00a0";
std::string hour(int h) { return std::to_string(h) + kNbsp + "h"; }

struct Room {
  support::UiFixture fixture;
  support::EmptyFile file;
  support::FakeClock clock;
  support::SeededRandom random{7};
  session::Session session{file, clock, random};
  atlas::Places places;
  rooms::Environment environment;
  rooms::Importing importing;
  rooms::About about;
  base::Id place;
  rooms::EditState edit;
  rooms::HistoryState past;
  rooms::Commands commands;
  bool shows_history = false;

  rooms::MapSources map;
  rooms::Exchange exchange;
  rooms::LogView log;
  rooms::Measures measures;
  rooms::Location location;
  std::vector<workshop::Template> templates;

  explicit Room(const std::string& hours = "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00") {
    session.open([](base::Status) {});
    records::Draft draft;
    draft.kind = "place";
    draft.set("nom", std::string("Médiathèque du Bois Fleuri"));
    draft.set("commune", std::string("Lormont"));
    draft.set("telephone", std::string("+33557657539"));
    draft.set("latitude", records::Values{44.839574881764});
    draft.set("horaires", hours);
    draft.set("services", records::Values{std::string("Aide aux démarches administratives")});
    draft.set("typologie", records::Values{std::string("BIB"), std::string("Ruche")});
    draft.set("courriels", records::Values{std::string("a@exemple.fr"), std::string("b@exemple.fr")});
    draft.set("x/Pôle territorial", std::string("Bordeaux"));
    place = session.save(draft, "place.add");
  }
  rooms::Context context() {
    return {session.state(), session,  places,    map, environment, importing, about, exchange, log,
            measures,        location, templates, 0,   0,           place};
  }
  void draw(int frames = 4) {
    fixture.settle(
        [this](ui::Ui& ui) {
          rooms::Commands now;
          if (shows_history)
            rooms::history(ui, context(), past, ui.screen(), now);
          else
            rooms::edit(ui, context(), edit, ui.screen(), now);
          for (rooms::Command& command : now) commands.push_back(std::move(command));
        },
        frames);
  }
  std::string tr(std::string_view key, const i18n::Args& args = {}) { return fixture.words().tr(key, args); }
  const ui::Node* find(std::string_view role, const std::string& name) {
    const ui::Node* node = fixture.node(role, name);
    INFO(role << " " << name);
    REQUIRE(node != nullptr);
    return node;
  }
  void press(const std::string& name, std::string_view role = "button") {
    fixture.activate(find(role, name));
    draw();
  }
  void type(std::string_view role, const std::string& name, const std::string& text) {
    fixture.type(find(role, name), text);
    draw(1);
    fixture.leave(find(role, name), text);
    draw();
  }
  std::string time(const char* key, int day) {
    std::string name = tr("date.weekday-" + std::to_string(day));
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return tr(key, {{"day", name}});
  }
  template <class Command>
  const Command* only() {
    return commands.size() == 1 ? std::get_if<Command>(&commands.front()) : nullptr;
  }
  void go_to(std::string_view step) {
    const std::string name = tr("edit.step." + std::string(step));
    for (int i = 1; i < 8; ++i)
      if (const ui::Node* node = fixture.node("button", std::to_string(i) + ". " + name)) {
        fixture.activate(node);
        return draw();
      }
    FAIL("no step " << name);
  }
};

}  // namespace

TEST_CASE("form: every step is told, large enough and apart, at every size, in both languages") {
  const char* hours = GENERATE("Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00", "Mo-Fr 09:00-18:00; PH off", "");
  for (const char* language : {"fr", "en"})
    for (const auto& [width, height] :
         std::array<std::pair<float, float>, 5>{{{360, 640}, {768, 1024}, {1024, 768}, {1600, 900}, {1024, 9000}}}) {
      Room room(hours);
      room.fixture.words().use(language);
      room.fixture.resize(width, height);
      room.draw();
      for (const char* step : {"essentials", "hours", "help", "more", "review"}) {
        room.go_to(step);
        INFO(language << " " << width << " x " << height << " " << step);
        CHECK(support::mirror_faults(room.fixture.ui()) == std::vector<std::string>{});
        CHECK_FALSE(room.fixture.ui().texts().empty());
        for (const ui::Node& node : room.fixture.ui().mirror().nodes())
          if (std::string_view(node.role) == "button") {
            INFO(node.name);
            CHECK(node.box.x >= 0);
          }
      }
      CHECK(room.commands.empty());
    }
}

TEST_CASE("form: an opening hour added is the right OSM text in what is saved") {
  Room room;
  room.draw();
  room.go_to("hours");
  room.press(room.time("edit.hours.open", 7), "switch");
  room.type("text", room.time("edit.hours.opens", 7), "9");
  room.type("text", room.time("edit.hours.closes", 7), "12 h 30");
  CHECK(room.find("text", room.time("edit.hours.opens", 7))->value == hour(9));
  room.press(room.tr("action.save"));
  const auto* save = room.only<rooms::Save>();
  REQUIRE(save != nullptr);
  CHECK(save->draft.text("horaires") == "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00; Su 09:00-12:30");
  CHECK(save->draft.id == room.place);
  CHECK(save->draft.kind == "place");
  // The rest is as it was, to the last digit.
  records::Draft before = room.session.state().draft(room.place), after = save->draft;
  before.set("horaires", std::string());
  after.set("horaires", std::string());
  CHECK(after.fields == before.fields);
}

TEST_CASE("form: a second span is added and removed") {
  Room room("Mo 09:00-12:00");
  room.draw();
  room.go_to("hours");
  room.press(room.tr("edit.hours.add-span"));
  room.type("text", room.time("edit.hours.opens-again", 1), "11:00");
  room.type("text", room.time("edit.hours.closes-again", 1), "18:00");
  CHECK(room.find("text", room.time("edit.hours.opens-again", 1))->description == room.tr("edit.hours.overlap"));
  room.type("text", room.time("edit.hours.opens-again", 1), "14");
  CHECK(room.find("text", room.time("edit.hours.opens-again", 1))->description.empty());
  SECTION("kept") {
    room.press(room.tr("action.save"));
    REQUIRE(room.only<rooms::Save>() != nullptr);
    CHECK(room.only<rooms::Save>()->draft.text("horaires") == "Mo 09:00-12:00,14:00-18:00");
  }
  SECTION("removed: nothing has changed") {
    room.press(room.tr("edit.hours.remove-span"));
    CHECK_FALSE(rooms::changed(room.edit));
  }
}

TEST_CASE("form: closing before opening is told, kept, and keeps the form open") {
  Room room("Th 14:00-18:00");
  room.draw();
  room.go_to("hours");
  const std::string closing = room.time("edit.hours.closes", 4);
  room.type("text", closing, "9 h");
  CHECK(room.find("text", closing)->value == hour(9));
  CHECK((room.find("text", closing)->flags & ui::kInvalid) != 0);
  CHECK(room.find("text", closing)->description == room.tr("edit.hours.order"));
  CHECK(support::mirror_faults(room.fixture.ui()) == std::vector<std::string>{});
  room.go_to("help");
  room.press(room.tr("action.save"));
  CHECK(room.commands.empty());
  CHECK(room.edit.step == 1);
  CHECK(room.find("text", closing)->value == hour(9));
  room.type("text", closing, "19 h");
  room.press(room.tr("action.save"));
  REQUIRE(room.only<rooms::Save>() != nullptr);
  CHECK(room.only<rooms::Save>()->draft.text("horaires") == "Th 14:00-19:00");
}

TEST_CASE("form: a save with an error goes to its field and says how many") {
  Room room;
  room.draw();
  const std::string name = room.tr("field.place.nom");
  room.type("text", name, "");
  CHECK(room.find("text", name)->description.find(room.tr("check.required", {{"field", name}})) != std::string::npos);
  room.type("tel", room.tr("field.place.telephone"), "bonjour");
  room.go_to("more");
  room.fixture.ui().mirror().take_changes();
  room.press(room.tr("action.save"));
  CHECK(room.commands.empty());
  CHECK(room.edit.step == 0);
  const std::string changes = room.fixture.ui().mirror().take_changes();
  CHECK(changes.find(room.fixture.words().plural("edit.errors", 2)) != std::string::npos);
  CHECK(changes.find("\"focus\":" + std::to_string(room.find("text", name)->id)) != std::string::npos);
  CHECK(room.find("tel", room.tr("field.place.telephone"))->value == "bonjour");
}

TEST_CASE("form: fields of several values and lists") {
  Room room;
  room.draw();
  CHECK(room.find("textarea", room.tr("field.place.courriels"))->value == "a@exemple.fr\nb@exemple.fr");
  CHECK(room.find("tel", room.tr("field.place.telephone"))->value == "05 57 65 75 39");
  room.type("textarea", room.tr("field.place.courriels"), "b@exemple.fr, c@exemple.fr");
  room.type("text", room.tr("field.place.longitude"), "-0,5217");
  room.press(room.tr("list.typologie.bib"), "checkbox");
  room.type("select", room.tr("edit.add-choice", {{"field", room.tr("field.place.typologie")}}), "CCAS");
  room.go_to("help");
  room.press(room.tr("list.services.insertion-professionnelle-via-le-numerique"), "checkbox");
  room.press(room.tr("action.save"));
  const auto* save = room.only<rooms::Save>();
  REQUIRE(save != nullptr);
  const auto& fields = save->draft.fields;
  const auto texts = [](std::vector<std::string> all) { return records::Values(all.begin(), all.end()); };
  CHECK(fields.at("courriels") == texts({"b@exemple.fr", "c@exemple.fr"}));
  CHECK(fields.at("longitude") == records::Values{-0.5217});
  CHECK(fields.at("typologie") == texts({"CCAS", "Ruche"}));
  CHECK(fields.at("services") ==
        texts({"Aide aux démarches administratives", "Insertion professionnelle via le numérique"}));
}

TEST_CASE("form: hours beyond a week stay text") {
  Room room("Mo-Fr 09:00-18:00; PH off");
  room.draw();
  room.go_to("hours");
  const std::string field = room.tr("field.place.horaires");
  CHECK(room.find("text", field)->value == "Mo-Fr 09:00-18:00; PH off");
  room.type("text", field, "Mo-Fr 09:00-18:00; PH of");
  CHECK((room.find("text", field)->flags & ui::kInvalid) != 0);
  room.type("text", field, "Mo-Sa 09:00-18:00; PH off");
  room.press(room.tr("action.save"));
  REQUIRE(room.only<rooms::Save>() != nullptr);
  CHECK(room.only<rooms::Save>()->draft.text("horaires") == "Mo-Sa 09:00-18:00; PH off");
}

TEST_CASE("form: leaving asks only when something would be lost") {
  Room room;
  room.draw();
  SECTION("nothing changed") {
    room.press(room.tr("action.cancel"));
    CHECK(room.only<rooms::GoBack>() != nullptr);
  }
  SECTION("something changed") {
    room.type("text", room.tr("field.place.commune"), "Cenon");
    room.press(room.tr("action.cancel"));
    CHECK(room.commands.empty());
    room.find("dialog", room.tr("edit.leave.title"));
    CHECK(support::mirror_faults(room.fixture.ui()) == std::vector<std::string>{});
    SECTION("stay") {
      room.press(room.tr("edit.leave.stay"));
      CHECK(room.commands.empty());
      CHECK(room.find("text", room.tr("field.place.commune"))->value == "Cenon");
    }
    SECTION("leave") {
      room.press(room.tr("edit.leave.go"));
      CHECK(std::holds_alternative<rooms::GoBack>(room.commands.at(0)));
      CHECK(room.find("text", room.tr("field.place.commune"))->value == "Lormont");
    }
  }
}

TEST_CASE("form: the last step says what changes and what is missing, and leads there") {
  Room room;
  room.draw();
  room.type("text", room.tr("field.place.commune"), "Cenon");
  room.go_to("review");
  room.find("dd", room.tr("change.before", {{"value", "Lormont"}}));
  room.find("dd", room.tr("change.after", {{"value", "Cenon"}}));
  room.press(room.tr("field.place.code_postal"));
  CHECK(room.edit.step == 0);
  room.find("text", room.tr("field.place.code_postal"));
}

TEST_CASE("form: the last step leads first to what cannot be read") {
  Room room;
  room.draw();
  room.type("text", room.tr("field.place.code_postal"), "trente");
  room.go_to("review");
  room.find("h2", room.fixture.words().plural("edit.errors", 1));
  CHECK(room.fixture.node("h2", room.tr("edit.review.changes")) == nullptr);
  CHECK(support::mirror_faults(room.fixture.ui()) == std::vector<std::string>{});
  room.press(room.tr("field.place.code_postal"));
  CHECK(room.find("text", room.tr("field.place.code_postal"))->value == "trente");
}

TEST_CASE("form: a new place") {
  Room room;
  room.place = {};
  room.draw();
  CHECK(room.find("h1", room.tr("edit.title-new")) != nullptr);
  room.type("text", room.tr("field.place.nom"), "  Espace numérique ");
  room.press(room.tr("action.save"));
  const auto* save = room.only<rooms::Save>();
  REQUIRE(save != nullptr);
  CHECK_FALSE(save->draft.id);
  CHECK(save->draft.text("nom") == "Espace numérique");
  CHECK(save->draft.fields.size() == 1);
}

TEST_CASE("history: asks, then tells each change and offers the way back") {
  Room room;
  room.shows_history = true;
  room.draw(1);
  REQUIRE(room.only<rooms::AskHistory>() != nullptr);
  CHECK(room.only<rooms::AskHistory>()->record == room.place);

  room.past = {.record = room.place, .asked = true, .ready = true, .revisions = {}, .failure = {}};
  room.draw();
  room.find("h2", room.tr("history.empty-title"));

  using Values = std::vector<oplog::Value>;
  const auto change = [&](std::string key, oplog::Value value) {
    return records::Change{room.place, std::move(key), std::move(value)};
  };
  const oplog::Value none;
  const std::string text = "Mo 09:00-12:00";
  room.past.revisions = {
      {{0xABCDull << 48},
       1,
       "import",
       false,
       {change("_kind", "place"), change("nom", "Ludo"), change("x/Pôle", "Nord")},
       Values(3)},
      {{9}, 2, "place.edit", true, {change("horaires", text), change("commune", "Cenon")}, {none, none}},
      {{9},
       3,
       "place.edit",
       true,
       {change("commune", none), change("services/Aide aux démarches administratives", std::int64_t{0})},
       {"Cenon", none}},
  };
  for (const auto& [width, height] :
       std::array<std::pair<float, float>, 4>{{{360, 640}, {768, 1024}, {1024, 768}, {1600, 900}}}) {
    room.fixture.resize(width, height);
    room.draw();
    CHECK(support::mirror_faults(room.fixture.ui()) == std::vector<std::string>{});
  }
  std::vector<const ui::Node*> buttons;
  for (const ui::Node& node : room.fixture.ui().mirror().nodes())
    if (node.name == room.tr("history.restore")) buttons.push_back(&node);
  REQUIRE(buttons.size() == 2);  // none before the record was there
  room.find("dd", room.tr("change.after", {{"value", rooms::hours_words(room.fixture.words(), text)}}));
  room.find("dd", room.tr("change.after", {{"value", room.tr("change.empty")}}));
  room.find("dd", room.tr("change.added", {{"value", room.tr("list.services.aide-aux-demarches-administratives")}}));
  room.find("dt", "Pôle");

  room.commands.clear();
  room.fixture.activate(buttons[1]);  // the older: everything since goes back too
  room.draw(1);
  const auto* restore = room.only<rooms::Restore>();
  REQUIRE(restore != nullptr);
  REQUIRE(restore->changes.size() == 3);
  CHECK(restore->changes[0].key == "commune");
  CHECK(oplog::is_null(restore->changes[0].value));
  CHECK(restore->changes[1].key == "horaires");
  CHECK(oplog::is_null(restore->changes[1].value));
  CHECK(restore->changes[2].key == "services/Aide aux démarches administratives");
}

TEST_CASE("times as people write them") {
  using rooms::read_time;
  const std::pair<const char*, int> kRead[] = {{"9", 540},
                                               {"9h", 540},
                                               {"9 h 30", 570},
                                               {"09:30", 570},
                                               {"9.30", 570},
                                               {"9h05", 545},
                                               {"0:00", 0},
                                               {"24:00", 1440},
                                               {"2 pm", 840},
                                               {"12:15 am", 15},
                                               {"9\u00a0h\u00a030", 570},
                                               {" 18 H ", 1080}};
  for (const auto& [written, minutes] : kRead) {
    INFO(written);
    CHECK(read_time(written) == minutes);
  }
  for (const char* wrong : {"", "h", "25", "24:01", "9:60", "9:", "neuf", "930x", "13 pm", "9 h 30 et demie", "-9"}) {
    INFO(wrong);
    CHECK_FALSE(read_time(wrong).has_value());
  }
}

TEST_CASE("a day's problem names the time to put right") {
  const auto problem = [](std::array<std::string, 4> times, bool second) {
    const auto found = rooms::day_problem({true, second, std::move(times)});
    return found ? found->reason.key + " " + std::to_string(found->time) : std::string();
  };
  CHECK(problem({"9", "12"}, false) == "");
  CHECK(problem({"22", "2"}, false) == "");  // past midnight
  CHECK(problem({"14", "9"}, false) == "edit.hours.order 1");
  CHECK(problem({"9", "9"}, false) == "edit.hours.order 1");
  CHECK(problem({"", "9"}, false) == "edit.hours.no-opening 0");
  CHECK(problem({"9", " "}, false) == "edit.hours.no-closing 1");
  CHECK(problem({"9", "midi"}, false) == "edit.hours.unreadable 1");
  CHECK(problem({"9", "12", "11", "18"}, true) == "edit.hours.overlap 2");
  CHECK(problem({"9", "12", "14", "13"}, true) == "edit.hours.order 3");
  CHECK_FALSE(rooms::day_problem({}).has_value());
}

TEST_CASE("fields and values in words") {
  support::UiFixture fixture;
  i18n::Words& words = fixture.words();
  const records::Kind& kind = *records::find_kind("place");
  const auto field = [&](std::string_view key) { return records::find_field(kind, key); };
  const std::string nbsp = kNbsp, h = nbsp + "h";

  CHECK(rooms::field_label(words, kind, "commune") == words.tr("field.place.commune"));
  CHECK(rooms::field_label(words, kind, "services/Aide") == words.tr("field.place.services"));
  CHECK(rooms::field_label(words, kind, "x/Pôle territorial") == "Pôle territorial");
  CHECK(rooms::field_label(words, kind, "_del") == words.tr("register.deleted"));
  CHECK(rooms::field_label(words, kind, "inconnu") == "inconnu");

  const auto value = [&](std::string_view key, records::Values values) {
    return rooms::value_words(words, field(key), values);
  };
  CHECK(value("date_maj", {"2024-04-02"}) == "2 avril 2024");
  CHECK(value("latitude", {44.839574881764}) == "44,83957");
  CHECK(value("latitude", {std::int64_t{44}}) == "44");
  CHECK(value("typologie", {"BIB", "Ruche"}) == words.tr("list.typologie.bib") + nbsp + "; Ruche");
  CHECK(value("commune", {oplog::Value()}) == "");
  CHECK(value("telephone", {"0557657539"}) == "05 57 65 75 39");

  CHECK(rooms::phone_words("+33557657539") == "05 57 65 75 39");
  CHECK(rooms::phone_words("05 57 65 75 39") == "05 57 65 75 39");
  for (const char* other : {"3949", "+32 2 123 45 67", "1234567890", ""}) CHECK(rooms::phone_words(other) == other);

  CHECK(rooms::hours_words(words, "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00") ==
        "Lundi à vendredi 9" + h + " – 12" + h + ", 14" + h + " – 18" + h + nbsp + "30" + nbsp + "; samedi 8" + h +
            nbsp + "30 – 12" + h);
  CHECK(rooms::hours_words(words, "Sa,Su 10:00-12:00") == "Samedi et dimanche 10" + h + " – 12" + h);
  CHECK(rooms::hours_words(words, "Mo-Su 22:00-02:00") == "Tous les jours 22" + h + " – 2" + h);
  CHECK(rooms::hours_words(words, "Mo-Fr 09:00-18:00; PH off") == "Mo-Fr 09:00-18:00; PH off");
  words.use("en");
  CHECK(rooms::hours_words(words, "Mo-Fr 09:30-12:00") == "Monday to Friday 9:30 – 12:00");
}
