#include "workshop/phase_clock.h"

#include <charconv>
#include <cmath>

namespace workshop {
namespace {

constexpr std::int64_t kSlip = 3'000;  // ms between two looks that are a busy device's, not a clock that was put right

}  // namespace

bool PhaseClock::watch(std::int64_t ends, std::int64_t now, double steady) {
  const bool known = ends == ends_ && seen_ != 0;
  const std::int64_t jump = now - seen_ - std::llround(steady - steady_);
  const bool another = ends != ends_;
  const bool slipped = known && (jump < -kSlip || (jump > kSlip && looking_));
  if (another) shift_ = 0;
  if (slipped) shift_ += jump;
  ends_ = ends;
  seen_ = now;
  steady_ = steady;
  looking_ = true;
  return slipped;
}

std::string PhaseClock::write() const { return std::to_string(ends_) + ' ' + std::to_string(shift_); }

void PhaseClock::read(std::string_view written) {
  *this = {};
  std::int64_t ends = 0, shift = 0;
  const char* const end = written.data() + written.size();
  const auto [rest, first] = std::from_chars(written.data(), end, ends);
  if (first != std::errc() || rest == end || *rest != ' ') return;
  if (const auto [last, second] = std::from_chars(rest + 1, end, shift); second != std::errc() || last != end) return;
  ends_ = ends;
  shift_ = shift;
}

}  // namespace workshop
