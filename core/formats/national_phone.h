// A French phone number in the one notation the national standard takes.
#pragma once

#include <string>
#include <string_view>

namespace formats {

// "05 57 65 75 39", "05.57.65.75.39", "+33 (0)5 57 65 75 39", "0033557657539" -> "+33557657539"; overseas numbers get
// their own code ("0596 12 34 56" -> "+596596123456"). The same number, never another one: short numbers, two numbers
// in one cell and anything else that is not one of the standard's numbers give an empty text.
std::string international_phone(std::string_view written);

}  // namespace formats
