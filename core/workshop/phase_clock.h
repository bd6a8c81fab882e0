// The time that the end of a phase is held against: this device's clock, less what the clock was put forward or back
// since. A device that is given the right time in the middle of a phase neither ends it nor makes it longer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace workshop {

class PhaseClock {
 public:
  // Looks at the clocks, while a phase that ends at `ends` goes on: `now` is the device's, `steady` one that only goes
  // forward; all in ms. True: the shift has changed, and is to be kept.
  bool watch(std::int64_t ends, std::int64_t now, double steady);
  // Nobody looks from now on, and the device may sleep, when the steady clock may stand still: what the other one goes
  // forward meanwhile is time that passes.
  void look_away() { looking_ = false; }

  // How long the phase that was watched still lasts; less than 0 once it is over.
  std::int64_t left(std::int64_t now) const { return ends_ - now + shift_; }

  // "<end> <shift>"; what cannot be read is no shift.
  std::string write() const;
  void read(std::string_view written);

 private:
  std::int64_t ends_ = 0, shift_ = 0;
  std::int64_t seen_ = 0;  // the device's clock when last looked at; 0: not yet
  double steady_ = 0;
  bool looking_ = false;
};

}  // namespace workshop
