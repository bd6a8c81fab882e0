// Decimal text to double, correctly rounded: up to 15 digits and powers of ten to 22 are one exact product or quotient
// (W. Clinger, "How to read floating point numbers accurately", 1990); what is longer goes to the C library.
// O(length).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace analytics {

// The whole text: an optional sign, digits with an optional point, an optional exponent. nullopt for anything else: "",
// "nan", "unavailable", "1,5".
std::optional<double> parse_number(std::string_view text);

// The fewest digits, of 6, 15 or 17, that give the same double back. Finite values only.
std::string write_number(double value);

}  // namespace analytics
