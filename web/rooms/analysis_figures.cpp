// A station's values as a distribution, and how its quantities go together.
#include <algorithm>
#include <cmath>

#include "rooms/station_plots.h"

namespace rooms::station_parts {

using namespace measures_parts;
using print::Ink;

std::optional<Plot> figures_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  const series::Header& header = asked.header();
  const std::vector<sensors::Bucket> hours = asked.hours();
  const auto found = sensors::statistics(hours, asked.energetic());
  if (!found) return std::nullopt;
  const sensors::Statistics& its = *found;
  Plot plot;
  plot.title = words.tr("plot.figures");
  plot.height = 200;
  plot.summary = words.tr("plot.figures.summary", {{"hours", words.plural("plot.hours-count", its.count)},
                                                   {"mean", value_with_unit(words, its.mean, header)},
                                                   {"p50", value_with_unit(words, its.p50, header)},
                                                   {"p5", figure(words, its.p5)},
                                                   {"p95", value_with_unit(words, its.p95, header)}});
  plot.heads = {words.tr("plot.figure"), words.tr("plot.value")};
  const std::pair<const char*, double> rows[] = {{"mean", its.mean}, {"deviation", its.deviation},
                                                 {"low", its.low},   {"p5", its.p5},
                                                 {"p25", its.p25},   {"p50", its.p50},
                                                 {"p75", its.p75},   {"p95", its.p95},
                                                 {"high", its.high}};
  for (const auto& [key, value] : rows)
    plot.rows.push_back({words.tr(std::string("plot.figures.") + key), value_with_unit(words, value, header)});
  plot.rows.push_back({words.tr("plot.hours"), words.number(its.count)});
  // How often each value comes: twenty classes up to where all but the highest hundredth lie.
  constexpr std::size_t kClasses = 20;
  const double low = begins_at_zero(header.quantity) ? std::min(0.0, its.low) : its.low;
  const double high = std::max({its.p95 * 1.3 - low * 0.3, low + 1e-9});
  std::array<double, kClasses> classes{};
  for (const sensors::Bucket& hour : hours) {
    const double at = (hour.mean - low) / (high - low) * kClasses;
    ++classes[static_cast<std::size_t>(std::clamp(at, 0.0, kClasses - 1.0))];
  }
  for (double& count : classes) count *= 100 / static_cast<double>(hours.size());
  plot.paint = [&words, classes, low, high, its, header](print::Canvas& canvas) {
    const Axes at = axes(canvas, words, 0, *std::ranges::max_element(classes), words.tr("plot.percent-of-hours"));
    const double width = (at.right - at.left) / kClasses;
    const auto x = [&](double value) { return at.left + (value - low) / (high - low) * (at.right - at.left); };
    for (std::size_t i = 0; i < kClasses; ++i) {
      const double top = at.y(classes[i]);
      canvas.box(at.left + static_cast<double>(i) * width + 1, top, width - 2, at.bottom - top, Ink::kBand);
    }
    for (const double value : {its.p5, its.p50, its.p95})
      canvas.line({{x(value), at.top}, {x(value), at.bottom}}, Ink::kLine, 2, value != its.p50);
    const std::pair<double, std::string> under[] = {{x(its.p5), figure(words, its.p5)},
                                                    {x(its.p50), figure(words, its.p50)},
                                                    {x(its.p95), value_with_unit(words, its.p95, header)}};
    below(canvas, at, under);
  };
  return plot;
}

std::optional<Plot> correlation_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  struct Row {
    std::string name;
    std::vector<sensors::Bucket> hours;
  };
  std::vector<Row> rows;
  constexpr std::size_t kMost = 9;
  for (const base::Id id : asked.station.series) {
    const Measures::Held* held = asked.context.measures.find(id);
    if (!held || !held->reading || rows.size() == kMost) continue;
    const series::Header& header = held->reading->raw.header;
    if (header.quantity == "wind_direction") continue;
    auto hours = sensors::whole_within(held->reading->at(sensors::View::kReprocessed).hours, asked.stretch);
    if (hours.empty()) continue;
    std::string name = quantity_words(words, header.quantity);
    if (std::ranges::any_of(rows, [&](const Row& row) { return row.name == name; }))
      name += " (" + header.provenance.sensor_type + ")";
    rows.push_back({std::move(name), std::move(hours)});
  }
  if (rows.size() < 2) return std::nullopt;
  std::vector<double> r(rows.size() * rows.size(), 1);
  std::pair<std::size_t, std::size_t> strongest{0, 1};
  const auto at = [&](std::size_t a, std::size_t b) -> double& { return r[a * rows.size() + b]; };
  for (std::size_t a = 0; a < rows.size(); ++a)
    for (std::size_t b = a + 1; b < rows.size(); ++b) {
      at(a, b) = at(b, a) = sensors::together(rows[a].hours, rows[b].hours);
      if (std::isnan(at(strongest.first, strongest.second)) ||
          std::abs(at(a, b)) > std::abs(at(strongest.first, strongest.second)))
        strongest = {a, b};
    }
  const double best = at(strongest.first, strongest.second);
  if (std::isnan(best)) return std::nullopt;
  Plot plot;
  plot.title = words.tr("plot.correlation");
  plot.height = 60 + 40 * static_cast<float>(rows.size());
  plot.summary =
      words.tr(std::abs(best) < 0.3 ? "plot.correlation.none"
               : best > 0           ? "plot.correlation.same"
                                    : "plot.correlation.opposite",
               {{"a", rows[strongest.first].name}, {"b", rows[strongest.second].name}, {"r", words.decimal(best, 2)}});
  plot.heads = {""};
  std::vector<std::string> names;
  for (const Row& row : rows) names.push_back(row.name), plot.heads.push_back(row.name);
  for (std::size_t a = 0; a < rows.size(); ++a) {
    std::vector<std::string>& row = plot.rows.emplace_back();
    row.push_back(rows[a].name);
    for (std::size_t b = 0; b < rows.size(); ++b) row.push_back(std::isnan(at(a, b)) ? "" : words.decimal(at(a, b), 2));
  }
  plot.heads[0] = words.tr("station.quantity");
  // A disc for each pair, its figure beside it where there is room: as large as r is strong, hollow where they go
  // against each other.
  plot.paint = [&words, names, r](print::Canvas& canvas) {
    double lead = 0, widest = 0;
    for (const std::string& name : names) widest = std::max(widest, canvas.width_of(name));
    // Columns too narrow for their names are told by numbers.
    const bool numbered =
        widest > (canvas.width - std::min(widest + 12, canvas.width * 0.4)) / static_cast<double>(names.size()) - 4;
    if (numbered) widest += canvas.width_of("9. ");
    lead = std::min(widest + 12, canvas.width * 0.45);
    const double count = static_cast<double>(names.size()), top = canvas.line_height * 1.4;
    const double width = (canvas.width - lead) / count, height = (canvas.height - top) / count;
    const double beside = canvas.width_of("\u22120,00") + 8, largest = std::min({width / 2, height / 2, 16.0}) - 1;
    const bool room = width > 2 * largest + beside;
    for (std::size_t a = 0; a < names.size(); ++a) {
      const double y = top + (static_cast<double>(a) + 0.5) * height;
      const std::string number = std::to_string(a + 1);
      canvas.words({lead - 10, y}, print::Anchor::kEnd, Ink::kAxis,
                   print::cut(canvas, numbered ? number + ". " + names[a] : names[a], lead - 12));
      const double head = lead + (static_cast<double>(a) + 0.5) * width - (room ? beside / 2 : 0);
      canvas.words({head, top / 2}, print::Anchor::kMiddle, Ink::kAxis, numbered ? number : names[a]);
      for (std::size_t b = 0; b < names.size(); ++b) {
        const double value = r[a * names.size() + b];
        const double x = lead + (static_cast<double>(b) + 0.5) * width - (room ? beside / 2 : 0);
        if (std::isnan(value)) continue;
        const double radius = largest * std::sqrt(std::abs(value));
        canvas.disc({x, y}, radius, Ink::kLine);
        if (value < 0) canvas.disc({x, y}, std::max(0.0, radius - 3), Ink::kPaper);
        if (a != b && room)
          canvas.words({x + largest + 6, y}, print::Anchor::kStart, Ink::kText, words.decimal(value, 2));
      }
    }
  };
  return plot;
}

}  // namespace rooms::station_parts
