// The files room and the about room, drawn without a screen from made data: what is drawn is told to the mirror,
// targets are large enough and apart, and presses come out as commands.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rooms/files_parts.h"
#include "support/empty_file.h"
#include "support/ui_fixture.h"

namespace {

using Step = rooms::Importing::Step;
using support::UiFixture;

records::Draft place(int number) {
  records::Draft draft;
  draft.kind = "place";
  draft.set("nom", "Médiathèque du quartier " + std::to_string(number));
  draft.set("commune", std::string("Lormont"));
  draft.set("adresse", std::to_string(number) + " rue des Écoles");
  draft.set("code_postal", std::string("33310"));
  draft.set("latitude", records::Values{44.8791});
  draft.set("longitude", records::Values{-0.5217});
  return draft;
}

struct Application {
  support::EmptyFile file;
  session::Session session{file, base::system_clock(), base::system_random()};
  atlas::Places places;
  rooms::Environment environment;
  rooms::Importing importing;
  rooms::About about;
  rooms::FilesState files;
  rooms::MapSources map;
  rooms::Exchange exchange;
  rooms::LogView log;
  rooms::Measures measures;
  rooms::Location location;
  std::vector<workshop::Template> templates;

  explicit Application(int count) {
    session.open([](base::Status) {});
    for (int i = 1; i <= count; ++i) session.save(place(i), "place.create");
    places.refresh(session.state());
    environment.storage = "opfs";
    environment.version = "0.1.0";
    about.rows = {{"Dear ImGui", "MIT", "Dessine l’interface."},
                  {"Atkinson Hyperlegible Next", "SIL Open Font License 1.1", "Des lettres qui ne se confondent pas."},
                  {"SQLite", "Domaine public", "Garde vos lieux sur l’appareil."}};
  }
  rooms::Context context() {
    return {session.state(), session,  places,    map, environment, importing, about, exchange, log,
            measures,        location, templates, 0,   0,           {}};
  }
};

formats::Remark remark(formats::Remark::Level level, std::size_t line) {
  return {level, line, "code_postal", "3331", {"import.reason-format", {{"value", "3331"}}}};
}

rooms::Importing importing(Step step) {
  rooms::Importing made;
  made.step = step;
  made.file_name = "2024-04-02_lieux-de-mediation-numerique_gironde_avec-un-nom-plutôt-long.csv";
  made.bytes = 3'400'000;
  made.bytes_read = 1'200'000;
  made.table.columns = {"Nom du lieu", "Ville",           "Adresse",         "Complément",
                        "Lat,Lon",     "Services rendus", "Pôle territorial"};
  for (int i = 0; i < 70; ++i) made.table.columns.push_back("Colonne " + std::to_string(i));
  for (std::size_t i = 0; i < 10; ++i) {
    std::vector<std::string> cells{
        "Ludomédiathèque\nde Cenon", "Cenon", "1 rue", "Bâtiment B", "44.85,-0.53", "Aide", ""};
    cells.resize(made.table.columns.size());
    made.table.rows.push_back({i + 2, cells});
  }
  const auto rule = [&](const char* field, std::vector<std::string> columns) {
    formats::Rule added;
    added.field = field;
    added.columns = std::move(columns);
    made.mapping.rules.push_back(added);
  };
  rule("nom", {"Nom du lieu"});
  rule("commune", {"Ville"});
  rule("adresse", {"Adresse"});
  for (const std::size_t part : {0u, 1u}) {
    rule(part == 0 ? "latitude" : "longitude", {"Lat,Lon"});
    made.mapping.rules.back().how = formats::Rule::How::kPart;
    made.mapping.rules.back().part = part;
  }
  rule("services", {"Services rendus"});
  made.mapping.rules.back().how = formats::Rule::How::kTerms;
  made.preview.rows = 10;
  made.preview.kept = 9;
  made.preview.rejected = 1;
  made.preview.flags = {{"horaires", 9}, {"code_postal", 2}};
  using Level = formats::Remark::Level;
  for (std::size_t i = 0; i < 300; ++i)
    made.preview.remarks.push_back(remark(i == 250 ? Level::kRejected : i % 2 ? Level::kWarning : Level::kNote, i + 2));
  made.report = made.preview;
  made.sample = {place(1), place(2), place(3)};
  made.kept = 500;
  made.total = 1347;
  made.failure = {"store.full", {}};
  return made;
}

bool interactive(const ui::Node& node) {
  static const std::set<std::string_view> kRoles{"button", "link",      "checkbox", "switch", "radio", "tab",
                                                 "text",   "searchbox", "select",   "file",   "row"};
  return kRoles.contains(node.role);
}

ui::Rect on_screen(const ui::Mirror& mirror, const ui::Node& node) {
  ui::Rect box = node.box;
  for (const ui::Node* parent = mirror.find(node.parent); parent; parent = mirror.find(parent->parent)) {
    box.x += parent->box.x;
    box.y += parent->box.y;
  }
  return box;
}

using Draw = std::function<void(ui::Ui&)>;

// Draws three frames (heights settle in the second) and lists where the last one breaks the rules.
std::string problems(UiFixture& fixture, float width, float height, const Draw& draw) {
  ui::Ui& ui = fixture.ui();
  ui.resize(width, height, width);
  ui.recording = true;
  for (int i = 0; i < 3; ++i) fixture.frame(draw);
  const ui::Mirror& mirror = ui.mirror();
  std::string found;
  const auto note = [&](std::string_view what, const std::string& where) {
    found.append(what).append(": ").append(where).append("\n");
  };

  std::set<std::string> told;
  std::string options;
  for (const ui::Node& node : mirror.nodes()) {
    told.insert({node.name, node.description, node.value});
    if (std::string_view(node.role) == "select") options += node.extra;
  }
  if (ui.texts().empty()) note("nothing drawn", "");
  for (const auto& [text, rect, clip, cut] : ui.texts())
    if (!told.contains(text) && options.find(ui::json_quote(text)) == std::string::npos)
      note("drawn and not told", text);

  const float scale = width / ui.width();  // CSS px per layout px
  std::map<ui::NodeId, std::vector<const ui::Node*>> siblings;
  for (const ui::Node& node : mirror.nodes()) {
    const ui::Rect box = on_screen(mirror, node);
    if (box.x < -0.5f || box.right() > width + 0.5f) note("beyond the sides", node.name);
    if (!interactive(node)) continue;
    if (node.box.w < 44 || node.box.h < 44) note("small target", node.name);
    const std::string_view role = node.role;
    if ((role == "button" || role == "file") &&
        ui.text_width({.bold = true}, node.name) + 16 > node.box.w / scale + 0.5f)
      note("words cut", node.name);
    for (const ui::Node* other : siblings[node.parent])
      if (other->box.overlaps(node.box)) note("overlap", other->name + ", " + node.name);
    siblings[node.parent].push_back(&node);
  }
  return found;
}

void check_sizes(UiFixture& fixture, const Draw& draw) {
  static constexpr std::array<std::pair<float, float>, 4> kSizes{{{360, 640}, {768, 1024}, {1024, 768}, {1600, 900}}};
  for (const auto& [width, height] : kSizes) {
    INFO(width << " x " << height);
    CHECK(problems(fixture, width, height, draw) == "");
    CHECK(problems(fixture, width, 30'000, draw) == "");  // everything in view at once
  }
  fixture.words().use("en");
  CHECK(problems(fixture, 360, 30'000, draw) == "");
  fixture.words().use("fr");
}

// The node of a role whose key path ends like this cannot be known from outside: it is found by its words.
ui::NodeId named(const ui::Ui& ui, std::string_view role, const std::string& name) {
  for (const ui::Node& node : const_cast<ui::Ui&>(ui).mirror().nodes())
    if (node.role == role && node.name == name) return node.id;
  FAIL("no " << role << " named " << name);
  return 0;
}

struct FilesRoom {
  UiFixture fixture;
  Application application;
  rooms::Commands commands;

  explicit FilesRoom(int places) : application(places) {
    fixture.ui().resize(1024, 768, 1024);
    fixture.words().use("fr");
  }
  Draw draw() {
    return [this](ui::Ui& ui) { rooms::files(ui, application.context(), application.files, ui.screen(), commands); };
  }
  void frame() {
    commands.clear();
    fixture.frame(draw());
  }
  // What one act on a node brings.
  rooms::Commands act(std::string_view role, const std::string& name, ui::Act kind = ui::Act::kActivate,
                      const std::string& text = {}) {
    frame();
    fixture.ui().act(named(fixture.ui(), role, name), kind, text, 0);
    frame();
    return commands;
  }
  std::string tr(std::string_view key) { return fixture.words().tr(key); }
  bool says(const std::string& text) {
    const auto& nodes = fixture.ui().mirror().nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) { return node.name == text; });
  }
};

template <class Command>
bool is_one(const rooms::Commands& commands) {
  return commands.size() == 1 && std::holds_alternative<Command>(commands.front());
}

}  // namespace

TEST_CASE("files room: every step is told, large enough and apart at every size") {
  FilesRoom room(3);
  for (const Step step : {Step::kNone, Step::kReading, Step::kMapping, Step::kKeeping, Step::kDone, Step::kFailed}) {
    INFO("step " << static_cast<int>(step));
    room.application.importing = importing(step);
    check_sizes(room.fixture, room.draw());
  }
  room.application.importing = {};
  room.application.files.export_format = "mednum-csv";
  check_sizes(room.fixture, room.draw());
}

TEST_CASE("files room: nothing kept yet") {
  FilesRoom room(0);
  check_sizes(room.fixture, room.draw());
}

TEST_CASE("about room: told and whole at every size") {
  UiFixture fixture;
  Application application(1);
  rooms::Commands commands;
  check_sizes(fixture, [&](ui::Ui& ui) { rooms::about(ui, application.context(), ui.screen(), commands); });
  CHECK(commands.empty());
}

TEST_CASE("files room: reading and keeping can be cancelled") {
  FilesRoom room(0);
  for (const Step step : {Step::kReading, Step::kKeeping}) {
    room.application.importing = importing(step);
    CHECK(is_one<rooms::CancelImport>(room.act("button", room.tr("action.cancel"))));
  }
}

TEST_CASE("files room: a mapping is changed, then kept") {
  FilesRoom room(0);
  room.application.importing = importing(Step::kMapping);

  rooms::Commands commands = room.act("select", "Complément", ui::Act::kValue, "complement_adresse");
  REQUIRE(is_one<rooms::UseMapping>(commands));
  CHECK(rooms::files_parts::choice_of(std::get<rooms::UseMapping>(commands.front()).mapping, "Complément") ==
        "complement_adresse");

  commands = room.act("button", room.fixture.words().plural("files.mapping.keep", 9));
  CHECK(is_one<rooms::KeepImport>(commands));

  SECTION("not without a name") {
    room.application.importing.mapping = rooms::files_parts::with_choice(
        room.application.importing.mapping, room.application.importing.table, "Nom du lieu", "");
    CHECK(room.act("button", room.fixture.words().plural("files.mapping.keep", 9)).empty());
    CHECK(room.says(room.fixture.words().tr("files.mapping.lacking", {{"fields", room.tr("field.place.nom")}})));
  }
  SECTION("columns past the first sixty are one press away") {
    CHECK_FALSE(room.says("Colonne 69"));
    room.act("button", room.fixture.words().plural("files.mapping.more-columns", 17));
    room.frame();
    named(room.fixture.ui(), "select", "Colonne 69");
  }
}

TEST_CASE("files room: the outcome leads to the places, the report, or out") {
  FilesRoom room(3);
  room.application.importing = importing(Step::kDone);
  const rooms::Commands commands = room.act("button", room.tr("files.done.see"));
  REQUIRE(is_one<rooms::GoTo>(commands));
  CHECK(std::get<rooms::GoTo>(commands.front()).screen == rooms::Screen::kAtlas);
  CHECK(is_one<rooms::SaveReport>(room.act("button", room.tr("files.done.report"))));
  CHECK(is_one<rooms::CancelImport>(room.act("button", room.tr("action.finish"))));
  // 200 of the 300 remarks are on screen, the refused line first.
  CHECK(room.says(room.fixture.words().plural("files.remarks.more", 100)));
  CHECK(room.says(
      rooms::files_parts::remark_words(room.fixture.words(), remark(formats::Remark::Level::kRejected, 252))));
}

TEST_CASE("files room: the chosen export is asked for") {
  FilesRoom room(3);
  const std::string save = room.tr("files.export.save");
  rooms::Commands commands = room.act("button", save);
  REQUIRE(is_one<rooms::Export>(commands));
  CHECK(std::get<rooms::Export>(commands.front()).format == "escale-json");

  room.act("select", room.tr("files.export.format"), ui::Act::kValue, "mednum-csv");
  room.frame();
  // The made places have neither SIRET nor date: the strict file holds none of them, and says why.
  REQUIRE(room.application.files.export_check);
  CHECK(room.application.files.export_check->written == 0);
  CHECK(room.application.files.export_check->left_out == 3);
  CHECK_FALSE(room.application.files.export_check->places.empty());
  CHECK(room.act("button", save).empty());
}

TEST_CASE("mapping form: a column's choice") {
  using rooms::files_parts::choice_of;
  using rooms::files_parts::with_choice;
  const rooms::Importing made = importing(Step::kMapping);
  const formats::Table& table = made.table;
  CHECK(choice_of(made.mapping, "Ville") == "commune");
  CHECK(choice_of(made.mapping, "Lat,Lon") == rooms::files_parts::kShared);
  CHECK(choice_of(made.mapping, "Services rendus").empty());  // rules by terms do not take the column

  // Texts join columns in the file's order, whichever was chosen first.
  formats::Mapping joined = with_choice(made.mapping, table, "Adresse", "presentation_resume");
  joined = with_choice(joined, table, "Ville", "presentation_resume");
  const auto rule = std::find_if(joined.rules.begin(), joined.rules.end(),
                                 [](const formats::Rule& r) { return r.field == "presentation_resume"; });
  REQUIRE(rule != joined.rules.end());
  CHECK(rule->columns == std::vector<std::string>{"Ville", "Adresse"});
  CHECK(choice_of(joined, "Adresse") == "presentation_resume");

  // A position takes one column: the pieces cut from another column give way.
  const formats::Mapping moved = with_choice(made.mapping, table, "Pôle territorial", "latitude");
  CHECK(choice_of(moved, "Pôle territorial") == "latitude");
  CHECK(choice_of(moved, "Lat,Lon") == rooms::files_parts::kShared);  // still gives the longitude
  const formats::Mapping replaced = with_choice(moved, table, "Colonne 1", "latitude");
  CHECK(choice_of(replaced, "Pôle territorial").empty());
  CHECK(choice_of(replaced, "Colonne 1") == "latitude");

  // Set aside, a column leaves no rule behind; rules by terms stay.
  const formats::Mapping aside = with_choice(made.mapping, table, "Lat,Lon", "");
  CHECK(aside.rules.size() == made.mapping.rules.size() - 2);
}
