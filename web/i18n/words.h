// The words of the interface in the user's language: catalogue texts with their arguments, plurals, dates and numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/catalogue.h"
#include "base/message.h"

namespace i18n {

using Args = std::vector<std::pair<std::string, std::string>>;

struct LocalTime {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, weekday = 4;  // weekday: 1 Monday .. 7 Sunday
};

std::string iso_day(const LocalTime& time);  // 2026-11-09

class Words {
 public:
  // The first catalogue given is the one a missing text falls back to. Bytes must outlive this object.
  bool add(std::string_view language, std::span<const std::byte> catalogue);
  void use(std::string_view language);  // not added yet: the first, until it is
  const std::string& language() const { return language_; }
  std::vector<std::string> languages() const;

  std::string tr(std::string_view key) const;
  std::string tr(std::string_view key, const Args& args) const;
  std::string tr(const base::Message& message) const { return tr(message.key, message.args); }
  // {count} is filled with the number; the plural form is the language's.
  std::string plural(std::string_view key, std::size_t count, Args args = {}) const;
  bool knows(std::string_view key) const;

  std::string number(std::size_t value) const;           // 1 234
  std::string decimal(double value, int digits) const;   // 1,2
  std::string bytes(std::size_t size) const;             // 3,4 Mo
  std::string date(std::string_view iso) const;          // "2024-04-02" -> 2 avril 2024; as it is if not a date
  std::string day_and_time(std::int64_t unix_ms) const;  // 2 avril 2024 à 14 h 07
  std::string clock_time(int hour, int minute) const;    // 14 h 07, 2:07 pm

  // The device's own calendar; set by the platform (the browser knows daylight saving, the core does not).
  LocalTime (*local_time)(std::int64_t unix_ms) = nullptr;

 private:
  std::vector<std::pair<std::string, base::Catalogue>> catalogues_;
  std::size_t current_ = 0;
  std::string language_, wanted_;
};

}  // namespace i18n
