#include "formats/table.h"

#include <optional>
#include <utility>

#include "formats/csv_reader.h"
#include "formats/json_reader.h"
#include "formats/table_builder.h"

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
  std::size_t line() const { return csv ? csv->line() : json ? json->line() : 1; }

  TableBuilder builder;
  std::optional<CsvReader> csv;
  std::optional<JsonReader> json;
  std::string head;  // what came before the first byte that tells CSV from JSON
  std::size_t fed = 0;
  std::optional<base::Message> failure;  // final
};

base::Status TableReader::Impl::pass(std::string_view bytes) { return csv ? csv->feed(bytes) : json->feed(bytes); }

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
  if (c == '<') return base::fail("import.not-a-table", {{"line", "1"}});  // HTML or XML
  if (c == '[' || c == '{') {
    builder.table().syntax = Syntax::kJson;
    json.emplace(builder);
  } else {
    csv.emplace(builder);
  }
  return pass(std::exchange(head, {}));
}

base::Status TableReader::Impl::feed(std::string_view bytes) {
  const std::size_t nul = bytes.find('\0');
  const std::string_view text = bytes.substr(0, nul);
  std::size_t at = 0;
  for (; at < text.size() && !csv && !json; ++at)
    if (auto status = detect(text[at]); !status) return status;
  if (csv || json)
    if (auto status = pass(text.substr(at)); !status) return status;
  // No text file holds a zero byte: this is an image, an archive, a spreadsheet's own format, or UTF-16.
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
  if (!impl.csv && !impl.json && impl.head.find_first_not_of(" \t\r\n") != std::string::npos) {
    impl.csv.emplace(impl.builder);  // nothing but the beginning of a byte order mark
    (void)impl.pass(std::exchange(impl.head, {}));
  }
  base::Status status = base::Done{};
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
