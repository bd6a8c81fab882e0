#include <cmath>

#include "rooms/measures_parts.h"

namespace rooms::measures_parts {
namespace {

std::string iso_date(const series::Civil& civil) {
  char iso[48];
  std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return iso;
}

series::Civil local(const series::Zone& zone, series::Ms time) {
  return series::to_civil(series::to_local(zone, time));
}

}  // namespace

std::string quantity_words(const i18n::Words& words, std::string_view quantity) {
  const std::string key = "quantity." + std::string(quantity);
  return words.knows(key) ? words.tr(key) : std::string(quantity);
}

std::string exposure_words(const i18n::Words& words, std::string_view exposure) {
  const std::string key = "exposure." + std::string(exposure);
  return words.tr(!exposure.empty() && words.knows(key) ? key : std::string("exposure.unknown"));
}

std::string figure(const i18n::Words& words, double value) {
  if (std::isnan(value)) return words.tr("measures.no-value");
  if (std::abs(value) >= 1000)
    return (value < 0 ? "-" : "") + words.number(static_cast<std::size_t>(std::llround(std::abs(value))));
  return words.decimal(value, std::abs(value) >= 100 ? 0 : 1);
}

std::string value_with_unit(const i18n::Words& words, double value, const series::Header& header) {
  const std::string text = figure(words, value);
  return std::isnan(value) || header.unit_text.empty() ? text : text + "\u00a0" + header.unit_text;
}

std::string date_words(const i18n::Words& words, const series::Zone& zone, series::Ms time) {
  return words.date(iso_date(local(zone, time)));
}

std::string day_words(const i18n::Words& words, const series::Zone& zone, series::Ms time) {
  const int weekday = series::weekday(series::to_local(zone, time));
  return words.tr("measures.day", {{"weekday", words.tr("date.weekday-" + std::to_string(weekday + 1))},
                                   {"date", date_words(words, zone, time)}});
}

std::string hour_words(const i18n::Words& words, const series::Zone& zone, series::Ms time) {
  const series::Civil civil = local(zone, time);
  return words.clock_time(civil.hour, civil.minute);
}

std::string mean_words(const i18n::Words& words, const series::Zone& zone, const sensors::Bucket& bucket) {
  if (bucket.end - bucket.begin > series::kHour)
    return words.tr("measures.mean-of-day", {{"day", day_words(words, zone, bucket.begin)}});
  return words.tr("measures.mean-of-hour",
                  {{"hour", hour_words(words, zone, bucket.end)}, {"day", day_words(words, zone, bucket.begin)}});
}

std::string waiting_words(const i18n::Words& words, const Measures::Held* held) {
  if (held && held->step == Measures::Held::Step::kFailed) return words.tr(held->failure);
  if (!held || !held->reading) return words.tr("measures.reading");
  if (held->reading->raw.size() > 0) return {};
  return words.tr(held->absent > 0 ? "measures.not-arrived" : "measures.nothing");
}

const sensors::Station* station_of(const Measures& measures, base::Id series) {
  for (const sensors::Station& station : measures.stations)
    for (const base::Id id : station.series)
      if (id == series) return &station;
  return nullptr;
}

}  // namespace rooms::measures_parts
