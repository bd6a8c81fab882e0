// The application's part in reading files: what a file is, its table, its mapping, and keeping what that gives.
#include <algorithm>

#include "base/utf8.h"
#include "formats/bundle.h"
#include "formats/full_json.h"
#include "rooms/app.h"

namespace rooms {
namespace {

constexpr std::size_t kWholeBytes = 1u << 20;  // a mapping file is never larger
constexpr int kSliceMs = 8;                    // of an import's reading, between two frames
constexpr std::size_t kSliceRows = 32;         // read between two looks at the clock

bool begins_like_object(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t at = bytes.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && bytes[at] == '{';
}

bool named_like_picture(std::string_view name) {
  const std::string folded = base::fold(name);
  constexpr const char* kEndings[] = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".avif", ".bmp"};
  return std::ranges::any_of(kEndings, [&](const char* ending) { return folded.ends_with(ending); });
}

}  // namespace

bool App::file_begin(std::string_view name, std::size_t size) {
  using Step = Importing::Step;
  if (!can_write() || importing_.step == Step::kReading || importing_.step == Step::kKeeping) return false;
  if (here_.screen == Screen::kMeasures || here_.screen == Screen::kStation) return intake_begin(name, size);
  if (here_.screen == Screen::kBoard && named_like_picture(name)) return photo_begin(size);
  comparing_ = here_.screen == Screen::kLog;
  if (!comparing_) go(Screen::kFiles, {});
  reader_ = std::make_unique<formats::TableReader>();
  whole_.clear();
  as_whole_ = false;
  cancel_ = false;
  // A mapping file is given while a table waits for one: keep the table until we know.
  if (importing_.step != Step::kMapping) reset_import();
  if (const auto status = formats::check_size(size, {}); !status.ok()) {
    reset_import();
    importing_.file_name = name;
    fail_import(status.error());
    return false;
  }
  if (importing_.step != Step::kMapping) importing_.step = Step::kReading;
  if (importing_.step == Step::kReading) importing_.file_name = name;
  importing_.mapping_file = importing_.step == Step::kMapping ? std::string(name) : std::string();
  importing_.bytes = size;
  importing_.bytes_read = 0;
  host_.wake();
  return true;
}

FileAnswer App::file_chunk(std::string_view bytes) {
  if (photo_) return photo_chunk(bytes);
  if (sensor_reader_) return intake_chunk(bytes);
  if (cancel_ || !reader_) return kStopReading;
  if (importing_.bytes_read == 0 && formats::looks_like_sensors(bytes)) {
    const std::string name = importing_.file_name;
    const std::size_t size = importing_.bytes;
    reader_.reset();
    reset_import();
    go(Screen::kMeasures, {});
    return intake_begin(name, size) ? intake_chunk(bytes) : kStopReading;
  }
  if (importing_.bytes_read == 0) {
    as_bundle_ = formats::looks_like_bundle(bytes);
    if (comparing_ && !as_bundle_) go(Screen::kFiles, {});
    as_whole_ = as_bundle_ || (begins_like_object(bytes) &&
                               (importing_.bytes <= kWholeBytes || formats::looks_like_full_json(bytes)));
  }
  importing_.bytes_read += bytes.size();
  host_.wake();
  if (as_whole_) {
    whole_.append(bytes);
    return kNextPiece;
  }
  if (importing_.step == Importing::Step::kMapping) {  // another table instead of a mapping: begin again with it
    const std::string name = importing_.mapping_file;
    const std::size_t size = importing_.bytes, read = importing_.bytes_read;
    reset_import();
    importing_.step = Importing::Step::kReading;
    importing_.file_name = name;
    importing_.bytes = size;
    importing_.bytes_read = read;
  }
  if (const auto status = reader_->feed(bytes); !status.ok()) {
    fail_import(status.error());
    return kStopReading;
  }
  return kNextPiece;
}

void App::file_end(bool ok) {
  host_.wake();
  if (photo_) return photo_end(ok);
  if (sensor_reader_) return intake_end(ok);
  if (cancel_ || !reader_ || importing_.step == Importing::Step::kFailed) return;
  if (!ok) return fail_import(base::Message{"error.file-unreadable", {}});
  if (as_bundle_) return comparing_ ? compare_log() : read_bundle();
  if (as_whole_) return whole_file();
  auto table = reader_->finish();
  reader_.reset();
  if (!table) return fail_import(table.error());
  take_table(std::move(*table));
}

void App::whole_file() {
  const std::string bytes = std::move(whole_);
  whole_.clear();
  if (formats::looks_like_full_json(bytes)) {
    auto read = formats::read_full_json(bytes);
    if (!read) return fail_import(read.error());
    importing_.report.rows = read->drafts.size() + read->rejected;
    importing_.report.kept = read->drafts.size();
    importing_.report.rejected = read->rejected;
    importing_.report.remarks = std::move(read->remarks);
    return keep(std::move(read->drafts), true);
  }
  if (auto mapping = formats::read_mapping(bytes); mapping && !mapping->mapping.rules.empty()) {
    if (importing_.step != Importing::Step::kMapping)
      return fail_import(base::Message{"import.mapping-without-table", {{"file", importing_.file_name}}});
    importing_.mapping = std::move(mapping->mapping);
    importing_.remembered = false;
    return preview();
  }
  if (take_layer(bytes)) return;
  // An object that holds one array of records.
  auto table = formats::read_table(bytes);
  if (!table) return fail_import(table.error());
  take_table(std::move(*table));
}

void App::take_table(formats::Table table) {
  importing_.table = std::move(table);
  const std::string remembered = session_->setting("mapping/" + formats::header_key(importing_.table.columns));
  auto mapping = formats::read_mapping(remembered);
  importing_.remembered = !remembered.empty() && mapping.ok();
  importing_.mapping = importing_.remembered ? std::move(mapping->mapping)
                                             : formats::guess_mapping(importing_.table, *records::find_kind("place"));
  preview();
}

// What the table gives by the mapping: read in slices, at once for a small file. Until it is known, the screen keeps
// what it shows.
void App::preview() {
  keep_wanted_ = false;
  drafting_ = std::make_unique<formats::DraftReader>(importing_.table, importing_.mapping);
  draft_slice();
}

void App::draft_slice() {
  const std::int64_t until = clock_.now_ms() + kSliceMs;
  bool more = true;
  while (more && clock_.now_ms() < until) more = drafting_->step(kSliceRows);
  importing_.rows_read = drafting_->done();
  host_.wake();
  if (more) return;
  formats::Import given = drafting_->finish();
  drafting_.reset();
  importing_.preview = std::move(given.report);
  drafts_ = std::move(given.drafts);
  importing_.sample.assign(drafts_.begin(),
                           drafts_.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, drafts_.size())));
  importing_.step = Importing::Step::kMapping;
  if (keep_wanted_) keep_import();
}

void App::keep_import() {
  keep_wanted_ = drafting_ != nullptr;  // a mapping just changed: its rows first
  if (keep_wanted_) return;
  session_->put_setting("mapping/" + formats::header_key(importing_.table.columns),
                        formats::write_mapping(importing_.mapping));
  importing_.report = std::move(importing_.preview);
  importing_.table = {};
  keep(std::move(drafts_), true);
}

void App::reset_import() {
  drafting_.reset();  // it reads the table
  drafts_.clear();
  importing_ = Importing{};
}

void App::keep(std::vector<records::Draft> drafts, bool with_report) {
  importing_.step = Importing::Step::kKeeping;
  importing_.kept = 0;
  importing_.total = drafts.size();
  cancel_ = false;
  const std::size_t count = drafts.size();
  session_->import(
      std::move(drafts),
      [this](std::size_t done, std::size_t) {
        importing_.kept = done;
        host_.wake();
        return !cancel_;
      },
      [this, with_report, count](base::Status status) {
        host_.persist();
        if (!status.ok()) {
          if (cancel_) {
            reset_import();
            toast(words_.tr("import.cancelled"), false);
          } else {
            fail_import(status.error());
          }
        } else {
          importing_.step = with_report ? Importing::Step::kDone : Importing::Step::kNone;
          atlas_.framed = false;
          toast(words_.plural("outcome.imported", count), true);
          if (!with_report) go(Screen::kAtlas, {});
        }
        host_.wake();
      });
}

void App::fail_import(const base::Message& why) {
  reader_.reset();
  drafting_.reset();
  importing_.step = Importing::Step::kFailed;
  importing_.failure = why;
  ui_.say(words_.tr(why), ui::Politeness::kAssertive);
  host_.wake();
}

}  // namespace rooms
