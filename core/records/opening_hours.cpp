#include "records/opening_hours.h"

#include <algorithm>

#include "base/utf8.h"

namespace records {
namespace {

constexpr int kMinutesPerDay = 24 * 60;
constexpr int kLatestNightEnd = 6 * 60;

constexpr std::array<std::string_view, 7> kDays = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 4> kModifiers = {"off", "closed", "open", "unknown"};
constexpr std::array<std::string_view, 4> kSunTimes = {"dawn", "sunrise", "sunset", "dusk"};

template <std::size_t N>
int position(const std::array<std::string_view, N>& names, std::string_view word) {
  const auto found = std::ranges::find(names, word);
  return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

std::string clock_text(int minutes) {
  const auto two = [](int n) {
    return std::string(1, static_cast<char>('0' + n / 10)) + static_cast<char>('0' + n % 10);
  };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

// A cursor over the text with a sticky problem: once something is wrong, nothing more is read.
class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::optional<base::Message> run() {
    if (base::trim(text_).empty()) syntax();
    while (!problem_) {
      rule();
      skip_spaces();
      if (problem_ || end()) break;
      if (take("||") || take(";") || take(",")) {
        skip_spaces();
        if (end()) break;  // a trailing separator is harmless
        continue;
      }
      syntax();
    }
    return problem_;
  }

 private:
  bool end() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool take(std::string_view token) {
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  void skip_spaces() {
    while (peek() == ' ') ++at_;
  }
  std::string_view peek_word() const {
    std::size_t stop = at_;
    while (stop < text_.size() && is_letter(text_[stop])) ++stop;
    return text_.substr(at_, stop - at_);
  }
  // What is shown of a wrong place: up to the next blank or separator.
  std::string snippet() const {
    const std::size_t stop = text_.find_first_of(" ,;", at_ + 1);
    return std::string(text_.substr(at_, stop == std::string_view::npos ? stop : stop - at_));
  }
  void fail(std::string key, std::vector<std::pair<std::string, std::string>> args) {
    if (!problem_) problem_ = base::Message{std::move(key), std::move(args)};
  }
  void syntax() { fail("check.hours-syntax", {{"value", snippet()}}); }
  void bad_time() { fail("check.hours-time", {{"value", snippet()}}); }

  bool number(int& value, int low, int high) {
    const std::size_t start = at_;
    int read = 0;
    while (is_digit(peek()) && at_ - start < 5) read = read * 10 + (text_[at_++] - '0');
    value = read;
    if (at_ > start && read >= low && read <= high) return true;
    at_ = start;
    syntax();
    return false;
  }
  // A number or a range of numbers, repeated after commas: "1", "1-3", "1,3-5/2".
  void numbers(int low, int high) {
    do {
      int from = 0, to = 0;
      if (!number(from, low, high)) return;
      if (take("-") && !number(to, low, high)) return;
      if (take("/") && !number(to, 1, 99)) return;
      take("+");
    } while (peek() == ',' && is_digit(peek(1)) && take(","));
  }

  static bool starts_day(std::string_view word) { return position(kDays, word) >= 0 || word == "PH" || word == "SH"; }

  void rule() {
    bool said = false;
    for (;; said = true) {
      skip_spaces();
      if (problem_) return;
      if (peek() == '"') {
        comment();
      } else if (take("24/7")) {
        continue;
      } else if (is_digit(peek()) || peek() == '(') {
        digits();
      } else if (is_letter(peek())) {
        word();
      } else if (said && peek() == ':') {
        ++at_;
      } else {
        break;
      }
    }
    if (!said) syntax();
  }

  void comment() {
    const std::size_t close = text_.find('"', at_ + 1);
    if (close == std::string_view::npos) return syntax();
    at_ = close + 1;
  }

  void digits() {
    std::size_t count = 0;
    while (is_digit(peek(count))) ++count;
    if (count == 4 && peek(4) != ':') return numbers(1900, 2999);
    times();
  }

  void word() {
    const std::string_view word = peek_word();
    if (starts_day(word)) return weekdays();
    if (position(kMonths, word) >= 0) return dates();
    if (position(kSunTimes, word) >= 0) return times();
    if (word == "week") {
      at_ += word.size();
      skip_spaces();
      return numbers(1, 53);
    }
    if (word == "easter" || position(kModifiers, word) >= 0) {
      at_ += word.size();
      return day_offset();
    }
    fail("check.hours-day", {{"value", std::string(word)}});
  }

  void weekdays() {
    for (;;) {
      const std::string_view from = peek_word();
      if (!starts_day(from)) return fail("check.hours-day", {{"value", from.empty() ? snippet() : std::string(from)}});
      at_ += from.size();
      if (take("[")) {  // the first, third, last... of the month
        do {
          int nth = 0;
          take("-");
          if (!number(nth, 1, 5) || (take("-") && !number(nth, 1, 5))) return;
        } while (take(","));
        if (!take("]")) return syntax();
      }
      if (take("-")) {
        const std::string_view to = peek_word();
        if (position(kDays, to) < 0)
          return fail("check.hours-day", {{"value", to.empty() ? snippet() : std::string(to)}});
        at_ += to.size();
      }
      day_offset();
      if (problem_ || !next_item([](std::string_view next) { return starts_day(next); })) return;
    }
  }

  // After a comma, whether the same list goes on (it is then taken); otherwise the comma begins another rule.
  template <class Goes>
  bool next_item(Goes goes_on) {
    const std::size_t start = at_;
    skip_spaces();
    if (take(",")) {
      skip_spaces();
      if (goes_on(peek_word())) return true;
    }
    at_ = start;
    return false;
  }

  void day_offset() {
    if (peek() != ' ' || (peek(1) != '+' && peek(1) != '-') || !is_digit(peek(2))) return;
    at_ += 2;
    int days = 0;
    if (!number(days, 1, 366)) return;
    skip_spaces();
    if (!take("days") && !take("day")) syntax();
  }

  // "Jul", "Jul-Aug", "Jul 14", "Dec 24-Jan 2", "Aug 1-15", lists of them.
  void dates() {
    for (;;) {
      at_ += 3;
      int day = 0;
      if (peek() == ' ' && is_day_number(1)) {
        ++at_;
        if (!number(day, 1, 31)) return;
      }
      if (take("-")) {
        if (is_digit(peek())) {
          if (!number(day, 1, 31)) return;
        } else if (position(kMonths, peek_word()) >= 0) {
          at_ += 3;
          if (peek() == ' ' && is_day_number(1)) {
            ++at_;
            if (!number(day, 1, 31)) return;
          }
        } else {
          return syntax();
        }
      }
      day_offset();
      if (problem_ || !next_item([](std::string_view next) { return position(kMonths, next) >= 0; })) return;
    }
  }
  // One or two digits that are a day of the month and not the beginning of a time or a year.
  bool is_day_number(std::size_t ahead) const {
    std::size_t count = 0;
    while (is_digit(peek(ahead + count))) ++count;
    return (count == 1 || count == 2) && peek(ahead + count) != ':' && peek(ahead + count) != 'h';
  }

  void times() {
    for (;;) {
      int from = 0, to = 0;
      if (!time(from)) return;
      const bool fixed = from >= 0;
      skip_spaces_before('-');
      if (take("-")) {
        skip_spaces();
        if (!time(to)) return;
        if (fixed && to >= 0 && to <= from && (to == from || to > kLatestNightEnd))
          return fail("check.hours-order", {{"opening", clock_text(from)}, {"closing", clock_text(to)}});
        if (take("/")) {  // an interval of appointments, in minutes or as a time
          int every = 0;
          if (peek(1) == ':' || peek(2) == ':' ? !time(every) : !number(every, 1, kMinutesPerDay)) return;
        }
        take("+");
      } else if (!take("+")) {
        return bad_time();  // a lone hour is an appointment in OSM; here it is an end that was left out
      }
      const std::size_t start = at_;
      skip_spaces();
      if (take(",")) {
        skip_spaces();
        if ((is_digit(peek()) && (peek(1) == ':' || peek(2) == ':')) || peek() == '(' ||
            position(kSunTimes, peek_word()) >= 0)
          continue;
      }
      at_ = start;
      return;
    }
  }
  void skip_spaces_before(char wanted) {
    const std::size_t start = at_;
    skip_spaces();
    if (peek() != wanted) at_ = start;
  }

  // Minutes after midnight, or -1 for sunrise and the like.
  bool time(int& minutes) {
    minutes = -1;
    if (take("(")) {
      if (!sun_time()) return false;
      int hours = 0, rest = 0;
      if (!take("+") && !take("-")) return syntax(), false;
      if (!hour_minute(hours, rest)) return false;
      if (!take(")")) return syntax(), false;
      return true;
    }
    if (is_letter(peek())) return sun_time();
    int hours = 0, rest = 0;
    if (!hour_minute(hours, rest)) return false;
    minutes = hours * 60 + rest;
    return true;
  }
  bool sun_time() {
    const std::string_view word = peek_word();
    if (position(kSunTimes, word) < 0) return bad_time(), false;
    at_ += word.size();
    return true;
  }
  // hh:mm, up to 48:00 for what ends after midnight.
  bool hour_minute(int& hours, int& minutes) {
    const std::size_t start = at_;
    std::size_t count = 0;
    for (hours = 0; is_digit(peek()) && count < 3; ++count) hours = hours * 10 + (text_[at_++] - '0');
    if (count >= 1 && count <= 2 && peek() == ':' && is_digit(peek(1)) && is_digit(peek(2)) && !is_digit(peek(3)) &&
        !is_letter(peek(3))) {
      minutes = (peek(1) - '0') * 10 + (peek(2) - '0');
      at_ += 3;
      if (minutes < 60 && hours * 60 + minutes <= 2 * kMinutesPerDay) return true;
    }
    at_ = start;
    bad_time();
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<base::Message> problem_;
};

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
  const int from = position(kDays, item.substr(0, dash));
  const int to = dash == std::string_view::npos ? from : position(kDays, item.substr(dash + 1));
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
  if (from < 0 || to < 0) return false;
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
    list += kDays[first];
    if (last > first) {
      list += last > first + 1 ? '-' : ',';
      list += kDays[last];
    }
    first = last;
  }
  return list;
}

}  // namespace

std::optional<base::Message> check_hours(std::string_view text) { return Checker(text).run(); }

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
