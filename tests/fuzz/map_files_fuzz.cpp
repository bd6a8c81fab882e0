// Map files as tables, one byte to choose which: GeoJSON and .umap, KML, GPX, WKT in a CSV, and surfaces as a layer.
// One chunk gives what single bytes give; cells are UTF-8; what is read can be written and read again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "formats/export.h"
#include "formats/geojson_layer.h"
#include "formats/import.h"
#include "records/kinds.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

formats::Import drafts(const formats::Table& table) {
  return formats::to_drafts(table, formats::guess_mapping(table, *records::find_kind("place")));
}

void check_layer(std::string_view bytes) {
  const auto layer = formats::read_geojson_layer(bytes);
  if (!layer) return;
  require(layer->coordinates.size() % 2 == 0);
  require(layer->ring_ends.empty() || layer->ring_ends.back() == layer->coordinates.size() / 2);
  require(layer->polygon_ends.empty() || layer->polygon_ends.back() == layer->ring_ends.size());
  require(layer->features.empty() || layer->features.back().polygons_end == layer->polygon_ends.size());
  for (std::size_t i = 0; i < layer->features.size(); ++i) (void)layer->property(i, "nom");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static constexpr std::string_view kHeads[] = {"",
                                                "{\"features\":[{\"type\":\"Feature\",\"geometry\":",
                                                "{\"layers\":[{\"features\":[",
                                                "<kml><Placemark>",
                                                "<gpx><wpt lat=\"1\" lon=\"2\">",
                                                "nom,wkt\na,POINT("};
  std::string bytes(kHeads[data[0] % std::size(kHeads)]);
  bytes.append(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_layer(bytes);
  formats::Limits limits;
  limits.columns = 64;
  const auto whole = formats::read_table(bytes, limits);
  formats::TableReader reader(limits);
  bool fed = true;
  for (std::size_t at = 0; at < bytes.size() && fed; ++at)
    fed = reader.feed(std::string_view(bytes).substr(at, 1)).ok();
  const auto pieces = reader.finish();
  require(whole.ok() == pieces.ok());
  if (!whole) {
    require(whole.error() == pieces.error());
    return 0;
  }
  require(whole->columns == pieces->columns && whole->rows.size() == pieces->rows.size());
  for (std::size_t i = 0; i < whole->rows.size(); ++i) {
    require(whole->rows[i].line == pieces->rows[i].line && whole->rows[i].cells == pieces->rows[i].cells);
    require(whole->rows[i].cells.size() == whole->columns.size());
    for (const std::string& cell : whole->rows[i].cells) require(base::valid_utf8(cell));
  }
  const auto import = drafts(*whole);
  require(import.report.kept + import.report.rejected == import.report.rows);
  if (import.drafts.empty()) return 0;
  for (const char* name : {"geojson", "kml", "gpx", "umap", "csv"}) {
    const auto written = formats::find_export_format(name)->write(import.drafts);
    require(written.written + written.left_out == import.drafts.size());
    if (written.written == 0) continue;
    const auto again = formats::read_table(written.bytes);
    require(again.ok());
    std::size_t lost = 0;  // a name that could not be written is listed, and its place refused when read
    for (const auto& remark : written.remarks) lost += remark.column == "nom";
    require(drafts(*again).drafts.size() + lost >= written.written);
  }
  return 0;
}
