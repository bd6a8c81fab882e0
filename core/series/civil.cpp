#include "series/civil.h"

#include <array>

namespace series {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads numbers off a text's front; `ok` turns false once something is not there, and stays so.
struct Scanner {
  std::string_view text;
  bool ok = true;

  int number(std::size_t digits) {
    if (!ok || text.size() < digits) return ok = false, 0;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit(text[i])) return ok = false, 0;
      value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
  }
  bool take(char c) {
    if (!ok || text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok = take(c) && ok; }
};

bool read_clock(Scanner& scan, Civil& civil) {
  civil.hour = scan.number(2);
  scan.expect(':');
  civil.minute = scan.number(2);
  if (scan.take(':')) {
    civil.second = scan.number(2);
    if (scan.take('.') || scan.take(',')) {
      int scale = 100;
      if (scan.text.empty() || !is_digit(scan.text.front())) return false;
      for (; !scan.text.empty() && is_digit(scan.text.front()); scan.text.remove_prefix(1), scale /= 10)
        civil.ms += (scan.text.front() - '0') * scale;
    }
  }
  const bool midnight = civil.hour == 24 && civil.minute == 0 && civil.second == 0 && civil.ms == 0;
  return scan.ok && (civil.hour < 24 || midnight) && civil.minute < 60 && civil.second <= 60;
}

}  // namespace

std::int64_t days_from_civil(int year, int month, int day) {
  const std::int64_t y = year - (month <= 2), era = floor_div(y, 400), yoe = y - era * 400;
  const std::int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146'097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719'468;
}

Ms from_civil(const Civil& c) {
  return days_from_civil(c.year, c.month, c.day) * kDay + c.hour * kHour + c.minute * kMinute + c.second * kSecond +
         c.ms;
}

Civil to_civil(Ms time) {
  const std::int64_t days = floor_div(time, kDay), z = days + 719'468, era = floor_div(z, 146'097);
  const std::int64_t doe = z - era * 146'097, yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  Civil c;
  c.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  c.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  c.year = static_cast<int>(yoe + era * 400 + (c.month <= 2));
  const int rest = static_cast<int>(time - days * kDay);
  c.hour = rest / static_cast<int>(kHour);
  c.minute = rest / static_cast<int>(kMinute) % 60;
  c.second = rest / static_cast<int>(kSecond) % 60;
  c.ms = rest % 1000;
  return c;
}

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap);
}

int weekday(Ms time) {
  const std::int64_t days = floor_div(time, kDay) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(days - floor_div(days, 7) * 7);
}

std::optional<WrittenTime> read_time(std::string_view text) {
  Scanner scan{text};
  Civil civil;
  if (text.size() >= 5 && !is_digit(text[2])) {
    civil.day = scan.number(2);
    const char separator = text[2];
    if (separator != '/' && separator != '.') return std::nullopt;
    scan.expect(separator);
    civil.month = scan.number(2);
    scan.expect(separator);
    civil.year = scan.number(4);
  } else {
    civil.year = scan.number(4);
    const char separator = text.size() > 4 ? text[4] : ' ';
    if (separator != '-' && separator != '/') return std::nullopt;
    scan.expect(separator);
    civil.month = scan.number(2);
    scan.expect(separator);
    civil.day = scan.number(2);
  }
  if (!scan.ok || civil.month < 1 || civil.month > 12 || civil.day < 1 ||
      civil.day > days_in_month(civil.year, civil.month))
    return std::nullopt;
  WrittenTime written;
  if (!scan.text.empty()) {
    if (!scan.take('T') && !scan.take('t')) {
      scan.expect(' ');
      while (scan.take(' ')) {
      }
    }
    if (!read_clock(scan, civil)) return std::nullopt;
    while (scan.take(' ')) {
    }
    if (scan.take('Z') || scan.take('z')) {
      written.offset_minutes = 0;
    } else if (!scan.text.empty()) {
      const int sign = scan.take('-') ? -1 : (scan.expect('+'), 1);
      const int hours = scan.number(2);
      scan.take(':');
      const int minutes = scan.text.empty() ? 0 : scan.number(2);
      if (hours > 18 || minutes > 59) return std::nullopt;
      written.offset_minutes = sign * (hours * 60 + minutes);
    }
    if (!scan.ok || !scan.text.empty()) return std::nullopt;
  }
  written.local = from_civil(civil);
  return written;
}

std::string write_time(Ms time) {
  const Civil c = to_civil(time);
  std::string out;
  const auto digits = [&](int value, int width) {
    std::string text = std::to_string(value);
    out.append(static_cast<std::size_t>(width) > text.size() ? static_cast<std::size_t>(width) - text.size() : 0, '0');
    out += text;
  };
  digits(c.year, 4);
  for (const auto& [mark, value] :
       {std::pair{'-', c.month}, {'-', c.day}, {'T', c.hour}, {':', c.minute}, {':', c.second}}) {
    out += mark;
    digits(value, 2);
  }
  if (c.ms != 0) {
    out += '.';
    digits(c.ms, 3);
  }
  return out += 'Z';
}

}  // namespace series
