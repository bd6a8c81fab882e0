#include "formats/place_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "formats/features.h"
#include "formats/import_values.h"
#include "records/kinds.h"

namespace formats {

namespace {

std::string scalar_text(const oplog::Value& value) {
  if (std::holds_alternative<std::string>(value)) return std::string(oplog::text(value));
  std::string text = oplog::to_json(value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string joined(const records::Values& values) {
  std::string text;
  for (const oplog::Value& value : values) {
    if (!text.empty()) text += '|';
    text += scalar_text(value);
  }
  return text;
}

// A name that a reader would take for something else keeps the prefix of what stands beside the fields.
std::string extra_name(const records::Kind& kind, std::string_view key) {
  const std::string_view bare = key.substr(records::kExtraPrefix.size());
  static constexpr std::string_view kReserved[] = {"name",       "description",   "desc",       kRecordColumn,
                                                   kLayerColumn, kAltitudeColumn, "link",       "ele",
                                                   "when",       "address",       "phoneNumber"};
  const bool taken = bare.empty() || bare.starts_with(records::kExtraPrefix) || base::trim(bare) != bare ||
                     bare.starts_with('_') || bare.starts_with('#') || bare.find(" #") != std::string_view::npos ||
                     records::find_field(kind, bare) ||
                     std::find(std::begin(kReserved), std::end(kReserved), bare) != std::end(kReserved);
  return std::string(taken ? key : bare);
}

}  // namespace

PlaceText place_text(const records::Draft& place, std::size_t position, RemarkList& remarks) {
  const records::Kind& kind = *records::find_kind("place");
  PlaceText out;
  out.record = base::to_hex(place.id);
  const auto tell = [&](std::string_view column, const std::string& text) {
    remarks.add({Remark::Level::kWarning,
                 position,
                 std::string(column),
                 std::string(place.text("nom")),
                 {"import.reason-format", {{"value", shorten(text)}}}});
  };
  for (const records::Field& field : kind.fields) {
    if (!place.has(field.key)) continue;
    const records::Values& values = place.fields.find(field.key)->second;
    std::string text = joined(values);
    RemarkList unused;
    if (read_cell(field, text, 0, "", unused).values != values) {
      tell(field.key, text);
      continue;
    }
    std::string* const own = field.key == "nom"                   ? &out.name
                             : field.key == "presentation_detail" ? &out.description
                             : field.key == kLatitudeColumn       ? &out.latitude
                             : field.key == kLongitudeColumn      ? &out.longitude
                                                                  : nullptr;
    if (own)
      *own = std::move(text);
    else
      out.fields.emplace_back(std::string(field.key), std::move(text));
  }
  // One of the two alone is no place.
  if (!out.located())
    for (auto [key, text] : {std::pair(kLatitudeColumn, &out.latitude), std::pair(kLongitudeColumn, &out.longitude)})
      if (!text->empty()) {
        tell(key, *text);
        text->clear();
      }
  for (const auto& [key, values] : place.fields) {
    if (!key.starts_with(records::kExtraPrefix) || values.empty()) continue;
    std::string text = joined(values);
    const std::string read(base::trim(text));
    if (values != records::Values{oplog::Value(read)}) tell(key.substr(records::kExtraPrefix.size()), text);
    if (!read.empty()) out.fields.emplace_back(extra_name(kind, key), std::move(text));
  }
  return out;
}

std::vector<std::string> sources_of(const std::vector<records::Draft>& places) {
  std::vector<std::string> sources;
  for (const records::Draft& place : places) {
    const std::string_view source = place.text("source");
    if (source.empty() || std::find(sources.begin(), sources.end(), source) != sources.end()) continue;
    sources.emplace_back(source);
    if (sources.size() == kMaxSources) break;
  }
  return sources;
}

}  // namespace formats
