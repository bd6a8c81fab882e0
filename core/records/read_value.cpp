// From what a person or a file wrote to what is stored, one reader per type of field.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "base/id.h"
#include "base/utf8.h"
#include "oplog/batch.h"
#include "records/opening_hours.h"
#include "records/validation.h"

namespace records {
namespace {

using base::Message;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::string without(std::string_view text, std::string_view dropped) {
  std::string kept;
  for (const char c : text)
    if (dropped.find(c) == std::string_view::npos) kept.push_back(c);
  return kept;
}

// A plain decimal number, with a point or a comma; words such as nan, inf or 0x10 are not numbers.
std::optional<oplog::Value> read_number(std::string_view written) {
  std::string text(written);
  std::ranges::replace(text, ',', '.');
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - start;
  };
  const std::size_t whole = digits();
  bool integer = true;
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    integer = false;
    ++at;
    fraction = digits();
  }
  if (whole + fraction == 0) return std::nullopt;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    integer = false;
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (digits() == 0) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  if (integer && whole <= 18) return oplog::Value(std::int64_t{std::strtoll(text.c_str(), nullptr, 10)});
  const double value = std::strtod(text.c_str(), nullptr);
  if (!std::isfinite(value)) return std::nullopt;
  return oplog::Value(value);
}

// YYYY-MM-DD, YYYY/MM/DD, DD/MM/YYYY with / - or . between, and a time after it that is left out.
std::optional<std::string> read_date(std::string_view text) {
  if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) text = text.substr(0, 10);
  const std::size_t first = text.find_first_of("/-.");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find(text[first], first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  std::string_view year = text.substr(0, first), month = text.substr(first + 1, second - first - 1),
                   day = text.substr(second + 1);
  if (day.size() == 4) std::swap(year, day);
  if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return std::nullopt;
  if (year.size() != 4 || month.size() > 2 || day.size() > 2) return std::nullopt;
  const auto number = [](std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
  };
  const int y = number(year), m = number(month), d = number(day);
  const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (y < 1800 || y > 2199 || m < 1 || m > 12 || d < 1) return std::nullopt;
  if (d > (m == 2 && leap ? 29 : kLengths[m - 1])) return std::nullopt;
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return std::string(year) + "-" + two(m) + "-" + two(d);
}

bool is_insee(std::string_view code) {
  if (code.size() != 5 || !all_digits(code.substr(2))) return false;
  if (code[0] == '2') return code[1] == 'A' || code[1] == 'B' || (code[1] >= '1' && code[1] <= '9');
  return is_digit(code[0]) && is_digit(code[1]);
}

// One telephone number: ten French digits, an international one, or a short one (15, 112, 3949, 116117).
bool is_phone_number(std::string_view written) {
  const std::size_t note = written.find('(');  // "(SMS)" after the number; "(0)" inside it is digits
  if (note != std::string_view::npos && note > 4) written = base::trim(written.substr(0, note));
  const std::string digits = without(written, " .-/()\xC2\xA0");
  const std::string_view number = digits;
  if (number.starts_with('+')) {
    if (!all_digits(number.substr(1))) return false;
    if (number.starts_with("+33")) return number.size() == 12 || (number.size() == 13 && number[3] == '0');
    return number.size() >= 9 && number.size() <= 16;
  }
  if (!all_digits(number)) return false;
  if (number.starts_with("00")) return number.size() >= 10 && number.size() <= 17;
  if (number.size() == 10) return number[0] == '0';
  if (number.size() == 6) return number.starts_with("116") || number.starts_with("118");
  return number.size() >= 2 && number.size() <= 4 && (number[0] == '1' || number[0] == '3');
}

// One number, or several separated by / , ; "et" or "ou".
bool is_phone(std::string_view text) {
  if (is_phone_number(text)) return true;
  const std::string folded = base::fold(text);
  std::string_view rest = folded;
  for (;;) {
    std::size_t stop = std::string_view::npos, length = 0;
    for (const std::string_view separator : {"/", ",", ";", " et ", " ou "}) {
      const std::size_t found = rest.find(separator);
      if (found < stop) {
        stop = found;
        length = separator.size();
      }
    }
    if (!is_phone_number(base::trim(rest.substr(0, stop)))) return false;
    if (stop == std::string_view::npos) return true;
    rest.remove_prefix(stop + length);
  }
}

// Labels joined by points, the last one at least two letters (exemple.fr, www.mairie-bègles.fr), or four numbers.
bool is_host(std::string_view host) {
  std::size_t labels = 0, numbers = 0;
  for (;; ++labels) {
    const std::size_t dot = host.find('.');
    const std::string_view label = host.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    for (const char c : label)
      if (!is_letter(c) && !is_digit(c) && c != '-' && c != '_' && (c & 0x80) == 0) return false;
    const bool number = all_digits(label);
    numbers += number ? 1 : 0;
    if (dot == std::string_view::npos) return number ? labels == 3 && numbers == 4 : labels > 0 && label.size() >= 2;
    host.remove_prefix(dot + 1);
  }
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find_first_of(" \t\r\n,;<>\"'|\\", 0) != std::string_view::npos)
    return false;
  const std::string_view local = text.substr(0, at);
  return local.front() != '.' && local.back() != '.' && local.find("..") == std::string_view::npos &&
         is_host(text.substr(at + 1));
}

// http, https, or an address written without its scheme; every other scheme is refused.
bool is_url(std::string_view text) {
  if (text.find_first_of(" \t\r\n<>\"|\\^`{}") != std::string_view::npos) return false;
  const std::string folded = base::fold(text.substr(0, 8));
  for (const std::string_view scheme : {"https://", "http://"})
    if (folded.starts_with(scheme)) {
      text.remove_prefix(scheme.size());
      break;
    }
  std::string_view host = text.substr(0, text.find_first_of("/?#"));
  if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
    if (!all_digits(host.substr(colon + 1)) || host.size() - colon > 6) return false;
    host = host.substr(0, colon);
  }
  return is_host(host);
}

const Choice* find_choice(const List& list, std::string_view text) {
  for (const Choice& choice : list.choices)
    if (choice.value == text) return &choice;
  const std::string folded = base::fold(text);
  for (const Choice& choice : list.choices)
    if (base::fold(choice.value) == folded) return &choice;
  return nullptr;
}

struct Reader {
  const Field& field;
  std::string_view text;  // trimmed, not empty
  Reading reading = {};

  void problem(Severity severity, std::string_view key, std::vector<std::pair<std::string, std::string>> args = {}) {
    if (args.empty()) args.emplace_back("value", std::string(text));
    if (severity == Severity::kWarning && field.need == Need::kRequired) severity = Severity::kError;
    reading.problems.push_back({severity, std::string(field.key), Message{std::string(key), std::move(args)}});
  }
  void unusable(std::string_view key, std::vector<std::pair<std::string, std::string>> args = {}) {
    problem(Severity::kWarning, key, std::move(args));
  }
  void keep(std::string_view value) { reading.value = std::string(value); }
  void keep_if(bool good, std::string_view key) {
    if (good)
      keep(text);
    else
      unusable(key);
  }

  void number() {
    const std::optional<oplog::Value> value = read_number(text);
    if (!value) return unusable("check.number");
    if (field.type == Type::kNumber) {
      reading.value = *value;
      return;
    }
    const auto* integer = std::get_if<std::int64_t>(&*value);
    const double degrees = integer ? static_cast<double>(*integer) : std::get<double>(*value);
    const double most = field.type == Type::kLatitude ? 90 : 180;
    if (std::abs(degrees) > most) {
      const std::string limit = std::to_string(static_cast<int>(most));
      return unusable("check.range", {{"value", std::string(text)}, {"min", "-" + limit}, {"max", limit}});
    }
    reading.value = degrees;
  }

  // Five digits; a spreadsheet takes the first zero away.
  void code(bool (*good)(std::string_view), std::string_view key) {
    std::string digits = without(text, " \xC2\xA0");
    for (char& c : digits)
      if (c == 'a' || c == 'b') c = static_cast<char>(c - ('a' - 'A'));
    const bool restored = digits.size() == 4;
    if (restored) digits.insert(0, "0");
    if (!good(digits)) return unusable(key);
    keep(digits);
    if (restored) problem(Severity::kFlag, "check.postcode-restored", {{"value", std::string(text)}, {"kept", digits}});
  }

  void choice() {
    const List* list = find_list(field.list);
    if (list)
      if (const Choice* choice = find_choice(*list, text)) return keep(choice->value);
    if (list && !list->open)
      return unusable("check.list", {{"value", std::string(text)}, {"list", std::string(list->key)}});
    keep(text);
  }

  void read() {
    switch (field.type) {
      case Type::kText:
      case Type::kLongText:
      case Type::kTags:
        return keep(text);
      case Type::kNumber:
      case Type::kLatitude:
      case Type::kLongitude:
        return number();
      case Type::kDate:
        if (const auto date = read_date(text)) return keep(*date);
        return unusable("check.date");
      case Type::kPostcode:
        return code([](std::string_view digits) { return digits.size() == 5 && all_digits(digits); }, "check.postcode");
      case Type::kInsee:
        return code(is_insee, "check.insee");
      case Type::kPivot: {
        const std::string number = without(text, " \xC2\xA0");
        const auto good = [](char c) { return is_digit(c) || is_letter(c); };
        if (number.size() < 9 || number.size() > 14 || !std::ranges::all_of(number, good))
          return unusable("check.pivot");
        return keep(number);
      }
      case Type::kPhone:
        return keep_if(is_phone(text), "check.phone");
      case Type::kEmails:
        return keep_if(is_email(text), "check.email");
      case Type::kUrl:
      case Type::kUrls:
        return keep_if(is_url(text), "check.url");
      case Type::kHours:
        if (std::optional<Message> wrong = check_hours(text)) return unusable(wrong->key, std::move(wrong->args));
        return keep(text);
      case Type::kChoice:
      case Type::kChoices:
        return choice();
      case Type::kReference:
        return keep_if(base::from_hex(text).value_or(0) != 0, "check.reference");
    }
  }
};

}  // namespace

Reading read_value(const Field& field, std::string_view written) {
  Reader reader{field, base::trim(written)};
  if (reader.text.empty()) return {};
  if (!base::valid_utf8(reader.text)) {
    reader.unusable("check.encoding", {{"value", ""}});
    return std::move(reader.reading);
  }
  const std::size_t most = field.max_length ? field.max_length : kDefaultMaxLength;
  if (const std::size_t length = base::count_code_points(reader.text); length > most) {
    reader.unusable("check.too-long", {{"length", std::to_string(length)}, {"max", std::to_string(most)}});
    return std::move(reader.reading);
  }
  // A member of a set stands in its register's key, and files join members with a bar.
  if (is_multiple(field.type)) {
    if (field.key.size() + 1 + reader.text.size() > oplog::kMaxKeyBytes) {
      reader.unusable("check.too-long", {{"length", std::to_string(base::count_code_points(reader.text))},
                                         {"max", std::to_string((oplog::kMaxKeyBytes - field.key.size() - 1) / 4)}});
      return std::move(reader.reading);
    }
    if (reader.text.find('|') != std::string_view::npos) {
      reader.unusable("check.bar");
      return std::move(reader.reading);
    }
  }
  reader.read();
  return std::move(reader.reading);
}

}  // namespace records
