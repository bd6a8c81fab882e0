// Field values in words: what a sheet, a form and a history say of a record.
#include <algorithm>
#include <cctype>
#include <cmath>

#include "oplog/value.h"
#include "records/opening_hours.h"
#include "rooms/rooms.h"

namespace rooms {
namespace {

constexpr int kCoordinateDigits = 5;  // about a metre

std::string choice_words(const i18n::Words& words, const records::Field& field, std::string_view value) {
  if (const records::List* list = records::find_list(field.list))
    for (const records::Choice& choice : list->choices)
      if (choice.value == value) return words.tr(choice.label);
  return std::string(value);
}

std::string text_words(const i18n::Words& words, const records::Field& field, std::string_view text) {
  switch (field.type) {
    case records::Type::kDate:
      return words.date(text);
    case records::Type::kPhone:
      return phone_words(text);
    case records::Type::kHours:
      return hours_words(words, text);
    case records::Type::kChoice:
    case records::Type::kChoices:
      return choice_words(words, field, text);
    default:
      return std::string(text);
  }
}

std::string one_value(const i18n::Words& words, const records::Field* field, const oplog::Value& value) {
  if (oplog::is_null(value)) return {};
  if (const auto* flag = std::get_if<bool>(&value)) return words.tr(*flag ? "common.yes" : "common.no");
  if (const auto* text = std::get_if<std::string>(&value)) return field ? text_words(words, *field, *text) : *text;
  const auto* real = std::get_if<double>(&value);
  if (real && field && (field->type == records::Type::kLatitude || field->type == records::Type::kLongitude))
    return words.decimal(*real, kCoordinateDigits);
  std::string digits = oplog::to_json(value);
  if (const auto point = digits.find('.'); point != std::string::npos)
    digits.replace(point, 1, words.tr("format.decimal"));
  return digits;
}

std::string run_words(const i18n::Words& words, const records::Run& run) {
  const auto day = [&](int number) { return words.tr("date.weekday-" + std::to_string(number + 1)); };
  std::string days;
  if (run.first == 0 && run.last == 6)
    days = words.tr("hours.every-day");
  else if (run.first == run.last)
    days = day(run.first);
  else
    days = words.tr(run.last == run.first + 1 ? "hours.two-days" : "hours.days",
                    {{"first", day(run.first)}, {"last", day(run.last)}});
  const auto time = [&](int minutes) {
    const int shown = minutes > 24 * 60 ? minutes - 24 * 60 : minutes;
    return words.clock_time(shown / 60, shown % 60);
  };
  std::string spans;
  for (const auto& [from, to] : run.day.spans) {
    const std::string span = words.tr("hours.span", {{"from", time(from)}, {"to", time(to)}});
    spans = spans.empty() ? span : words.tr("hours.two-spans", {{"first", spans}, {"second", span}});
  }
  return words.tr("hours.run", {{"days", days}, {"spans", spans}});
}

bool all_digits(std::string_view text) {
  for (const char c : text)
    if (c < '0' || c > '9') return false;
  return !text.empty();
}

}  // namespace

std::string field_label(const i18n::Words& words, const records::Kind& kind, std::string_view field_or_register) {
  if (field_or_register == "_kind") return words.tr("register.kind");
  if (field_or_register == "_del") return words.tr("register.deleted");
  if (field_or_register.starts_with(records::kExtraPrefix))
    return std::string(field_or_register.substr(records::kExtraPrefix.size()));
  const std::string_view key = field_or_register.substr(0, field_or_register.find('/'));
  const records::Field* field = records::find_field(kind, key);
  return field ? words.tr(field->label) : std::string(field_or_register);
}

std::string value_words(const i18n::Words& words, const records::Field* field, const records::Values& values) {
  std::string all;
  for (const oplog::Value& value : values) {
    const std::string one = one_value(words, field, value);
    if (one.empty()) continue;
    all = all.empty() ? one : words.tr("format.list", {{"first", all}, {"second", one}});
  }
  return all;
}

std::string phone_words(std::string_view written) {
  std::string digits(written);
  if (digits.starts_with("+33")) digits = "0" + digits.substr(3);
  if (digits.size() != 10 || digits[0] != '0' || !all_digits(digits)) return std::string(written);
  for (const std::size_t at : {8u, 6u, 4u, 2u}) digits.insert(at, " ");
  return digits;
}

std::string hours_words(const i18n::Words& words, std::string_view osm) {
  const auto week = records::parse_week(osm);
  if (!week) return std::string(osm);
  std::string all;
  for (const records::Run& run : records::describe(*week)) {
    if (!run.day.open) continue;
    const std::string one = run_words(words, run);
    all = all.empty() ? one : words.tr("format.list", {{"first", all}, {"second", one}});
  }
  if (all.empty()) return std::string(osm);
  all[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(all[0])));
  return all;
}

std::string distance_words(const i18n::Words& words, double metres) {
  if (metres < 1000)
    return words.tr("unit.m",
                    {{"n", words.number(static_cast<std::size_t>(std::max(1.0, std::round(metres / 10)) * 10))}});
  return words.tr("unit.km",
                  {{"n", metres < 9'950 ? words.decimal(metres / 1000, 1)
                                        : words.number(static_cast<std::size_t>(std::round(metres / 1000)))}});
}

}  // namespace rooms
