// What a room is given to read, and what it may ask for. A room is a function: read-only context in, commands out; its
// own small state holds only what is on screen (query, step, scroll). Commands run after drawing (rooms/app.cpp).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "atlas/places.h"
#include "base/id.h"
#include "exchange/client.h"
#include "formats/import.h"
#include "formats/national.h"
#include "formats/sensor_import.h"
#include "geo/basemap.h"
#include "geo/layer.h"
#include "i18n/words.h"
#include "records/draft.h"
#include "sensors/reading.h"
#include "session/replay.h"
#include "session/session.h"
#include "ui/kit.h"
#include "workshop/decision.h"
#include "workshop/role.h"
#include "workshop/seating.h"
#include "workshop/secret.h"
#include "workshop/template.h"

namespace rooms {

enum class Screen {
  kHome,
  kAtlas,
  kPlace,
  kEdit,
  kHistory,
  kFiles,
  kSync,
  kLog,
  kAbout,
  kWorkshops,
  kBoard,
  kPresent,
  kTrial,
  kSheet,
  kMeasures,
  kStation
};

// What the page knows and the core does not.
struct Environment {
  std::string storage = "opening";  // shell/BRIDGE.md: opening, opfs, busy, private, full, insecure, unavailable
  bool online = true;
  bool update_ready = false;
  bool dark = false, more_contrast = false;  // what the system asks of pages
  std::string version;
};

// A file being read, mapped and kept. Owned by the application, shown by the files room.
struct Importing {
  enum class Step { kNone, kReading, kMapping, kKeeping, kDone, kFailed } step = Step::kNone;
  std::string file_name;
  std::size_t bytes = 0, bytes_read = 0;
  formats::Table table;                // from the end of kReading until kKeeping
  std::size_t rows_read = 0;           // of it, by the mapping
  formats::Mapping mapping;            // as guessed, remembered or read from a mapping file; edited on screen
  bool remembered = false;             // this header's mapping was confirmed before
  std::string mapping_file;            // name of the mapping file in use, empty: none
  formats::Report preview;             // of `mapping` applied to the whole table
  std::vector<records::Draft> sample;  // the first records it gives
  std::size_t kept = 0, total = 0;     // kKeeping
  formats::Report report;              // kDone
  base::Message failure;               // kFailed
};

// A text as a square of dark and light modules.
struct QrCode {
  std::string text;
  int size = 0;  // modules on a side; 0: none yet
  std::vector<bool> dark;
};

// What is shared with others and how: the state behind the sync room, owned by the application.
struct Exchange {
  const exchange::Client* client = nullptr;  // null: no hub
  std::int64_t now_ms = 0;                   // of the client's clock
  std::int64_t complete_ms = 0;              // when both sides were last seen equal; 0: not yet
  std::string link;                          // by which others come to the same place
  QrCode code;                               // of `link`
  std::optional<exchange::Place> asked;      // a link that waits for the person's yes
  bool asked_other_space = false;            // and leads to another space than this device's
  base::Message link_failure;                // what was typed is no link
  bool arriving = false;                     // what a link leads to opens once it is here

  enum class BundleStep { kNone, kWriting, kReading, kRead, kFailed } bundle = BundleStep::kNone;
  std::size_t done = 0, total = 0;  // objects
  session::BundleReport report;     // kRead
  base::Message bundle_failure;     // kFailed
  session::Session::Own own;        // that a device's own copy held: taken once somebody says that it is theirs
  std::int64_t bundle_ms = 0;       // when a copy was last saved; 0: never

  bool recent_asked = false;
  std::uint64_t recent_revision = 0;    // of the state, when asked
  std::vector<session::Action> recent;  // the latest first
  std::uint64_t recent_edition = 0;     // counts the answers
};

// The log as it is looked at. Owned by the application, shown by the log room.
struct LogView {
  enum class Step { kNone, kReading, kReady, kFailed } step = Step::kNone;
  base::Message failure;                // kFailed
  std::uint64_t revision = 0;           // of the state, when it was read
  std::size_t at = 0, total = 0;        // actions replayed, and all
  std::string digest;                   // of the state after `at` actions
  std::size_t records = 0;              // that it shows
  std::string line;                     // the last of them, as it was written
  std::vector<session::LogEntry> page;  // the last of them, oldest first
  struct Apart {
    std::string file, digest_here, digest_there;
    std::size_t here = 0, there = 0, differing = 0;        // actions on one side alone; records shown otherwise
    std::vector<session::LogEntry> only_here, only_there;  // the last of these actions
    std::vector<base::Id> records;                         // the first of these records
  };
  std::optional<Apart> apart;  // of a copy that was opened
  base::Message compare_failure;
};

// A table of measures whose columns a person is asked about before it is read.
struct SensorColumns {
  formats::SensorTable table;
  formats::SensorMapping mapping;  // as guessed or remembered; edited on screen
  bool remembered = false;         // this header was confirmed before
  // What the first rows give by it: rows that could not be read, and of each series its first value.
  struct First {
    series::Header header;
    series::Ms time;
    double value;
  };
  std::vector<First> firsts;
  std::size_t rows = 0, rejected = 0;
};

// Sensor files being read and kept, several as one action. Owned by the application, shown by the measures room.
struct SensorIntake {
  enum class Step { kNone, kReading, kKeeping, kDone, kFailed } step = Step::kNone;
  std::string file_name;                // the one being read, or the last
  std::optional<SensorColumns> asking;  // kReading: goes on once this is answered
  std::size_t bytes = 0, bytes_read = 0, files = 0;
  std::size_t kept = 0, total = 0;  // kKeeping: parts
  std::size_t rows = 0, rejected = 0, points = 0, series = 0, stations = 0;
  std::vector<formats::Remark> remarks;  // the first kMostRemarks
  std::size_t remarks_left = 0;
  std::vector<std::pair<std::string, base::Message>> refused;  // files of which nothing was taken, and why
  base::Message failure;                                       // kFailed
};
inline constexpr std::size_t kMostRemarks = 50;

// The series of this dossier, read when a room wants them.
struct Measures {
  std::uint64_t revision = 0;  // of the state that `stations` are of
  std::vector<sensors::Station> stations;
  SensorIntake intake;
  struct Held {
    std::string made_from;  // parts, recipe, what was set aside: read anew when these change
    enum class Step { kReading, kReady, kFailed } step = Step::kReading;
    std::shared_ptr<const sensors::Reading> reading;  // of before, while it is read anew
    std::uint64_t edition = 0;                        // of `reading`, no two of an application alike
    std::shared_ptr<const series::Series> humidity;   // that its recipe uses
    std::size_t absent = 0;                           // parts that have not come to this device yet
    double asked_at = 0;                              // of Ui::now()
    base::Message failure;
  };
  std::map<base::Id, Held> held;
  const Held* find(base::Id series) const {
    const auto found = held.find(series);
    return found == held.end() ? nullptr : &found->second;
  }
};

struct About {
  struct Row {
    std::string name, licence, purpose;  // purpose in the current language
  };
  std::vector<Row> rows;
};

// What the map is drawn from; what is null is not there, or not yet.
struct MapSources {
  const geo::Basemap* home = nullptr;
  const geo::Basemap* continent = nullptr;  // asked for by WantContinent
  const geo::Layer* layer = nullptr;        // outlines added from a file
  std::string layer_name;                   // that file's
  bool layer_shown = false, layer_shaded = false;
};

// Where the device is, asked of the page only when a person wants it.
struct Location {
  enum class Step { kNone, kAsking, kFound, kRefused, kUnavailable } step = Step::kNone;
  geo::LonLat at;  // kFound
};

struct Context {
  const records::State& state;
  const session::Session& session;
  const atlas::Places& places;
  const MapSources& map;
  const Environment& environment;
  const Importing& importing;
  const About& about;
  const Exchange& exchange;
  const LogView& log;
  const Measures& measures;
  const Location& location;
  const std::vector<workshop::Template>& templates;  // none until they have arrived
  std::int64_t now_ms;                               // since 1970
  std::int64_t phase_left_ms;  // of kBoard and kPresent: how long the phase still lasts, where its end is set
  base::Id record;  // of kBoard and kPresent its board, of kTrial what is tried, of kSheet its sheet, of kStation one
                    // of its series; the place of kPlace, kEdit, kHistory; none in kEdit: a new place
};

// ---- commands
struct GoTo {
  Screen screen;
  base::Id record;
};
struct GoBack {};
struct Save {  // then shows the place
  records::Draft draft;
};
struct Remove {
  base::Id record;
};
struct Restore {  // the record as it was after a past action
  base::Id record;
  std::vector<records::Change> changes;
};
struct Undo {};
struct Redo {};
struct LoadDemonstration {};
struct UseMapping {
  formats::Mapping mapping;
};
struct KeepImport {};    // mapping confirmed: keep the good lines
struct CancelImport {};  // while reading or keeping; after: leaves the report
struct SaveReport {};    // download the report
struct Export {
  std::string format;  // "escale-json", or one of formats::export_formats()
};
struct AskHistory {
  base::Id record;
};
struct AskRecent {};
struct Connect {  // as typed or pasted; asked again before anything is sent
  std::string link;
};
struct AnswerLink {
  bool yes;
};
struct Disconnect {};
struct TrySharing {};  // now, rather than when its turn comes
struct SaveBundle {
  session::Copy copy = session::Copy::kForOthers;
};
struct TakeOwn {};  // Exchange::own
struct ReadLog {};
struct ReplayLog {  // to the state after so many actions
  std::size_t count;
};
struct Settle {  // of two versions, which one is kept
  std::size_t conflict;
  bool mine;
};
struct SetLanguage {
  std::string language;
};
struct SetTextSize {
  int percent;
};
struct SetTheme {  // "system", or a theme's name
  std::string theme;
};
struct CloseToast {};
struct Reload {};    // take the waiting version
struct TakeOver {};  // open here what another tab holds
struct RetrySaving {};
struct CopyText {
  std::string text;
};
struct AskLocation {};  // the atlas is then shown around it

struct WantContinent {};  // the basemap around home
struct ShowLayer {
  bool shown, shaded;
};
struct RemoveLayer {};

// The actors that this device was while it was connected to a hub, the latest last, by spaces.
inline constexpr std::string_view kOwnActorsSetting = "own-actors";
inline constexpr std::string_view kBoardLookSetting = "board-look";
struct ShowBoardAs {  // "wall" or "list", on this device
  std::string look;
};
inline constexpr std::string_view kAirIndexSetting = "air-index";
struct ShowIndexBy {  // a key of sensors::scales(), on this device
  std::string_view scale;
};
struct PrepareBoard {  // then shows it
  std::size_t from;    // of Context::templates
};
struct Rehearse {  // a board of its own, then shows it
  base::Id board;
};
struct EndRehearsal {  // all of it goes; then shows the board that it was for
  base::Id board;
};
struct WriteBoard {  // its phase, its time
  std::string command;
  std::vector<records::Change> changes;
  const char* outcome = nullptr;  // catalogue key: said once it is done, with the way to take it back
};
struct KeepCard {  // a new one stays hidden while its board is covered
  records::Draft draft;
  std::string group;  // the title of the group it goes to, which is made if need be; empty: none
};
struct GroupCards {  // into the group of that title, which is made if need be
  base::Id board;
  std::vector<base::Id> cards;
  std::string title;
};
struct KeepRecords {  // several as one action
  std::string command;
  std::vector<records::Draft> drafts;
};
struct Compose {  // opens the form of a record: one that is there, or one that begins with what the draft holds
  records::Draft draft;
};
struct GiveMark {  // of the person whose turn it is, on one card; 0: none
  base::Id board, card;
  workshop::Way way;
  workshop::Mark mark;
};
struct CastBallot {  // into the box of this tablet
  base::Id board;
  workshop::SecretBallot ballot;
};
struct OpenBox {  // of this tablet: its ballots become public, and are counted
  base::Id board;
};
struct DrawLots {  // among equal cards of a board, by a seed that is kept and said
  base::Id board;
};
struct KeepSeating {  // who comes to a workshop: on this device alone
  base::Id board;
  workshop::Seating seating;
};
struct MakeSheet {  // an action sheet of a card; its form is then shown
  base::Id card;
};
struct RemoveSheet {  // then shows `back`, a board, or the workshops
  base::Id sheet, back;
};
struct RemoveCard {
  base::Id card;
};
struct TakeAway {  // a board as one of print::documents()
  base::Id board;
  std::string_view document;
};
struct ChooseVoter {  // whose turn it is to vote here; one after the last is somebody new
  base::Id board;
  std::size_t person;
};
struct JoinBoard {  // by its code
  base::Id board;
};
struct ChooseRole {  // what this device is for in that workshop
  base::Id board;
  workshop::Role role;
};

struct WriteSeries {  // its recipe, what is set aside
  std::string command;
  std::vector<records::Change> changes;
};
struct RemoveStation {
  std::vector<base::Id> series;
};
struct TakeSeries {  // as "csv", "json" or "sensorthings"
  std::vector<base::Id> series;
  std::string_view format;
};
struct SaveFile {  // what a room made to be taken away: "2026-11-16_bulletin.html"
  std::string stem;
  std::string_view extension, mime;
  std::string bytes;
};
struct LoadDemonstrationSeries {};
struct UseSensorMapping {
  formats::SensorMapping mapping;
};
struct ReadColumns {};  // as they are mapped; remembered for this header
struct CloseIntake {};  // while reading: cancels

using Command =
    std::variant<GoTo, GoBack, Save, Remove, Restore, Undo, Redo, LoadDemonstration, UseMapping, KeepImport,
                 CancelImport, SaveReport, Export, AskHistory, SetLanguage, SetTextSize, SetTheme, CloseToast, Reload,
                 TakeOver, RetrySaving, CopyText, AskRecent, Connect, AnswerLink, Disconnect, TrySharing, SaveBundle,
                 TakeOwn, ReadLog, ReplayLog, Settle, AskLocation, WantContinent, ShowLayer, RemoveLayer, ShowBoardAs,
                 ShowIndexBy, PrepareBoard, Rehearse, EndRehearsal, WriteBoard, KeepCard, GroupCards, KeepRecords,
                 Compose, GiveMark, CastBallot, OpenBox, DrawLots, KeepSeating, MakeSheet, RemoveSheet, RemoveCard,
                 TakeAway, ChooseVoter, ChooseRole, JoinBoard, WriteSeries, RemoveStation, TakeSeries, SaveFile,
                 LoadDemonstrationSeries, UseSensorMapping, ReadColumns, CloseIntake>;
using Commands = std::vector<Command>;

}  // namespace rooms
