#include "tool/series_commands.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "analytics/gaps.h"
#include "analytics/number.h"
#include "analytics/order.h"
#include "base/clock.h"
#include "formats/sensor_export.h"
#include "formats/sensor_import.h"
#include "sensors/aggregate.h"
#include "sensors/air_index.h"
#include "sensors/noise_days.h"
#include "sensors/quality.h"
#include "series/collector.h"
#include "tool/series_store.h"

namespace tool {
namespace {

using nlohmann::ordered_json;
using series::Series;

constexpr int kDone = 0, kFailed = 1, kMisuse = 2;
constexpr std::size_t kRemarksShown = 20;
constexpr std::size_t kReadBytes = 1u << 20;

// One table, printed as tab-separated lines or as a JSON array of objects.
class Output {
 public:
  explicit Output(bool json) : json_(json) {}
  void row(const ordered_json& row) {
    if (json_) return rows_.push_back(row);
    std::string line;
    if (!titled_)
      for (const auto& [key, value] : row.items()) line += (line.empty() ? "" : "\t") + key;
    if (!titled_) line += '\n';
    titled_ = true;
    bool first = true;
    for (const auto& [key, value] : row.items()) {
      if (!first) line += '\t';
      first = false;
      if (value.is_string())
        line += value.get<std::string>();
      else if (!value.is_null())
        line += value.is_number_float() ? analytics::write_number(value.get<double>()) : value.dump();
    }
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  void finish() const {
    if (!json_) return;
    const std::string text = rows_.dump(1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
  }

 private:
  bool json_, titled_ = false;
  ordered_json rows_ = ordered_json::array();
};

ordered_json number(double value) { return std::isfinite(value) ? ordered_json(value) : ordered_json(); }
ordered_json number(const std::optional<double>& value) { return value ? number(*value) : ordered_json(); }

base::Status read_file(const std::string& path, const Arguments& arguments, const Speech& speech,
                       std::vector<Series>& all) {
  if (is_dossier(path)) {
    auto dossier = Dossier::open(path, false);
    if (!dossier) return base::Error{dossier.error()};
    auto held = read_series(**dossier);
    if (!held) return base::Error{held.error()};
    series::join(all, std::move(*held));
    return base::Done{};
  }
  formats::SensorOptions options;
  options.file = path;
  options.mapping.station = std::filesystem::path(path).stem().string();
  options.now = base::system_clock().now_ms();
  options.zone = options.mapping.zone = arguments.option("--zone", "UTC");
  options.quantity = arguments.option("--quantity");
  options.unit = arguments.option("--unit");
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::fail("tool.cannot-read", {{"path", path}});
  formats::SensorReader reader(options);
  std::string buffer(kReadBytes, 0);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const auto status = reader.feed(std::string_view(buffer).substr(0, static_cast<std::size_t>(file.gcount())));
    if (!status.ok()) return status;
  }
  auto read = reader.finish();
  if (!read) return base::Error{read.error()};
  std::size_t shown = 0;
  for (const formats::Remark& remark : read->remarks) {
    if (++shown > kRemarksShown) break;
    std::fprintf(stderr, "%s:%zu: %s%s%s\n", path.c_str(), remark.line, remark.column.c_str(),
                 remark.column.empty() ? "" : ": ", speech.words(remark.reason).c_str());
  }
  if (read->remarks.size() > kRemarksShown)
    speech.say({"tool.more-remarks-left", {{"n", std::to_string(read->remarks.size() - kRemarksShown)}}});
  series::join(all, std::move(read->series));
  return base::Done{};
}

void list(const std::vector<Series>& all, Output& out) {
  for (const Series& series : all) {
    const auto& chunks = series.chunks();
    out.row({{"series", series.header.name()},
             {"station", series.header.station.name},
             {"quantity", series.header.quantity},
             {"unit", series.header.unit_text},
             {"points", series.size()},
             {"first", series::write_time(chunks.front().first)},
             {"last", series::write_time(chunks.back().last)},
             {"bytes", series.bytes()},
             {"licence", series.header.provenance.licence}});
  }
}

void stats(const std::vector<Series>& all, Output& out) {
  for (const Series& series : all) {
    const series::Slice slice = series.read();
    std::vector<double> values = analytics::without_missing(slice.values);
    double sum = 0;
    for (const double value : values) sum += value;
    const std::int64_t step = analytics::usual_step(slice.times);
    std::size_t missing = 0;
    for (const analytics::Gap& gap : analytics::gaps(slice.times, step)) missing += gap.missing;
    out.row({{"series", series.header.name()},
             {"unit", series.header.unit_text},
             {"count", values.size()},
             {"mean", number(sum / static_cast<double>(values.size()))},
             {"min", number(analytics::quantile(values, 0))},
             {"p50", number(analytics::quantile(values, 0.5))},
             {"p95", number(analytics::quantile(values, 0.95))},
             {"max", number(analytics::quantile(values, 1))},
             {"mad", number(analytics::mad(values))},
             {"step_s", static_cast<double>(step) / 1000},
             {"missing", missing}});
  }
}

int bucket(const std::vector<Series>& all, const Arguments& arguments, const Speech& speech, Output& out) {
  const std::string name = arguments.option("--step", "day");
  constexpr std::string_view kSteps[] = {"hour", "day", "month", "year"};
  const auto found = std::find(std::begin(kSteps), std::end(kSteps), name);
  if (found == std::end(kSteps)) {
    speech.say({"tool.series-usage", {}});
    return kMisuse;
  }
  for (const Series& series : all)
    for (const sensors::Bucket& its : sensors::aggregate(series, static_cast<series::Step>(found - std::begin(kSteps))))
      out.row({{"series", series.header.name()},
               {"begin", series::write_time(its.begin)},
               {"count", its.count},
               {"completeness", number(its.completeness)},
               {"mean", number(its.mean)},
               {"min", number(its.low)},
               {"max", number(its.high)},
               {"p50", number(its.p50)},
               {"p95", number(its.p95)}});
  return kDone;
}

void flags(std::vector<Series>& all, Output& out) {
  for (Series& series : all) {
    const sensors::Flagged found = sensors::check(series);
    out.row({{"series", series.header.name()},
             {"points", series.size()},
             {"range", found.range},
             {"stuck", found.stuck},
             {"spike", found.spike},
             {"after_gap", found.after_gap},
             {"missing", found.missing}});
  }
}

int index(std::vector<Series>& all, const Arguments& arguments, const Speech& speech, Output& out) {
  std::map<std::string, std::vector<const Series*>> stations;
  for (Series& series : all) {
    sensors::check(series);
    stations[series.header.station.id].push_back(&series);
  }
  const std::string scale = arguments.option("--scale", "atmo-2021");
  if (scale != "noise" && !sensors::find_scale(scale, base::system_clock().now_ms())) {
    speech.say({"tool.series-usage", {}});
    return kMisuse;
  }
  for (const auto& [station, its] : stations) {
    if (scale != "noise") {
      for (const sensors::IndexStep& step :
           sensors::air_index(its, *sensors::find_scale(scale, base::system_clock().now_ms())))
        out.row({{"station", station},
                 {"begin", series::write_time(step.begin)},
                 {"scale", scale},
                 {"grade", step.grade},
                 {"quantity", step.quantity},
                 {"value", number(step.value)},
                 {"quantities", step.quantities}});
      continue;
    }
    for (const Series* series : its) {
      if (series->header.quantity != "noise_laeq") continue;
      for (const sensors::NoiseDay& day : sensors::noise_days(*series))
        out.row({{"station", station},
                 {"begin", series::write_time(day.begin)},
                 {"lday", number(day.levels.day)},
                 {"levening", number(day.levels.evening)},
                 {"lnight", number(day.levels.night)},
                 {"lden", number(day.levels.lden)}});
    }
  }
  return kDone;
}

int export_to(const std::vector<Series>& all, const Arguments& arguments, const Speech& speech) {
  const std::string format = arguments.option("--format", "csv"), path = arguments.option("--out", "-");
  std::string bytes;
  if (format == "csv") {
    bytes = formats::write_sensor_csv(all);
  } else if (format == "json") {
    bytes = formats::write_sensor_json(all);
  } else if (format == "sensorthings") {
    bytes = formats::write_sensor_things(all);
  } else {
    speech.say({"tool.unknown-format", {{"format", format}}});
    return kMisuse;
  }
  if (path == "-") return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() ? kDone : kFailed;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return kDone;
  speech.say({"tool.cannot-write", {{"path", path}}});
  return kFailed;
}

}  // namespace

int run_series(const Arguments& arguments, const Speech& speech) {
  const std::string& verb = arguments.operands.back();
  bool known = false;
  for (const std::string_view name : {"list", "stats", "bucket", "flags", "index", "export"})
    known = known || name == verb;
  if (!known || !series::find_zone(arguments.option("--zone", "UTC"))) {
    speech.say({"tool.series-usage", {}});
    return kMisuse;
  }
  int status = kDone;
  std::vector<Series> all;
  for (std::size_t i = 0; i + 1 < arguments.operands.size(); ++i) {
    const std::string& path = arguments.operands[i];
    if (const auto read = read_file(path, arguments, speech, all); !read.ok()) {
      std::fprintf(stderr, "%s: %s\n", path.c_str(), speech.words(read.error()).c_str());
      status = kFailed;
    }
  }
  Output out(arguments.has("--json"));
  int result = kDone;
  if (verb == "list") list(all, out);
  if (verb == "stats") stats(all, out);
  if (verb == "bucket") result = bucket(all, arguments, speech, out);
  if (verb == "flags") flags(all, out);
  if (verb == "index") result = index(all, arguments, speech, out);
  if (verb == "export") return std::max(status, export_to(all, arguments, speech));
  if (result == kDone) out.finish();
  return std::max(status, result);
}

int import_sensors(const Arguments& arguments, const Speech& speech) {
  if (!series::find_zone(arguments.option("--zone", "UTC"))) {
    speech.say({"tool.import-usage", {}});
    return kMisuse;
  }
  std::vector<Series> all;
  for (const std::string& path : arguments.operands)
    if (const auto read = read_file(path, arguments, speech, all); !read.ok()) {
      std::fprintf(stderr, "%s: %s\n", path.c_str(), speech.words(read.error()).c_str());
      return kFailed;  // all of them, or none
    }
  auto dossier = Dossier::open(arguments.option("--into"), true);
  const base::Status kept = dossier ? keep_series(**dossier, all) : base::Status(base::Error{dossier.error()});
  if (!kept) {
    speech.say(kept.error());
    return kFailed;
  }
  std::size_t points = 0;
  for (const Series& series : all) points += series.size();
  speech.say({"tool.series-imported", {{"points", std::to_string(points)}, {"series", std::to_string(all.size())}}});
  return kDone;
}

}  // namespace tool
