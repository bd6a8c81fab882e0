// The hybrid logical clock: stamps that never go back, close to wall time when the wall clock is sane.
// A far-future stamp is accepted: the clock then degrades to a Lamport clock.
#pragma once

#include "base/clock.h"
#include "oplog/batch.h"

namespace oplog {

class HybridClock {
 public:
  explicit HybridClock(base::Clock& wall) : wall_(wall) {}
  // Greater than every stamp given or observed. At the very last stamp there is (a write that claims the year 10889) it
  // stays there; equal stamps are ordered by actor and value.
  Stamp next();
  void observe(Stamp stamp);  // a stamp seen in a batch

 private:
  base::Clock& wall_;
  Stamp last_ = 0;
};

}  // namespace oplog
