// Spikes: |x - median| > 3 * 1.4826 * MAD over a centred window of 2k + 1 values (Hampel 1974; Pearson 2016). The MAD
// has a floor, in the values' unit: a window that is nearly still would otherwise flag every change. O(n k log k)
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace analytics {

struct Hampel {
  std::size_t half_width = 3;  // k
  double threshold = 3;        // in estimated standard deviations
  double mad_floor = 0;        // 0: a window of equal values flags any other value
};

// 1 where a value is a spike. Windows are cut short at the ends; missing values are neither flagged nor counted.
std::vector<std::uint8_t> hampel(std::span<const double> values, const Hampel& settings);

}  // namespace analytics
