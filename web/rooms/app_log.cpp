// The application's part in showing the log: it is read, replayed, and held against a copy.
#include <algorithm>

#include "rooms/app.h"
#include "session/replay.h"

namespace rooms {
namespace {

constexpr std::size_t kEntries = 12;  // shown up to where the replay stands
constexpr std::size_t kApart = 30;    // actions shown of each side, and records named

std::vector<session::LogEntry> entries_of(const std::vector<std::string>& lines) {
  std::vector<session::LogEntry> entries;
  for (std::size_t i = lines.size() - std::min(lines.size(), kApart); i < lines.size(); ++i)
    entries.push_back(session::read_entry(lines[i]));
  return entries;
}

}  // namespace

void App::read_log() {
  if (log_.step == LogView::Step::kReading) return;
  const bool at_end = log_.step == LogView::Step::kNone || log_.at == log_.total;
  log_.step = LogView::Step::kReading;
  log_.revision = session_->state().revision();
  session_->log([this, at_end](base::Result<std::vector<std::string>> lines) {
    host_.wake();
    log_.step = lines ? LogView::Step::kReady : LogView::Step::kFailed;
    if (!lines) {
      log_.failure = lines.error();
      return;
    }
    log_.total = lines->size();
    replay_ = std::make_unique<session::Replay>(std::move(*lines));
    replay_log(at_end ? log_.total : std::min(log_.at, log_.total));
  });
}

void App::replay_log(std::size_t count) {
  if (!replay_) return;
  const records::State& state = replay_->after(count);
  log_.at = count;
  log_.digest = state.digest();
  log_.records = 0;
  for (const records::Kind& kind : records::kinds()) log_.records += state.all(kind.key).size();
  log_.line = count > 0 ? replay_->line(count - 1) : std::string();
  log_.page.clear();
  for (std::size_t i = count - std::min(count, kEntries); i < count; ++i)
    log_.page.push_back(session::read_entry(replay_->line(i)));
}

// A copy was opened while the log is shown: it is held against it, and nothing of it is taken.
void App::compare_log() {
  const std::string name = importing_.file_name, bytes = std::exchange(whole_, {});
  reset_import();
  reader_.reset();
  log_.apart.reset();
  const auto there = session::lines_of_bundle(bytes);
  log_.compare_failure = there ? base::Message{} : there.error();
  if (!there) return ui_.say(words_.tr(log_.compare_failure), ui::Politeness::kAssertive);
  session_->log([this, name, there = *there](const base::Result<std::vector<std::string>>& here) {
    host_.wake();
    if (!here) {
      log_.compare_failure = here.error();
      return;
    }
    session::Divergence found = session::compare(*here, there);
    LogView::Apart apart;
    apart.file = name;
    apart.digest_here = std::move(found.digest_here);
    apart.digest_there = std::move(found.digest_there);
    apart.here = found.only_here.size();
    apart.there = found.only_there.size();
    apart.only_here = entries_of(found.only_here);
    apart.only_there = entries_of(found.only_there);
    apart.differing = found.records.size();
    found.records.resize(std::min(found.records.size(), kApart));
    apart.records = std::move(found.records);
    log_.apart = std::move(apart);
    ui_.say(words_.tr(log_.apart->digest_here == log_.apart->digest_there ? "log.same" : "log.apart", {{"file", name}}),
            ui::Politeness::kPolite);
  });
}

}  // namespace rooms
