// A part of a series, as it may come from anywhere: what is read is written again and read the same, and shown.
#include "series/part.h"

#include <cstdint>
#include <cstdlib>

#include "sensors/reading.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  series::Header header;
  header.quantity = "pm25";
  header.unit = series::Unit::kMicrogramPerM3;
  const auto read = series::read_parts(header, {&bytes, 1});
  if (!read) return 0;
  const auto parts = series::write_parts(*read);
  const auto again = series::read_parts(header, parts);
  require(again.ok() && again->size() == read->size());
  require(series::write_parts(*again) == parts);
  const sensors::Reading reading = sensors::read(*read, {"line@1 2 1", {}, {}}, nullptr);
  // People ask why of one figure: each answer unpacks its chunk, and a few bytes can hold a century of days.
  constexpr std::size_t kMostAsked = 16;
  const auto& days = reading.at(sensors::View::kReprocessed).days;
  for (std::size_t i = 0; i < days.size(); i += 1 + days.size() / kMostAsked)
    (void)sensors::explain(reading, nullptr, days[i].begin, days[i].end);
  return 0;
}
