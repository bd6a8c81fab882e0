#include "formats/sensor_parts.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "analytics/number.h"
#include "base/utf8.h"

namespace formats {

std::size_t column_of(Cells header, std::string_view name) {
  const auto found =
      std::find_if(header.begin(), header.end(), [&](std::string_view cell) { return base::trim(cell) == name; });
  return found == header.end() ? kNoColumn : static_cast<std::size_t>(found - header.begin());
}

series::Level level_named(std::string_view name) {
  for (std::size_t i = 0; i < kLevelNames.size(); ++i)
    if (kLevelNames[i] == name) return static_cast<series::Level>(i);
  return series::Level::kRaw;
}

std::optional<series::Ms> UtcReader::read(std::string_view text) {
  // YYYY-MM-DDTHH:MM:SS of a day seen before: what nearly every row is.
  if (text.size() == 19 && std::memcmp(text.data(), date_.data(), date_.size()) == 0 && text[10] == 'T' &&
      text[13] == ':' && text[16] == ':') {
    unsigned digits[6];
    bool sound = true;
    for (int i = 0; const int at : {11, 12, 14, 15, 17, 18}) {
      digits[i] = static_cast<unsigned>(text[static_cast<std::size_t>(at)] - '0');
      sound = sound && digits[i++] < 10;
    }
    const unsigned hour = digits[0] * 10 + digits[1], minute = digits[2] * 10 + digits[3];
    const unsigned second = digits[4] * 10 + digits[5];
    if (sound && hour < 24 && minute < 60 && second < 60)
      return midnight_ + (hour * 3600 + minute * 60 + second) * series::kSecond;
  }
  const auto written = series::read_time(base::trim(text));
  if (!written) return std::nullopt;
  if (text.size() == 19) {
    std::memcpy(date_.data(), text.data(), date_.size());
    midnight_ = series::floor_div(written->local, series::kDay) * series::kDay;
    // "24:00" and leap seconds belong to the date before: not worth remembering.
    if (series::write_time(midnight_).compare(0, 10, text, 0, 10) != 0) date_ = {};
  }
  return written->local - written->offset_minutes.value_or(0) * series::kMinute;
}

std::string member_text(const nlohmann::json& object, std::string_view key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number() ? found->dump() : std::string();
}

double member_number(const nlohmann::json& object, std::string_view key) {
  return analytics::parse_number(member_text(object, key)).value_or(std::nan(""));
}

}  // namespace formats
