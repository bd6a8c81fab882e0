// Three stations with invented values, to see what measures look like before one has any: four weeks in autumn 2026,
// with what real files hold too: peaks, a silence, a sensor that stands still, damp nights. The same on every device.
#pragma once

#include <vector>

#include "series/series.h"

namespace sensors {

std::vector<series::Series> demonstration();

}  // namespace sensors
