// A postcode that stands at the end of an address: "8 rue de la Boétie - 33000 Bordeaux".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace formats {

struct AddressTail {
  std::string_view before;    // the address without the tail
  std::string_view postcode;  // five digits
  std::string_view town;      // the words that follow, "Cedex 3" included
};

// Nothing when the address ends otherwise, or when the five digits are a post-office box (BP, CS, TSA).
std::optional<AddressTail> find_address_tail(std::string_view address);

// Whether the tail's words name the commune: letters and digits compared folded, "Cedex N" set aside.
bool names_commune(std::string_view town, std::string_view commune);

}  // namespace formats
