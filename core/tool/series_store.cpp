#include "tool/series_store.h"

#include <fstream>

#include "oplog/blob.h"
#include "sensors/series_record.h"
#include "series/part.h"

namespace tool {

bool is_dossier(const std::string& path) {
  constexpr std::string_view kMagic = "SQLite format 3";
  std::ifstream file(path, std::ios::binary);
  std::string begin(kMagic.size(), 0);
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return file && begin == kMagic;
}

base::Status keep_series(Dossier& dossier, const std::vector<series::Series>& all) {
  session::Session& session = dossier.session();
  std::vector<records::Draft> drafts;
  base::Message failure;
  for (const series::Series& series : all) {
    std::vector<std::string> names;
    for (std::string& part : series::write_parts(series))
      session.keep_blob(std::move(part), [&](const base::Result<oplog::ObjectName>& kept) {
        if (kept)
          names.push_back(oplog::blob_text(kept->sha256));
        else
          failure = kept.error();
      });
    if (!failure.key.empty()) return base::Error{failure};
    drafts.push_back(sensors::record_with(session.state(), series.header, names));
  }
  constexpr std::string_view kCommand = "series.import";  // a command, not a key
  if (!session.save_all(std::move(drafts), kCommand) || !session.saving().failure.key.empty())
    return base::fail("store.failed");
  return base::Done{};
}

base::Result<std::vector<series::Series>> read_series(Dossier& dossier) {
  const records::State& state = dossier.state();
  std::vector<series::Series> all;
  for (const base::Id id : state.all("series")) {
    std::vector<std::string> parts;
    base::Message failure;
    for (const std::string& hash : sensors::parts_of(state, id)) {
      dossier.session().object(oplog::blob_object(hash), [&](base::Result<std::string> bytes) {
        if (bytes)
          parts.push_back(std::move(*bytes));
        else
          failure = bytes.error();
      });
      if (!failure.key.empty()) return base::Error{failure};
    }
    auto series = series::read_parts(sensors::header_of(state, id), parts);
    if (!series) return base::Error{series.error()};
    if (series->size() > 0) all.push_back(std::move(*series));
  }
  return all;
}

}  // namespace tool
