// Where the wind comes from at a station, and what it brings.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "rooms/station_plots.h"

namespace rooms::station_parts {

using namespace measures_parts;
using print::Ink;
using print::Place;

namespace {

constexpr double kTurn = 2 * std::numbers::pi;

// Degrees from north, clockwise.
Place towards(const Place& middle, double radius, double degrees) {
  const double angle = degrees / 360 * kTurn;
  return {middle.x + radius * std::sin(angle), middle.y - radius * std::cos(angle)};
}

std::string sector_words(const i18n::Words& words, std::size_t sector) {
  return words.tr("plot.wind." + std::to_string(sector));
}

// The hours of the wind as they were checked, not as the level of what is shown.
struct Wind {
  const std::vector<sensors::Bucket>&direction, &speed;
};
std::optional<Wind> wind_of(const Asked& asked) {
  const sensors::Reading *direction = asked.other("wind_direction"), *speed = asked.other("wind_speed");
  if (!direction || !speed) return std::nullopt;
  return Wind{direction->at(sensors::View::kReprocessed).hours, speed->at(sensors::View::kReprocessed).hours};
}

void compass(print::Canvas& canvas, const i18n::Words& words, const Place& middle, double radius) {
  for (const double part : {0.5, 1.0}) {
    std::vector<Place> circle;
    for (int i = 0; i <= 72; ++i) circle.push_back(towards(middle, radius * part, i * 5));
    canvas.line(std::move(circle), Ink::kGrid);
  }
  for (std::size_t i = 0; i < 4; ++i)
    canvas.words(towards(middle, radius + canvas.line_height * 0.7, static_cast<double>(i) * 90),
                 print::Anchor::kMiddle, Ink::kAxis, words.tr("plot.wind.letter-" + std::to_string(i)));
}

}  // namespace

std::optional<Plot> rose_plot(const Asked& asked) {
  const auto wind = wind_of(asked);
  if (!wind) return std::nullopt;
  const i18n::Words& words = asked.words;
  const series::Header& header = asked.header();
  const auto rose = sensors::rose_of(asked.hours(), wind->direction, wind->speed, asked.energetic());
  if (!rose) return std::nullopt;
  const analytics::WindRose& counts = rose->wind;
  std::array<double, sensors::kWindSectors> shares{};
  std::size_t often = 0, most = sensors::kWindSectors;
  for (std::size_t sector = 0; sector < counts.sectors; ++sector) {
    for (std::size_t i = 0; i < counts.classes; ++i) shares[sector] += counts.counts[sector * counts.classes + i];
    shares[sector] /= counts.total;
    if (shares[sector] > shares[often]) often = sector;
    // A direction that hardly ever blows says nothing.
    if (rose->brought[sector].count * 100 >= counts.total &&
        (most == sensors::kWindSectors || rose->brought[sector].mean > rose->brought[most].mean))
      most = sector;
  }
  const auto percent = [&](double share) { return words.decimal(100 * share, 0) + "\u00a0%"; };
  Plot plot;
  plot.title = words.tr("plot.rose");
  plot.height = 320;
  plot.summary = words.tr("plot.rose.summary", {{"often", sector_words(words, often)},
                                                {"share", percent(shares[often])},
                                                {"hours", words.plural("plot.hours-count", counts.total)}});
  if (most < sensors::kWindSectors)
    plot.summary +=
        ' ' + words.tr("plot.rose.brought", {{"most", sector_words(words, most)},
                                             {"value", value_with_unit(words, rose->brought[most].mean, header)}});
  plot.heads = {words.tr("plot.wind"), words.tr("plot.share"), quantity_words(words, header.quantity)};
  for (std::size_t sector = 0; sector < counts.sectors; ++sector)
    plot.rows.push_back(
        {sector_words(words, sector), percent(shares[sector]), figure(words, rose->brought[sector].mean)});
  plot.rows.push_back({words.tr("plot.calm"), percent(static_cast<double>(counts.calm) / counts.total), ""});
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const sensors::BeatMean& brought : rose->brought)
    if (brought.count > 0) low = std::min(low, brought.mean), high = std::max(high, brought.mean);
  if (begins_at_zero(header.quantity)) low = std::min(low, 0.0);
  plot.paint = [&words, rose = *rose, shares, low, high, widest = shares[often], header](print::Canvas& canvas) {
    const double under = canvas.line_height * 1.6;
    const double radius = std::min(canvas.width, canvas.height - under) / 2 - canvas.line_height * 1.4;
    const Place middle{canvas.width / 2, (canvas.height - under) / 2};
    compass(canvas, words, middle, radius);
    for (std::size_t sector = 0; sector < shares.size(); ++sector) {
      if (shares[sector] <= 0) continue;
      const double length = radius * shares[sector] / widest, from = (static_cast<double>(sector) - 0.4) * 22.5;
      std::vector<Place> wedge{middle};
      for (int i = 0; i <= 6; ++i) wedge.push_back(towards(middle, length, from + i * 3));
      canvas.area(std::move(wedge),
                  print::step(Ink::kSequence, std::max(0, draw::sequence_step(rose.brought[sector].mean, low, high))));
    }
    canvas.label({middle.x + 8, middle.y - radius + canvas.line_height * 0.7}, print::Anchor::kStart, Ink::kAxis,
                 words.decimal(100 * widest, 0) + "\u00a0%");
    legend(canvas, 4, canvas.height - canvas.line_height * 0.7, figure(words, low),
           value_with_unit(words, high, header));
  };
  return plot;
}

std::optional<Plot> polar_plot(const Asked& asked) {
  const auto wind = wind_of(asked);
  if (!wind) return std::nullopt;
  const i18n::Words& words = asked.words;
  const series::Header& header = asked.header();
  const auto polar = sensors::polar_of(asked.hours(), wind->direction, wind->speed, asked.energetic());
  if (!polar) return std::nullopt;
  constexpr auto kSide = static_cast<int>(sensors::Polar::kSide);
  const double cell_speed = 2 * polar->max_speed / kSide;
  // Where a cell lies: how strong the wind, and from where.
  const auto east = [&](std::size_t cell) { return (static_cast<int>(cell) % kSide - kSide / 2) * cell_speed; };
  const auto north = [&](std::size_t cell) { return (static_cast<int>(cell) / kSide - kSide / 2) * cell_speed; };
  double low = std::numeric_limits<double>::infinity(), high = -low;
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < polar->cells.size(); ++cell) {
    if (polar->cells[cell].count < sensors::Polar::kLeast || std::hypot(east(cell), north(cell)) > polar->max_speed)
      continue;
    low = std::min(low, polar->cells[cell].mean);
    high = std::max(high, polar->cells[cell].mean);
    cells.push_back(cell);
  }
  if (cells.empty()) return std::nullopt;
  const auto where = [&](std::size_t cell) {
    const double degrees = std::fmod(std::atan2(east(cell), north(cell)) / kTurn * 360 + 360, 360);
    return words.tr("plot.polar.where",
                    {{"direction", sector_words(words, analytics::sector_of(degrees, sensors::kWindSectors))},
                     {"speed", words.decimal(std::hypot(east(cell), north(cell)), 1)}});
  };
  std::ranges::sort(cells, std::greater(), [&](std::size_t cell) { return polar->cells[cell].mean; });
  Plot plot;
  plot.title = words.tr("plot.polar");
  plot.height = 340;
  plot.summary = words.tr("plot.polar.summary", {{"where", where(cells.front())},
                                                 {"high", value_with_unit(words, high, header)},
                                                 {"least", where(cells.back())},
                                                 {"low", value_with_unit(words, low, header)}});
  plot.heads = {words.tr("plot.wind"), quantity_words(words, header.quantity), words.tr("plot.hours")};
  constexpr std::size_t kRows = 40;
  for (std::size_t i = 0; i < std::min(kRows, cells.size()); ++i)
    plot.rows.push_back(
        {where(cells[i]), figure(words, polar->cells[cells[i]].mean), words.number(polar->cells[cells[i]].count)});
  if (begins_at_zero(header.quantity)) low = std::min(low, 0.0);
  plot.paint = [&words, polar = *polar, cells, low, high, header](print::Canvas& canvas) {
    const double under = canvas.line_height * 1.6;
    const double radius = std::min(canvas.width, canvas.height - under) / 2 - canvas.line_height * 1.4;
    const Place middle{canvas.width / 2, (canvas.height - under) / 2};
    const double size = 2 * radius / kSide;
    for (const std::size_t cell : cells) {
      const int column = static_cast<int>(cell) % kSide, row = static_cast<int>(cell) / kSide;
      canvas.box(middle.x - radius + column * size, middle.y + radius - (row + 1) * size, size, size,
                 print::step(Ink::kSequence, draw::sequence_step(polar.cells[cell].mean, low, high)));
    }
    compass(canvas, words, middle, radius);
    canvas.label({middle.x + 8, middle.y - radius + canvas.line_height * 0.7}, print::Anchor::kStart, Ink::kAxis,
                 words.decimal(polar.max_speed, 0) + "\u00a0m/s");
    legend(canvas, 4, canvas.height - canvas.line_height * 0.7, figure(words, low),
           value_with_unit(words, high, header));
  };
  return plot;
}

}  // namespace rooms::station_parts
