#include "tool/commands.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "atlas/places.h"
#include "formats/export.h"
#include "formats/full_json.h"
#include "formats/import.h"
#include "tool/compact.h"
#include "tool/dossier.h"
#include "tool/exchange.h"
#include "tool/files.h"
#include "tool/log.h"
#include "tool/print.h"
#include "tool/series_commands.h"
#include "tool/sync.h"

namespace tool {
namespace {

using nlohmann::json;

constexpr std::size_t kRemarksShown = 50;  // the rest is counted; --report json gives all

std::string dump(const json& value, int indent = -1) {
  return value.dump(indent, ' ', false, json::error_handler_t::replace);
}

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

// ---- import

struct Read {
  std::vector<records::Draft> drafts;
  formats::Report report;
};

base::Result<Read> read_full(std::string_view bytes) {
  auto full = formats::read_full_json(bytes);
  if (!full) return base::Error{full.error()};
  Read read;
  read.report.rows = full->drafts.size() + full->rejected;
  read.report.kept = full->drafts.size();
  read.report.rejected = full->rejected;
  read.report.remarks = std::move(full->remarks);
  read.drafts = std::move(full->drafts);
  return read;
}

// Whether a file read by its content is what the person said it is.
bool agrees(const std::string& format, const formats::Table& table) {
  using formats::Syntax;
  if (format.starts_with("mednum-")) return formats::is_national_standard(table.columns);
  if (format == "geojson") return table.syntax == Syntax::kGeoJson;
  if (format == "umap") return table.syntax == Syntax::kUmap;
  if (format == "kml" || format == "kmz") return table.syntax == Syntax::kKml || table.syntax == Syntax::kKmz;
  if (format == "gpx") return table.syntax == Syntax::kGpx;
  return format != "csv" || table.syntax == Syntax::kCsv;
}

base::Result<Read> read_file(const std::string& path, const std::string& format, const formats::Mapping* mapping) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return base::fail("tool.cannot-read", {{"path", path}});
  // Refused before it is in memory.
  if (const auto size = formats::check_size(static_cast<std::size_t>(file.tellg()), {}); !size.ok())
    return base::Error{size.error()};
  auto bytes = read_bytes(path);
  if (!bytes) return base::Error{bytes.error()};
  if (format == "escale-json" || (format == "auto" && !mapping && formats::looks_like_full_json(*bytes)))
    return read_full(*bytes);
  auto table = formats::read_table(*bytes);
  if (!table) return base::Error{table.error()};
  if (!agrees(format, *table))
    return format.starts_with("mednum-") ? base::fail("tool.not-national", {{"path", path}})
                                         : base::fail("tool.other-format", {{"path", path}, {"format", format}});
  formats::Import given =
      formats::to_drafts(*table, mapping ? *mapping : formats::guess_mapping(*table, *records::find_kind("place")));
  return Read{std::move(given.drafts), std::move(given.report)};
}

void say_report(const Speech& speech, const std::string& path, const formats::Report& report) {
  std::size_t shown = 0;
  for (const formats::Remark& remark : report.remarks) {
    if (remark.level == formats::Remark::Level::kNote) continue;
    if (++shown > kRemarksShown) continue;
    std::string where = path + ":" + std::to_string(remark.line);
    if (!remark.column.empty()) where += ": " + remark.column;
    std::fprintf(stderr, "%s: %s\n", where.c_str(), speech.words(remark.reason).c_str());
  }
  if (shown > kRemarksShown) speech.say({"tool.more-remarks", {{"n", std::to_string(shown - kRemarksShown)}}});
  for (const auto& [field, count] : report.flags)
    if (count > 0) speech.say({"tool.flagged", {{"field", field}, {"n", std::to_string(count)}}});
  speech.say({"tool.imported",
              {{"path", path}, {"n", std::to_string(report.kept)}, {"rejected", std::to_string(report.rejected)}}});
}

int import(const Arguments& arguments, const Speech& speech) {
  const std::string format = arguments.option("--format", "auto");
  bool known = formats::find_export_format(format) != nullptr;
  for (const std::string_view name : {"auto", "table", "escale-json", "sensors"}) known = known || name == format;
  if (!known || !arguments.has("--into") || (arguments.has("--report") && arguments.option("--report") != "json")) {
    speech.say({!known ? "tool.unknown-format" : "tool.import-usage", {{"format", format}}});
    return kMisuse;
  }
  if (format == "sensors") return import_sensors(arguments, speech);
  formats::MappingFile mapping;
  if (arguments.has("--mapping")) {
    auto text = read_bytes(arguments.option("--mapping"));
    auto read = text ? formats::read_mapping(*text) : base::Result<formats::MappingFile>(base::Error{text.error()});
    if (!read) {
      speech.say(read.error());
      return kFailed;
    }
    mapping = std::move(*read);
    for (const formats::Remark& remark : mapping.remarks) speech.say(remark.reason);
  }
  auto dossier = Dossier::open(arguments.option("--into"), true);
  if (!dossier) {
    speech.say(dossier.error());
    return kFailed;
  }
  int status = kDone;
  json reports = json::array();
  for (const std::string& path : arguments.operands) {
    auto read = read_file(path, format, arguments.has("--mapping") ? &mapping.mapping : nullptr);
    if (!read) {
      std::fprintf(stderr, "%s: %s\n", path.c_str(), speech.words(read.error()).c_str());
      status = kFailed;
      continue;
    }
    base::Message failure;
    (*dossier)->session().import(
        std::move(read->drafts), [](std::size_t, std::size_t) { return true; },
        [&](base::Status finished) {
          if (!finished.ok()) failure = finished.error();
        });
    if (!failure.key.empty()) {
      speech.say(failure);
      return kFailed;
    }
    if (read->report.rejected > 0 || read->report.kept == 0) status = kFailed;
    if (arguments.has("--report")) {
      json report = json::parse(formats::report_json(read->report), nullptr, false);
      report["file"] = path;
      reports.push_back(std::move(report));
    } else {
      say_report(speech, path, read->report);
    }
  }
  if (arguments.has("--report")) print(dump(reports.size() == 1 ? reports[0] : reports, 1) + "\n");
  return status;
}

// ---- export

int export_to(const Arguments& arguments, const Speech& speech, Dossier& dossier) {
  const std::string format = arguments.option("--format", "escale-json"), path = arguments.option("--out");
  std::string bytes;
  if (format == "escale-json") {
    bytes = formats::write_full_json(dossier.drafts(), formats::kLicence);
  } else if (const auto* known = formats::find_export_format(format)) {
    formats::Export written = known->write(dossier.session().drafts("place"));
    for (const formats::Remark& remark : written.remarks)
      if (remark.line == 0)
        speech.say(remark.reason);
      else
        std::fprintf(stderr, "%s: %s: %s\n", remark.value.c_str(), remark.column.c_str(),
                     speech.words(remark.reason).c_str());
    speech.say({"tool.exported", {{"n", std::to_string(written.written)}, {"left", std::to_string(written.left_out)}}});
    bytes = std::move(written.bytes);
  } else {
    speech.say({"tool.unknown-format", {{"format", format}}});
    return kMisuse;
  }
  if (path.empty() || path == "-") {
    print(bytes);
    return kDone;
  }
  const base::Status written = write_bytes(path, bytes);
  if (written) return kDone;
  speech.say(written.error());
  return kFailed;
}

// ---- search, stats, digest

int search(const Arguments& arguments, const Speech& speech, Dossier& dossier) {
  std::size_t limit = 20;
  if (arguments.has("--limit")) {
    const std::string text = arguments.option("--limit");
    char* end = nullptr;
    limit = std::strtoul(text.c_str(), &end, 10);
    if (text.empty() || *end != 0 || limit == 0) {
      speech.say({"tool.bad-limit", {{"value", text}}});
      return kMisuse;
    }
  }
  std::string query;
  for (std::size_t i = 1; i < arguments.operands.size(); ++i) query += (i > 1 ? " " : "") + arguments.operands[i];
  atlas::Places places;
  places.refresh(dossier.state());
  json hits = json::array();
  std::size_t shown = 0;
  const auto now = base::system_clock().now_ms();
  for (const std::uint32_t index : places.find({.words = query}, now).places) {
    if (shown++ == limit) break;
    const atlas::Place& place = places.all()[index];
    if (arguments.has("--json"))
      hits.push_back({{"id", base::to_hex(place.id)},
                      {"nom", place.name},
                      {"commune", place.commune},
                      {"latitude", place.located ? json(place.latitude) : json()},
                      {"longitude", place.located ? json(place.longitude) : json()}});
    else
      print(base::to_hex(place.id) + "\t" + place.name + "\t" + place.commune + "\n");
  }
  if (arguments.has("--json")) print(dump(hits, 1) + "\n");
  return shown == 0 ? kFailed : kDone;
}

int stats(const Arguments& arguments, const Speech& speech, Dossier& dossier) {
  json kinds = json::object();
  for (const records::Kind& kind : records::kinds())
    kinds[std::string(kind.key)] = dossier.state().all(kind.key).size();
  atlas::Places places;
  places.refresh(dossier.state());
  json missing = json::object();
  for (const records::Field& field : records::find_kind("place")->fields)
    if (field.need == records::Need::kExpected) missing[std::string(field.key)] = places.missing_count(field.key);
  if (arguments.has("--json")) {
    print(dump({{"records", kinds}, {"missing", missing}, {"batches", dossier.state().batches()}}, 1) + "\n");
    return kDone;
  }
  for (const auto& [kind, count] : kinds.items())
    print(speech.words({"kind." + kind, {}}) + "\t" + std::to_string(count.get<std::size_t>()) + "\n");
  for (const auto& [field, count] : missing.items())
    print(speech.words({"tool.missing", {{"field", field}}}) + "\t" + std::to_string(count.get<std::size_t>()) + "\n");
  return kDone;
}

}  // namespace

int run(const Arguments& arguments, const Speech& speech) {
  if (arguments.command == "help") {
    print(speech.words({"tool.help", {}}) + "\n");
    return kDone;
  }
  if (arguments.command == "import") return import(arguments, speech);
  if (arguments.command == "unbundle") return unbundle(arguments, speech);
  if (arguments.command == "merge") return merge(arguments, speech);
  if (arguments.command == "series") return run_series(arguments, speech);
  if (arguments.command == "compact") return compact(arguments, speech);
  auto dossier = Dossier::open(arguments.operands[0], false);
  if (!dossier) {
    speech.say(dossier.error());
    return kFailed;
  }
  if (arguments.command == "log") return show_log(arguments, speech, **dossier);
  if (arguments.command == "export") return export_to(arguments, speech, **dossier);
  if (arguments.command == "search") return search(arguments, speech, **dossier);
  if (arguments.command == "stats") return stats(arguments, speech, **dossier);
  if (arguments.command == "bundle") return bundle(arguments, speech, **dossier);
  if (arguments.command == "check") return check(speech, **dossier);
  if (arguments.command == "print") return print_document(arguments, speech, **dossier);
  if (arguments.command == "sync") return sync(arguments, speech, **dossier);
  print((*dossier)->session().digest() + "\n");
  return kDone;
}

}  // namespace tool
