// What measures mean for people: the level "application". The air index of each day, a room's confinement, a street's
// noise, the comfort of warm and damp air; each by the text that defines it.
#include <algorithm>
#include <cmath>

#include "analytics/confinement.h"
#include "analytics/weather.h"
#include "rooms/station_plots.h"
#include "sensors/air_index.h"
#include "sensors/noise_days.h"

namespace rooms::station_parts {

using namespace measures_parts;
using print::Ink;

namespace {

// Days, or the hours of one, as bars, each in the ink of its grade; `on` is written on it where there is room.
struct DayBar {
  Ms begin;
  double value;
  Ink ink;
  std::string on = {};
  Ink ink_on = Ink::kText;
};
constexpr std::size_t kMostDays = 62;

void paint_days(print::Canvas& canvas, const i18n::Words& words, const series::Zone& zone,
                const std::vector<DayBar>& days, double low, double high, const std::string& unit,
                const std::vector<std::pair<double, std::string>>& limits, bool of_hours = false) {
  const Axes at = axes(canvas, words, low, high, unit);
  const double width = (at.right - at.left) / static_cast<double>(std::max<std::size_t>(days.size(), 7));
  std::vector<std::pair<double, std::string>> under;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const double left = at.left + static_cast<double>(i) * width;
    const series::Civil civil = series::to_civil(series::to_local(zone, days[i].begin));
    under.emplace_back(left + width / 2, of_hours ? hour_words(words, zone, days[i].begin)
                                                  : std::to_string(civil.day) + ' ' +
                                                        words.tr("date.month-short-" + std::to_string(civil.month)));
    if (std::isnan(days[i].value)) continue;
    const double top = at.y(days[i].value);
    canvas.box(left + width * 0.1, top, width * 0.8, std::max(2.0, at.bottom - top), days[i].ink);
    if (canvas.width_of(days[i].on) + 4 < width * 0.8 && at.bottom - top > canvas.line_height)
      canvas.words({left + width / 2, top + canvas.line_height * 0.6}, print::Anchor::kMiddle, days[i].ink_on,
                   days[i].on, true);
  }
  for (const auto& [value, text] : limits) {
    if (value <= at.low || value > at.high) continue;
    canvas.line({{at.left, at.y(value)}, {at.right, at.y(value)}}, Ink::kLimit, 2, true);
    canvas.label({at.right - 4, at.y(value) - canvas.line_height * 0.6}, print::Anchor::kEnd, Ink::kLimit, text);
  }
  below(canvas, at, under);
}

template <class T>
void last_of(std::vector<T>& days) {
  if (days.size() > kMostDays) days.erase(days.begin(), days.end() - static_cast<std::ptrdiff_t>(kMostDays));
}

// ---- the air index

const sensors::Scale* scale_at(const Asked& asked) {
  return sensors::find_scale(asked.shown.scale, asked.shown.reading.raw.chunks().back().last);
}

bool has_index(const Asked& asked) {
  return asked.station.is.exposure != "indoor" &&
         std::ranges::any_of(sensors::scales(), [&](const sensors::Scale& scale) {
           return std::ranges::any_of(scale.bounds, [&](const sensors::GradeBounds& bounds) {
             return static_cast<bool>(series_of(asked.context.state, asked.station, bounds.quantity));
           });
         });
}

// What each grade goes up to, a row each: "PM2,5 10 · PM10 20".
PlotTable bounds_table(const i18n::Words& words, const sensors::Scale& scale) {
  const std::string key = "scale." + std::string(scale.key);
  PlotTable table;
  table.title = words.tr(key);
  table.about = words.tr(key + ".about") + ' ' + words.tr("plot.index.source", {{"source", std::string(scale.source)}});
  table.heads = {words.tr("plot.index"), words.tr("plot.index.bounds")};
  table.shares = {0.36f, 0.64f};
  for (std::size_t grade = 0; grade < 6; ++grade) {
    std::string upto;
    for (const sensors::GradeBounds& row : scale.bounds) {
      const double bound = row.upper[std::min<std::size_t>(grade, row.upper.size() - 1)];
      upto += (upto.empty() ? "" : " · ") +
              words.tr(grade < row.upper.size() ? "plot.index.upto" : "plot.index.beyond",
                       {{"quantity", quantity_words(words, row.quantity)}, {"bound", words.decimal(bound, 0)}});
    }
    table.rows.push_back(
        {std::to_string(grade + 1) + ", " + words.tr(key + ".grade." + std::to_string(grade + 1)), std::move(upto)});
  }
  return table;
}

std::optional<Plot> index_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  const std::string key = "scale." + std::string(asked.shown.scale);
  Plot plot;
  plot.title = words.tr("plot.index");
  plot.height = 220;
  const sensors::Scale* in_force = scale_at(asked);
  if (!in_force) {
    plot.summary = words.tr("station.index-not-in-force", {{"scale", words.tr(key)}});
    return plot;
  }
  const sensors::Scale& scale = *in_force;
  const series::Zone& zone = asked.shown.zone;
  std::vector<const series::Series*> here;
  for (const base::Id id : asked.station.series)
    if (const Measures::Held* held = asked.context.measures.find(id); held && held->reading)
      here.push_back(&held->reading->used);
  std::vector<sensors::IndexStep> steps;
  for (sensors::IndexStep& step : sensors::air_index(here, scale))
    if (step.begin >= asked.stretch.from && step.begin < asked.stretch.until && step.grade > 0)
      steps.push_back(std::move(step));
  if (steps.empty()) return std::nullopt;
  const bool hourly = sensors::hourly(scale);
  const auto grade_words = [&](int grade) { return words.tr(key + ".grade." + std::to_string(grade)); };
  std::array<std::size_t, 6> counts{};
  for (const sensors::IndexStep& step : steps) ++counts[static_cast<std::size_t>(step.grade - 1)];
  std::string times;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0)
      times +=
          (times.empty() ? "" : ", ") +
          words.tr("plot.index.days", {{"name", grade_words(static_cast<int>(i) + 1)},
                                       {"days", words.plural(hourly ? "plot.hour-count" : "plot.days", counts[i])}});
  const sensors::IndexStep last = steps.back();
  plot.summary = words.tr(hourly ? "plot.index.summary-hours" : "plot.index.summary",
                          {{"scale", words.tr(key)},
                           {"days", times},
                           {"last", day_words(words, zone, last.begin)},
                           {"hour", hour_words(words, zone, last.begin + series::kHour)},
                           {"grade", std::to_string(last.grade)},
                           {"name", grade_words(last.grade)}}) +
                 ' ' + words.tr(key + ".advice." + std::to_string(last.grade));
  plot.scale = bounds_table(words, scale);

  // A scale of hours is shown hour by hour within a day, else by the worst hour of each.
  const bool by_hour = hourly && asked.stretch.until - asked.stretch.from <= 25 * series::kHour;
  std::vector<sensors::IndexDay> shown;
  if (hourly && !by_hour)
    shown = sensors::worst_of_days(steps, zone);
  else
    for (sensors::IndexStep& step : steps) shown.push_back({step.begin, std::move(step)});
  last_of(shown);
  plot.heads = {words.tr("station.head.when"), words.tr(hourly && !by_hour ? "plot.index.worst-hour" : "plot.index"),
                words.tr("plot.index.made-by")};
  std::vector<DayBar> bars;
  for (const auto& [begin, step] : shown) {
    const std::string made_by = quantity_words(words, step.quantity);
    const std::string until = hour_words(words, zone, step.begin + series::kHour);
    plot.rows.push_back(
        {by_hour ? words.tr("plot.index.hour", {{"hour", until}}) : day_words(words, zone, begin),
         std::to_string(step.grade) + ", " + grade_words(step.grade),
         hourly && !by_hour ? words.tr("plot.index.at-hour", {{"quantity", made_by}, {"hour", until}}) : made_by});
    bars.push_back({begin, static_cast<double>(step.grade), print::step(Ink::kGrade, step.grade - 1),
                    std::to_string(step.grade), print::step(Ink::kGradeInk, step.grade - 1)});
  }
  if (!bars.empty())
    plot.paint = [&words, bars, by_hour, &zone](print::Canvas& canvas) {
      paint_days(canvas, words, zone, bars, 0, 6, words.tr("plot.index.unit"), {}, by_hour);
    };
  return plot;
}

// ---- confinement

bool is_co2(const Asked& asked) { return asked.header().quantity == "co2"; }

std::optional<Plot> confinement_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  const auto found = sensors::confinement_of(asked.shown.reading.used, asked.stretch);
  if (!found) return std::nullopt;
  const int level = analytics::icone_level(found->icone);
  Plot plot;
  plot.title = words.tr("plot.confinement");
  plot.height = 220;
  plot.summary = words.tr("plot.confinement.summary", {{"icone", words.decimal(found->icone, 1)},
                                                       {"level", std::to_string(level)},
                                                       {"name", words.tr("plot.icone-" + std::to_string(level))},
                                                       {"above", words.decimal(100 * found->above_800, 0)},
                                                       {"far", words.decimal(100 * found->above_1500, 0)}});
  plot.heads = {words.tr("station.head.when"), words.tr("plot.icone"), words.tr("plot.highest")};
  std::vector<sensors::Confinement::Day> days = found->days;
  last_of(days);
  std::vector<DayBar> bars;
  for (const auto& day : days) {
    const int its = analytics::icone_level(day.icone);
    plot.rows.push_back({day_words(words, asked.shown.zone, day.begin),
                         words.decimal(day.icone, 1) + ", " + words.tr("plot.icone-" + std::to_string(its)),
                         value_with_unit(words, day.highest, asked.header())});
    bars.push_back({.begin = day.begin, .value = day.icone, .ink = print::step(Ink::kSequence, its)});
  }
  plot.paint = [&words, bars, &zone = asked.shown.zone](print::Canvas& canvas) {
    paint_days(canvas, words, zone, bars, 0, 5, words.tr("plot.icone"), {});
  };
  return plot;
}

// ---- noise

constexpr double kRoadLden = 53;  // WHO Europe 2018
bool is_noise(const Asked& asked) { return asked.header().quantity.starts_with("noise_"); }

std::optional<Plot> noise_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  std::vector<sensors::NoiseDay> days;
  for (const sensors::NoiseDay& day : sensors::noise_days(asked.shown.reading.used))
    if (day.begin >= asked.stretch.from && day.begin < asked.stretch.until) days.push_back(day);
  const analytics::DayLevels over = sensors::over_days(days);
  if (!over.lden && !over.night && !over.day) return std::nullopt;
  const std::string unit = "\u00a0dB(A)";
  const auto level = [&](const std::optional<double>& value) {
    return value ? words.decimal(*value, 1) + unit : words.tr("plot.noise.refused");
  };
  Plot plot;
  plot.title = words.tr("plot.noise");
  plot.height = 240;
  plot.summary = words.tr(
      "plot.noise.summary",
      {{"lden", level(over.lden)}, {"lnight", level(over.night)}, {"days", words.plural("plot.days", days.size())}});
  last_of(days);
  plot.heads = {words.tr("station.head.when"), "Lden", words.tr("plot.noise.day"), words.tr("plot.noise.evening"),
                words.tr("plot.noise.night")};
  std::vector<DayBar> bars;
  double low = 100, high = kRoadLden;
  for (const sensors::NoiseDay& day : days) {
    const double lden = day.levels.lden.value_or(std::numeric_limits<double>::quiet_NaN());
    plot.rows.push_back({day_words(words, asked.shown.zone, day.begin), level(day.levels.lden), level(day.levels.day),
                         level(day.levels.evening), level(day.levels.night)});
    bars.push_back({.begin = day.begin, .value = lden, .ink = Ink::kLine});
    if (!std::isnan(lden)) low = std::min(low, lden), high = std::max(high, lden);
  }
  low = std::min(low, kRoadLden) - 5;
  plot.paint = [&words, bars, low, high, &zone = asked.shown.zone](print::Canvas& canvas) {
    paint_days(canvas, words, zone, bars, low, high, "dB(A)", {{kRoadLden, words.tr("plot.noise.guide")}});
  };
  return plot;
}

// ---- comfort

bool has_comfort(const Asked& asked) {
  return (asked.header().quantity == "temperature" || asked.header().quantity == "humidity") &&
         series_of(asked.context.state, asked.station, "temperature") &&
         series_of(asked.context.state, asked.station, "humidity");
}

std::optional<Plot> comfort_plot(const Asked& asked) {
  const sensors::Reading *temperature = asked.other("temperature"), *humidity = asked.other("humidity");
  if (!temperature || !humidity) return std::nullopt;
  const i18n::Words& words = asked.words;

  const std::vector<sensors::Bucket>& damp = humidity->at(sensors::View::kReprocessed).hours;
  struct Day {
    Ms begin;
    double felt, dew;
  };
  std::vector<Day> days;
  const auto hours = sensors::whole_within(temperature->at(sensors::View::kReprocessed).hours, asked.stretch);
  for (const sensors::Bucket& hour : hours) {
    const sensors::Bucket* its = sensors::bucket_at(damp, hour.begin);
    if (!its || std::isnan(its->mean)) continue;
    const Ms begin = series::floor_to(asked.shown.zone, hour.begin, series::Step::kEachDay);
    const double felt = analytics::heat_index(hour.mean, its->mean), dew = analytics::dew_point(hour.mean, its->mean);
    if (days.empty() || days.back().begin != begin) days.push_back({begin, felt, dew});
    days.back().felt = std::fmax(days.back().felt, felt);
    days.back().dew = std::fmax(days.back().dew, dew);
  }
  if (days.empty()) return std::nullopt;
  const auto hottest = std::ranges::max_element(days, {}, &Day::felt);
  const auto degrees = [&](double value) { return words.decimal(value, 1) + "\u00a0°C"; };
  Plot plot;
  plot.title = words.tr("plot.comfort");
  plot.height = 220;
  plot.summary = words.tr("plot.comfort.summary", {{"day", day_words(words, asked.shown.zone, hottest->begin)},
                                                   {"felt", degrees(hottest->felt)},
                                                   {"dew", degrees(hottest->dew)}});
  last_of(days);
  plot.heads = {words.tr("station.head.when"), words.tr("plot.comfort.felt"), words.tr("plot.comfort.dew")};
  std::vector<DayBar> bars;
  double low = 0, high = 1;
  for (const Day& day : days) {
    plot.rows.push_back({day_words(words, asked.shown.zone, day.begin), degrees(day.felt), degrees(day.dew)});
    bars.push_back({.begin = day.begin, .value = day.felt, .ink = Ink::kLine});
    low = std::min(low, day.felt), high = std::max(high, day.felt);
  }
  plot.paint = [&words, bars, low, high, &zone = asked.shown.zone](print::Canvas& canvas) {
    paint_days(canvas, words, zone, bars, low, high, "°C", {{32, words.tr("plot.comfort.guide")}});
  };
  return plot;
}

constexpr PlotKind kApplications[] = {{"index", has_index, index_plot, all_of_it},
                                      {"confinement", is_co2, confinement_plot, nothing_else},
                                      {"noise", is_noise, noise_plot, nothing_else},
                                      {"comfort", has_comfort, comfort_plot, all_of_it}};

}  // namespace

std::span<const PlotKind> applications() { return kApplications; }

}  // namespace rooms::station_parts
