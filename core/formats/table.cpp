#include "formats/table.h"

#include <optional>
#include <utility>

#include "base/utf8.h"
#include "formats/csv_reader.h"
#include "formats/json_reader.h"
#include "formats/remarks.h"
#include "formats/table_builder.h"
#include "formats/xml_reader.h"
#include "formats/zip.h"

namespace formats {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

std::string mebibytes(std::size_t bytes) { return std::to_string((bytes + (1u << 20) - 1) >> 20); }

}  // namespace

base::Status check_size(std::size_t bytes, const Limits& limits) {
  if (bytes <= limits.bytes) return base::Done{};
  return base::fail("import.too-big", {{"size", mebibytes(bytes)}, {"limit", mebibytes(limits.bytes)}});
}

struct TableReader::Impl {
  explicit Impl(const Limits& limits) : builder(limits) {}

  base::Status feed(std::string_view bytes);
  base::Status detect(char c);
  base::Status pass(std::string_view bytes);
  base::Status unpack();
  bool found() const { return csv || json || xml || packed; }
  std::size_t line() const { return csv ? csv->line() : json ? json->line() : 1; }

  TableBuilder builder;
  std::optional<CsvReader> csv;
  std::optional<JsonReader> json;
  std::optional<XmlReader> xml;
  std::optional<std::string> packed;  // the bytes of a KMZ
  std::string head;                   // what came before the first byte that tells CSV from JSON
  std::size_t fed = 0;
  std::optional<base::Message> failure;  // final
};

base::Status TableReader::Impl::pass(std::string_view bytes) {
  if (csv) return csv->feed(bytes);
  if (json) return json->feed(bytes);
  if (xml) return xml->feed(bytes);
  if (packed->size() + bytes.size() > builder.limits().packed)
    return base::fail("import.too-big", {{"size", mebibytes(packed->size() + bytes.size())},
                                         {"limit", mebibytes(builder.limits().packed)}});
  packed->append(bytes);
  return base::Done{};
}

// A KMZ: the first KML of the archive, which its writers call doc.kml. Pictures beside it are no places.
base::Status TableReader::Impl::unpack() {
  auto zip = ZipReader::open(*packed, {.bytes = builder.limits().packed});
  if (!zip) return base::Error{zip.error()};
  for (std::size_t i = 0; i < zip->entries().size(); ++i) {
    const std::string& name = zip->entries()[i].name;
    if (!base::fold(name).ends_with(".kml")) continue;
    auto text = zip->read(i);
    if (!text) return base::Error{text.error()};
    xml.emplace(builder);
    if (auto status = xml->feed(*text); !status) return status;
    builder.table().syntax = Syntax::kKmz;
    return base::Done{};
  }
  return base::fail("import.kmz-empty");
}

// One byte at a time until the first that is not a space.
base::Status TableReader::Impl::detect(char c) {
  head += c;
  if (kBom.substr(0, head.size()) == head) {
    if (head == kBom) {
      builder.table().encoding = Encoding::kUtf8Bom;
      head.clear();
    }
    return base::Done{};
  }
  if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return base::Done{};
  static constexpr std::string_view kUtf16[] = {std::string_view("\xFF\xFE<\0", 4), std::string_view("\xFE\xFF\0<", 4)};
  for (const std::string_view mark : kUtf16) {
    if (head == mark) {
      xml.emplace(builder);
      return pass(std::exchange(head, {}));
    }
    if (head.size() < 4 && mark.starts_with(head)) return base::Done{};
    if (head.starts_with(mark.substr(0, 2))) return base::fail("import.utf16");
  }
  if (std::string_view("PK\x03\x04").starts_with(head)) {
    if (head.size() < 4) return base::Done{};
    packed.emplace();
    return pass(std::exchange(head, {}));
  }
  if (c == '\0') return base::fail("import.not-a-table", {{"line", "1"}});
  const char first = head[head.find_first_not_of(" \t\r\n")];
  if (first == '<') {
    xml.emplace(builder);
  } else if (first == '[' || first == '{') {
    builder.table().syntax = Syntax::kJson;
    json.emplace(builder);
  } else {
    csv.emplace(builder);
  }
  return pass(std::exchange(head, {}));
}

base::Status TableReader::Impl::feed(std::string_view bytes) {
  std::size_t at = 0;
  for (; at < bytes.size() && !found(); ++at)
    if (auto status = detect(bytes[at]); !status) return status;
  if (!found()) return base::Done{};
  const std::string_view rest = bytes.substr(at);
  if (xml || packed) return pass(rest);
  const std::size_t nul = rest.find('\0');
  if (auto status = pass(rest.substr(0, nul)); !status) return status;
  // No text file holds a zero byte: this is an image, another archive, a spreadsheet's own format.
  if (nul != std::string_view::npos) return base::fail("import.not-a-table", {{"line", std::to_string(line())}});
  return base::Done{};
}

TableReader::TableReader(Limits limits) : impl_(std::make_unique<Impl>(limits)) {}
TableReader::~TableReader() = default;
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;

base::Status TableReader::feed(std::string_view bytes) {
  if (impl_->failure) return base::Error{*impl_->failure};
  impl_->fed += bytes.size();
  auto status = check_size(impl_->fed, impl_->builder.limits());
  if (status) status = impl_->feed(bytes);
  if (!status) impl_->failure = status.error();
  return status;
}

base::Result<Table> TableReader::finish() {
  Impl& impl = *impl_;
  if (impl.failure) return base::Error{*impl.failure};
  if (!impl.found() && impl.head.find_first_not_of(" \t\r\n") != std::string::npos) {
    impl.csv.emplace(impl.builder);  // nothing but the beginning of a byte order mark
    (void)impl.pass(std::exchange(impl.head, {}));
  }
  base::Status status = base::Done{};
  if (impl.packed) status = impl.unpack();
  if (status && impl.xml) status = impl.xml->finish();
  if (impl.csv) status = impl.csv->finish();
  if (impl.json) status = impl.json->finish();
  if (!status) return base::Error{status.error()};

  const bool any_rejected = impl.builder.remarks().rejected() > 0;
  Table table = impl.builder.finish();
  if (table.rows.empty()) {
    for (const Remark& remark : table.remarks)
      if (remark.reason.key == "import.truncated") return base::Error{remark.reason};
    if (!any_rejected) return base::fail("import.empty");
  }
  return table;
}

base::Result<Table> read_table(std::string_view bytes, Limits limits) {
  TableReader reader(limits);
  if (auto status = reader.feed(bytes); !status) return base::Error{status.error()};
  return reader.finish();
}

}  // namespace formats
