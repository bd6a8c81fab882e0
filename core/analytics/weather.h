// Dew point and felt heat.
#pragma once

namespace analytics {

// Magnus formula with the coefficients of Alduchov & Eskridge 1996; °C and %. NaN at 0 % and below: there is none.
double dew_point(double temperature, double humidity);

// Heat index of the US National Weather Service (Rothfusz 1990, with its adjustments), °C and %. Below about 26 °C it
// is close to the temperature.
double heat_index(double temperature, double humidity);

}  // namespace analytics
