// The rooms: one function each, drawn in the part of the screen the frame leaves them.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "draw/map_view.h"
#include "draw/wall.h"
#include "print/slides.h"
#include "rooms/context.h"
#include "workshop/alike.h"
#include "workshop/board.h"
#include "workshop/voters.h"

namespace rooms {

// ---- home.cpp: welcome on the first start, then the ways in
void home(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands);

// ---- atlas.cpp, atlas_map.cpp, place.cpp: list and map of the same set; a place's sheet beside the map
struct MapSet;  // what the map derives from the set
struct AtlasState {
  atlas::Query query;
  std::string near;  // what the query is around: a commune's key, kHere, or nothing
  bool filters_open = false;
  draw::MapView map;
  bool framed = false;  // the map was set around the places once
  // What was last asked of the places, and what they answered.
  std::uint64_t revision = 0;
  std::int64_t minute = 0;
  atlas::Query shown_query;
  atlas::Found found;
  std::vector<std::uint32_t> shown;  // numbers in places.all(): what the list and the map show
  base::Id highlighted;
  bool map_focused = false;                // arrows then move the map, not the list
  std::optional<std::size_t> focused_row;  // of `shown`, in the frame before
  std::optional<std::size_t> wanted_row;   // takes focus once it is drawn
  std::shared_ptr<MapSet> map_set;
  bool layers_open = false;
};
inline constexpr std::string_view kHere = "here";
void atlas(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands);
void place_sheet(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands);

// ---- edit.cpp: the form derived from the kind's declaration, step by step
// One day of the week editor, as typed: from, to, and a second span's from, to.
struct DayHours {
  bool open = false, second = false;
  std::array<std::string, 4> times;
  bool operator==(const DayHours&) const = default;
};
struct EditState {
  records::Draft fresh;  // has an id: a record that is not there yet, and what it begins with
  records::Draft draft, initial;
  std::string loaded;          // which record the draft was taken from, "" none yet, "new"
  std::uint64_t revision = 0;  // of the state it was taken from
  std::size_t step = 0;
  bool checked = false;                                         // "save" was pressed: all problems are shown
  bool leaving = false;                                         // asks before losing changes
  std::optional<GoTo> leaving_for;                              // where the person was going; none: back
  std::map<std::string, std::string> written, initial_written;  // what stands in each field, as typed
  std::map<std::string, bool> touched;                          // fields that were left once
  std::array<DayHours, 7> week, initial_week;                   // Monday first
  bool week_as_text = false;                                    // the hours are more than seven days can say
  std::string wanted;                                           // the field that takes focus when it is next drawn
  bool to_top = false;                                          // another step was opened
};
void edit(ui::Ui& ui, const Context& context, EditState& state, const ui::Rect& area, Commands& commands);
bool changed(const EditState& state);
// What is being written, as a text to be kept until it is saved or given up; empty when nothing is.
std::string unsaved_text(const EditState& state);
// Takes such a text over the record it belongs to as it is now. False: not one, or the record is gone.
bool take_unsaved(EditState& state, const i18n::Words& words, const records::State& records, std::string_view text);

// ---- history.cpp: who changed what, when; going back to a version
struct HistoryState {
  base::Id record;
  bool asked = false, ready = false;
  std::vector<session::Revision> revisions;
  base::Message failure;
};
void history(ui::Ui& ui, const Context& context, const HistoryState& state, const ui::Rect& area, Commands& commands);

// ---- files.cpp: import with its steps, export with what is left out
struct FilesState {
  std::string export_format = "escale-json";
  // What a strict export leaves out, by reason; computed when its format is shown, once per revision of the state.
  struct LeftOut {
    std::string column;    // a field, empty: the whole place
    base::Message reason;  // of the first place met
    std::size_t count = 0;
    std::vector<std::string> examples;  // names of places, at most three
  };
  struct ExportCheck {
    std::string format;
    std::uint64_t revision = 0;
    std::size_t written = 0, left_out = 0;
    std::vector<LeftOut> places, values;  // places left out whole; cells left empty
  };
  std::optional<ExportCheck> export_check;
  Importing::Step shown_step = Importing::Step::kNone;  // of the frame before: the title takes focus when it changes
  std::size_t columns_shown = 60;                       // of the mapping form
};
void files(ui::Ui& ui, const Context& context, FilesState& state, const ui::Rect& area, Commands& commands);

// ---- sync.cpp: what is here, what is elsewhere, and the roads between
struct SyncState {
  std::string link;       // as typed
  bool inviting = false;  // shows the link and its code
};
void sync(ui::Ui& ui, const Context& context, SyncState& state, const ui::Rect& area, Commands& commands);
// What an action did, to what.
std::string action_sentence(const Context& context, const i18n::Words& words, const session::Action& action);
// The link as a code for another tablet's camera; nothing while it is not known.
void qr_code(ui::Column& column, const Context& context);

// ---- log.cpp: every action, the state after any of them, what sets a copy apart
struct LogState {
  std::string to;  // as typed
};
void log(ui::Ui& ui, const Context& context, LogState& state, const ui::Rect& area, Commands& commands);

// ---- measures.cpp: the stations of this device, sensor files read
struct StationMap;
struct MeasuresState {
  bool telling = false;               // what files leave unsaid is open
  std::string zone = "Europe/Paris";  // of times that name none, and of stations
  std::string quantity;               // of files that name none; empty: none
  std::string shown;                  // the quantity that list and map show; empty: each station's first
  // The hour that the map shows; nothing: each station's last. While it plays, the next one every so often.
  std::optional<series::Ms> hour;
  bool playing = false, surface = false;
  double next_at = 0;  // of Ui::now()
  std::shared_ptr<StationMap> map;
};
void measures(ui::Ui& ui, const Context& context, MeasuresState& state, const ui::Rect& area, Commands& commands);

// ---- measures_columns.cpp: how a table of measures is read, asked over everything before it is
void sensor_columns(ui::Ui& ui, const Context& context, Commands& commands);

// ---- station.cpp: what a station says, seen near and far, and why
namespace station_parts {
struct Made;
struct Near;
}  // namespace station_parts
inline constexpr std::size_t kMostCompared = 4;
enum class Range { kDay, kWeek, kMonth, kYear, kAll };
// A stretch marked on the curve; what is being dragged of it lies between `anchor` and `head`, ms.
struct Mark {
  sensors::Stretch stretch;
  double anchor = 0, head = 0;
};
struct StationState {
  base::Id series;  // shown; one of the station's
  sensors::View view = sensors::View::kReprocessed;
  Range range = Range::kWeek;
  series::Ms from = 0, until = 0;    // what is seen; both 0: not set yet
  std::optional<series::Ms> chosen;  // within the day or hour that is chosen
  std::optional<Mark> mark;
  bool to_note = false;                          // the words of a note are wanted next
  bool why = false, table = false;               // open
  std::string analysis = "rhythm", application;  // keys of station_plots.h
  bool analysis_table = false, application_table = false, calendar_table = false, scale_table = false;
  bool of_sight = false;  // analyses are of what is seen, else of all there is
  sensors::Beat beat = sensors::Beat::kHour;
  base::Id reference;                         // the series it is held against
  std::vector<base::Id> compared;             // drawn beside it, at most kMostCompared
  std::vector<base::Id> also;                 // what all of this needs read, set by the room
  std::map<base::Id, sensors::Note> writing;  // by series, not kept yet; outlives this station
  std::size_t aside_shown = 0;                // how many runs of what was set aside are listed beyond the first
  std::map<std::string, std::shared_ptr<const station_parts::Made>> made;  // plots and levels, while they hold
  std::shared_ptr<const station_parts::Near> near;                         // the values about what is seen
};
void station(ui::Ui& ui, const Context& context, StationState& state, const ui::Rect& area, Commands& commands);
// The question "Pourquoi ce chiffre ?", over everything.
void station_why(ui::Ui& ui, const Context& context, StationState& state, Commands& commands);

// ---- station_review.cpp: the words of notes not yet kept, of series that are still there
std::string unsaved_notes(const StationState& state);
void take_unsaved_notes(StationState& state, const records::State& records, std::string_view text);

// ---- about.cpp: what this is, every source and licence
void about(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands);

// ---- workshops.cpp: those that are here, those that can be prepared
struct WorkshopsState {
  std::string code;      // of an invitation, as typed
  bool unknown = false;  // and none here has it
};
void workshops(ui::Ui& ui, const Context& context, WorkshopsState& state, const ui::Rect& area, Commands& commands);

// ---- board.cpp, board_wall.cpp: a workshop's phases, its cards as a wall and as a list, dots and what they say
// A card as written in its dialog.
struct CardText {
  std::string text, author, zone, hands, colour, group, comment;
  std::array<std::string, workshop::kGrades> raised;  // hands by grade, the lowest first
  bool operator==(const CardText&) const = default;
};
// The last that one of the other devices wrote, and when it was heard of, by this device's clock.
struct Heard {
  session::Action action;
  std::int64_t at_ms = 0;
};
struct BoardState {
  base::Id of;  // which board `board` was read from, at which revision of the state
  std::uint64_t revision = 0;
  workshop::Board board;
  workshop::Voters voters;                             // of this device; `board` has the dots of whose turn it is
  workshop::Role role = workshop::Role::kFacilitator;  // of this device
  std::set<base::Id> hidden;                           // of this device, when it was read
  workshop::Wall wall;                                 // of `board`
  bool open = false;                                   // the dialog of a card; none in `card`: a new one
  base::Id card;
  CardText written, initial;

  std::set<base::Id> unfolded;  // zones of which more than the first cards are listed
  std::string search;
  std::set<std::size_t> found;                 // cards of `board` that `search` finds
  bool revealing = false;                      // asks before hidden cards are shown to all
  std::optional<std::size_t> revealing_phase;  // which then begins
  bool seating = false;                        // the list of people is open
  workshop::Seating people;
  bool guiding = false;             // what whoever leads has at hand is open
  bool closing = false;             // asks before the workshop is closed
  bool inviting = false;            // shows the code, and the link that leads here
  std::map<base::Id, Heard> heard;  // by actor; heard_of: Exchange::recent_edition when last looked at
  std::uint64_t heard_of = 0;
  bool hearing = false;  // who else is there is open
  bool looking_alike = false;
  std::vector<workshop::Alike> alike;         // while they are looked at
  std::map<base::Id, workshop::Mark> ballot;  // a secret one being filled in: nowhere but here
  bool opening = false;                       // asks before the box is opened
  bool voting = false, deciding = false;      // the ballot of whose turn it is, the way to decide are open
  std::int64_t told_over = 0;                 // the end of a phase that was said
  base::Id photo;                             // whose dialog is open; what it shows and what it is of, as written there
  std::string photo_text, photo_on;

  // ---- of the wall
  draw::WallView looking;
  draw::WallHand hand;
  std::set<base::Id> selected;
  bool choosing = false;  // fingers choose several cards
  bool drawing = false;   // fingers draw
  bool grouping = false;  // asks for the name of a group of what is selected
  std::string group_name;
  std::string colour = "genet";  // of the next card, and of the pen
  base::Id current;              // the card that arrows have reached
  base::Id carried;              // by keys: it falls where it is once they rest
  double carried_at = 0;         // of Ui::now()
  float bar = 0;                 // how tall the tools were in the frame before
};
void board(ui::Ui& ui, const Context& context, BoardState& state, const ui::Rect& area, Commands& commands);
// Its questions, over the whole page: drawn outside the room's part of the tree, where all of it lies within its
// parent.
void board_dialogs(ui::Ui& ui, const Context& context, BoardState& state, Commands& commands);

// ---- present.cpp: the board told to a room, slide by slide
struct PresentState {
  base::Id of;  // which board, at which revision, in which language
  std::uint64_t revision = 0;
  std::string language;
  workshop::Board board;
  std::vector<print::Slide> slides;
  std::size_t at = 0;
};
void present(ui::Ui& ui, const Context& context, PresentState& state, const ui::Rect& area, Commands& commands);

// ---- trial.cpp: somebody tries a card or a sheet, and says what they think
struct TrialState {
  base::Id of;
  enum class Step { kFace, kWords, kThanks } step = Step::kFace;
  std::string face;  // of workshop::kFaces
  std::set<std::string> words;
  std::string said;
};
void trial(ui::Ui& ui, const Context& context, TrialState& state, const ui::Rect& area, Commands& commands);
// What somebody has chosen and written, not yet sent, as for the form above.
std::string unsaved_trial(const TrialState& state);
bool take_unsaved_trial(TrialState& state, const records::State& records, std::string_view text);

// ---- board_photo.cpp
void open_photo(BoardState& state, const records::State& records, base::Id photo);

// ---- board_card.cpp
// The card that is open, as it would be kept.
KeepCard written_card(const BoardState& state, const records::State& records);
// The words of a card and of a photograph not yet kept, as for the form above.
std::string unsaved_board(const BoardState& state, const records::State& records);
bool take_unsaved_board(BoardState& state, const records::State& records, std::string_view text);

// ---- sheet.cpp: an action sheet, and the cards it derives from
void sheet(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands);

// ---- record_words.cpp: field values in words, shared by sheet, form and history
std::string field_label(const i18n::Words& words, const records::Kind& kind, std::string_view field_or_register);
std::string value_words(const i18n::Words& words, const records::Field* field, const records::Values& values);
std::string phone_words(std::string_view written);  // 05 57 65 75 39
std::string hours_words(const i18n::Words& words, std::string_view osm);
std::string distance_words(const i18n::Words& words, double metres);  // 350 m, 1,2 km, 14 km

// ---- opening_words.cpp: open or closed, and until when
struct OpeningWords {
  std::string text;
  ui::Tone tone;
};
OpeningWords opening_words(const i18n::Words& words, const records::OpeningHours::At& at, std::int64_t local_minutes);

}  // namespace rooms
