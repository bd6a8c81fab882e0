#include "records/opening_state.h"

#include <algorithm>

namespace records {
namespace {

constexpr int kLookAhead = 366;  // days

// When nobody knows until when: opening_hours.js supposes a late evening for what is still open at 17:00.
int open_end_of(int from) {
  return from >= 22 * 60 ? from + 8 * 60 : from >= 17 * 60 ? from + 10 * 60 : std::max(from, kMinutesPerDay);
}

// A span as the parts of known and unknown state it is made of.
struct Part {
  int from, to;
  bool known;
};
std::vector<Part> parts_of(const TimeSpan& span) {
  const int from = span.from_known ? span.from : 0;
  const int to = span.to_known ? span.to : kMinutesPerDay;
  if (!span.from_known || !span.to_known || span.appointments) return {{from, std::max(from, to), false}};
  std::vector<Part> parts;
  if (to > from) parts.push_back({from, to, true});
  if (span.open_end) parts.push_back({to, open_end_of(to), false});
  return parts;
}

bool wraps(const Rule& rule) {
  return std::ranges::any_of(rule.times, [](const TimeSpan& span) {
    return std::ranges::any_of(parts_of(span), [](const Part& part) { return part.to > kMinutesPerDay; });
  });
}

int days_in_month(Date date) {
  return static_cast<int>(day_number({date.month == 12 ? date.year + 1 : date.year, date.month % 12 + 1, 1}) -
                          day_number({date.year, date.month, 1}));
}

bool between(int value, int from, int to) {
  return from <= to ? value >= from && value <= to : value >= from || value <= to;
}

bool item_holds(const DayItem& item, std::int64_t day, Region region, bool school_holiday) {
  day -= item.shift;
  const Date date = date_of(day);
  switch (item.kind) {
    case DayItem::Kind::kWeekdays: {
      if (!between(weekday_of(day), item.from, item.to)) return false;
      if (item.nth == 0) return true;
      const int nth = (date.day - 1) / 7 + 1, from_end = (days_in_month(date) - date.day) / 7 + 1;
      return (item.nth >> nth & 1u) != 0 || (item.nth >> (from_end + 8) & 1u) != 0;
    }
    case DayItem::Kind::kHoliday:
      return holiday_on(day, region) != Holiday::kNone;
    case DayItem::Kind::kSchoolHoliday:
      return school_holiday;
    case DayItem::Kind::kDates:
      return between(date.month * 32 + date.day, item.from, item.to);
    case DayItem::Kind::kYears:
      return date.year >= item.from && date.year <= item.to && (date.year - item.from) % item.step == 0;
    case DayItem::Kind::kWeeks: {
      const int week = iso_week_of(day);
      return between(week, item.from, item.to) && (week - item.from) % item.step == 0;
    }
    case DayItem::Kind::kEaster:
      return day == easter(date.year);
  }
  return false;
}

}  // namespace

std::optional<OpeningHours> OpeningHours::read(std::string_view text) {
  auto rules = read_opening_rules(text);
  if (!rules) return std::nullopt;
  OpeningHours hours;
  hours.rules_ = std::move(*rules);
  for (std::uint32_t i = 0; i < hours.rules_.size(); ++i) {
    const Rule& rule = hours.rules_[i];
    hours.steps_.push_back({i, false});
    if (wraps(rule)) hours.steps_.push_back({i, true});
    for (const auto& list : rule.days)
      for (const DayItem& item : list) {
        hours.school_ = hours.school_ || item.kind == DayItem::Kind::kSchoolHoliday;
        hours.holidays_ = hours.holidays_ || item.kind == DayItem::Kind::kHoliday;
      }
  }
  return hours;
}

bool OpeningHours::holds(const Rule& rule, std::int64_t day, Region region, bool school_holiday) const {
  return std::ranges::all_of(rule.days, [&](const std::vector<DayItem>& list) {
    return std::ranges::any_of(list,
                               [&](const DayItem& item) { return item_holds(item, day, region, school_holiday); });
  });
}

OpeningHours::DayStretches OpeningHours::day_if(std::int64_t day, Region region, bool school_holiday) const {
  std::vector<Step> holding;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step step = steps_[i];
    const Rule& rule = rules_[step.rule];
    if (!holds(rule, day - (step.after_midnight ? 1 : 0), region, school_holiday)) continue;
    const bool dated = !rule.days.empty();
    const bool after_undated = i > 0 && rule.state == Opening::kOpen && rules_[steps_[i - 1].rule].days.empty();
    if ((dated || after_undated) && rule.state != Opening::kClosed && !step.after_midnight && !rule.additional &&
        !rule.fallback)
      holding.clear();
    holding.push_back(step);
  }
  DayStretches stretches{{0, Opening::kClosed}, {kMinutesPerDay, Opening::kClosed}};
  const auto cut = [&](int at) {
    auto stretch = std::ranges::lower_bound(stretches, at, {}, &Stretch::from);
    if (stretch->from != at) stretches.insert(stretch, {at, std::prev(stretch)->state});
  };
  const auto paint = [&](int from, int to, Opening state, bool only_closed) {
    from = std::clamp(from, 0, kMinutesPerDay);
    to = std::clamp(to, 0, kMinutesPerDay);
    if (from >= to) return;
    cut(from);
    cut(to);
    for (Stretch& stretch : stretches)
      if (stretch.from >= from && stretch.from < to && (!only_closed || stretch.state == Opening::kClosed))
        stretch.state = state;
  };
  for (const Step step : holding) {
    const Rule& rule = rules_[step.rule];
    const int shift = step.after_midnight ? kMinutesPerDay : 0;
    if (rule.times.empty() && !step.after_midnight) paint(0, kMinutesPerDay, rule.state, rule.fallback);
    for (const TimeSpan& span : rule.times)
      for (const Part& part : parts_of(span)) {
        const bool certain = part.known || rule.state == Opening::kUnknown;
        paint(part.from - shift, part.to - shift, certain ? rule.state : Opening::kUnknown, rule.fallback);
      }
  }
  stretches.pop_back();
  const auto same = std::ranges::unique(stretches, {}, &Stretch::state);
  stretches.erase(same.begin(), same.end());
  return stretches;
}

OpeningHours::DayStretches OpeningHours::day(std::int64_t number, Region region) const {
  DayStretches stretches = day_if(number, region, false);
  if (!school_) return stretches;
  // Whether it is a school holiday is not known here: what depends on it is unknown.
  const DayStretches other = day_if(number, region, true);
  if (other == stretches) return stretches;
  DayStretches both;
  const auto at = [](const DayStretches& of, int minute) {
    return std::prev(std::ranges::upper_bound(of, minute, {}, &Stretch::from))->state;
  };
  std::vector<int> cuts;
  for (const DayStretches* of : {static_cast<const DayStretches*>(&stretches), &other})
    for (const Stretch& stretch : *of) cuts.push_back(stretch.from);
  std::ranges::sort(cuts);
  for (const int minute : cuts) {
    const Opening one = at(stretches, minute), two = at(other, minute);
    const Opening state = one == two ? one : Opening::kUnknown;
    if (both.empty() || both.back().state != state) both.push_back({minute, state});
  }
  return both;
}

OpeningHours::At OpeningHours::at(std::int64_t minutes, Region region) const {
  std::int64_t number = minutes / kMinutesPerDay;
  if (minutes < number * kMinutesPerDay) --number;
  const int minute = static_cast<int>(minutes - number * kMinutesPerDay);
  At found;
  found.holiday = holiday_on(number, region);
  found.holiday_in_rules = holidays_;
  DayStretches stretches = day(number, region);
  auto next = std::ranges::upper_bound(stretches, minute, {}, &Stretch::from);
  found.state = std::prev(next)->state;
  for (int ahead = 0; ahead <= kLookAhead; ++ahead) {
    if (ahead > 0) {
      stretches = day(number + ahead, region);
      next = stretches.begin();
    }
    for (; next != stretches.end(); ++next)
      if (next->state != found.state) {
        found.until = (number + ahead) * kMinutesPerDay + next->from;
        found.then = next->state;
        return found;
      }
  }
  return found;
}

}  // namespace records
