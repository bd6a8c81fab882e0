#include "i18n/words.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace i18n {
namespace {

std::string two_digits(int value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

// Digits in groups of three, from the right.
std::string grouped(std::string digits, std::string_view separator) {
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, separator);
  }
  return digits;
}

std::string fill(std::string text, const Args& args) {
  for (const auto& [name, value] : args) {
    const std::string hole = "{" + name + "}";
    for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at + value.size()))
      text.replace(at, hole.size(), value);
  }
  return text;
}

}  // namespace

bool Words::add(std::string_view language, std::span<const std::byte> catalogue) {
  auto opened = base::Catalogue::open(catalogue, language);
  if (!opened) return false;
  catalogues_.emplace_back(std::string(language), std::move(*opened));
  if (language_.empty() || language == wanted_) use(language);
  return true;
}

void Words::use(std::string_view language) {
  wanted_ = language;
  current_ = 0;
  for (std::size_t i = 0; i < catalogues_.size(); ++i)
    if (catalogues_[i].first == language) current_ = i;
  if (!catalogues_.empty()) language_ = catalogues_[current_].first;
}

std::vector<std::string> Words::languages() const {
  std::vector<std::string> names;
  for (const auto& [name, catalogue] : catalogues_) names.push_back(name);
  return names;
}

bool Words::knows(std::string_view key) const {
  return !catalogues_.empty() && (catalogues_[current_].second.find(key) || catalogues_[0].second.find(key));
}

std::string Words::tr(std::string_view key) const {
  if (catalogues_.empty() || key.empty()) return std::string(key);
  if (const auto text = catalogues_[current_].second.find(key)) return std::string(*text);
  if (const auto text = catalogues_[0].second.find(key)) return std::string(*text);
  return std::string(key);
}

std::string Words::tr(std::string_view key, const Args& args) const { return fill(tr(key), args); }

std::string Words::plural(std::string_view key, std::size_t count, Args args) const {
  if (catalogues_.empty()) return std::string(key);
  args.emplace_back("count", number(count));
  args.emplace_back("n", number(count));
  const auto n = static_cast<std::int64_t>(count);
  std::string_view form = catalogues_[current_].second.plural(key, n);
  if (form.empty()) form = catalogues_[0].second.plural(key, n);
  return form.empty() ? std::string(key) : fill(std::string(form), args);
}

std::string Words::number(std::size_t value) const { return grouped(std::to_string(value), tr("format.thousands")); }

std::string Words::decimal(double value, int digits) const {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  std::string written = text;
  const std::size_t point = written.find('.');
  if (point != std::string::npos) written.replace(point, 1, tr("format.decimal"));
  return written;
}

std::string Words::bytes(std::size_t size) const {
  if (size < 1000) return tr("format.bytes", {{"n", number(size)}});
  if (size < 1000 * 1000) return tr("format.kilobytes", {{"n", number((size + 500) / 1000)}});
  return tr("format.megabytes", {{"n", decimal(static_cast<double>(size) / 1e6, 1)}});
}

std::string Words::date(std::string_view iso) const {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::string(iso);
  const int month = std::atoi(std::string(iso.substr(5, 2)).c_str()),
            day = std::atoi(std::string(iso.substr(8, 2)).c_str());
  if (month < 1 || month > 12 || day < 1) return std::string(iso);
  return tr("format.date", {{"day", day == 1 ? tr("format.first-day") : std::to_string(day)},
                            {"month", tr("date.month-" + two_digits(month))},
                            {"year", std::string(iso.substr(0, 4))}});
}

std::string Words::clock_time(int hour, int minute) const {
  if (minute == 0) return tr("format.hour", {{"hour", std::to_string(hour)}, {"hour2", two_digits(hour)}});
  return tr("format.time",
            {{"hour", std::to_string(hour)}, {"hour2", two_digits(hour)}, {"minute", two_digits(minute)}});
}

std::string iso_day(const LocalTime& time) {
  char iso[48];
  std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", time.year % 10000, time.month % 100, time.day % 100);
  return iso;
}

std::string Words::day_and_time(std::int64_t unix_ms) const {
  const LocalTime time = local_time(unix_ms);
  return tr("format.date-time", {{"date", date(iso_day(time))}, {"time", clock_time(time.hour, time.minute)}});
}

}  // namespace i18n
