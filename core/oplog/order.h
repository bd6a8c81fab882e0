// The order of records that people arrange by hand: the `pos` register of each holds an order key, and they stand in
// the order of (key, id). Moving one writes one register, in nearly all cases.
//
// A key is one to kMaxOrderKey digits of base 62 (0-9, A-Z, a-z, which is their order as bytes), read as a fraction
// after the point, and does not end in 0. At either end of a list keys count on, so that n of them take O(log n)
// digits. Between the same two neighbours each insertion halves what is left: a digit for five or six. When a key would
// be too long, or two tablets gave the same one, the least neighbourhood that has room is given new keys.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oplog {

inline constexpr std::size_t kMaxOrderKey = 32;

bool is_order_key(std::string_view text);

// A key between two others; empty for "no neighbour on that side". `before` stands before `after`. May be too long.
std::string order_key_between(std::string_view before, std::string_view after);

// The keys to write so that a record stands at `place` (0 to keys.size()) among others whose `pos` are `keys`, in their
// order; anything that is no order key among them is replaced when it is in the way.
struct OrderWrite {
  std::size_t index;  // in `keys`; keys.size() for the record that is put there
  std::string key;
};
std::vector<OrderWrite> order_at(const std::vector<std::string>& keys, std::size_t place);

}  // namespace oplog
