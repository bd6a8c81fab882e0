// KML, KMZ and GPX.

#include "formats/export.h"
#include "formats/features.h"
#include "formats/place_text.h"
#include "formats/zip.h"

namespace formats {

namespace {

constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

// How many bytes at the head of `text` (UTF-8, not empty) are a character that XML 1.0 has no way to write: most
// control characters, U+FFFE and U+FFFF. 0: it has one.
std::size_t forbidden(std::string_view text) {
  const char c = text.front();
  if (static_cast<unsigned char>(c) < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF") ? 3 : 0;
}

// What is forbidden becomes spaces (see tell_forbidden).
void append_text(std::string& out, std::string_view text) {
  while (!text.empty()) {
    if (const std::size_t bytes = forbidden(text)) {
      out += ' ';
      text.remove_prefix(bytes);
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += c;
    }
  }
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  ((out += '<') += name) += '>';
  append_text(out, text);
  ((out += "</") += name) += '>';
}

void tell_forbidden(const PlaceText& place, std::size_t position, RemarkList& remarks) {
  const auto tell = [&](std::string_view column, std::string_view text) {
    while (!text.empty() && !forbidden(text)) text.remove_prefix(1);
    if (!text.empty())
      remarks.add({Remark::Level::kWarning, position, std::string(column), place.name, {"export.not-in-xml", {}}});
  };
  tell("nom", place.name);
  tell("presentation_detail", place.description);
  for (const auto& [name, text] : place.fields) tell(name, text);
}

std::string sources_line(const std::vector<records::Draft>& places) {
  std::string out;
  for (const std::string& source : sources_of(places)) (out += out.empty() ? "" : ", ") += source;
  return out.empty() ? "Escale" : out;
}

// `open` and `close` stand around each field, with its name between.
void append_fields(std::string& out, const PlaceText& place, std::string_view open, std::string_view between,
                   std::string_view close) {
  const auto append = [&](std::string_view name, std::string_view text) {
    out += open;
    append_text(out, name);
    out += between;
    append_text(out, text);
    out += close;
  };
  append(kRecordColumn, place.record);
  for (const auto& [name, text] : place.fields) append(name, text);
}

}  // namespace

Export write_kml(const std::vector<records::Draft>& places) {
  Export out;
  RemarkList remarks;
  out.bytes = kXmlHead;
  out.bytes +=
      "<kml xmlns=\"http://www.opengis.net/kml/2.2\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<Document>\n"
      "<name>Escale</name>\n<atom:author>";
  append_element(out.bytes, "atom:name", sources_line(places));
  out.bytes += "</atom:author>\n<description>";
  append_text(out.bytes, kLicence);
  out.bytes += ' ';
  append_text(out.bytes, kLicenceUrl);
  out.bytes += ' ';
  append_text(out.bytes, kSchema);
  out.bytes += "</description>\n";
  for (const records::Draft& draft : places) {
    const PlaceText place = place_text(draft, ++out.written, remarks);
    tell_forbidden(place, out.written, remarks);
    out.bytes += "<Placemark>";
    append_element(out.bytes, "name", place.name);
    append_element(out.bytes, "description", place.description);
    out.bytes += "<ExtendedData>";
    append_fields(out.bytes, place, "<Data name=\"", "\"><value>", "</value></Data>");
    out.bytes += "</ExtendedData>";
    if (place.located())
      out.bytes += "<Point><coordinates>" + place.longitude + "," + place.latitude + "</coordinates></Point>";
    out.bytes += "</Placemark>\n";
  }
  out.bytes += "</Document>\n</kml>\n";
  out.remarks = remarks.take();
  return out;
}

Export write_kmz(const std::vector<records::Draft>& places) {
  Export out = write_kml(places);
  ZipWriter zip;
  zip.add("doc.kml", out.bytes);
  out.bytes = zip.finish();
  return out;
}

Export write_gpx(const std::vector<records::Draft>& places) {
  Export out;
  RemarkList remarks;
  out.bytes = kXmlHead;
  out.bytes +=
      "<gpx version=\"1.1\" creator=\"Escale\" xmlns=\"http://www.topografix.com/GPX/1/1\" "
      "xmlns:escale=\"urn:escale:fields\">\n<metadata><name>Escale</name>";
  append_element(out.bytes, "desc", kSchema);
  out.bytes += "<author>";
  append_element(out.bytes, "name", sources_line(places));
  out.bytes += "</author><copyright author=\"";
  append_text(out.bytes, sources_line(places));
  out.bytes += "\">";
  append_element(out.bytes, "license", kLicenceUrl);
  out.bytes += "</copyright></metadata>\n";
  for (std::size_t i = 0; i < places.size(); ++i) {
    const PlaceText place = place_text(places[i], i + 1, remarks);
    if (!place.located()) {
      remarks.add(
          {Remark::Level::kRejected, i + 1, std::string(kLatitudeColumn), place.name, {"import.reason-required", {}}});
      ++out.left_out;
      continue;
    }
    ++out.written;
    tell_forbidden(place, i + 1, remarks);
    out.bytes += "<wpt lat=\"" + place.latitude + "\" lon=\"" + place.longitude + "\">";
    append_element(out.bytes, "name", place.name);
    append_element(out.bytes, "desc", place.description);
    out.bytes += "<extensions>";
    append_fields(out.bytes, place, "<escale:field name=\"", "\">", "</escale:field>");
    out.bytes += "</extensions></wpt>\n";
  }
  out.bytes += "</gpx>\n";
  out.remarks = remarks.take();
  return out;
}

}  // namespace formats
