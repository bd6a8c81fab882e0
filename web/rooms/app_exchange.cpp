// The application's part in sharing: the hub it is connected to, the bundle it writes and reads.
#include <chrono>

#include "oplog/space.h"
#include "rooms/app.h"

namespace rooms {
namespace {

constexpr const char* kHubSetting = "hub";        // address, line break, token
constexpr const char* kBundleSetting = "bundle";  // when a copy was last saved, ms

// Of a clock that only goes forward.
std::int64_t steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

// The space an address leads to: its last part.
std::string space_of(const exchange::Place& place) {
  const std::string_view url = std::string_view(place.url).substr(0, place.url.size() - 1);
  return std::string(url.substr(url.rfind('/') + 1));
}

}  // namespace

void App::open_sharing() {
  sharing_ = std::make_unique<session::Sharing>(
      *session_, clock_, random_,
      session::Sharing::Outside{
          [this](int id, const exchange::Request& request, std::string body) { host_.hub_send(id, request, body); },
          steady_ms});
  exchange_ = Exchange{};
}

// The hub this device was connected to, once its settings are read.
void App::resume_sharing() {
  exchange_.bundle_ms = std::strtoll(session_->setting(kBundleSetting).c_str(), nullptr, 10);
  const std::string held = session_->setting(kHubSetting);
  const std::size_t end = held.find('\n');
  if (end == std::string::npos) return;
  const exchange::Place place{held.substr(0, end), held.substr(end + 1)};
  if (exchange_.asked == place) exchange_.asked.reset();  // the page was opened by the link it knows
  remember_actor();
  sharing_->connect(place, true);
}

// What this device writes under is new with each visit: others are told from its own former ones.
void App::remember_actor() {
  constexpr std::size_t kEach = 17, kMost = 12 * kEach;
  std::string own = session_->setting(kOwnActorsSetting) + base::to_hex(session_->actor()) + ' ';
  if (own.size() > kMost) own.erase(0, own.size() - kMost);
  session_->put_setting(kOwnActorsSetting, own);
}

void App::hub_reply(int id, exchange::Reply reply) {
  sharing_->reply(id, std::move(reply));
  host_.wake();
}

void App::qr_reply(std::string_view text, std::string_view modules) {
  QrCode code{std::string(text), 0, {}};
  while (static_cast<std::size_t>(code.size * code.size) < modules.size()) ++code.size;
  if (static_cast<std::size_t>(code.size * code.size) != modules.size()) return;
  for (const char module : modules) code.dark.push_back(module == '1');
  exchange_.code = std::move(code);
  host_.wake();
}

// What the room shows of it, and what is due.
void App::show_exchange() {
  sharing_->run();
  exchange_.client = sharing_->client();
  exchange_.now_ms = steady_ms();
  exchange_.complete_ms = sharing_->complete_ms();
  if (exchange_.asked) {
    const std::string space = session_->space();
    exchange_.asked_other_space = space != oplog::kNoSpace && space != space_of(*exchange_.asked);
  }
  if (!exchange_.client) return;
  const bool of_board = here_.screen == Screen::kBoard && board_.inviting;
  const std::string there = of_board ? write_address(here_.screen, here_.record, atlas_).substr(1) : std::string();
  exchange_.link = exchange::write_link(exchange_.client->place(), page_address_, there);
  if ((sync_.inviting || of_board) && exchange_.code.text != exchange_.link) {
    exchange_.code = {exchange_.link, 0, {}};
    host_.qr(exchange_.link);
  }
  const std::int64_t wakes = sharing_->wake_at();
  // One timer at a time, unless an earlier one is needed.
  if (sharing_wakes_ > exchange_.now_ms && sharing_wakes_ <= wakes) return;
  sharing_wakes_ = wakes;
  host_.wake_in(static_cast<int>(wakes - exchange_.now_ms) + 1);
}

// A link was opened or pasted. Nothing is sent anywhere before the person has said yes to that place.
void App::ask_link(std::string_view link) {
  exchange_.link_failure = {};
  const auto place = exchange::read_link(link, page_address_);
  if (!place) {
    exchange_.link_failure = {"sync.link-wrong", {}};
    ui_.say(words_.tr(exchange_.link_failure), ui::Politeness::kAssertive);
    return;
  }
  go(Screen::kSync, {});
  arriving_ = read_address(exchange::address_in(link));
  if (sharing_->client() && sharing_->client()->place() == *place) return sharing_->retry();
  exchange_.asked = place;
}

// What an invitation leads to opens as soon as it is here, if nobody went elsewhere meanwhile.
void App::arrive() {
  exchange_.arriving = arriving_.has_value() && !exchange_.asked;
  if (!exchange_.arriving || session_->phase() != session::Phase::kReady) return;
  const Address there = *arriving_;
  const bool here = !there.record || session_->state().exists(there.record);
  if (here_.screen == Screen::kSync && !here) return;
  arriving_.reset();
  exchange_.arriving = false;
  if (there.screen == Screen::kBoard) take_part(there.record);
  if (here_.screen == Screen::kSync) go(there.screen, there.record);
}

void App::answer_link(bool yes) {
  const auto place = std::exchange(exchange_.asked, std::nullopt);
  if (!yes) arriving_.reset();
  if (!yes || !place) return;
  if (const std::string space = space_of(*place); oplog::is_space_name(space)) session_->join_space(space);
  session_->put_setting(kHubSetting, place->url + "\n" + place->token);
  remember_actor();
  sharing_->connect(*place, true);
  sync_ = SyncState{};
  host_.persist();
  toast(words_.tr("sync.connected"), false);
}

void App::disconnect() {
  session_->put_setting(kHubSetting, "");
  sharing_->disconnect();
  toast(words_.tr("sync.disconnected"), false);
}

void App::ask_recent() {
  constexpr std::size_t kAsked = 60;
  exchange_.recent_asked = true;
  exchange_.recent_revision = session_->state().revision();
  session_->recent(kAsked, [this](base::Result<std::vector<session::Action>> actions) {
    if (actions) exchange_.recent = std::move(*actions);
    ++exchange_.recent_edition;
    host_.wake();
  });
}

void App::save_bundle(session::Copy copy) {
  using Step = Exchange::BundleStep;
  exchange_.bundle = Step::kWriting;
  session_->export_bundle(
      [this](std::size_t done, std::size_t total) {
        exchange_.done = done;
        exchange_.total = total;
        host_.wake();
        return true;
      },
      [this, copy](base::Result<session::ExportedBundle> bundle) {
        host_.wake();
        if (!bundle) {
          exchange_.bundle = Step::kFailed;
          exchange_.bundle_failure = bundle.error();
          ui_.say(words_.tr(bundle.error()), ui::Politeness::kAssertive);
          return;
        }
        exchange_.bundle = bundle->damaged ? Step::kFailed : Step::kNone;
        exchange_.bundle_failure = {"sync.copy-incomplete", {{"n", std::to_string(bundle->damaged)}}};
        const bool own = copy == session::Copy::kOfThisDevice;
        host_.download(file_date() + (own ? "_escale-cette-tablette.zip" : "_escale.zip"), "application/zip",
                       bundle->bytes);
        exchange_.bundle_ms = clock_.now_ms();
        session_->put_setting(kBundleSetting, std::to_string(exchange_.bundle_ms));
        session_->mark_copied(bundle->objects, [](const base::Status&) {});
        toast(words_.tr("sync.saved"), false);
      },
      copy);
}

void App::take_own() {
  const session::Session::Own own = std::exchange(exchange_.own, {});
  if (session_->take_own(own, "own.take")) toast(words_.tr("sync.own-taken"), true);  // a command, not a key
}

void App::read_bundle() {
  using Step = Exchange::BundleStep;
  reset_import();
  reader_.reset();
  exchange_.bundle = Step::kReading;
  exchange_.done = exchange_.total = 0;
  go(Screen::kSync, {});
  session_->import_bundle(
      std::exchange(whole_, {}), session::OtherSpace::kRefuse,
      [this](std::size_t done, std::size_t total) {
        exchange_.done = done;
        exchange_.total = total;
        host_.wake();
        return true;
      },
      [this](base::Result<session::BundleReport> report) {
        host_.wake();
        exchange_.bundle = report ? Step::kRead : Step::kFailed;
        if (report) {
          exchange_.report = *report;
          exchange_.own = session_->read_own(report->own);
          sharing_->retry();
          atlas_.framed = false;
          host_.persist();
          toast(words_.plural("sync.received", report->actions), false);
        } else {
          exchange_.bundle_failure = report.error();
          ui_.say(words_.tr(report.error()), ui::Politeness::kAssertive);
        }
      });
}

}  // namespace rooms
