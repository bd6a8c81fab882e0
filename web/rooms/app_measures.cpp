// The application's part in measures: sensor files become series of the dossier, and series are read when a room wants
// them. Points are kept as blobs before the records that name them, so that no record names what is nowhere.
#include <algorithm>
#include <chrono>
#include <set>

#include "formats/mapping.h"
#include "formats/sensor_export.h"
#include "oplog/blob.h"
#include "rooms/app.h"
#include "rooms/measures_parts.h"
#include "sensors/demonstration.h"
#include "series/collector.h"
#include "series/part.h"

namespace rooms {
namespace {

using Step = SensorIntake::Step;

constexpr double kSameChoiceMs = 1000;             // files that follow each other sooner were chosen together
constexpr std::chrono::milliseconds kWorkFor{12};  // of a frame, given to the reading of series
constexpr int kAgainMs = 5000;                     // between two looks for parts that have not come

struct SeriesFormat {
  std::string_view key, extension, mime;
  std::string (*write)(std::span<const series::Series>);
};
constexpr SeriesFormat kFormats[] = {
    {"csv", ".csv", "text/csv", formats::write_sensor_csv},
    {"json", ".json", "application/json", formats::write_sensor_json},
    {"sensorthings", ".sensorthings.json", "application/json", formats::write_sensor_things},
};

std::string without_extension(std::string_view name) { return std::string(name.substr(0, name.rfind('.'))); }

// The humidity that a correction of this series reads: of the same station, of the same sensor where there is one.
base::Id humidity_for(const records::State& state, const std::vector<sensors::Station>& stations, base::Id series) {
  for (const sensors::Station& station : stations) {
    if (std::ranges::find(station.series, series) == station.series.end()) continue;
    base::Id found;
    for (const base::Id other : station.series)
      if (state.text(other, "quantity") == "humidity" &&
          (!found || state.text(other, "sensor") == state.text(series, "sensor")))
        found = other;
    return found;
  }
  return {};
}

std::string made_from(const records::State& state, base::Id series, base::Id humidity) {
  std::string text(state.text(series, "recipe"));
  for (const std::string& part : sensors::parts_of(state, series)) text += '\n' + part;
  for (const char* field : {"rejected", "kept"})
    for (const std::string& stretch : state.texts(series, field)) text += '\n' + (field + (' ' + stretch));
  if (humidity && !state.text(series, "recipe").empty())
    for (const std::string& part : sensors::parts_of(state, humidity)) text += "\nhumidity " + part;
  return text;
}

// Under which the reading of a header is remembered.
std::string mapping_setting(const formats::SensorTable& table) {
  return "sensor-mapping/" + formats::header_key(table.columns);
}

}  // namespace

// ---- files

bool App::intake_begin(std::string_view name, std::size_t size) {
  SensorIntake& intake = measures_.intake;
  if (intake.step == Step::kKeeping || intake.asking) {
    toast(words_.tr("measures.busy"), false);
    return false;
  }
  // Given up are all files of a choice: those behind the one that was being read come at once.
  if (ui_.now() < given_up_at_ + kSameChoiceMs) {
    given_up_at_ = ui_.now();
    return false;
  }
  if (intake.step != Step::kReading) {
    intake = {.step = Step::kReading};
    confirmed_.clear();
  }
  intake.file_name = name;
  intake.bytes = size;
  intake.bytes_read = 0;
  formats::SensorOptions options;
  options.file = name;
  options.now = clock_.now_ms();
  options.zone = options.mapping.zone = measures_state_.zone;
  options.quantity = measures_state_.quantity;
  options.mapping.station = without_extension(name);
  sensor_reader_ = std::make_unique<formats::SensorReader>(options);
  sensor_options_ = std::move(options);
  held_.clear();
  columns_known_ = held_ends_ = false;
  host_.wake();
  return true;
}

FileAnswer App::intake_chunk(std::string_view bytes) {
  measures_.intake.bytes_read += bytes.size();
  host_.wake();
  held_ += bytes;
  if (columns_known_) return read_held();
  if (held_.size() < formats::kSensorPeek && measures_.intake.bytes_read < measures_.intake.bytes) return kNextPiece;
  return know_columns();
}

FileAnswer App::read_held() {
  const std::string bytes = std::exchange(held_, {});
  const auto status = sensor_reader_->feed(bytes);
  if (!status) refuse_file(status.error());
  return status.ok() ? kNextPiece : kStopReading;
}

// A table that does not say what it is waits for a person's yes, one header once in a choice of files.
FileAnswer App::know_columns() {
  columns_known_ = true;
  SensorIntake& intake = measures_.intake;
  auto table = formats::peek_sensor_table(held_, intake.bytes_read >= intake.bytes);
  if (!table) return read_held();
  const std::string setting = mapping_setting(*table);
  const auto before = confirmed_.find(setting);
  auto known = before != confirmed_.end() ? before->second : formats::read_sensor_mapping(session_->setting(setting));
  SensorColumns columns{.table = std::move(*table), .mapping = {}, .remembered = known.has_value()};
  if (known) {
    known->station = sensor_options_.mapping.station;
    columns.mapping = std::move(*known);
  } else {
    columns.mapping = formats::guess_sensor_mapping(columns.table);
    columns.mapping.zone = sensor_options_.mapping.zone;
    columns.mapping.station = sensor_options_.mapping.station;
  }
  intake.asking = std::move(columns);
  use_sensor_mapping(intake.asking->mapping);
  if (before == confirmed_.end()) return kWaitToRead;
  read_columns();
  return sensor_reader_ ? kNextPiece : kStopReading;
}

// What the first lines come to by it.
void App::use_sensor_mapping(formats::SensorMapping mapping) {
  if (!measures_.intake.asking) return;
  SensorColumns& columns = *measures_.intake.asking;
  columns.mapping = mapping;
  columns.firsts.clear();
  columns.rows = columns.rejected = 0;
  formats::SensorOptions options = sensor_options_;
  options.format = formats::SensorFormat::kTable;
  options.mapping = std::move(mapping);
  std::size_t end = 0;
  for (std::size_t line = 0; line <= formats::kSensorSample && end < held_.size(); ++line)
    end = std::min(held_.find('\n', end), held_.size() - 1) + 1;
  const auto read = formats::read_sensors(std::string_view(held_).substr(0, end), std::move(options));
  if (!read) return;
  columns.rows = read->rows;
  columns.rejected = read->rejected;
  for (const series::Series& series : read->series) {
    const series::Slice all = series.read();
    columns.firsts.push_back({series.header, all.times.front(), all.values.front()});
  }
}

void App::read_columns() {
  if (!measures_.intake.asking) return;
  const std::string setting = mapping_setting(measures_.intake.asking->table);
  sensor_options_.format = formats::SensorFormat::kTable;
  sensor_options_.mapping = measures_.intake.asking->mapping;
  confirmed_[setting] = sensor_options_.mapping;
  session_->put_setting(setting, formats::write_sensor_mapping(sensor_options_.mapping));
  sensor_reader_ = std::make_unique<formats::SensorReader>(sensor_options_);
  measures_.intake.asking.reset();
  if (read_held() == kNextPiece && held_ends_) intake_end(true);
  host_.next_piece();
}

// The file that waited is read no further.
void App::stop_asking() {
  if (!measures_.intake.asking) return;
  measures_.intake.asking.reset();
  host_.next_piece();
}

void App::intake_end(bool ok) {
  if (!sensor_reader_) return;  // it was given up
  if (ok && !columns_known_) know_columns();
  if (ok && measures_.intake.asking) {
    held_ends_ = true;
    return;
  }
  if (!sensor_reader_) return;
  if (!ok) return refuse_file({"error.file-unreadable", {}});
  auto read = sensor_reader_->finish();
  if (!read) return refuse_file(read.error());
  sensor_reader_.reset();
  SensorIntake& intake = measures_.intake;
  ++intake.files;
  intake.rows += read->rows;
  intake.rejected += read->rejected;
  for (formats::Remark& remark : read->remarks)
    if (intake.remarks.size() < kMostRemarks)
      intake.remarks.push_back(std::move(remark));
    else
      ++intake.remarks_left;
  series::join(gathered_, std::move(read->series));
}

void App::close_intake() {
  SensorIntake& intake = measures_.intake;
  if (intake.step == Step::kKeeping) return;
  if (sensor_reader_) given_up_at_ = ui_.now();
  forget_gathered();
  intake = {};
}

// Nothing of that file; the others of the same choice are read all the same.
void App::refuse_file(const base::Message& why) {
  measures_.intake.asking.reset();
  sensor_reader_.reset();
  measures_.intake.refused.emplace_back(measures_.intake.file_name, why);
  host_.wake();
}

// Once the last file of a choice was read: files follow each other before the next frame.
void App::end_intake() {
  if (!gathered_.empty()) return keep_series();
  if (!measures_.intake.refused.empty()) fail_intake(measures_.intake.refused.front().second);
}

// What was read and is not kept.
void App::forget_gathered() {
  stop_asking();
  sensor_reader_.reset();
  held_ = {};
  gathered_.clear();
  gathered_demonstration_ = false;
  parts_.clear();
}

// The store is another one, or was changed by another tab.
void App::reset_measures() {
  forget_gathered();
  measures_ = {};
  wanted_series_.clear();
  wanted_for_ = {};
  reading_series_ = false;
  working_ = nullptr;
}

void App::fail_intake(const base::Message& why) {
  forget_gathered();
  measures_.intake.step = Step::kFailed;
  measures_.intake.failure = why;
  ui_.say(words_.tr(why), ui::Politeness::kAssertive);
  host_.wake();
}

void App::keep_series() {
  SensorIntake& intake = measures_.intake;
  intake.step = Step::kKeeping;
  intake.series = gathered_.size();
  std::set<std::string> stations;
  for (const series::Series& one : gathered_)
    stations.insert(one.header.station.id.empty() ? one.header.provenance.sensor_id : one.header.station.id);
  intake.stations = stations.size();
  names_.assign(gathered_.size(), {});
  for (std::size_t i = 0; i < gathered_.size(); ++i) {
    intake.points += gathered_[i].size();
    for (std::string& bytes : series::write_parts(gathered_[i])) parts_.push_back({i, std::move(bytes)});
  }
  intake.total = parts_.size();
  std::ranges::reverse(parts_);
  keep_next_part();
}

void App::keep_next_part() {
  SensorIntake& intake = measures_.intake;
  host_.wake();
  if (!parts_.empty()) {
    Part part = std::move(parts_.back());
    parts_.pop_back();
    const std::size_t of = part.series;
    const session::Session* const session = session_.get();
    return session_->keep_blob(std::move(part.bytes), [this, of, session](const base::Result<oplog::ObjectName>& kept) {
      if (session != session_.get()) return;  // the store came back from another tab meanwhile
      if (!kept) return fail_intake(kept.error());
      names_[of].push_back(oplog::blob_text(kept->sha256));
      ++measures_.intake.kept;
      keep_next_part();
    });
  }
  std::vector<records::Draft> drafts;
  for (std::size_t i = 0; i < gathered_.size(); ++i) {
    drafts.push_back(sensors::record_with(session_->state(), gathered_[i].header, names_[i]));
    if (gathered_demonstration_) drafts.back().set("demonstration", std::string("*"));
    if (gathered_demonstration_ && gathered_[i].header.quantity.starts_with("pm"))
      drafts.back().set("recipe", std::string("kohler@1 0.4 95"));
  }
  forget_gathered();
  constexpr std::string_view kCommand = "series.import";  // a command, not a key
  if (!session_->save_all(std::move(drafts), kCommand)) return fail_intake({"store.failed", {}});
  host_.persist();
  intake.step = Step::kDone;
  toast(words_.plural("outcome.series-kept", intake.points), true);
}

void App::load_demonstration_series() {
  if (measures_.intake.step == Step::kReading || measures_.intake.step == Step::kKeeping) return;
  measures_.intake = {.step = Step::kReading};
  gathered_ = sensors::demonstration();
  gathered_demonstration_ = true;
  keep_series();
}

void App::take_series(const TakeSeries& take) {
  const auto format = std::ranges::find(kFormats, take.format, &SeriesFormat::key);
  if (format == std::end(kFormats)) return;
  std::vector<series::Series> all;
  for (const base::Id id : take.series)
    if (const Measures::Held* held = measures_.find(id); held && held->reading) all.push_back(held->reading->raw);
  if (all.empty()) return;
  host_.download(file_date() + "_mesures" + std::string(format->extension), format->mime, format->write(all));
  toast(words_.tr("files.saved"), false);
}

// ---- series

// Each frame of a room of measures: what it shows is read, once, and anew when it has changed.
void App::refresh_measures() {
  work_on_series();
  const records::State& state = session_->state();
  const bool changed = measures_.revision != state.revision();
  if (changed) {
    measures_.revision = state.revision();
    measures_.stations = sensors::stations(state);
    std::erase_if(measures_.held, [&](const auto& held) { return !state.exists(held.first); });
  }
  const base::Id shown = here_.screen == Screen::kStation ? station_.series : base::Id();
  // What has not come yet is looked for again now and then: blobs arrive without changing the state.
  const bool again = std::ranges::any_of(measures_.held, [&](const auto& held) {
    return held.second.absent > 0 && ui_.now() >= held.second.asked_at + kAgainMs;
  });
  if (!changed && !again && wanted_for_.screen == here_.screen && wanted_for_.record == shown &&
      wanted_also_ == station_.also && wanted_quantity_ == measures_state_.shown)
    return;
  wanted_for_ = {here_.screen, shown};
  wanted_also_ = station_.also;
  wanted_quantity_ = measures_state_.shown;
  if (here_.screen == Screen::kMeasures) {
    for (const sensors::Station& station : measures_.stations)
      want_series(measures_parts::series_of(state, station, measures_state_.shown));
  } else {
    want_series(shown);
    for (const base::Id series : station_.also) want_series(series);
  }
}

void App::want_series(base::Id series) {
  const records::State& state = session_->state();
  if (!state.exists(series)) return;
  Measures::Held& held = measures_.held[series];
  std::string now = made_from(state, series, humidity_for(state, measures_.stations, series));
  if (held.made_from == now && held.absent == 0) return;
  held.made_from = std::move(now);
  held.asked_at = ui_.now();
  held.step = Measures::Held::Step::kReading;
  if (std::ranges::find(wanted_series_, series) == wanted_series_.end()) wanted_series_.push_back(series);
  read_next_series();
}

// The blobs of a series and of the humidity it is corrected by, then what they come to.
struct App::SeriesReading {
  base::Id series, humidity;
  std::string made_from;
  std::vector<std::string> hashes;  // of the series, then of the humidity
  std::size_t of_series = 0;
  series::PartReader parts, humidity_parts;
  std::size_t came = 0, absent = 0;
  std::optional<base::Message> failure;
  std::optional<sensors::ReadingWork> work;
  std::shared_ptr<const series::Series> held_humidity;  // while it works
};

void App::read_next_series() {
  if (reading_series_ || wanted_series_.empty()) return;
  const auto job = std::make_shared<SeriesReading>();
  job->series = wanted_series_.front();
  wanted_series_.erase(wanted_series_.begin());
  const records::State& state = session_->state();
  const auto held = measures_.held.find(job->series);
  if (held == measures_.held.end() || !state.exists(job->series)) return read_next_series();
  job->made_from = held->second.made_from;
  job->hashes = sensors::parts_of(state, job->series);
  job->of_series = job->hashes.size();
  if (!state.text(job->series, "recipe").empty()) {
    job->humidity = humidity_for(state, measures_.stations, job->series);
    if (job->humidity)
      for (std::string& hash : sensors::parts_of(state, job->humidity)) job->hashes.push_back(std::move(hash));
  }
  reading_series_ = true;
  read_next_blob(job);
}

void App::read_next_blob(const std::shared_ptr<SeriesReading>& job) {
  const std::size_t at = job->came + job->absent;
  if (at == job->hashes.size()) return take_reading(job);
  session_->object(oplog::blob_object(job->hashes[at]),
                   [this, job, at, session = session_.get()](base::Result<std::string> bytes) {
                     if (session != session_.get()) return;  // the store came back from another tab meanwhile
                     if (!bytes) {
                       ++job->absent;
                       return read_next_blob(job);
                     }
                     ++job->came;
                     const bool of_series = at < job->of_series;
                     const auto status = (of_series ? job->parts : job->humidity_parts).add(*bytes);
                     if (!status && of_series) job->failure = status.error();
                     read_next_blob(job);
                   });
}

// All blobs are here: what they come to is worked out a part each frame.
void App::take_reading(const std::shared_ptr<SeriesReading>& job) {
  host_.wake();
  const auto found = measures_.held.find(job->series);
  if (found == measures_.held.end() || found->second.made_from != job->made_from) {
    reading_series_ = false;
    return read_next_series();
  }
  Measures::Held& held = found->second;
  const records::State& state = session_->state();
  held.absent = job->absent;
  if (held.absent > 0) host_.wake_in(kAgainMs);
  held.humidity.reset();
  if (job->humidity) {
    auto humidity = job->humidity_parts.take(sensors::header_of(state, job->humidity));
    if (humidity) held.humidity = std::make_shared<const series::Series>(std::move(*humidity));
  }
  auto raw = job->parts.take(sensors::header_of(state, job->series));
  if (!raw && !job->failure) job->failure = raw.error();
  if (job->failure) {
    held.step = Measures::Held::Step::kFailed;
    held.failure = *job->failure;
    reading_series_ = false;
    return read_next_series();
  }
  job->held_humidity = held.humidity;
  job->work.emplace(std::move(*raw), sensors::judgement_of(state, job->series), job->held_humidity.get());
  working_ = job;
}

void App::work_on_series() {
  if (!working_) return;
  host_.wake();
  // Many small ones in one frame, a large one over several.
  const auto until = std::chrono::steady_clock::now() + kWorkFor;
  while (working_ && std::chrono::steady_clock::now() < until) {
    if (working_->work->step()) continue;
    const std::shared_ptr<SeriesReading> job = std::move(working_);
    working_ = nullptr;
    reading_series_ = false;
    if (const auto found = measures_.held.find(job->series);
        found != measures_.held.end() && found->second.made_from == job->made_from) {
      found->second.step = Measures::Held::Step::kReady;
      found->second.reading = std::make_shared<const sensors::Reading>(job->work->take());
      found->second.edition = ++editions_;
    }
    read_next_series();
  }
}

}  // namespace rooms
