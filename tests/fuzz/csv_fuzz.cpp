// A table as CSV: one chunk gives what single bytes give, and what national export writes reads back.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "formats/csv_cell.h"
#include "formats/import.h"
#include "formats/national.h"
#include "records/kinds.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

formats::Limits small() {
  formats::Limits limits;
  limits.columns = 64;
  limits.rows = 5'000;
  return limits;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = formats::read_table(bytes, small());

  formats::TableReader reader(small());
  bool fed = true;
  for (std::size_t at = 0; at < size && fed; ++at) fed = reader.feed(bytes.substr(at, 1)).ok();
  const auto pieces = reader.finish();
  require(whole.ok() == pieces.ok());
  if (!whole) {
    require(whole.error() == pieces.error());
    return 0;
  }
  require(whole->columns == pieces->columns && whole->rows.size() == pieces->rows.size());
  require(whole->remarks.size() == pieces->remarks.size());
  for (std::size_t i = 0; i < whole->rows.size(); ++i) {
    require(whole->rows[i].line == pieces->rows[i].line && whole->rows[i].cells == pieces->rows[i].cells);
    require(whole->rows[i].cells.size() == whole->columns.size());
    for (const std::string& cell : whole->rows[i].cells) {
      require(base::valid_utf8(cell));
      require(formats::without_guard(formats::with_guard(cell)) == cell);
    }
  }

  const auto mapping = formats::guess_mapping(*whole, *records::find_kind("place"));
  const auto import = formats::to_drafts(*whole, mapping);
  require(import.report.kept == import.drafts.size());
  require(import.report.kept + import.report.rejected == import.report.rows);
  // Strict output is a fixed point: written, read and written again, it is the same bytes.
  const auto written = formats::write_national_csv(import.drafts);
  require(written.written + written.left_out == import.drafts.size());
  if (written.written == 0) return 0;
  const auto again = formats::read_table(written.bytes);
  require(again.ok() && again->rows.size() == written.written);
  const auto drafts = formats::to_drafts(*again, formats::guess_mapping(*again, *records::find_kind("place"))).drafts;
  require(formats::write_national_csv(drafts).bytes == written.bytes);
  return 0;
}
