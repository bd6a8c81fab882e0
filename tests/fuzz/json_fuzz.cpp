// A table as JSON: one chunk gives what single bytes give; cells are UTF-8; drafts and report are of one size.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "formats/import.h"
#include "records/kinds.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A bracket first: what begins otherwise is the other fuzzer's.
  const std::string bytes = "[" + std::string(reinterpret_cast<const char*>(data), size);
  formats::Limits limits;
  limits.columns = 64;
  for (const std::string_view input : {std::string_view(bytes), std::string_view(bytes).substr(1)}) {
    const auto whole = formats::read_table(input, limits);
    formats::TableReader reader(limits);
    bool fed = true;
    for (std::size_t at = 0; at < input.size() && fed; ++at) fed = reader.feed(input.substr(at, 1)).ok();
    const auto pieces = reader.finish();
    require(whole.ok() == pieces.ok());
    if (!whole) {
      require(whole.error() == pieces.error());
      continue;
    }
    require(whole->columns == pieces->columns && whole->rows.size() == pieces->rows.size());
    require(whole->remarks.size() == pieces->remarks.size());
    for (std::size_t i = 0; i < whole->rows.size(); ++i) {
      require(whole->rows[i].line == pieces->rows[i].line && whole->rows[i].cells == pieces->rows[i].cells);
      require(whole->rows[i].cells.size() == whole->columns.size());
      for (const std::string& cell : whole->rows[i].cells) require(base::valid_utf8(cell));
    }
    const auto import = formats::to_drafts(*whole, formats::guess_mapping(*whole, *records::find_kind("place")));
    require(import.report.kept + import.report.rejected == import.report.rows);
    require(base::valid_utf8(formats::report_json(import.report)));
  }
  return 0;
}
