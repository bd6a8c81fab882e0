// A station in the course of days, weeks and years: its rhythm, its week as a grid, its trend.
#include <algorithm>
#include <cmath>

#include "rooms/station_plots.h"

namespace rooms::station_parts {

using namespace measures_parts;
using print::Ink;
using sensors::Beat;

std::string beat_words(const i18n::Words& words, Beat beat, std::size_t part, bool whole) {
  if (beat == Beat::kHour) return whole ? words.clock_time(static_cast<int>(part), 0) : std::to_string(part);
  const std::string number = std::to_string(part + 1);
  if (beat == Beat::kWeekday) return words.tr((whole ? "date.weekday-" : "date.weekday-short-") + number);
  return words.tr(whole ? "date.month-" + std::string(part < 9 ? "0" : "") + number : "date.month-short-" + number);
}

namespace {

// The highest and lowest of means, by index.
struct Extremes {
  std::size_t highest = 0, lowest = 0;
};
std::optional<Extremes> extremes_of(std::span<const sensors::BeatMean> means) {
  std::optional<Extremes> found;
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (means[i].count == 0) continue;
    if (!found) found = {i, i};
    if (means[i].mean > means[found->highest].mean) found->highest = i;
    if (means[i].mean < means[found->lowest].mean) found->lowest = i;
  }
  return found;
}

std::string week_hour_words(const i18n::Words& words, std::size_t cell) {
  return words.tr("plot.week-hour", {{"day", beat_words(words, Beat::kWeekday, cell / 24, true)},
                                     {"hour", beat_words(words, Beat::kHour, cell % 24, true)}});
}

}  // namespace

std::optional<Plot> rhythm_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  const Beat beat = asked.state.beat;
  const std::vector<sensors::BeatMean> means =
      sensors::beats_of(asked.hours(), asked.shown.zone, beat, asked.energetic());
  const auto extremes = extremes_of(means);
  if (!extremes) return std::nullopt;
  const series::Header& header = asked.header();
  const sensors::BeatMean &highest = means[extremes->highest], &lowest = means[extremes->lowest];
  Plot plot;
  plot.title = words.tr("plot.rhythm");
  plot.summary = words.tr("rhythm.summary", {{"quantity", quantity_words(words, header.quantity)},
                                             {"highest", beat_words(words, beat, extremes->highest, true)},
                                             {"high", value_with_unit(words, highest.mean, header)},
                                             {"lowest", beat_words(words, beat, extremes->lowest, true)},
                                             {"low", value_with_unit(words, lowest.mean, header)}});
  constexpr const char* kHeads[] = {"rhythm.hour", "rhythm.weekday", "rhythm.month"};
  plot.heads = {words.tr(kHeads[static_cast<std::size_t>(beat)]), words.tr("station.head.mean"),
                words.tr("plot.hours")};
  for (std::size_t i = 0; i < means.size(); ++i)
    plot.rows.push_back({beat_words(words, beat, i, true), figure(words, means[i].mean), words.number(means[i].count)});
  const double low = begins_at_zero(header.quantity) ? std::min(0.0, lowest.mean) : lowest.mean;
  plot.paint = [&words, means, beat, low, high = highest.mean, unit = header.unit_text](print::Canvas& canvas) {
    const Axes at = axes(canvas, words, low, high, unit);
    const double width = (at.right - at.left) / static_cast<double>(means.size());
    std::vector<std::pair<double, std::string>> under;
    for (std::size_t i = 0; i < means.size(); ++i) {
      const double left = at.left + static_cast<double>(i) * width;
      under.emplace_back(left + width / 2, beat_words(words, beat, i, false));
      if (std::isnan(means[i].mean)) continue;
      const double top = at.y(means[i].mean);
      canvas.box(left + width * 0.12, top, width * 0.76, std::max(1.0, at.bottom - top), Ink::kLine);
    }
    below(canvas, at, under);
  };
  return plot;
}

std::optional<Plot> week_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  const auto week = sensors::week_of(asked.hours(), asked.shown.zone, asked.energetic());
  const auto extremes = extremes_of(week);
  if (!extremes) return std::nullopt;
  const series::Header& header = asked.header();
  const double high = week[extremes->highest].mean;
  const double low =
      begins_at_zero(header.quantity) ? std::min(0.0, week[extremes->lowest].mean) : week[extremes->lowest].mean;
  Plot plot;
  plot.title = words.tr("plot.week");
  plot.height = 270;
  plot.summary = words.tr("plot.week.summary", {{"highest", week_hour_words(words, extremes->highest)},
                                                {"high", value_with_unit(words, high, header)},
                                                {"lowest", week_hour_words(words, extremes->lowest)},
                                                {"low", value_with_unit(words, week[extremes->lowest].mean, header)}});
  plot.heads = {words.tr("rhythm.hour")};
  for (std::size_t day = 0; day < 7; ++day) plot.heads.push_back(beat_words(words, Beat::kWeekday, day, false));
  for (std::size_t hour = 0; hour < 24; ++hour) {
    std::vector<std::string>& row = plot.rows.emplace_back();
    row.push_back(beat_words(words, Beat::kHour, hour, true));
    for (std::size_t day = 0; day < 7; ++day) row.push_back(figure(words, week[day * 24 + hour].mean));
  }
  plot.paint = [&words, week, low, high, header](print::Canvas& canvas) {
    double lead = 0;
    for (std::size_t day = 0; day < 7; ++day)
      lead = std::max(lead, canvas.width_of(beat_words(words, Beat::kWeekday, day, false)));
    lead += 10;
    const double top = 2, bottom = canvas.height - canvas.line_height * 3.2;
    const double width = (canvas.width - lead) / 24, height = (bottom - top) / 7;
    for (std::size_t cell = 0; cell < week.size(); ++cell) {
      const double x = lead + static_cast<double>(cell % 24) * width, y = top + static_cast<double>(cell / 24) * height;
      const int grade = draw::sequence_step(week[cell].mean, low, high);
      if (grade >= 0)
        canvas.box(x, y, width - 1.5, height - 1.5, print::step(Ink::kSequence, grade));
      else
        canvas.line({{x + 2, y + height - 4}, {x + width - 4, y + 2}}, Ink::kAxis);
    }
    for (std::size_t day = 0; day < 7; ++day)
      canvas.words({lead - 10, top + (static_cast<double>(day) + 0.5) * height}, print::Anchor::kEnd, Ink::kAxis,
                   beat_words(words, Beat::kWeekday, day, false));
    for (std::size_t hour = 0; hour < 24; hour += 3)
      canvas.words({lead + (static_cast<double>(hour) + 0.5) * width, bottom + canvas.line_height * 0.6},
                   print::Anchor::kMiddle, Ink::kAxis, beat_words(words, Beat::kHour, hour, false));
    legend(canvas, lead, canvas.height - canvas.line_height * 0.7, figure(words, low),
           value_with_unit(words, high, header));
  };
  return plot;
}

std::optional<Plot> trend_plot(const Asked& asked) {
  const i18n::Words& words = asked.words;
  const auto trend = sensors::trend_of(asked.shown.means.months, asked.stretch);
  if (!trend) return std::nullopt;
  const series::Header& header = asked.header();
  Plot plot;
  plot.title = words.tr("plot.trend");
  // Both must say so: the test, and an interval on one side of nothing.
  const bool sure = trend->test.p < 0.05 && trend->line.slope_low * trend->line.slope_high > 0;
  const std::string change = words.decimal(trend->line.slope, 2) + "\u00a0" + header.unit_text;
  plot.summary = words.tr(!sure                   ? "plot.trend.none"
                          : trend->line.slope > 0 ? "plot.trend.up"
                                                  : "plot.trend.down",
                          {{"change", change},
                           {"low", words.decimal(trend->line.slope_low, 2)},
                           {"high", words.decimal(trend->line.slope_high, 2)},
                           {"p", words.decimal(trend->test.p, 3)},
                           {"months", words.plural("plot.months", trend->months.size())}});
  if (trend->months.size() < 24) plot.summary += ' ' + words.tr("plot.trend.short");
  plot.heads = {words.tr("rhythm.month"), words.tr("station.head.mean"), words.tr("station.head.complete")};
  const auto month_words = [&words, &zone = asked.shown.zone](const sensors::Bucket& month) {
    const series::Civil civil = series::to_civil(series::to_local(zone, month.begin));
    return beat_words(words, Beat::kMonth, static_cast<std::size_t>(civil.month - 1), true) + ' ' +
           std::to_string(civil.year);
  };
  double low = trend->months[0].mean, high = low;
  for (const sensors::Bucket& month : trend->months) {
    plot.rows.push_back({month_words(month), figure(words, month.mean),
                         std::to_string(std::lround(100 * month.completeness)) + "\u00a0%"});
    low = std::min(low, month.mean);
    high = std::max(high, month.mean);
  }
  if (begins_at_zero(header.quantity)) low = std::min(low, 0.0);
  plot.paint = [&words, trend = *trend, low, high, unit = header.unit_text,
                &zone = asked.shown.zone](print::Canvas& canvas) {
    const Axes at = axes(canvas, words, low, high, unit);
    const auto middle = [](const sensors::Bucket& of) { return static_cast<double>(of.begin + of.end) / 2; };
    const double first = middle(trend.months.front()), length = std::max(1.0, middle(trend.months.back()) - first);
    const double left = at.left + 10, right = at.right - 10;
    const auto x = [&](double time) { return left + (time - first) / length * (right - left); };
    std::vector<print::Place> line;
    std::vector<std::pair<double, std::string>> under;
    int year = 0;
    for (const sensors::Bucket& month : trend.months) {
      line.push_back({x(middle(month)), at.y(month.mean)});
      const int its = series::to_civil(series::to_local(zone, month.begin)).year;
      if (its != year) under.emplace_back(line.back().x, std::to_string(its));
      year = its;
    }
    canvas.line(line, Ink::kLine, 1.5);
    for (const print::Place& place : line) canvas.disc(place, 3, Ink::kLine);
    constexpr double kYear = 365.25 * static_cast<double>(series::kDay);
    const auto fitted = [&](double time) {
      return at.y(trend.line.intercept + trend.line.slope * (time - first) / kYear);
    };
    canvas.line({{left, fitted(first)}, {right, fitted(first + length)}}, Ink::kLimit, 2.5, true);
    below(canvas, at, under);
  };
  return plot;
}

}  // namespace rooms::station_parts
