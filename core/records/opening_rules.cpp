#include "records/opening_rules.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace records {
namespace {

constexpr int kLatestNightEnd = 6 * 60;
constexpr int kLastYear = 2999;

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

// A cursor over the text with a sticky problem: once something is wrong, nothing more is read.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  base::Result<std::vector<Rule>> run() {
    if (base::trim(text_).empty()) syntax();
    bool additional = false, fallback = false;
    while (!problem_) {
      rules_.push_back({.additional = additional, .fallback = fallback});
      rule();
      skip_spaces();
      if (problem_ || end()) break;
      additional = peek() == ',';
      const bool otherwise = take("||");
      if (!otherwise && !take(";") && !take(",")) {
        syntax();
        break;
      }
      fallback = otherwise || (additional && fallback);
      skip_spaces();
      if (end()) break;  // a trailing separator is harmless
    }
    if (problem_) return base::Error{*problem_};
    return std::move(rules_);
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
  void numbers(DayItem::Kind kind, int low, int high) {
    std::vector<DayItem>& items = new_list();
    do {
      DayItem item{.kind = kind};
      if (!number(item.from, low, high)) return;
      item.to = item.from;
      if (take("-") && !number(item.to, low, high)) return;
      if (take("/") && !number(item.step, 1, 99)) return;
      if (take("+")) item.to = high;
      items.push_back(item);
    } while (peek() == ',' && is_digit(peek(1)) && take(","));
  }

  Rule& rule_now() { return rules_.back(); }
  std::vector<DayItem>& new_list() { return rule_now().days.emplace_back(); }

  static bool starts_day(std::string_view word) {
    return position(kDayNames, word) >= 0 || word == "PH" || word == "SH";
  }

  void rule() {
    bool said = false, labelled = false;
    said_state_ = commented_ = false;
    for (;; said = true) {
      skip_spaces();
      if (problem_) return;
      if (peek() == '"') {
        comment();
        labelled = peek() == ':';  // "en été": names what follows, and says nothing of the state
        commented_ = commented_ || !labelled;
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
    if (commented_ && !said_state_) rule_now().state = Opening::kUnknown;  // "sur rendez-vous"
  }

  void comment() {
    const std::size_t close = text_.find('"', at_ + 1);
    if (close == std::string_view::npos) return syntax();
    at_ = close + 1;
  }

  void digits() {
    std::size_t count = 0;
    while (is_digit(peek(count))) ++count;
    if (count == 4 && peek(4) != ':') return numbers(DayItem::Kind::kYears, 1900, kLastYear);
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
      return numbers(DayItem::Kind::kWeeks, 1, 53);
    }
    if (word == "easter") {
      at_ += word.size();
      DayItem item{.kind = DayItem::Kind::kEaster};
      day_offset(item);
      new_list().push_back(item);
      return;
    }
    if (position(kModifiers, word) >= 0) {
      at_ += word.size();
      rule_now().state = word == "open" ? Opening::kOpen : word == "unknown" ? Opening::kUnknown : Opening::kClosed;
      said_state_ = true;
      return;
    }
    fail("check.hours-day", {{"value", std::string(word)}});
  }

  void weekdays() {
    std::vector<DayItem>& items = new_list();
    for (;;) {
      const std::string_view from = peek_word();
      if (!starts_day(from)) return fail("check.hours-day", {{"value", from.empty() ? snippet() : std::string(from)}});
      at_ += from.size();
      DayItem item{.kind = from == "PH"   ? DayItem::Kind::kHoliday
                           : from == "SH" ? DayItem::Kind::kSchoolHoliday
                                          : DayItem::Kind::kWeekdays};
      item.from = item.to = std::max(0, position(kDayNames, from));
      if (take("[")) {  // the first, third, last... of the month
        do {
          int first = 0, last = 0;
          const bool from_end = take("-");
          if (!number(first, 1, 5)) return;
          last = first;
          if (take("-") && !number(last, 1, 5)) return;
          for (int nth = first; nth <= last; ++nth) item.nth |= 1u << (from_end ? nth + 8 : nth);
        } while (take(","));
        if (!take("]")) return syntax();
      }
      if (item.kind == DayItem::Kind::kWeekdays && take("-")) {
        const std::string_view to = peek_word();
        item.to = position(kDayNames, to);
        if (item.to < 0) return fail("check.hours-day", {{"value", to.empty() ? snippet() : std::string(to)}});
        at_ += to.size();
      }
      day_offset(item);
      items.push_back(item);
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

  void day_offset(DayItem& item) {
    if (peek() != ' ' || (peek(1) != '+' && peek(1) != '-') || !is_digit(peek(2))) return;
    const bool before = peek(1) == '-';
    at_ += 2;
    if (!number(item.shift, 1, 366)) return;
    if (before) item.shift = -item.shift;
    skip_spaces();
    if (!take("days") && !take("day")) syntax();
  }

  // "Jul", "Jul-Aug", "Jul 14", "Dec 24-Jan 2", "Aug 1-15", lists of them.
  void dates() {
    std::vector<DayItem>& items = new_list();
    for (;;) {
      DayItem item{.kind = DayItem::Kind::kDates};
      int month = position(kMonths, peek_word()) + 1, first = 1, last = 31;
      at_ += 3;
      if (peek() == ' ' && is_day_number(1)) {
        ++at_;
        if (!number(first, 1, 31)) return;
        last = first;
      }
      item.from = month * 32 + first;
      if (take("-")) {
        last = 31;
        if (is_digit(peek())) {
          if (!number(last, 1, 31)) return;
        } else if (position(kMonths, peek_word()) >= 0) {
          month = position(kMonths, peek_word()) + 1;
          at_ += 3;
          if (peek() == ' ' && is_day_number(1)) {
            ++at_;
            if (!number(last, 1, 31)) return;
          }
        } else {
          return syntax();
        }
      }
      item.to = month * 32 + last;
      day_offset(item);
      items.push_back(item);
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
      TimeSpan span;
      if (!time(span.from, span.from_known)) return;
      skip_spaces_before('-');
      if (take("-")) {
        skip_spaces();
        if (!time(span.to, span.to_known)) return;
        if (span.from_known && span.to_known && span.to <= span.from) {
          if (span.to == span.from || span.to > kLatestNightEnd)
            return fail("check.hours-order", {{"opening", clock_text(span.from)}, {"closing", clock_text(span.to)}});
          span.to += kMinutesPerDay;
        }
        if (take("/")) {  // an interval of appointments, in minutes or as a time
          int every = 0;
          bool known = true;
          if (peek(1) == ':' || peek(2) == ':' ? !time(every, known) : !number(every, 1, kMinutesPerDay)) return;
          span.appointments = true;
        }
        span.open_end = take("+");
      } else if (take("+")) {
        span.open_end = true;
        span.to = span.from;
        span.to_known = span.from_known;
      } else {
        return bad_time();  // a lone hour is an appointment in OSM; here it is an end that was left out
      }
      rule_now().times.push_back(span);
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

  // Minutes after midnight; not `known` for sunrise and the like.
  bool time(int& minutes, bool& known) {
    known = false;
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
    known = true;
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
  std::vector<Rule> rules_;
  bool said_state_ = false, commented_ = false;  // in the rule being read
  std::optional<base::Message> problem_;
};

}  // namespace

base::Result<std::vector<Rule>> read_opening_rules(std::string_view text) { return Reader(text).run(); }

std::string clock_text(int minutes) {
  const auto two = [](int n) {
    return std::string(1, static_cast<char>('0' + n / 10)) + static_cast<char>('0' + n % 10);
  };
  return two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace records
