// How a table of measures that does not say what it is will be read: a question over everything, answered before
// anything is kept. Each column with what stands in it and what it is taken to be; what the first rows give by that.
#include <algorithm>

#include "rooms/files_parts.h"
#include "rooms/measures_parts.h"

namespace rooms {
namespace {

using namespace measures_parts;
using files_parts::on_one_line;
using formats::SensorColumn;
using formats::SensorMapping;

constexpr std::string_view kTime = "time", kStation = "station", kOwn = "own", kMeasure = "quantity/";
constexpr std::size_t kMostColumns = 60, kExamples = 3, kMostFirsts = 12;

const SensorColumn* measure_of(const SensorMapping& mapping, std::string_view column) {
  const auto found = std::ranges::find(mapping.values, column, &SensorColumn::column);
  return found == mapping.values.end() ? nullptr : &*found;
}

std::string role_of(const SensorMapping& mapping, std::string_view column) {
  if (mapping.time_column == column) return std::string(kTime);
  if (mapping.station_column == column) return std::string(kStation);
  const SensorColumn* measure = measure_of(mapping, column);
  if (!measure) return {};
  return series::find_quantity(measure->quantity) ? std::string(kMeasure) + measure->quantity : std::string(kOwn);
}

// There is one time and at most one station; values stay in the order of the file's columns.
SensorMapping with_role(SensorMapping mapping, const formats::SensorTable& table, const std::string& column,
                        std::string_view role) {
  if (mapping.time_column == column) mapping.time_column.clear();
  if (mapping.station_column == column) mapping.station_column.clear();
  const SensorColumn* before = measure_of(mapping, column);
  const std::string unit = before ? before->unit : std::string();
  std::erase_if(mapping.values, [&](const SensorColumn& value) { return value.column == column; });
  if (role == kTime) {
    mapping.time_column = column;
  } else if (role == kStation) {
    mapping.station_column = column;
  } else if (!role.empty()) {
    const bool known = role.starts_with(kMeasure);
    mapping.values.push_back({column, known ? std::string(role.substr(kMeasure.size())) : column, known ? "" : unit});
    std::ranges::stable_sort(mapping.values, {}, [&](const SensorColumn& value) {
      return std::ranges::find(table.columns, value.column) - table.columns.begin();
    });
  }
  return mapping;
}

std::string examples_of(const i18n::Words& words, const formats::SensorTable& table, std::size_t column) {
  std::string examples;
  std::size_t count = 0;
  for (const std::vector<std::string>& row : table.rows) {
    if (column >= row.size() || row[column].empty() || count == kExamples) continue;
    examples += (count++ > 0 ? " · " : "") + on_one_line(row[column]);
  }
  return count > 0 ? words.tr("columns.examples", {{"values", examples}})
                   : words.plural("files.mapping.no-example", table.rows.size());
}

// Those its quantity can be told in, its own first; all there are where it is none known here.
ui::Options units_of(const i18n::Words& words, const SensorColumn& measure) {
  const series::Quantity* quantity = series::find_quantity(measure.quantity);
  ui::Options units;
  if (!quantity) units.emplace_back("", words.tr("columns.no-unit"));
  if (quantity)
    units.emplace_back(std::string(series::symbol(quantity->unit)), std::string(series::symbol(quantity->unit)));
  for (int i = 1; i <= static_cast<int>(series::Unit::kVolt); ++i) {
    const auto unit = static_cast<series::Unit>(i);
    if (quantity && (unit == quantity->unit || !series::convert(1, unit, quantity->unit, quantity->molar_mass)))
      continue;
    units.emplace_back(std::string(series::symbol(unit)), std::string(series::symbol(unit)));
  }
  return units;
}

void unit_field(ui::Column& column, const SensorColumn& measure, const SensorMapping& mapping, Commands& commands) {
  const i18n::Words& words = column.ui.words();
  ui::Options units = units_of(words, measure);
  const auto read = series::read_unit(measure.unit);
  std::string chosen = measure.unit.empty() ? units.front().first
                       : read               ? std::string(series::symbol(*read))
                                            : measure.unit;
  if (std::ranges::none_of(units, [&](const auto& unit) { return unit.first == chosen; }))
    units.emplace_back(chosen, words.tr("columns.unit-as-written", {{"unit", on_one_line(chosen)}}));
  if (units.size() < 2) return;
  column.gap(8);
  if (!ui::select_field(column, "unit", {.label = words.tr("columns.unit", {{"column", on_one_line(measure.column)}})},
                        units, chosen))
    return;
  SensorMapping changed = mapping;
  for (SensorColumn& value : changed.values)
    if (value.column == measure.column) value.unit = chosen;
  commands.push_back(UseSensorMapping{std::move(changed)});
}

void column_fields(ui::Column& column, const SensorColumns& asking, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::Options roles{{"", words.tr("columns.aside")},
                    {std::string(kTime), words.tr("columns.time")},
                    {std::string(kStation), words.tr("columns.station")},
                    {std::string(kOwn), {}}};
  for (const series::Quantity& quantity : series::quantities())
    roles.emplace_back(std::string(kMeasure) + std::string(quantity.key), quantity_words(words, quantity.key));
  const ui::Tall form(column, "columns", "group", words.tr("columns.group"));
  for (std::size_t i = 0; i < std::min(asking.table.columns.size(), kMostColumns); ++i) {
    const std::string& name = asking.table.columns[i];
    if (name.empty()) continue;
    const ui::Scope scope(ui, std::to_string(i));
    const std::string shown = on_one_line(name);
    roles[3].second = words.tr("columns.own", {{"column", shown}});
    std::string role = role_of(asking.mapping, name);
    if (ui::select_field(column, "role", {.label = shown, .help = examples_of(words, asking.table, i)}, roles, role))
      commands.push_back(UseSensorMapping{with_role(asking.mapping, asking.table, name, role)});
    if (const SensorColumn* measure = measure_of(asking.mapping, name))
      unit_field(column, *measure, asking.mapping, commands);
    column.gap(12);
    ui::divider(column);
    column.gap(12);
  }
  if (asking.table.columns.size() > kMostColumns) {
    ui::paragraph(column, "more", words.plural("columns.more", asking.table.columns.size() - kMostColumns));
    column.gap(12);
  }
}

// What the columns leave unsaid.
void unsaid_fields(ui::Column& column, const SensorMapping& mapping, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::Options zones;
  for (const series::Zone& zone : series::zones()) zones.emplace_back(std::string(zone.name), std::string(zone.name));
  SensorMapping changed = mapping;
  if (ui::select_field(column, "zone", {.label = words.tr("measures.zone"), .help = words.tr("measures.zone-help")},
                       zones, changed.zone))
    commands.push_back(UseSensorMapping{changed});
  column.gap(16);
  std::string decimal = mapping.decimal_comma ? "comma" : "point";
  if (ui::select_field(column, "decimal", {.label = words.tr("columns.decimal")},
                       {{"point", words.tr("columns.decimal-point")}, {"comma", words.tr("columns.decimal-comma")}},
                       decimal)) {
    changed.decimal_comma = decimal == "comma";
    commands.push_back(UseSensorMapping{changed});
  }
  column.gap(16);
  if (!mapping.station_column.empty()) return;
  if (ui::text_field(column, "station", {.label = words.tr("columns.station-name"), .max_length = 120},
                     changed.station))
    commands.push_back(UseSensorMapping{changed});
  column.gap(16);
}

// What the first rows give.
void firsts(ui::Column& column, const SensorColumns& asking) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  if (asking.firsts.empty()) return;
  ui::heading(column, "firsts-title", words.plural("columns.firsts", asking.rows), 3, ui::Type::kBody);
  column.gap(4);
  {
    const ui::Tall list(column, "firsts", "list", words.plural("columns.firsts", asking.rows));
    for (std::size_t i = 0; i < std::min(asking.firsts.size(), kMostFirsts); ++i) {
      const auto& [header, time, value] = asking.firsts[i];
      const series::Zone* zone = series::find_zone(header.station.zone);
      if (!zone) continue;
      const series::Ms local = series::to_local(*zone, time);
      const int minute =
          static_cast<int>((local - series::floor_div(local, series::kDay) * series::kDay) / series::kMinute);
      files_parts::bullet(column, std::to_string(i),
                          words.tr("columns.first", {{"station", header.station.id},
                                                     {"quantity", quantity_words(words, header.quantity)},
                                                     {"value", value_with_unit(words, value, header)},
                                                     {"day", date_words(words, *zone, time)},
                                                     {"time", words.clock_time(minute / 60, minute % 60)}}));
    }
  }
  if (asking.rejected > 0) {
    column.gap(8);
    ui::banner(column, "rejected", ui::Tone::kWarning, ui::tokens::kIconTriangleAlert,
               words.plural("columns.rejected", asking.rejected));
  }
  column.gap(16);
}

}  // namespace

void sensor_columns(ui::Ui& ui, const Context& context, Commands& commands) {
  const SensorIntake& intake = context.measures.intake;
  if (!intake.asking) return;
  const SensorColumns& asking = *intake.asking;
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "sensor-columns", words.tr("columns.title"), 640);
  ui::Column& inside = dialog.inside;
  ui::paragraph(inside, "intro", words.tr("columns.intro", {{"file", on_one_line(intake.file_name)}}));
  inside.gap(12);
  if (asking.remembered) {
    ui::banner(inside, "remembered", ui::Tone::kSuccess, ui::tokens::kIconCheck, words.tr("columns.remembered"));
    inside.gap(12);
  }
  column_fields(inside, asking, commands);
  unsaid_fields(inside, asking.mapping, commands);
  firsts(inside, asking);
  const char* why_not = asking.mapping.time_column.empty() ? "columns.no-time"
                        : asking.mapping.values.empty()    ? "columns.no-values"
                        : asking.firsts.empty()            ? "columns.nothing"
                                                           : nullptr;
  if (why_not) {
    ui::banner(inside, "why-not", ui::Tone::kWarning, ui::tokens::kIconTriangleAlert, words.tr(why_not));
    inside.gap(12);
  }
  ui::Flow flow(inside);
  if (ui::button(flow, "read",
                 {.label = words.tr("columns.read"),
                  .icon = ui::tokens::kIconCheck,
                  .look = ui::Look::kPrimary,
                  .disabled = why_not != nullptr,
                  .description = why_not ? words.tr(why_not) : std::string()}) &&
      !why_not)
    commands.push_back(ReadColumns{});
  if (ui::button(flow, "cancel", {.label = words.tr("action.cancel"), .look = ui::Look::kQuiet}) || dialog.dismissed())
    commands.push_back(CloseIntake{});
  flow.into(inside);
}

}  // namespace rooms
