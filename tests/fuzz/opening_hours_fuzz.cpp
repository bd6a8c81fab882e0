// Opening hours: what is valid can be evaluated; a week that is understood is valid, and is written canonically: read
// again it is the same week.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "records/opening_hours.h"
#include "records/opening_state.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool valid = !records::check_hours(text);
  // Whatever is valid can be evaluated; a change lies ahead and is one.
  const auto hours = records::OpeningHours::read(text);
  require(hours.has_value() == valid);
  if (hours) {
    const std::int64_t now = 29'700'000 + static_cast<std::int64_t>(size) * 997;
    const auto at = hours->at(now, {33});
    require(!at.until || (*at.until > now && at.then != at.state));
  }
  const auto week = records::parse_week(text);
  if (!week) return 0;
  require(valid);
  const std::string written = records::write_week(*week);
  if (!written.empty()) {
    require(!records::check_hours(written));
    const auto again = records::parse_week(written);
    require(again.has_value() && *again == *week);
    require(records::write_week(*again) == written);
  }
  int days = 0;
  for (const records::Run& run : records::describe(*week)) days += run.last - run.first + 1;
  require(days == 7);
  return 0;
}
