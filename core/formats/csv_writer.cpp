// All of the places' fields as CSV: the columns that some place fills.
#include <map>

#include "formats/csv_cell.h"
#include "formats/export.h"
#include "formats/features.h"
#include "formats/place_text.h"

namespace formats {

Export write_places_csv(const std::vector<records::Draft>& places) {
  Export out;
  RemarkList remarks;
  std::vector<PlaceText> texts;
  std::vector<std::string> columns = {std::string(kRecordColumn), "nom", "presentation_detail",
                                      std::string(kLatitudeColumn), std::string(kLongitudeColumn)};
  std::map<std::string, std::size_t, std::less<>> at;  // the other fields' columns
  for (const records::Draft& draft : places) {
    PlaceText place = place_text(draft, ++out.written, remarks);
    for (const auto& [name, text] : place.fields)
      if (at.emplace(name, columns.size()).second) columns.push_back(name);
    texts.push_back(std::move(place));
  }
  const auto append_row = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out.bytes += ',';
      append_csv_cell(out.bytes, cells[i]);
    }
    out.bytes += '\n';
  };
  append_row(columns);
  for (PlaceText& place : texts) {
    std::vector<std::string> cells(columns.size());
    cells[0] = std::move(place.record);
    cells[1] = std::move(place.name);
    cells[2] = std::move(place.description);
    cells[3] = std::move(place.latitude);
    cells[4] = std::move(place.longitude);
    for (auto& [name, text] : place.fields) cells[at.find(name)->second] = std::move(text);
    append_row(cells);
  }
  remarks.add({Remark::Level::kNote, 0, "", "", {"export.no-credits", {}}});
  out.remarks = remarks.take();
  return out;
}

}  // namespace formats
