#include "records/opening_hours.h"

#include <algorithm>

#include "base/utf8.h"
#include "records/opening_rules.h"

namespace records {
namespace {

constexpr int kLatestNightEnd = 6 * 60;

template <std::size_t N>
int position(const std::array<std::string_view, N>& names, std::string_view word) {
  const auto found = std::ranges::find(names, word);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// The pieces of a text between separators, trimmed.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t stop = text.find(separator);
    pieces.push_back(base::trim(text.substr(0, stop)));
    if (stop == std::string_view::npos) return pieces;
    text.remove_prefix(stop + 1);
  }
}

// "Mo", "Mo-Fr", "Fr-Mo" as a set of days; false when it is something else.
bool add_days(std::string_view item, std::array<bool, 7>& days) {
  const std::size_t dash = item.find('-');
  const int from = position(kDayNames, item.substr(0, dash));
  const int to = dash == std::string_view::npos ? from : position(kDayNames, item.substr(dash + 1));
  if (from < 0 || to < 0) return false;
  for (int day = from;; day = (day + 1) % 7) {
    days[static_cast<std::size_t>(day)] = true;
    if (day == to) return true;
  }
}

// h:mm or hh:mm as minutes, or -1 (sunrise and the like).
int minutes_of(std::string_view time) {
  const std::size_t colon = time.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || time.size() != colon + 3) return -1;
  for (std::size_t i = 0; i < time.size(); ++i)
    if (i != colon && !is_digit(time[i])) return -1;
  int hours = 0;
  for (const char c : time.substr(0, colon)) hours = hours * 10 + (c - '0');
  return hours * 60 + (time[colon + 1] - '0') * 10 + (time[colon + 2] - '0');
}

bool add_span(std::string_view item, Day& day) {
  const std::size_t dash = item.find('-');
  if (dash == std::string_view::npos || item.find_first_of("/+(\"") != std::string_view::npos) return false;
  const int from = minutes_of(base::trim(item.substr(0, dash)));
  int to = minutes_of(base::trim(item.substr(dash + 1)));
  if (from < 0 || to < 0 || from >= kMinutesPerDay) return false;  // "29:00-30:00" is valid; no form says it
  if (to <= from) to += kMinutesPerDay;
  if (to > kMinutesPerDay + kLatestNightEnd) return false;  // written after midnight it would read as a mistake
  day.open = true;
  day.spans.emplace_back(from, to);
  return true;
}

std::string day_list(const std::array<bool, 7>& days) {
  std::string list;
  for (std::size_t first = 0; first < 7; ++first) {
    if (!days[first]) continue;
    std::size_t last = first;
    while (last + 1 < 7 && days[last + 1]) ++last;
    if (!list.empty()) list.push_back(',');
    list += kDayNames[first];
    if (last > first) {
      list += last > first + 1 ? '-' : ',';
      list += kDayNames[last];
    }
    first = last;
  }
  return list;
}

}  // namespace

std::optional<base::Message> check_hours(std::string_view text) {
  const auto rules = read_opening_rules(text);
  if (rules) return std::nullopt;
  return rules.error();
}

std::optional<Week> parse_week(std::string_view text) {
  if (check_hours(text)) return std::nullopt;
  Week week;
  for (const std::string_view rule : split(text, ';')) {
    if (rule.empty()) continue;
    std::array<bool, 7> days{};
    std::string_view hours = rule;
    if (is_letter(rule.front()) && rule != "off" && rule != "closed") {
      const std::size_t space = rule.find(' ');
      if (space == std::string_view::npos) return std::nullopt;  // days alone: open all day, which no form says
      for (const std::string_view item : split(rule.substr(0, space), ','))
        if (!add_days(item, days)) return std::nullopt;
      hours = base::trim(rule.substr(space));
    } else {
      days.fill(true);
    }
    Day day;
    if (hours == "24/7") {
      day = Day{true, {{0, kMinutesPerDay}}};
    } else if (hours != "off" && hours != "closed") {
      for (const std::string_view item : split(hours, ','))
        if (!add_span(item, day)) return std::nullopt;
      std::ranges::sort(day.spans);
    }
    for (std::size_t i = 0; i < 7; ++i)
      if (days[i]) week[i] = day;
  }
  return week;
}

std::string write_week(const Week& week) {
  std::string text;
  std::array<bool, 7> written{};
  for (std::size_t i = 0; i < 7; ++i) {
    if (written[i] || !week[i].open || week[i].spans.empty()) continue;
    std::array<bool, 7> alike{};
    for (std::size_t j = i; j < 7; ++j) alike[j] = week[j] == week[i];
    for (std::size_t j = i; j < 7; ++j) written[j] = written[j] || alike[j];
    if (!text.empty()) text += "; ";
    text += day_list(alike);
    for (std::size_t k = 0; k < week[i].spans.size(); ++k) {
      const auto [from, to] = week[i].spans[k];
      text += k == 0 ? ' ' : ',';
      text += clock_text(from) + "-" + clock_text(to > kMinutesPerDay ? to - kMinutesPerDay : to);
    }
  }
  return text;
}

std::vector<Run> describe(const Week& week) {
  std::vector<Run> runs;
  for (int i = 0; i < 7; ++i) {
    const Day& day = week[static_cast<std::size_t>(i)];
    if (!runs.empty() && runs.back().day == day)
      runs.back().last = i;
    else
      runs.push_back({i, i, day});
  }
  return runs;
}

}  // namespace records
