#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Counts for each need the weeks in a row in which some of it was not met; small needs that were met
/// end. Goes through the needs, not through the people.
void count_unmet_weeks(World& world);

}  // namespace buurt::care
