// A station as it is taken away to be printed: what is on screen, as a document and as a picture.
#include <cmath>

#include "rooms/station_parts.h"

namespace rooms::station_parts {

using namespace measures_parts;

print::Curve printed_curve(const i18n::Words& words, const Shown& shown, const StationState& state) {
  const ChartOf chart = chart_of(words, shown, state);
  const draw::ChartSpec& spec = chart.spec;
  print::Curve curve;
  curve.name = spec.name;
  curve.from = spec.from;
  curve.until = spec.until;
  curve.low = static_cast<double>(spec.low);
  curve.high = static_cast<double>(spec.high);
  curve.step = static_cast<double>(spec.step);
  curve.marks = spec.marks;
  curve.unit = spec.unit;
  double last = -1e300;
  for (const draw::ChartPoint& point : chart.points) {
    const double at = (point.from + point.until) / 2;
    if (std::isnan(point.mean) || at < spec.from || at >= spec.until) continue;
    curve.points.push_back({at, static_cast<double>(point.low), static_cast<double>(point.mean),
                            static_cast<double>(point.high), at - last > spec.longest});
    last = at;
  }
  for (const draw::ChartTick& tick : spec.ticks) curve.ticks.push_back({tick.at, tick.until, tick.words});
  for (const draw::ChartGuide& guide : spec.guides)
    curve.guides.push_back({static_cast<double>(guide.value), guide.words});
  return curve;
}

print::Bulletin bulletin_of(const i18n::Words& words, const Shown& shown, const StationState& state,
                            const sensors::Station& station) {
  const series::Header& header = shown.reading.raw.header;
  print::Bulletin bulletin;
  bulletin.language = words.language();
  bulletin.station = station.name;
  bulletin.about = station.demonstration ? words.tr("station.invented") : exposure_words(words, station.is.exposure);
  bulletin.quantity = quantity_words(words, header.quantity);
  bulletin.curve = printed_curve(words, shown, state);
  bulletin.caption = sight_words(words, shown, state, drawn_step(state));
  // Days rather than hours where there are several: a page, not ten.
  const series::Step by = state.range == Range::kDay                      ? series::Step::kEachHour
                          : drawn_step(state) == series::Step::kEachMonth ? series::Step::kEachMonth
                                                                          : series::Step::kEachDay;
  bulletin.table = sight_words(words, shown, state, by);
  MeansTable table = means_table(words, shown, state, by, true);
  bulletin.heads = std::move(table.heads);
  bulletin.rows = std::move(table.rows);
  bulletin.why = words.tr("station.why");
  if (const auto bucket = chosen_bucket(shown, state)) {
    bulletin.value =
        std::isnan(bucket->mean) ? words.tr("station.no-figure") : value_with_unit(words, bucket->mean, header);
    bulletin.when = mean_words(words, shown.zone, *bucket);
    for (WhyStep& step : why_steps(words, shown, state, *bucket)) {
      if (step.key == "index") bulletin.index = step.title;
      bulletin.steps.emplace_back(std::move(step.title), std::move(step.detail));
    }
  }
  bulletin.footer = words.tr("bulletin.footer");
  return bulletin;
}

}  // namespace rooms::station_parts
