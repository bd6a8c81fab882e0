// The application: which room is shown, the session behind it, and the running of commands after each drawing.
// It knows no browser: web/platform drives it, and headless tests do.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/sensor_import.h"
#include "rooms/address.h"
#include "rooms/frame.h"
#include "rooms/host.h"
#include "rooms/rooms.h"
#include "session/sharing.h"
#include "workshop/phase_clock.h"

namespace rooms {

inline constexpr const char* kTemplatesFile = "content/workshops.json";

class App {
 public:
  App(Host& host, store::Executor& executor, base::Clock& clock, base::Random& random, ui::Fonts fonts);

  // ---- from the page
  ui::Ui& ui() { return ui_; }
  i18n::Words& words() { return words_; }
  bool add_catalogue(std::string_view language, std::span<const std::byte> bytes);  // bytes must outlive this object
  void environment(std::string_view json);
  void update_ready();
  const workshop::PhaseClock& phase_clock() const { return phase_clock_; }
  void away();  // nobody sees the page from now on: it may never be seen again
  void asset(std::string_view name, std::string_view bytes, bool ok);
  void hub_reply(int id, exchange::Reply reply);
  void address(std::string_view fragment);
  void located(bool found, bool refused, double latitude, double longitude);
  void qr_reply(std::string_view text, std::string_view modules);
  bool file_begin(std::string_view name, std::size_t size);
  FileAnswer file_chunk(std::string_view bytes);
  void file_end(bool ok);
  // What the host was to decode; `failed`: it cannot. Without a texture otherwise: not now.
  void image(std::string_view name, int longest, ui::Image image, bool failed);

  // One frame at `now_ms` (any monotonic clock); how many more are wanted at once.
  int frame(double now_ms);
  std::string take_mirror() { return ui_.mirror().take_changes(); }
  std::string debug_state();
  // What the settings change, without writing it down.
  void show_as(std::string_view language, int text_percent);

  const session::Session& session() const { return *session_; }
  const atlas::Places& places() const { return places_; }

 private:
  struct Where {
    Screen screen = Screen::kHome;
    base::Id record;
  };
  struct Run;  // runs one command

  void open_session();
  bool can_write() const { return environment_.storage == "opfs" && !session_->read_only(); }
  void show(const Context& context, const ui::Rect& area, Commands& commands);
  void go(Screen screen, base::Id record);
  // Without what surrounds rooms: read from the back of a room, or by somebody who sees it for the first time.
  bool alone() const { return here_.screen == Screen::kPresent || here_.screen == Screen::kTrial; }
  bool over_map() const { return here_.screen == Screen::kAtlas || here_.screen == Screen::kPlace; }
  void follow_address(const Context& context);
  void tell_address();
  void follow_the_clock();
  void watch_phase(double steady_ms);
  void toast(std::string text, bool undo);
  void keep_toast(double ms);
  ui::tokens::ThemeId theme() const;
  void use_language(std::string_view language);
  void read_about();
  void forget_who_left();
  void fetch_templates();
  void cast_ballot(const CastBallot& given);
  void open_box(base::Id board);
  void read_templates();
  void take_table(formats::Table table);
  void preview();
  void draft_slice();
  void keep_import();
  void reset_import();
  void keep(std::vector<records::Draft> drafts, bool with_report);
  void fail_import(const base::Message& why);
  void whole_file();
  bool take_layer(const std::string& bytes);
  void open_layer();
  void export_records(const std::string& format);
  std::string file_date() const;
  // app_unsaved.cpp
  struct Unsaved {
    std::string kept;    // what the store holds of it
    double kept_at = 0;  // ms
  };
  void keep_unsaved(bool at_once);
  void keep_unsaved(Unsaved& unsaved, std::string_view setting, std::string now, bool at_once);
  void take_up_unsaved();
  void leave_undone_form();  // of a record that is not there any more
  Where shown_at(base::Id record) const;
  // app_workshop.cpp
  void set_role(base::Id board, workshop::Role role);
  void take_part(base::Id board);
  void prepare_board(std::size_t from);
  void rehearse(base::Id board);
  void end_rehearsal(base::Id board);
  void keep_card(const KeepCard& keep);
  void group_cards(const GroupCards& group);
  void publish_revealed();
  void remove_card(base::Id card);
  void make_sheet(base::Id card);
  void remove_sheet(base::Id sheet, base::Id back);  // `back`: a board, or none for the workshops
  void choose_voter(base::Id board, std::size_t person);
  bool undo_turn();                // the choice of a voter, when nothing was done since
  base::Id voter(base::Id board);  // makes the first one
  // app_photos.cpp
  bool photo_begin(std::size_t size);
  base::Id photographed_card();
  FileAnswer photo_chunk(std::string_view bytes);
  void photo_end(bool ok);
  void settle_images();
  void take_away(base::Id board, std::string_view document);
  struct TakingAway;
  void read_next_picture(const std::shared_ptr<TakingAway>& taking);
  // app_exchange.cpp
  void open_sharing();
  void resume_sharing();
  void show_exchange();
  void ask_link(std::string_view link);
  void arrive();
  void remember_actor();
  void answer_link(bool yes);
  void disconnect();
  void ask_recent();
  void save_bundle(session::Copy copy);
  void take_own();
  void read_bundle();
  // app_measures.cpp
  bool intake_begin(std::string_view name, std::size_t size);
  FileAnswer intake_chunk(std::string_view bytes);
  FileAnswer know_columns();
  FileAnswer read_held();
  void use_sensor_mapping(formats::SensorMapping mapping);
  void read_columns();
  void stop_asking();
  void intake_end(bool ok);
  void close_intake();
  void forget_gathered();
  void reset_measures();
  void refuse_file(const base::Message& why);
  void end_intake();
  void keep_series();
  void keep_next_part();
  void fail_intake(const base::Message& why);
  void refresh_measures();
  void want_series(base::Id series);
  void read_next_series();
  struct SeriesReading;
  void read_next_blob(const std::shared_ptr<SeriesReading>& job);
  void take_reading(const std::shared_ptr<SeriesReading>& job);
  void work_on_series();
  void take_series(const TakeSeries& take);
  void load_demonstration_series();
  // app_log.cpp
  void read_log();
  void replay_log(std::size_t count);
  void compare_log();

  Host& host_;
  base::Clock& clock_;
  ui::Ui ui_;
  i18n::Words words_;
  store::Executor& executor_;
  base::Random& random_;
  std::unique_ptr<session::Session> session_;  // made anew when the store comes back from another tab
  std::unique_ptr<session::Sharing> sharing_;  // of session_
  atlas::Places places_;
  std::unique_ptr<geo::Basemap> home_, continent_;
  std::unique_ptr<geo::Layer> layer_;
  MapSources map_;
  bool continent_asked_ = false;
  Environment environment_;
  About about_;
  std::string about_json_;
  std::vector<workshop::Template> templates_;
  std::string templates_json_;
  bool templates_asked_ = false;
  Exchange exchange_;
  LogView log_;
  std::unique_ptr<session::Replay> replay_;
  Measures measures_;
  MeasuresState measures_state_;
  StationState station_;
  std::unique_ptr<formats::SensorReader> sensor_reader_;
  formats::SensorOptions sensor_options_;  // it was made with
  std::string held_;                       // of the file, given and not read yet
  bool columns_known_ = false, held_ends_ = false;
  std::map<std::string, formats::SensorMapping> confirmed_;  // in this choice of files, by the setting's name
  std::vector<series::Series> gathered_;                     // of the files read and not kept yet
  bool gathered_demonstration_ = false;
  double given_up_at_ = -1e9;  // ms: when the reading of files was
  struct Part {
    std::size_t series;  // of gathered_
    std::string bytes;
  };
  std::vector<Part> parts_;                      // of gathered_, being kept
  std::vector<std::vector<std::string>> names_;  // of the parts kept, by series
  std::vector<base::Id> wanted_also_;
  std::string wanted_quantity_;
  Where wanted_for_;                     // the screen and the series that were last read for
  std::vector<base::Id> wanted_series_;  // to be read, one after the other
  bool reading_series_ = false;
  std::uint64_t editions_ = 0;              // of readings, so far
  std::shared_ptr<SeriesReading> working_;  // whose points are worked on, a part each frame
  std::string page_address_, link_;         // the last link the page was opened by
  std::int64_t sharing_wakes_ = 0;          // when a frame was last asked for on its behalf
  bool assets_asked_ = false, cancel_ = false;
  bool demonstration_wanted_ = false;

  Location location_;
  std::optional<std::string> wanted_address_;  // of the page, not yet followed
  std::optional<Address> arriving_;            // where a link leads to, not here yet
  std::string said_address_;                   // last told to the page, or heard of it
  Where said_screen_;
  bool went_back_ = false;  // the address then replaces the one that was left
  std::int64_t waited_second_ = 0;
  workshop::PhaseClock phase_clock_;
  std::int64_t phase_left_ = 0;
  std::int64_t waited_minute_ = 0;

  Where here_;
  std::vector<Where> before_;
  FrameState frame_;
  AtlasState atlas_;
  EditState edit_;
  HistoryState history_;
  FilesState files_;
  SyncState sync_;
  LogState log_state_;
  struct PhotoReading {
    base::Id board, on;
    std::string bytes;
  };
  std::optional<PhotoReading> photo_;  // whose file is read
  WorkshopsState workshops_;
  BoardState board_;
  PresentState present_;
  TrialState trial_;
  std::uint64_t revealed_revision_ = 0;  // of the state when hidden cards were last looked at
  // The last choice of whose turn it is: a setting of the device, and no action of the session.
  struct Turn {
    std::string setting, before;
    std::uint64_t actions = 0;  // done here until then
  };
  std::optional<Turn> turn_;
  Importing importing_;
  std::unique_ptr<formats::TableReader> reader_;
  std::unique_ptr<formats::DraftReader> drafting_;  // while the table's rows are being read by the mapping
  std::vector<records::Draft> drafts_;              // what they gave
  bool keep_wanted_ = false;                        // once they are read
  std::string
      whole_;  // a small file that begins like a JSON object, or a copy of ours: kept whole until its kind is known
  bool as_whole_ = false, as_bundle_ = false;
  bool comparing_ = false;  // a copy is opened to be held against the log
  int text_percent_ = 100;
  std::string theme_;                // as chosen; empty until the page or the store has said
  Unsaved unsaved_, unsaved_notes_;  // of the open form or card, and of notes
  std::size_t frames_ = 0;
};

}  // namespace rooms
