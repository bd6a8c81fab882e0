// Whether a place is open at a moment, and until when: opening rules evaluated on the place's own clocks and holidays.
// What the rules leave open (sunrise, school holidays, "sur rendez-vous", open ends) is unknown, never guessed.
//
// Rules are combined as opening_hours.js does (the reference implementation of the OpenStreetMap specification, held
// against in tests/golden): a later rule replaces the earlier ones on the days it names unless it closes, comes after a
// comma or is a fallback; hours after midnight belong to the day before and are replaced like any other.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "records/calendar.h"
#include "records/opening_rules.h"

namespace records {

class OpeningHours {
 public:
  // Nothing for a text that check_hours refuses.
  static std::optional<OpeningHours> read(std::string_view text);

  struct At {
    Opening state = Opening::kUnknown;
    // The next change within a year, in minutes of the same clock, and what it changes to.
    std::optional<std::int64_t> until;
    Opening then = Opening::kUnknown;
    Holiday holiday = Holiday::kNone;  // of that day
    bool holiday_in_rules = false;     // the hours say what happens on public holidays
  };
  // `minutes`: of local_minutes(region, ...).
  At at(std::int64_t minutes, Region region) const;

 private:
  struct Stretch {  // of a day, until the next one's beginning
    int from;
    Opening state;
    bool operator==(const Stretch&) const = default;
  };
  using DayStretches = std::vector<Stretch>;  // the first begins at 0; neighbours differ
  struct Step {                               // a rule, or the hours after midnight of the rule before
    std::uint32_t rule;
    bool after_midnight;
  };

  DayStretches day(std::int64_t day, Region region) const;
  DayStretches day_if(std::int64_t day, Region region, bool school_holiday) const;
  bool holds(const Rule& rule, std::int64_t day, Region region, bool school_holiday) const;

  std::vector<Rule> rules_;
  std::vector<Step> steps_;
  bool school_ = false, holidays_ = false;  // what the rules mention
};

}  // namespace records
