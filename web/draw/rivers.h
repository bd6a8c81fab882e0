// Copies as rivers: each source flows to one confluence; what has not arrived is dotted.
#pragma once

#include <span>

#include "ui/ui.h"

namespace draw {

struct River {
  float y = 0;  // of its spring, layout px on the screen
  std::uint32_t color = 0;
  bool arrived = false;
};

// From x `from` to the confluence, which stands in the middle of the springs' heights, and on to `to`.
void rivers(ui::Ui& ui, std::span<const River> springs, float from, float to);

}  // namespace draw
