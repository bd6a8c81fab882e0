#include <cstdio>

#include "rooms/rooms.h"

namespace rooms {
namespace {

using records::Opening;

constexpr std::int64_t kDay = records::kMinutesPerDay;
constexpr std::int64_t kSoon = 60;       // minutes
constexpr std::int64_t kNight = 6 * 60;  // until then, "à 2 h" is said of the night that began the day before

// "à 18 h", "demain à 9 h", "lundi à 9 h", "le 4 mai 2026 à 9 h".
std::string moment(const i18n::Words& words, std::int64_t at, std::int64_t now) {
  const std::int64_t day = at / kDay, days = day - now / kDay;
  const int minute = static_cast<int>(at % kDay);
  const std::string time = words.clock_time(minute / 60, minute % 60);
  if (days == 0 || (days == 1 && minute < kNight && at - now < kDay / 2))
    return words.tr("opening.at", {{"time", time}});
  if (days == 1) return words.tr("opening.tomorrow", {{"time", time}});
  if (days < 7)
    return words.tr(
        "opening.weekday",
        {{"day", words.tr("date.weekday-" + std::to_string(records::weekday_of(day) + 1))}, {"time", time}});
  const records::Date date = records::date_of(day);
  char iso[48];
  std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", date.year, date.month, date.day);
  return words.tr("opening.date", {{"date", words.date(iso)}, {"time", time}});
}

}  // namespace

OpeningWords opening_words(const i18n::Words& words, const records::OpeningHours::At& at, std::int64_t now) {
  const bool holiday = at.holiday != records::Holiday::kNone;
  if (at.state == Opening::kUnknown) return {words.tr("opening.unknown"), ui::Tone::kNeutral};
  if (at.state == Opening::kOpen) {
    // Hours written without a thought for holidays are not a promise.
    if (holiday && !at.holiday_in_rules) return {words.tr("opening.open-holiday"), ui::Tone::kWarning};
    if (!at.until) return {words.tr("opening.always"), ui::Tone::kSuccess};
    if (at.then == Opening::kUnknown) return {words.tr("opening.open-at-least"), ui::Tone::kSuccess};
    const std::string when = moment(words, *at.until, now);
    if (*at.until - now <= kSoon) return {words.tr("opening.closes-soon", {{"when", when}}), ui::Tone::kWarning};
    return {words.tr("opening.open", {{"when", when}}), ui::Tone::kSuccess};
  }
  const bool opens = at.until && at.then == Opening::kOpen;
  const std::string when = opens ? moment(words, *at.until, now) : std::string();
  if (holiday && at.holiday_in_rules)
    return {opens ? words.tr("opening.holiday-opens", {{"when", when}}) : words.tr("opening.holiday"),
            ui::Tone::kNeutral};
  return {opens ? words.tr("opening.closed", {{"when", when}}) : words.tr("opening.closed-only"), ui::Tone::kNeutral};
}

}  // namespace rooms
