// Particle sensors see water on particles as particles. Two published corrections.
#pragma once

namespace analytics {

// Kappa-Köhler growth (Petters & Kreidenweis 2007; Di Antonio et al. 2018): PM / C, C = 1 + (kappa / 1.65) / (1/aw -
// 1), aw = RH / 100. Above `cap` % the growth is that of the cap: the law has no bound at 100 %.
double kohler_growth(double humidity, double kappa = 0.4, double cap = 95);
double kohler(double pm, double humidity, double kappa = 0.4, double cap = 95);

// US-wide correction of Barkjohn et al. 2021 (AMT 14, 4617) for Plantower sensors only: 0.524 cf_1 - 0.0862 RH + 5.75.
double barkjohn(double cf_1, double humidity);
// The extended form of the AirNow fire and smoke map (Barkjohn et al. 2022, Sensors 22, 9669), of cf_atm: as above
// below 30, linear blends on 30-50 and 210-260, quadratic above.
double barkjohn_extended(double cf_atm, double humidity);

}  // namespace analytics
