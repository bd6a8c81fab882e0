#include "rooms/app.h"

#include <nlohmann/json.hpp>

#include "formats/demonstration.h"
#include "formats/export.h"
#include "formats/full_json.h"
#include "records/votes.h"
#include "rooms/address.h"
#include "rooms/atlas_parts.h"

namespace rooms {
namespace {

using nlohmann::json;

constexpr const char* kHome = "basemap/home.bin";
constexpr const char* kContinent = "basemap/europe.bin";
constexpr const char* kDemonstration = "content/places-demo.json";
constexpr const char* kPhaseClockSetting = "phase-clock";  // of the last timer that was watched
constexpr const char* kAboutFile = "content/about.json";
// How long an outcome stays: time to find it and to read it, slower where the text is very large.
constexpr double kToastMs = 6000, kToastMsPerByte = 60, kToastHeldMs = 3000;

const char* step_name(Importing::Step step) {
  switch (step) {
    case Importing::Step::kNone:
      return "none";
    case Importing::Step::kReading:
      return "reading";
    case Importing::Step::kMapping:
      return "mapping";
    case Importing::Step::kKeeping:
      return "keeping";
    case Importing::Step::kDone:
      return "done";
    case Importing::Step::kFailed:
      return "failed";
  }
  return "";
}

}  // namespace

App::App(Host& host, store::Executor& executor, base::Clock& clock, base::Random& random, ui::Fonts fonts)
    : host_(host),
      clock_(clock),
      ui_(fonts),
      executor_(executor),
      random_(random),
      session_(std::make_unique<session::Session>(executor, clock, random)) {
  open_sharing();
}

void App::environment(std::string_view text) {
  const json said = json::parse(text, nullptr, false);
  if (!said.is_object()) return;
  const std::string before = environment_.storage;
  environment_.storage = said.value("storage", environment_.storage);
  const bool was_online = std::exchange(environment_.online, said.value("online", true));
  page_address_ = said.value("page", page_address_);
  environment_.version = said.value("version", environment_.version);
  environment_.dark = said.value("dark", false);
  environment_.more_contrast = said.value("moreContrast", false);
  ui_.reduced_motion = said.value("reducedMotion", false);
  if (theme_.empty()) theme_ = said.value("theme", "system");
  if (before == "opening" && words_.language() != said.value("lang", "fr").substr(0, 2))
    use_language(said.value("lang", "fr").substr(0, 2));
  // The store was opened here, perhaps after another tab wrote to it: it is read anew.
  if (before != "opfs" && environment_.storage == "opfs") open_session();
  if (!was_online && environment_.online) sharing_->retry();
  if (const std::string link = said.value("link", ""); !link.empty() && link != link_) ask_link(link_ = link);
  host_.wake();
}

void App::update_ready() {
  environment_.update_ready = true;
  host_.wake();
}

void App::open_session() {
  if (session_->phase() != session::Phase::kClosed) {
    sharing_.reset();
    session_ = std::make_unique<session::Session>(executor_, clock_, random_);
    places_ = {};  // they followed the state before
    reset_measures();
    open_sharing();
  }
  session_->on_change = [this] { host_.wake(); };
  session_->open([this](base::Status status) {
    if (status.ok()) {
      if (const std::string language = session_->setting("language"); !language.empty()) use_language(language);
      if (const std::string size = session_->setting("text-size"); !size.empty())
        text_percent_ = std::atoi(size.c_str());
      if (text_percent_ < 80 || text_percent_ > 300) text_percent_ = 100;
      if (const std::string theme = session_->setting("theme"); !theme.empty()) theme_ = theme;
      phase_clock_.read(session_->setting(kPhaseClockSetting));
      take_up_unsaved();
      resume_sharing();
      open_layer();
    }
    host_.wake();
  });
}

ui::tokens::ThemeId App::theme() const {
  using namespace ui::tokens;
  for (std::size_t i = 0; i < kThemeCount; ++i)
    if (kThemes[i].name == theme_) return static_cast<ThemeId>(i);
  if (environment_.more_contrast) return kHighContrast;
  return environment_.dark ? kDark : kLight;
}

bool App::add_catalogue(std::string_view language, std::span<const std::byte> bytes) {
  const std::string before = words_.language();
  if (!words_.add(language, bytes)) return false;
  if (words_.language() == before) return true;
  read_about();
  if (!templates_json_.empty()) read_templates();
  host_.wake();
  return true;
}

void App::use_language(std::string_view language) {
  words_.use(language);
  read_about();
  if (!templates_json_.empty()) read_templates();
}

void App::show_as(std::string_view language, int text_percent) {
  use_language(language);
  text_percent_ = text_percent;
}

void App::read_about() {
  about_.rows.clear();
  const json file = json::parse(about_json_, nullptr, false);
  if (!file.is_object() || !file.contains("sources")) return;
  for (const json& source : file["sources"]) {
    const std::string name = source.value("name", ""), by = source.value("by", "");
    const json use = source.value("use", json::object());
    about_.rows.push_back({by.empty() || by == name ? name : name + " (" + by + ")", source.value("licence", ""),
                           use.value(words_.language(), use.value("fr", ""))});
  }
}

void App::asset(std::string_view name, std::string_view bytes, bool ok) {
  if (name == kHome || name == kContinent) {
    auto map = geo::read_basemap(std::as_bytes(std::span(bytes.data(), ok ? bytes.size() : 0)));
    std::unique_ptr<geo::Basemap>& held = name == kHome ? home_ : continent_;
    if (map) held = std::make_unique<geo::Basemap>(std::move(*map));
    map_.home = home_.get();
    map_.continent = continent_.get();
  } else if (name == kAboutFile && ok) {
    about_json_ = bytes;
    read_about();
  } else if (name == kTemplatesFile) {
    templates_asked_ = ok;  // asked again with the next visit of the room
    templates_json_ = bytes;
    read_templates();
  } else if (name == kDemonstration && demonstration_wanted_) {
    demonstration_wanted_ = false;
    auto drafts = ok ? formats::read_demonstration(bytes)
                     : base::Result<std::vector<records::Draft>>(base::fail("error.demonstration-unavailable"));
    if (drafts)
      keep(std::move(*drafts), false);
    else
      toast(words_.tr(drafts.error()), false);
  }
  host_.wake();
}

// Today, as names of files begin.
std::string App::file_date() const { return i18n::iso_day(words_.local_time(clock_.now_ms())); }

void App::export_records(const std::string& format) {
  if (format == "escale-json") {
    std::vector<records::Draft> all;
    for (const records::Kind& kind : records::kinds())
      for (records::Draft& draft : session_->drafts(kind.key)) all.push_back(std::move(draft));
    host_.download(file_date() + "_escale.json", "application/json", formats::write_full_json(all, formats::kLicence));
  } else {
    const formats::ExportFormat* known = formats::find_export_format(format);
    host_.download(file_date() + "_escale_" + std::string(known->suffix), std::string_view(known->mime),
                   known->write(session_->drafts("place")).bytes);
  }
  toast(words_.tr("files.saved"), false);
}

void App::go(Screen screen, base::Id record) {
  if (here_.screen == screen && here_.record == record) return;
  before_.push_back(here_);
  if (before_.size() > 50) before_.erase(before_.begin());
  here_ = {screen, record};
  ui_.focus_title();
  host_.wake();
}

// What the page says its address is: at the start, and when a person goes back or forward.
void App::address(std::string_view fragment) {
  wanted_address_ = fragment;
  host_.wake();
}

// Goes where the page's address says; what is of places waits until they are read.
void App::follow_address(const Context& context) {
  if (!wanted_address_ || session_->phase() != session::Phase::kReady) return;
  const auto address = read_address(*wanted_address_);
  wanted_address_.reset();
  if (!address) return;
  const bool elsewhere = here_.screen != address->screen || here_.record != address->record;
  if (here_.screen == Screen::kEdit && elsewhere && changed(edit_)) {
    edit_.leaving = true;  // the form asks first; meanwhile the address is its own again
    edit_.leaving_for = GoTo{address->screen, address->record};
    host_.set_address(said_address_, true);
    return;
  }
  if (!before_.empty() && before_.back().screen == address->screen && before_.back().record == address->record)
    before_.pop_back();
  if (elsewhere) ui_.focus_title();
  here_ = {address->screen, address->record};
  if (address->screen == Screen::kAtlas) read_atlas_address(address->atlas, context, atlas_);
  said_screen_ = here_;  // the page's history is already there
  said_address_ = write_address(here_.screen, here_.record, atlas_);
}

// Tells the page what stands for what is shown: a new step when the screen changed.
void App::tell_address() {
  if (wanted_address_ || session_->phase() != session::Phase::kReady) return;
  std::string address = write_address(here_.screen, here_.record, atlas_);
  if (address == said_address_) return;
  const bool other = said_screen_.screen != here_.screen || said_screen_.record != here_.record;
  host_.set_address(address, other && !said_address_.empty() && !went_back_);
  went_back_ = false;
  said_screen_ = here_;
  said_address_ = std::move(address);
}

void App::located(bool found, bool refused, double latitude, double longitude) {
  using Step = Location::Step;
  location_ = {found ? Step::kFound : refused ? Step::kRefused : Step::kUnavailable, {longitude, latitude}};
  if (found) {
    atlas_.near = kHere;
    atlas_.query.around = location_.at;
    ui_.say(words_.tr("location.found"));
  } else {
    ui_.say(words_.tr(refused ? "location.refused" : "location.unavailable"));
  }
  host_.wake();
}

void App::toast(std::string text, bool undo) {
  ui_.say(text);
  frame_.toast = std::move(text);
  frame_.toast_undo = undo;
  const double reading = std::max(kToastMs, 2000 + kToastMsPerByte * static_cast<double>(frame_.toast.size()));
  keep_toast(reading * std::max(1.0, text_percent_ / 100.0));
}

void App::keep_toast(double ms) {
  frame_.toast_until = ui_.now() + ms;
  host_.wake();
  host_.wake_in(static_cast<int>(ms) + 20);
}

struct App::Run {
  App& app;

  void operator()(const GoTo& to) {
    const bool elsewhere = to.screen != Screen::kEdit || to.record != app.here_.record;
    if (app.here_.screen != Screen::kEdit || !elsewhere || !changed(app.edit_)) return app.go(to.screen, to.record);
    app.edit_.leaving = true;  // the form asks first
    app.edit_.leaving_for = to;
  }
  void operator()(GoBack) {
    if (app.before_.empty()) return app.go(Screen::kHome, {});
    app.here_ = app.before_.back();
    app.before_.pop_back();
    app.went_back_ = true;
    app.ui_.focus_title();
  }
  // What is written elsewhere, or cannot be written, is said; what stands on screen stays.
  bool refused() {
    if (app.can_write()) return false;
    app.toast(app.words_.tr("saving.not-kept"), false);
    return true;
  }
  void operator()(const Save& save) {
    if (refused()) return;
    const bool fresh = !app.session_->state().exists(save.draft.id);
    const base::Id id = app.session_->save(save.draft, save.draft.kind + (fresh ? ".add" : ".edit"));
    app.edit_ = EditState{};
    if (save.draft.kind == "place") app.atlas_.highlighted = id;
    const auto [shown, record] = app.shown_at(id);
    while (!app.before_.empty() && (app.here_.screen == Screen::kEdit || app.here_.screen == shown)) {
      app.here_ = app.before_.back();
      app.before_.pop_back();
    }
    app.go(shown, record);
    const bool of_board = shown == Screen::kBoard;
    app.toast(app.words_.tr(of_board ? "outcome.kept" : fresh ? "outcome.added" : "outcome.corrected"), true);
  }
  void operator()(const Compose& compose) {
    if (refused()) return;
    records::Draft draft = compose.draft;
    if (!draft.id) draft.id = base::random_id(app.random_);
    app.edit_ = EditState{};
    if (!app.session_->state().exists(draft.id)) app.edit_.fresh = draft;
    app.go(Screen::kEdit, draft.id);
  }
  void operator()(const Remove& remove) {
    if (refused()) return;
    app.session_->remove(remove.record, "place.remove");
    app.go(Screen::kAtlas, {});
    app.toast(app.words_.tr("outcome.removed"), true);
  }
  void operator()(const Restore& restore) {
    if (refused()) return;
    records::Draft draft = app.session_->state().draft(restore.record);
    for (const records::Change& change : restore.changes) restore_field(draft, change);
    app.session_->save(draft, "place.restore");  // a command, not a key
    app.history_ = HistoryState{};
    app.toast(app.words_.tr("outcome.restored"), true);
  }
  void operator()(Undo) {
    if (app.undo_turn()) return;
    if (!app.session_->can_undo()) return;
    const std::string command(app.session_->undo_command());
    app.session_->undo();
    app.leave_undone_form();
    app.history_ = HistoryState{};
    app.toast(app.words_.tr("outcome.undone", {{"command", app.words_.tr("history.command." + command)}}), false);
  }
  void operator()(Redo) {
    if (!app.session_->can_redo()) return;
    const std::string command(app.session_->redo_command());
    app.session_->redo();
    app.history_ = HistoryState{};
    app.toast(app.words_.tr("outcome.redone", {{"command", app.words_.tr("history.command." + command)}}), true);
  }
  void operator()(LoadDemonstration) {
    if (refused()) return;
    app.demonstration_wanted_ = true;
    app.host_.fetch_asset(kDemonstration);
  }
  void operator()(const UseMapping& use) {
    app.importing_.mapping = use.mapping;
    app.preview();
  }
  void operator()(KeepImport) {
    if (refused()) return;
    app.keep_import();
  }
  void operator()(CancelImport) {
    const Importing::Step step = app.importing_.step;
    app.cancel_ = true;
    if (step == Importing::Step::kKeeping) return;  // the session takes back what was written, then says so
    app.reader_.reset();
    app.reset_import();
    if (step == Importing::Step::kReading) app.toast(app.words_.tr("import.cancelled"), false);
  }
  void operator()(SaveReport) {
    app.host_.download(app.words_.tr("import.report-file") + ".json", "application/json",
                       formats::report_json(app.importing_.report));
  }
  void operator()(const Export& wanted) { app.export_records(wanted.format); }
  void operator()(const AskHistory& ask) {
    app.history_ = HistoryState{};
    app.history_.record = ask.record;
    app.history_.asked = true;
    app.session_->history(ask.record, [&host = app.host_, &state = app.history_,
                                       record = ask.record](base::Result<std::vector<session::Revision>> got) {
      if (state.record != record) return;
      state.ready = true;
      if (got)
        state.revisions = std::move(*got);
      else
        state.failure = got.error();
      host.wake();
    });
  }
  void operator()(const SetLanguage& set) {
    app.show_as(set.language, app.text_percent_);
    app.session_->put_setting("language", set.language);
  }
  void operator()(const SetTextSize& set) {
    app.show_as(app.words_.language(), set.percent);
    app.session_->put_setting("text-size", std::to_string(set.percent));
  }
  void operator()(const SetTheme& set) {
    app.theme_ = set.theme;
    app.session_->put_setting("theme", set.theme);
  }
  void operator()(CloseToast) { app.frame_.toast.clear(); }
  void operator()(Reload) {
    app.keep_unsaved(true);
    app.host_.reload();
  }
  void operator()(TakeOver) { app.host_.take_over(); }
  void operator()(RetrySaving) { app.session_->retry(); }
  void operator()(AskLocation) {
    app.location_.step = Location::Step::kAsking;
    app.host_.locate();
  }
  void operator()(WantContinent) {
    if (app.continent_asked_) return;
    app.continent_asked_ = true;
    app.host_.fetch_asset(kContinent);
  }
  void operator()(const ShowLayer& show) {
    app.map_.layer_shown = show.shown;
    app.map_.layer_shaded = show.shaded;
    app.session_->put_setting("layer-look", std::string(show.shown ? "shown " : "") + (show.shaded ? "shaded" : ""));
  }
  void operator()(RemoveLayer) {
    app.session_->put_setting("layer", "");
    app.session_->put_setting("layer-name", "");
    app.open_layer();
    app.toast(app.words_.tr("outcome.layer-removed"), false);
  }
  void operator()(const CopyText& copy) {
    app.host_.copy(copy.text);
    app.toast(app.words_.tr("outcome.copied"), false);
  }
  void operator()(const ShowBoardAs& show) { app.session_->put_setting(kBoardLookSetting, show.look); }
  void operator()(const ShowIndexBy& show) { app.session_->put_setting(kAirIndexSetting, std::string(show.scale)); }
  void operator()(const PrepareBoard& prepare) {
    if (!refused()) app.prepare_board(prepare.from);
  }
  void operator()(const Rehearse& rehearse) {
    if (!refused()) app.rehearse(rehearse.board);
  }
  void operator()(const EndRehearsal& end) {
    if (!refused()) app.end_rehearsal(end.board);
  }
  void operator()(const WriteBoard& write) {
    if (refused()) return;
    app.session_->write_all(write.changes, write.command);
    if (write.outcome) app.toast(app.words_.tr(write.outcome), true);
  }
  void operator()(const KeepRecords& keep) {
    if (!refused()) app.session_->save_all(keep.drafts, keep.command);
  }
  void operator()(const KeepCard& keep) {
    if (!refused()) app.keep_card(keep);
  }
  void operator()(const GroupCards& group) {
    if (!refused()) app.group_cards(group);
  }
  void operator()(const GiveMark& give) {
    if (refused()) return;
    const std::string key = records::vote_key(app.voter(give.board));
    const oplog::Value before = app.session_->state().value(give.card, key);
    app.session_->write_all({{give.card, key, workshop::write_mark(before, give.way, give.mark)}}, "card.dots");
  }
  void operator()(const CastBallot& given) {
    if (!refused()) app.cast_ballot(given);
  }
  void operator()(const OpenBox& open) {
    if (!refused()) app.open_box(open.board);
  }
  void operator()(const DrawLots& draw) {
    const std::string seed = base::to_hex(base::random_id(app.random_)).substr(0, 8);
    if (!refused()) app.session_->write_all({{draw.board, "lots", seed}}, "board.lots");  // a command, not a key
  }
  void operator()(const KeepSeating& keep) {
    app.session_->put_setting(workshop::people_setting(keep.board), workshop::write_seating(keep.seating));
  }
  void operator()(const MakeSheet& make) {
    if (!refused()) app.make_sheet(make.card);
  }
  void operator()(const RemoveSheet& remove) {
    if (!refused()) app.remove_sheet(remove.sheet, remove.back);
  }
  void operator()(const RemoveCard& remove) {
    if (!refused()) app.remove_card(remove.card);
  }
  void operator()(const TakeAway& take) { app.take_away(take.board, take.document); }
  void operator()(const ChooseVoter& choose) {
    if (refused()) return;
    app.choose_voter(choose.board, choose.person);
    app.toast(app.words_.tr("outcome.turn", {{"number", std::to_string(choose.person + 1)}}), true);
  }
  void operator()(const ChooseRole& choose) { app.set_role(choose.board, choose.role); }
  void operator()(const JoinBoard& join) {
    app.take_part(join.board);
    app.go(Screen::kBoard, join.board);
  }
  void operator()(const WriteSeries& write) {
    if (refused() || !app.session_->write_all(write.changes, write.command)) return;
    app.toast(app.words_.tr("outcome." + write.command), true);
  }
  void operator()(const RemoveStation& remove) {
    if (refused()) return;
    std::vector<records::Change> changes;
    for (const base::Id id : remove.series) changes.push_back({id, std::string(records::kRemovedKey), true});
    app.session_->write_all(changes, "series.remove");  // a command, not a key
    app.go(Screen::kMeasures, {});
    app.toast(app.words_.tr("outcome.station-removed"), true);
  }
  void operator()(const TakeSeries& take) { app.take_series(take); }
  void operator()(const SaveFile& save) {
    app.host_.download(app.file_date() + "_" + save.stem + std::string(save.extension), save.mime, save.bytes);
    app.toast(app.words_.tr("files.saved"), false);
  }
  void operator()(LoadDemonstrationSeries) {
    if (!refused()) app.load_demonstration_series();
  }
  void operator()(const UseSensorMapping& use) { app.use_sensor_mapping(use.mapping); }
  void operator()(ReadColumns) { app.read_columns(); }
  void operator()(CloseIntake) { app.close_intake(); }
  void operator()(AskRecent) { app.ask_recent(); }
  void operator()(const Connect& connect) { app.ask_link(connect.link); }
  void operator()(const AnswerLink& answer) { app.answer_link(answer.yes); }
  void operator()(Disconnect) { app.disconnect(); }
  void operator()(TrySharing) { app.sharing_->retry(); }
  void operator()(const SaveBundle& save) { app.save_bundle(save.copy); }
  void operator()(TakeOwn) { app.take_own(); }
  void operator()(ReadLog) { app.read_log(); }
  void operator()(const ReplayLog& replay) { app.replay_log(replay.count); }
  void operator()(const Settle& settle) { app.session_->settle(settle.conflict, settle.mine); }

 private:
  // Puts one register's value back into a draft: a field, or one member of a multiple field.
  static void restore_field(records::Draft& draft, const records::Change& change) {
    const std::size_t slash = change.key.find('/');
    const bool extra = change.key.starts_with(records::kExtraPrefix);
    if (slash == std::string::npos || extra) {
      draft.set(change.key, oplog::is_null(change.value) ? records::Values{} : records::Values{change.value});
      return;
    }
    const std::string field = change.key.substr(0, slash), member = change.key.substr(slash + 1);
    records::Values values;
    if (const auto held = draft.fields.find(field); held != draft.fields.end()) values = held->second;
    std::erase_if(values, [&](const oplog::Value& value) { return oplog::text(value) == member; });
    if (!oplog::is_null(change.value)) values.emplace_back(member);
    draft.set(field, std::move(values));
  }
};

void App::show(const Context& context, const ui::Rect& area, Commands& commands) {
  const ui::Container main(ui_, "main", "main", area);
  const std::string tagline = words_.tr("app.tagline");
  // Before the room: a room's question dims it too.
  if (!over_map() && !alone()) status(ui_, context, frame_, status_place(ui_, area), false);
  switch (here_.screen) {
    case Screen::kHome:
      home(ui_, context, room_title(ui_, area, tagline, words_.tr("room.home")), commands);
      break;
    case Screen::kAtlas:
      atlas(ui_, context, atlas_, area, commands);
      break;
    case Screen::kPlace:
      place_sheet(ui_, context, atlas_, area, commands);
      break;
    case Screen::kEdit:
      edit(ui_, context, edit_, area, commands);
      break;
    case Screen::kHistory:
      history(ui_, context, history_, area, commands);
      break;
    case Screen::kFiles:
      files(ui_, context, files_, room_title(ui_, area, tagline, words_.tr("room.files")), commands);
      break;
    case Screen::kSync:
      sync(ui_, context, sync_, room_title(ui_, area, tagline, words_.tr("sync.room-title")), commands);
      break;
    case Screen::kLog:
      log(ui_, context, log_state_, room_title(ui_, area, tagline, words_.tr("log.title")), commands);
      break;
    case Screen::kAbout:
      about(ui_, context, room_title(ui_, area, tagline, words_.tr("room.about")), commands);
      break;
    case Screen::kWorkshops:
      fetch_templates();
      workshops(ui_, context, workshops_, room_title(ui_, area, tagline, words_.tr("room.workshops")), commands);
      break;
    case Screen::kBoard:
      fetch_templates();  // they say what whoever leads does in each phase
      board(ui_, context, board_, area, commands);
      break;
    case Screen::kPresent:
      present(ui_, context, present_, area, commands);
      break;
    case Screen::kTrial:
      trial(ui_, context, trial_, area, commands);
      break;
    case Screen::kSheet:
      sheet(ui_, context, area, commands);
      break;
    case Screen::kMeasures:
      measures(ui_, context, measures_state_, room_title(ui_, area, tagline, words_.tr("room.measures")), commands);
      break;
    case Screen::kStation:
      station(ui_, context, station_, area, commands);
      break;
  }
  if (!over_map()) return;
  if (ui_.wide_enough()) {
    status(ui_, context, frame_, {area.x + area.w * 0.62f, area.y + 12, area.w * 0.38f - 16, 48}, true);
  } else if (here_.screen == Screen::kAtlas || ui_.layout() == ui::Layout::kPortrait) {
    const float buttons = 3 * (ui_.control(ui::tokens::kTargetControl) + 8) + 16;
    status(ui_, context, frame_, {area.x + buttons, area.y + 12, area.w - buttons - 16, 48}, true);
  }
}

int App::frame(double now_ms) {
  ++frames_;
  if (drafting_) draft_slice();
  if (session_->phase() == session::Phase::kReady && importing_.step != Importing::Step::kKeeping)
    places_.refresh(session_->state());
  if (session_->phase() == session::Phase::kReady) publish_revealed();
  if (here_.screen == Screen::kMeasures || here_.screen == Screen::kStation) refresh_measures();
  if (!sensor_reader_ && measures_.intake.step == SensorIntake::Step::kReading) end_intake();
  const auto context_now = [this] {
    return Context{session_->state(), *session_,  places_,         map_,        environment_,
                   importing_,        about_,     exchange_,       log_,        measures_,
                   location_,         templates_, clock_.now_ms(), phase_left_, here_.record};
  };
  follow_address(context_now());
  watch_phase(now_ms);
  forget_who_left();
  // An address of nothing. What is written in the form of a record that goes meanwhile stays.
  const bool ready = session_->phase() == session::Phase::kReady;
  if (ready && here_.record && edit_.loaded != base::to_hex(here_.record)) leave_undone_form();
  ui_.begin(now_ms, words_, theme(), static_cast<float>(text_percent_) / 100);
  ui_.page = {words_.language(), words_.tr(std::string("title.") + screen_name(here_.screen)),
              std::string(ui_.theme().name), theme_, ui_.text_scale()};
  ui_.fill(ui_.screen(), ui_.theme().surface);
  show_exchange();
  arrive();
  const Context context = context_now();
  Commands commands;
  // A room never sees a press meant for what lies over it.
  ui::Rect area = ui_.screen();
  const bool composing = here_.screen == Screen::kEdit && here_.record;  // it belongs where its record is seen
  if (!alone()) area = navigation(ui_, context, composing ? shown_at(here_.record).screen : here_.screen, commands);
  area = notices(ui_, context, area, commands);
  // A room's question dims the outcome too, or takes its place.
  const bool floats = over_map() && ui_.wide_enough();
  // Nor does somebody who tries something undo what whoever leads has done.
  if (!floats && !alone()) area = outcome(ui_, context, frame_, area, false, commands);
  show(context, area, commands);
  if (here_.screen == Screen::kBoard) board_dialogs(ui_, context, board_, commands);
  if (here_.screen == Screen::kStation) station_why(ui_, context, station_, commands);
  if (measures_.intake.asking) sensor_columns(ui_, context, commands);  // else the first screen would wait for it
  if (floats && !ui_.asking()) outcome(ui_, context, frame_, area, true, commands);
  settings(ui_, frame_, text_percent_, commands);
  if (ui_.shortcut("z", ui::kCtrl)) commands.push_back(Undo{});
  if (ui_.shortcut("y", ui::kCtrl) || ui_.shortcut("Z", ui::kCtrl | ui::kShift)) commands.push_back(Redo{});
  int wanted = ui_.end();
  for (const Command& command : commands) std::visit(Run{*this}, command);
  if (!commands.empty()) wanted = std::max(wanted, 2);
  tell_address();
  follow_the_clock();
  if (!frame_.toast.empty() && ui_.now() >= frame_.toast_until) {
    if (frame_.toast_held)
      keep_toast(kToastHeldMs);
    else
      frame_.toast.clear();
    wanted = std::max(wanted, 1);
  }
  keep_unsaved(false);
  if (!ui_.images.empty()) settle_images();
  if (!assets_asked_) {
    // Behind the first screen, never before it.
    assets_asked_ = true;
    host_.fetch_asset(kHome);
    host_.fetch_asset(kAboutFile);
  }
  return wanted;
}

// What somebody chose and did not give is not for whoever comes next.
void App::forget_who_left() {
  if (here_.screen != Screen::kTrial && trial_.of) trial_ = {};
  if (here_.screen != Screen::kBoard && board_.voting) {
    board_.voting = false;
    board_.ballot.clear();
  }
}

// Whoever looks at a board sees how long its phase lasts, whatever becomes of the device's clock.
void App::watch_phase(double steady_ms) {
  phase_left_ = 0;
  if (here_.screen != Screen::kBoard && here_.screen != Screen::kPresent) return;
  const auto ends = session_->state().number(here_.record, "ends");
  if (!ends || !(std::abs(*ends) < 1e15)) return;
  if (phase_clock_.watch(static_cast<std::int64_t>(*ends), clock_.now_ms(), steady_ms))
    session_->put_setting(kPhaseClockSetting, phase_clock_.write());
  phase_left_ = phase_clock_.left(clock_.now_ms());
}

void App::away() {
  phase_clock_.look_away();
  keep_unsaved(true);
}

// "Ouvert" becomes "ferme bientôt" by itself: a frame at each full minute while such words are on screen.
void App::follow_the_clock() {
  const bool timed = here_.screen == Screen::kBoard || here_.screen == Screen::kPresent;
  if (here_.screen != Screen::kAtlas && here_.screen != Screen::kPlace && !timed) return;
  const std::int64_t now = clock_.now_ms(), minute = now / 60'000;
  if (timed && phase_left_ > 0 && waited_second_ != now / 1000) {
    waited_second_ = now / 1000;
    host_.wake_in(static_cast<int>(1000 - now % 1000) + 10);
  }
  if (minute == waited_minute_) return;
  waited_minute_ = minute;
  host_.wake_in(static_cast<int>((minute + 1) * 60'000 - now) + 20);
}

std::string App::debug_state() {
  const json state = {
      {"screen", screen_name(here_.screen)},
      {"record", here_.record ? base::to_hex(here_.record) : ""},
      {"phase", static_cast<int>(session_->phase())},
      {"places", places_.size()},
      {"shown", atlas_.shown.size()},
      {"query", atlas_.query.words},
      {"filters", filter_count(atlas_)},
      {"near", atlas_.near},
      {"unsaved", unsaved_.kept.size() + unsaved_notes_.kept.size()},
      {"digest", session_->digest()},
      {"pending", session_->saving().pending},
      {"unshared", session_->saving().unshared},
      {"failure", session_->saving().failure.key},
      {"hub", sharing_->client() ? sharing_->client()->place().url : ""},
      {"hubUpToDate", exchange_.client && exchange_.client->phase(exchange_.now_ms) == exchange::Phase::kUpToDate},
      {"hubTrouble", exchange_.client ? exchange_.client->trouble().key : ""},
      {"bundle", static_cast<int>(exchange_.bundle)},
      {"conflicts", session_->conflicts().size()},
      {"import", step_name(importing_.step)},
      {"importKept", importing_.report.kept},
      {"importRejected", importing_.report.rejected},
      {"importFailure", importing_.failure.key},
      {"intake", static_cast<int>(measures_.intake.step)},
      {"stations", measures_.stations.size()},
      {"map", {{"x", atlas_.map.x}, {"y", atlas_.map.y}, {"zoom", atlas_.map.zoom}}},
      {"basemap", home_ != nullptr},
      {"continent", continent_ != nullptr},
      {"layer",
       {{"polygons", layer_ ? layer_->size() : 0}, {"visible", map_.layer_shown}, {"shaded", map_.layer_shaded}}},
      {"frames", frames_},
      {"language", words_.language()},
      {"storage", environment_.storage},
      {"canUndo", session_->can_undo()},
      {"canRedo", session_->can_redo()},
  };
  return state.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace rooms
