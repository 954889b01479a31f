#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// People who are due to meet do. A contact adds shared hours to the tie; hours fade between contacts
/// (Hall 2019; Navarro et al. 2017). The next contact comes the sooner the stronger the tie and the
/// more time both have; a tie that stays silent for eight usual gaps falls dormant, and is taken up
/// again or lost (Navarro et al. 2017). Source: docs/odd.md#encounters.
void encounter(World& world);

/// Once a year: lays the ties in memory in the order in which the week visits them.
void tidy_ties(World& world);

}  // namespace buurt::care
