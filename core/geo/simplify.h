// How much each vertex of a line matters: a line at any coarseness is a filter of the same figures.
#pragma once

#include <span>
#include <vector>

#include "geo/point.h"

namespace geo {

// For each vertex the largest tolerance (in the unit of the points) at which it is still needed, after Douglas and
// Peucker (1973): without the vertices that matter less than t, no point of the line is farther than t from what is
// left. The first and last matter infinitely, and of a closed line (a ring whose first point is not repeated) the one
// farthest from the first.
std::vector<float> significance(std::span<const Point> line, bool closed);

}  // namespace geo
