#include "sensors/series_record.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "base/utf8.h"
#include "oplog/blob.h"

namespace sensors {
namespace {

using series::Header;

struct TextField {
  std::string_view key;
  std::string& (*of)(Header&);
};
constexpr TextField kTexts[] = {
    {"station", [](Header& h) -> std::string& { return h.station.name; }},
    {"station_id", [](Header& h) -> std::string& { return h.station.id; }},
    {"quantity", [](Header& h) -> std::string& { return h.quantity; }},
    {"unit", [](Header& h) -> std::string& { return h.unit_text; }},
    {"exposure", [](Header& h) -> std::string& { return h.station.exposure; }},
    {"zone", [](Header& h) -> std::string& { return h.station.zone; }},
    {"sensor", [](Header& h) -> std::string& { return h.provenance.sensor_id; }},
    {"sensor_type", [](Header& h) -> std::string& { return h.provenance.sensor_type; }},
    {"source", [](Header& h) -> std::string& { return h.provenance.source; }},
    {"licence", [](Header& h) -> std::string& { return h.provenance.licence; }},
    {"authors", [](Header& h) -> std::string& { return h.provenance.authors; }},
    {"parent", [](Header& h) -> std::string& { return h.provenance.parent; }},
    {"made_by", [](Header& h) -> std::string& { return h.provenance.recipe; }},
};
struct NumberField {
  std::string_view key;
  double& (*of)(Header&);
};
constexpr NumberField kNumbers[] = {
    {"latitude", [](Header& h) -> double& { return h.station.latitude; }},
    {"longitude", [](Header& h) -> double& { return h.station.longitude; }},
    {"height", [](Header& h) -> double& { return h.station.height; }},
};

std::size_t rank_of(std::string_view quantity) {
  const auto all = series::quantities();
  return static_cast<std::size_t>(std::ranges::find(all, quantity, &series::Quantity::key) - all.begin());
}

}  // namespace

base::Id record_id(const Header& header) { return base::id_from_content("series/" + header.name()); }

records::Draft record_with(const records::State& state, const Header& given, std::span<const std::string> parts) {
  const base::Id id = record_id(given);
  records::Draft draft{"series", id, {}};
  if (state.exists(id)) {
    draft = state.draft(id);
  } else {
    Header header = given;
    for (const TextField& field : kTexts) draft.set(field.key, field.of(header));
    for (const NumberField& field : kNumbers)
      if (const double value = field.of(header); std::isfinite(value)) draft.set(field.key, records::Values{value});
    draft.set("level", records::Values{static_cast<std::int64_t>(header.level)});
  }
  records::Values held;
  if (const auto found = draft.fields.find("parts"); found != draft.fields.end()) held = found->second;
  for (const std::string& part : parts)
    if (std::ranges::none_of(held, [&](const oplog::Value& value) { return oplog::text(value) == part; }))
      held.emplace_back(part);
  draft.set("parts", std::move(held));
  return draft;
}

Header header_of(const records::State& state, base::Id record) {
  Header header;
  for (const TextField& field : kTexts) field.of(header) = state.text(record, field.key);
  for (const NumberField& field : kNumbers)
    field.of(header) = state.number(record, field.key).value_or(std::numeric_limits<double>::quiet_NaN());
  header.unit = series::read_unit(header.unit_text).value_or(series::Unit::kNone);
  const double level = state.number(record, "level").value_or(0);
  if (level > 0 && level <= 3) header.level = static_cast<series::Level>(level);
  return header;
}

std::vector<std::string> parts_of(const records::State& state, base::Id record) {
  std::vector<std::string> hashes;
  for (const std::string& name : state.texts(record, "parts"))
    if (const std::string_view hash = oplog::blob_hash(name); !hash.empty()) hashes.emplace_back(hash);
  return hashes;
}

std::string write_stretch(const Stretch& stretch) {
  return series::write_time(stretch.from) + '/' + series::write_time(stretch.until);
}

namespace {

bool by_time(const Stretch& a, const Stretch& b) { return std::pair(a.from, a.until) < std::pair(b.from, b.until); }

std::optional<Stretch> read_stretch(std::string_view text) {
  const std::size_t middle = text.find('/');
  if (middle == std::string_view::npos) return std::nullopt;
  const auto from = series::read_time(text.substr(0, middle)), until = series::read_time(text.substr(middle + 1));
  if (!from || !until || from->local >= until->local) return std::nullopt;
  return Stretch{from->local, until->local};
}

}  // namespace

std::vector<Stretch> stretches_of(const records::State& state, base::Id record, std::string_view field) {
  std::vector<Stretch> stretches;
  for (const std::string& text : state.texts(record, field))
    if (const auto stretch = read_stretch(text)) stretches.push_back(*stretch);
  std::ranges::sort(stretches, by_time);
  return stretches;
}

std::string write_note(const Note& note) { return write_stretch(note.stretch) + ' ' + note.words; }

std::optional<Note> read_note(std::string_view text) {
  const std::size_t end = text.find(' ');
  const auto stretch = end == std::string_view::npos ? std::nullopt : read_stretch(text.substr(0, end));
  if (!stretch) return std::nullopt;
  return Note{*stretch, std::string(text.substr(end + 1))};
}

std::vector<Note> notes_of(const records::State& state, base::Id record) {
  std::vector<Note> notes;
  for (const std::string& text : state.texts(record, "notes"))
    if (auto note = read_note(text)) notes.push_back(std::move(*note));
  std::ranges::stable_sort(notes, by_time, &Note::stretch);
  return notes;
}

std::vector<Station> stations(const records::State& state) {
  std::map<std::string, Station> by_key;
  for (const base::Id id : state.all("series")) {
    const Header header = header_of(state, id);
    const std::string& key = header.station.id.empty() ? header.provenance.sensor_id : header.station.id;
    Station& station = by_key[key];
    if (station.series.empty()) station.is = header.station;
    if (station.name.empty()) station.name = header.station.name;
    station.series.push_back(id);
    if (station.keeper.empty()) station.keeper = state.text(id, "keeper");
    station.demonstration = station.demonstration || !state.texts(id, "demonstration").empty();
  }
  std::vector<Station> all;
  for (auto& [key, station] : by_key) {
    if (station.name.empty()) station.name = key;
    std::ranges::sort(station.series, {}, [&](base::Id id) {
      const std::string quantity(state.text(id, "quantity"));
      return std::tuple(rank_of(quantity), quantity, id);
    });
    all.push_back(std::move(station));
  }
  std::ranges::stable_sort(all, {}, [](const Station& station) { return base::fold(station.name); });
  return all;
}

}  // namespace sensors
