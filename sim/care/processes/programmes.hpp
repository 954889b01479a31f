#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Programmes begin and end, posts are filled and fall vacant, ownership moves, and what the week costs
/// is booked. Nothing happens without programmes. Source: docs/odd.md#programmes; M87, M90 and M144 to
/// M147 in docs/coverage.csv.
void run_programmes(World& world);

}  // namespace buurt::care
