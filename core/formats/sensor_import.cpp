#include "formats/sensor_import.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "formats/json_splitter.h"
#include "formats/sensor_parts.h"
#include "formats/sensor_rows.h"

namespace formats {
namespace {

using nlohmann::json;

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxWhole = 16u << 20;  // a JSON file that is one entity
constexpr std::size_t kPeek = kSensorPeek;

}  // namespace

struct SensorReader::Impl {
  explicit Impl(SensorOptions given)
      : sink(std::move(given)),
        rows([this](Cells cells, std::size_t line) { return row(cells, line); }),
        splitter(kMaxDepth, [this](const JsonSplitter::Element& element) { return this->element(element); }) {}

  enum class Syntax { kUnknown, kRows, kElements, kWhole } syntax = Syntax::kUnknown;
  SensorSink sink;
  SensorRows rows;
  JsonSplitter splitter;
  std::unique_ptr<RowImporter> importer;
  SensorFormat format = SensorFormat::kGuess;
  std::string peeked;

  bool wants(SensorFormat one) const {
    const SensorFormat asked = sink.options().format;
    return asked == SensorFormat::kGuess || asked == one;
  }

  base::Status row(Cells cells, std::size_t line) {
    if (importer) {
      importer->row(cells, line);
      return base::Done{};
    }
    struct Choice {
      SensorFormat format;
      std::unique_ptr<RowImporter> (*make)(Cells, SensorSink&);
    };
    constexpr std::array<Choice, 3> kChoices = {{{SensorFormat::kSensorCommunityCsv, sensor_community_rows},
                                                 {SensorFormat::kOpenSenseMapCsv, open_sense_map_rows},
                                                 {SensorFormat::kTable, sensor_table_rows}}};
    for (const Choice& choice : kChoices) {
      if (!wants(choice.format) || (importer = choice.make(cells, sink)) == nullptr) continue;
      format = choice.format;
      return base::Done{};
    }
    return base::fail("import.not-sensor-data");
  }

  bool entity(const json& value, std::size_t line) {
    struct Choice {
      SensorFormat format;
      bool (*take)(const json&, SensorSink&, std::size_t);
    };
    constexpr std::array<Choice, 3> kChoices = {
        {{SensorFormat::kSensorCommunityPush,
          [](const json& given, SensorSink& into, std::size_t) { return import_push(given, into); }},
         {SensorFormat::kOpenSenseMapJson, import_open_sense_map},
         {SensorFormat::kSensorThings, import_sensor_things}}};
    for (const Choice& choice : kChoices)
      if (wants(choice.format) && choice.take(value, sink, line)) {
        format = choice.format;
        return true;
      }
    return false;
  }

  base::Status element(const JsonSplitter::Element& element) {
    const json value = element.whole ? json::parse(element.text, nullptr, false) : json(json::value_t::discarded);
    if (value.is_object() && entity(value, element.line)) return base::Done{};
    sink.begin_row();
    sink.reject(element.line, "", shorten(element.text), {"import.sensor-not-read", {}});
    return base::Done{};
  }

  // Looks at the first bytes and passes on what it held back.
  base::Status begin(bool at_end) {
    std::string_view text = peeked;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return at_end ? base::fail("import.empty") : base::Status(base::Done{});
    if (!at_end && text.size() < kPeek) return base::Done{};
    // A JSON file is a list, a server's page of one ({"value": [...]}), or one entity.
    const auto is_page = [&] {
      const std::size_t key = text.find("\"value\"");
      const std::size_t colon = key == std::string_view::npos ? key : text.find_first_not_of(" \t\r\n", key + 7);
      if (colon == std::string_view::npos || text[colon] != ':') return false;
      const std::size_t next = text.find_first_not_of(" \t\r\n", colon + 1);
      return next != std::string_view::npos && text[next] == '[';
    };
    syntax = text[first] == '['   ? Syntax::kElements
             : text[first] != '{' ? Syntax::kRows
             : is_page()          ? Syntax::kElements
                                  : Syntax::kWhole;
    if (syntax == Syntax::kWhole) return base::Done{};
    const std::string held = std::move(peeked);
    peeked.clear();
    return pass(held);
  }

  base::Status pass(std::string_view bytes) {
    if (syntax == Syntax::kRows) return rows.feed(bytes);
    if (syntax == Syntax::kElements) return splitter.feed(bytes);
    peeked += bytes;
    if (syntax == Syntax::kUnknown) return begin(false);
    if (peeked.size() > kMaxWhole)
      return base::fail("import.too-big", {{"size", std::to_string((peeked.size() >> 20) + 1)},
                                           {"limit", std::to_string(kMaxWhole >> 20)}});
    return base::Done{};
  }

  base::Status end() {
    if (syntax == Syntax::kUnknown)
      if (const auto status = begin(true); !status.ok()) return status;
    if (syntax == Syntax::kRows) {
      if (const auto status = rows.finish(); !status.ok()) return status;
    } else if (syntax == Syntax::kWhole) {
      if (const auto depth = check_depth(peeked, kMaxDepth); !depth.ok()) return depth;
      const json value = json::parse(peeked, nullptr, false);
      if (!value.is_object() || !entity(value, 1)) return base::fail("import.not-sensor-data");
    } else if (!splitter.found_array()) {
      return base::fail("import.not-sensor-data");
    } else if (!splitter.complete()) {
      sink.warn(splitter.line(), "", "", {"import.truncated", {{"line", std::to_string(splitter.line())}}});
    }
    if (format == SensorFormat::kGuess) return base::fail("import.not-sensor-data");
    return base::Done{};
  }
};

bool looks_like_sensors(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = bytes.substr(0, kPeek);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  if (bytes[first] == '{' || bytes[first] == '[') {
    constexpr std::array<std::string_view, 4> kMembers = {"\"sensordatavalues\"", "\"phenomenonTime\"",
                                                          "\"Datastreams\"", "\"lastMeasurement\""};
    return std::ranges::any_of(kMembers,
                               [&](std::string_view member) { return bytes.find(member) != std::string_view::npos; });
  }
  const std::string_view header = bytes.substr(first, bytes.find_first_of("\r\n", first) - first);
  return header.starts_with("sensor_id;sensor_type;") ||
         (header.find("createdAt") != std::string_view::npos && header.find("value") != std::string_view::npos);
}

std::optional<SensorTable> peek_sensor_table(std::string_view bytes, bool whole) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || bytes[first] == '{' || bytes[first] == '[') return std::nullopt;
  SensorTable table;
  bool known = false;
  SensorRows rows([&](Cells cells, std::size_t) {
    if (table.columns.empty()) {
      SensorSink sink({});
      known = sensor_community_rows(cells, sink) || open_sense_map_rows(cells, sink);
      for (const std::string_view cell : cells) table.columns.emplace_back(base::trim(cell));
    } else if (table.rows.size() < kSensorSample) {
      table.rows.emplace_back(cells.begin(), cells.end());
    }
    return base::Status(base::Done{});
  });
  if (!rows.feed(bytes).ok() || (whole && !rows.finish().ok()) || known) return std::nullopt;
  if (guess_sensor_mapping(table).time_column.empty()) return std::nullopt;
  return table;
}

SensorReader::SensorReader(SensorOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
SensorReader::~SensorReader() = default;
SensorReader::SensorReader(SensorReader&&) noexcept = default;
SensorReader& SensorReader::operator=(SensorReader&&) noexcept = default;

base::Status SensorReader::feed(std::string_view bytes) { return impl_->pass(bytes); }

base::Result<SensorImport> SensorReader::finish() {
  if (const auto status = impl_->end(); !status.ok()) return base::Error{status.error()};
  return impl_->sink.take(impl_->format);
}

std::size_t SensorReader::rows() const { return impl_->sink.rows(); }

base::Result<SensorImport> read_sensors(std::string_view bytes, SensorOptions options) {
  SensorReader reader(std::move(options));
  if (const auto status = reader.feed(bytes); !status.ok()) return base::Error{status.error()};
  return reader.finish();
}

}  // namespace formats
