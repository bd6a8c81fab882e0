#include "formats/import_position.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "base/utf8.h"

namespace formats {

namespace {

// Degrees. Boxes are tight enough that no territory mirrored falls into another: a large one over the Atlantic would
// hide La Réunion turned round.
struct Box {
  double south, north, west, east;
};
constexpr Box kBoxes[] = {
    {34, 72, -11, 45},       // Europe
    {63, 67, -25, -13},      // Iceland
    {27, 40, -32, -13},      // Canaries, Madeira, Azores
    {14, 19, -64, -60},      // Guadeloupe, Martinique, Saint-Martin, Saint-Barthélemy
    {2, 6, -55, -51},        // Guyane
    {-22, -12, 44, 57},      // La Réunion, Mayotte
    {46, 48, -57, -55},      // Saint-Pierre-et-Miquelon
    {-24, -17, 158, 172},    // Nouvelle-Calédonie
    {-29, -7, -155, -134},   // Polynésie française
    {-15, -12, -179, -175},  // Wallis-et-Futuna
};

bool plausible(double latitude, double longitude) {
  return std::any_of(std::begin(kBoxes), std::end(kBoxes), [&](const Box& box) {
    return latitude >= box.south && latitude <= box.north && longitude >= box.west && longitude <= box.east;
  });
}

std::optional<double> degrees(std::string_view written) {
  std::string text(base::trim(written));
  std::replace(text.begin(), text.end(), ',', '.');
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<base::Message> position_problem(std::string_view latitude, std::string_view longitude) {
  const auto first = degrees(latitude), second = degrees(longitude);
  if (!first || !second) return std::nullopt;
  if (*first == 0 && *second == 0) return base::Message{"import.reason-outside", {}};
  if (!plausible(*first, *second) && plausible(*second, *first))
    return base::Message{"import.reason-coordinates-swapped", {}};
  return std::nullopt;
}

}  // namespace formats
