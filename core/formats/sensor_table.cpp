// Any CSV of measurements, by a mapping the user confirms: which column is the time and in which zone, which are
// values, in which units.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "analytics/number.h"
#include "base/utf8.h"
#include "formats/sensor_parts.h"
#include "series/zone.h"

namespace formats {
namespace {

// Seconds or milliseconds since 1970, told apart by their size.
std::optional<series::Ms> since_1970(std::string_view text) {
  const auto number = analytics::parse_number(text);
  if (!number || !(*number >= 1e8) || *number > 1e14) return std::nullopt;
  return static_cast<series::Ms>(*number < 1e11 ? *number * 1000 : *number);
}

// "12,4" as "12.4".
std::string with_point(std::string_view cell) {
  std::string text(cell);
  std::ranges::replace(text, ',', '.');
  return text;
}

// Local times that come in order are told apart in the hour that is lived twice.
class LocalReader {
 public:
  explicit LocalReader(const series::Zone& zone) : zone_(zone) {}

  struct Read {
    std::optional<series::Ms> time;
    bool never = false;  // the clock never showed it
  };
  Read read(std::string_view text) {
    text = base::trim(text);
    if (const auto written = series::read_time(text)) {
      if (written->offset_minutes) return {written->local - *written->offset_minutes * series::kMinute};
      series::FromLocal found = series::from_local(zone_, written->local);
      if (found.reading == series::Reading::kTwice && found.time <= last_) found.time += series::kHour;
      last_ = found.time;
      return {found.time, found.reading == series::Reading::kNever};
    }
    return {since_1970(text)};
  }

 private:
  const series::Zone& zone_;
  series::Ms last_ = std::numeric_limits<series::Ms>::min();
};

class TableRows final : public RowImporter {
 public:
  TableRows(Cells header, const SensorMapping& mapping, const series::Zone& zone, SensorSink& sink)
      : sink_(sink), mapping_(mapping), zone_(zone) {
    time_ = column_of(header, mapping.time_column);
    station_ = mapping.station_column.empty() ? kNoColumn : column_of(header, mapping.station_column);
    for (const SensorColumn& value : mapping.values) places_.push_back(column_of(header, value.column));
  }

  void row(Cells cells, std::size_t line) override {
    sink_.begin_row();
    Station& station = this->station(std::string(base::trim(cell_at(cells, station_))));
    const auto [time, never] = station.clock.read(cell_at(cells, time_));
    if (!time) return sink_.reject(line, mapping_.time_column, cell_at(cells, time_), {"import.sensor-time", {}});
    if (never) sink_.warn(line, mapping_.time_column, cell_at(cells, time_), {"import.sensor-never", {}});
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const std::string_view cell = cell_at(cells, places_[i]);
      if (cell.empty()) continue;
      const bool comma = mapping_.decimal_comma && cell.find(',') != std::string_view::npos;
      sink_.add_cell(station.targets[i], *time, comma ? std::string_view(pointed_ = with_point(cell)) : cell, line,
                     mapping_.values[i].column);
    }
  }

 private:
  struct Station {
    LocalReader clock;
    std::vector<SensorSink::Target> targets;
  };

  Station& station(const std::string& id) {
    if (const auto found = stations_.find(id); found != stations_.end()) return found->second;
    Station& station = stations_.emplace(id, Station{LocalReader(zone_), {}}).first->second;
    series::Header header;
    header.station.id = id.empty() ? mapping_.station : id;
    header.station.zone = mapping_.zone;
    header.provenance.source = sink_.options().file;
    for (const SensorColumn& value : mapping_.values)
      station.targets.push_back(sink_.target(header, value.quantity, value.unit));
    return station;
  }

  SensorSink& sink_;
  SensorMapping mapping_;
  const series::Zone& zone_;
  std::size_t time_, station_;
  std::vector<std::size_t> places_;
  std::string pointed_;  // a cell with a point for its comma
  std::unordered_map<std::string, Station> stations_;
};

// Whether all cells of a column that say anything are such, and there is one.
template <class Such>
bool all_cells(const SensorTable& table, std::size_t column, const Such& such) {
  bool any = false;
  for (const std::vector<std::string>& row : table.rows) {
    const std::string_view cell = column < row.size() ? base::trim(row[column]) : std::string_view();
    if (is_missing(cell)) continue;
    if (!such(cell)) return false;
    any = true;
  }
  return any;
}

bool holds_times(const SensorTable& table, std::size_t column) {
  return all_cells(table, column, [](std::string_view cell) { return series::read_time(cell) || since_1970(cell); });
}

bool holds_words(const SensorTable& table, std::size_t column) {
  return all_cells(table, column, [](std::string_view cell) { return !analytics::parse_number(with_point(cell)); });
}

bool holds_commas(const SensorTable& table, std::size_t column) {
  return !holds_words(table, column) &&
         !all_cells(table, column, [](std::string_view cell) { return cell.find(',') == std::string_view::npos; });
}

}  // namespace

SensorMapping guess_sensor_mapping(const SensorTable& table) {
  SensorMapping mapping = guess_sensor_mapping(table.columns);
  const auto index = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(table.columns, name) - table.columns.begin());
  };
  if (mapping.time_column.empty() || !holds_times(table, index(mapping.time_column))) {
    mapping.time_column.clear();
    for (std::size_t i = 0; i < table.columns.size() && mapping.time_column.empty(); ++i)
      if (!table.columns[i].empty() && holds_times(table, i)) mapping.time_column = table.columns[i];
  }
  std::erase_if(mapping.values, [&](const SensorColumn& value) {
    return value.column == mapping.time_column || holds_words(table, index(value.column));
  });
  mapping.decimal_comma = std::ranges::any_of(
      mapping.values, [&](const SensorColumn& value) { return holds_commas(table, index(value.column)); });
  return mapping;
}

std::string write_sensor_mapping(const SensorMapping& mapping) {
  nlohmann::json values = nlohmann::json::array();
  for (const SensorColumn& value : mapping.values)
    values.push_back({{"column", value.column}, {"quantity", value.quantity}, {"unit", value.unit}});
  return nlohmann::json{{"time", mapping.time_column},
                        {"zone", mapping.zone},
                        {"station-column", mapping.station_column},
                        {"decimal-comma", mapping.decimal_comma},
                        {"values", std::move(values)}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<SensorMapping> read_sensor_mapping(std::string_view text) {
  const nlohmann::json held = nlohmann::json::parse(text, nullptr, false);
  if (!held.is_object() || !held.contains("values") || !held["values"].is_array()) return std::nullopt;
  SensorMapping mapping;
  mapping.time_column = member_text(held, "time");
  mapping.zone = member_text(held, "zone");
  mapping.station_column = member_text(held, "station-column");
  mapping.decimal_comma = held.value("decimal-comma", nlohmann::json()) == true;
  for (const nlohmann::json& value : held["values"])
    if (value.is_object())
      mapping.values.push_back(
          {member_text(value, "column"), member_text(value, "quantity"), member_text(value, "unit")});
  return mapping;
}

SensorMapping guess_sensor_mapping(const std::vector<std::string>& columns) {
  constexpr std::array<std::string_view, 10> kTimes = {"date",       "time",         "datetime",   "timestamp",
                                                       "date_time",  "createdat",    "horodatage", "heure",
                                                       "date heure", "date et heure"};
  constexpr std::array<std::string_view, 7> kStations = {"station",   "site",    "site_id", "station_id",
                                                         "sensor_id", "capteur", "location"};
  const auto is_one_of = [](const auto& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  SensorMapping mapping;
  for (const std::string& column : columns) {
    const std::string name = base::fold(base::trim(column));
    if (mapping.time_column.empty() && is_one_of(kTimes, name)) {
      mapping.time_column = base::trim(column);
      continue;
    }
    if (mapping.station_column.empty() && is_one_of(kStations, name)) {
      mapping.station_column = base::trim(column);
      continue;
    }
    // "PM2.5 (µg/m³)" or "PM2.5 [µg/m³]".
    SensorColumn value{std::string(base::trim(column)), std::string(base::trim(column)), ""};
    const std::size_t open = value.quantity.find_first_of("([");
    if (open != std::string::npos && open > 0 &&
        value.quantity.find_first_of(")]", open) == value.quantity.size() - 1) {
      value.unit = value.quantity.substr(open + 1, value.quantity.size() - open - 2);
      value.quantity = base::trim(value.quantity.substr(0, open));
    }
    if (const series::Quantity* known = series::guess_quantity(value.quantity)) value.quantity = known->key;
    if (!value.column.empty()) mapping.values.push_back(std::move(value));
  }
  return mapping;
}

std::unique_ptr<RowImporter> sensor_table_rows(Cells header, SensorSink& sink) {
  SensorMapping mapping = sink.options().mapping;
  if (mapping.values.empty()) {
    SensorMapping guess = guess_sensor_mapping({header.begin(), header.end()});
    if (mapping.time_column.empty()) mapping.time_column = guess.time_column;
    if (mapping.station_column.empty()) mapping.station_column = guess.station_column;
    mapping.values = guess.values;
  }
  const series::Zone* zone = series::find_zone(mapping.zone);
  if (!zone || mapping.time_column.empty() || column_of(header, mapping.time_column) == kNoColumn) return nullptr;
  std::erase_if(mapping.values, [&](const SensorColumn& v) { return column_of(header, v.column) == kNoColumn; });
  if (mapping.values.empty()) return nullptr;
  return std::make_unique<TableRows>(header, mapping, *zone, sink);
}

}  // namespace formats
