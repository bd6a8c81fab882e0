#include "formats/xml_reader.h"

#include <expat.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "formats/features.h"

namespace formats {

namespace {

constexpr std::size_t kMaxToken = 8u << 20;  // a tag, comment or the like that does not end within is refused
constexpr std::size_t kPiece = 1u << 20;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Windows-1252 byte 0x80 and above, one code point each; -1 where it has none.
int fill_windows_1252(void*, const XML_Char* name, XML_Encoding* encoding) {
  const std::string folded = base::fold(name);
  if (folded != "windows-1252" && folded != "cp1252" && folded != "iso-8859-15") return XML_STATUS_ERROR;
  for (int byte = 0; byte < 256; ++byte) {
    const char one = static_cast<char>(byte);
    const std::string utf8 = byte < 0x80 ? std::string(1, one) : base::utf8_from_latin1({&one, 1});
    std::size_t at = 0;
    encoding->map[byte] = static_cast<int>(base::next_code_point(utf8, at));
  }
  if (folded == "iso-8859-15") encoding->map[0xA4] = 0x20AC;
  encoding->data = nullptr;
  encoding->convert = nullptr;
  encoding->release = nullptr;
  return XML_STATUS_OK;
}

}  // namespace

struct XmlReader::Impl {
  enum class Kind { kUnknown, kKml, kGpx };

  explicit Impl(TableBuilder& builder) : out(builder), parser(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser, this);
    XML_SetHashSalt(parser, 0x9E3779B9u);
    XML_SetElementHandler(
        parser, [](void* self, const XML_Char* name, const XML_Char** attributes) { of(self).start(name, attributes); },
        [](void* self, const XML_Char*) { of(self).end(); });
    XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* piece, int size) {
      of(self).characters({piece, static_cast<std::size_t>(size)});
    });
    XML_SetStartDoctypeDeclHandler(parser, [](void* self, const XML_Char* name, const XML_Char*, const XML_Char*, int) {
      of(self).doctype(name);
    });
    XML_SetUnknownEncodingHandler(
        parser,
        [](void* self, const XML_Char* name, XML_Encoding* encoding) {
          const int status = fill_windows_1252(self, name, encoding);
          if (status == XML_STATUS_ERROR) of(self).fail({"import.xml-encoding", {{"encoding", name}}});
          return status;
        },
        this);
  }
  ~Impl() { XML_ParserFree(parser); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  static Impl& of(void* self) { return *static_cast<Impl*>(self); }
  std::size_t line() const { return static_cast<std::size_t>(XML_GetCurrentLineNumber(parser)); }

  void fail(base::Message why) {
    if (!failure) failure = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }

  void doctype(std::string_view name) {
    if (base::fold(name) == "html")
      fail({"import.not-a-table", {{"line", std::to_string(line())}}});
    else
      fail({"import.xml-dtd", {{"line", std::to_string(line())}}});
  }

  static std::string_view attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes; attributes += 2)
      if (local_name(attributes[0]) == name) return attributes[1];
    return {};
  }

  bool inside(std::string_view name) const { return std::find(path.begin(), path.end(), name) != path.end(); }
  std::string_view parent() const { return path.size() < 2 ? std::string_view() : path[path.size() - 2]; }

  void start(std::string_view qualified, const XML_Char** attributes) {
    heard = fed;
    const std::string_view name = local_name(qualified);
    if (path.empty()) {
      kind = name == "kml" ? Kind::kKml : name == "gpx" ? Kind::kGpx : Kind::kUnknown;
      if (kind == Kind::kUnknown) return fail({"import.not-a-table", {{"line", std::to_string(line())}}});
      out.table().syntax = kind == Kind::kKml ? Syntax::kKml : Syntax::kGpx;
    }
    if (path.size() >= static_cast<std::size_t>(out.limits().depth))
      return fail(
          {"import.too-deep", {{"line", std::to_string(line())}, {"limit", std::to_string(out.limits().depth)}}});
    path.emplace_back(name);
    text.clear();
    leaf = true;
    if (kind == Kind::kKml)
      start_kml(name, attributes);
    else
      start_gpx(name, attributes);
  }

  void end() {
    heard = fed;
    if (kind == Kind::kKml)
      end_kml(path.back());
    else if (kind == Kind::kGpx)
      end_gpx(path.back());
    path.pop_back();
    text.clear();
    leaf = false;
  }

  // One byte more than a cell holds, so that it is refused rather than cut.
  void characters(std::string_view piece) {
    heard = fed;
    if (skipping()) return;
    const std::size_t room = out.limits().cell_bytes + 1;
    if (text.size() < room) text.append(piece.substr(0, room - text.size()));
  }
  // The positions of lines and surfaces weigh the most and are not read.
  bool skipping() const { return path.back() == "coordinates" && parent() != "Point"; }

  void begin_feature() {
    feature.emplace();
    feature->line = line();
  }
  void end_feature() {
    auto status = add_feature(out, std::move(*feature));
    feature.reset();
    if (!status) fail(status.error());
  }
  void property(std::string_view name, std::string_view value) {
    if (!value.empty() && !name.empty()) feature->set(name, std::string(value));
  }

  // ---- KML
  void start_kml(std::string_view name, const XML_Char** attributes) {
    if (name == "Folder" || name == "Document") folders.emplace_back();
    if (name == "Placemark" && !feature) begin_feature();
    if (!feature) return;
    if (name == "Data" || name == "SimpleData") data_name = attribute(attributes, "name");
    if (name == "LineString" || name == "Track" || name == "MultiTrack") ++feature->lines;
    if (name == "Polygon" || name == "Model" || (name == "LinearRing" && !inside("Polygon"))) ++feature->surfaces;
  }

  void end_kml(const std::string& name) {
    if ((name == "Folder" || name == "Document") && !folders.empty()) folders.pop_back();
    if (name == "name" && parent() == "Folder" && !folders.empty()) folders.back() = base::trim(text);
    if (name == "href" && parent() == "Link" && inside("NetworkLink"))
      out.remarks().add(Remark::Level::kWarning, line(), "NetworkLink", text, {"import.remote-layer", {}});
    if (!feature) return;
    if (name == "Placemark") return end_placemark();
    if (name == "coordinates" && parent() == "Point") return point();
    if (name == "value" && parent() == "Data") return property(data_name, text);
    if (name == "SimpleData") return property(data_name, text);
    if (parent() == "Placemark" && leaf && name != "styleUrl" && name != "visibility" && name != "open" &&
        name != "ExtendedData")
      return property(name, name == "name" ? base::trim(text) : std::string_view(text));
    if (name == "when" && inside("TimeStamp")) property(name, base::trim(text));
  }

  // "longitude,latitude[,altitude]", with spaces around.
  void point() {
    const std::string_view written = base::trim(text);
    Feature::Point read;
    std::string* const parts[] = {&read.longitude, &read.latitude, &read.altitude};
    std::size_t from = 0;
    for (std::string* part : parts) {
      const std::size_t to = std::min(written.find(',', from), written.size());
      *part = base::trim(written.substr(from, to - from));
      from = to + 1;
      if (from > written.size()) break;
    }
    if (!written.empty()) feature->points.push_back(std::move(read));
  }

  void end_placemark() {
    std::string layer;
    for (const std::string& folder : folders)
      if (!folder.empty()) (layer += layer.empty() ? "" : " / ") += folder;
    if (!layer.empty() && !feature->find(kLayerColumn)) property(kLayerColumn, layer);
    // Other programs write HTML there; our own writer, whose places carry their number, does not.
    if (!feature->find(kRecordColumn))
      for (auto& [name, value] : feature->properties)
        if (name == "description" || name == "snippet" || name == "Snippet") value = text_of_html(value);
    end_feature();
  }

  // ---- GPX
  void start_gpx(std::string_view name, const XML_Char** attributes) {
    if (path.size() == 2 && (name == "wpt" || name == "trk" || name == "rte")) {
      begin_feature();
      if (name == "wpt")
        feature->points.push_back({std::string(base::trim(attribute(attributes, "lon"))),
                                   std::string(base::trim(attribute(attributes, "lat"))), ""});
      else
        ++feature->lines;
    }
    if (!feature || path.size() < 3) return;
    data_name = name;
    if (inside("extensions"))
      if (const std::string_view given = attribute(attributes, "name"); !given.empty()) data_name = given;
    if (name == "link" && path.size() == 3) property("link", attribute(attributes, "href"));
  }

  void end_gpx(const std::string& name) {
    if (!feature) return;
    if (path.size() == 2) return end_feature();
    const bool waypoint = path[1] == "wpt";
    if (!leaf || (!waypoint && !(path.size() == 3 && (name == "name" || name == "desc")))) return;
    if (path.size() == 3 && name == "ele" && waypoint)
      feature->points.front().altitude = base::trim(text);
    else if (path.size() == 3 || inside("extensions"))
      property(data_name, name == "name" ? base::trim(text) : std::string_view(text));
  }

  TableBuilder& out;
  XML_Parser parser;
  Kind kind = Kind::kUnknown;
  std::vector<std::string> path;  // local names of the open elements
  std::string text;               // of the innermost element so far
  bool leaf = false;              // nothing was opened in it
  std::string data_name;          // of the property whose text is being read
  std::vector<std::string> folders;
  std::optional<Feature> feature;
  std::optional<base::Message> failure;
  std::optional<std::size_t> broken;  // the line where the file stops being XML
  std::size_t fed = 0;
  std::size_t heard = 0;  // of it, when the parser last told something
};

XmlReader::XmlReader(TableBuilder& out) : impl_(std::make_unique<Impl>(out)) {}
XmlReader::~XmlReader() = default;

base::Status XmlReader::feed(std::string_view bytes) {
  Impl& impl = *impl_;
  while (!bytes.empty() && !impl.broken && !impl.failure) {
    const std::string_view piece = bytes.substr(0, kPiece);
    bytes.remove_prefix(piece.size());
    impl.fed += piece.size();
    if (XML_Parse(impl.parser, piece.data(), static_cast<int>(piece.size()), 0) == XML_STATUS_ERROR && !impl.failure)
      impl.broken = impl.line();
    if (!impl.broken && !impl.failure && impl.fed - impl.heard > kMaxToken)
      impl.failure = {"import.xml-token", {{"line", std::to_string(impl.line())}}};
  }
  if (impl.failure) return base::Error{*impl.failure};
  return base::Done{};
}

base::Status XmlReader::finish() {
  Impl& impl = *impl_;
  if (!impl.broken && XML_Parse(impl.parser, "", 0, 1) == XML_STATUS_ERROR && !impl.failure) impl.broken = impl.line();
  if (impl.failure) return base::Error{*impl.failure};
  if (!impl.broken) return base::Done{};
  const bool cut = XML_GetErrorCode(impl.parser) == XML_ERROR_NO_ELEMENTS ||
                   XML_GetErrorCode(impl.parser) == XML_ERROR_UNCLOSED_TOKEN ||
                   XML_GetErrorCode(impl.parser) == XML_ERROR_UNCLOSED_CDATA_SECTION;
  const base::Message why{cut ? "import.truncated" : "import.xml-broken", {{"line", std::to_string(*impl.broken)}}};
  if (impl.out.table().rows.empty() && impl.out.remarks().rejected() == 0) return base::Error{why};
  if (impl.feature)
    impl.out.reject(impl.feature->line, impl.feature->find("name") ? *impl.feature->find("name") : "", why);
  else
    impl.out.remarks().add(Remark::Level::kWarning, *impl.broken, "", "", why);
  return base::Done{};
}

}  // namespace formats
