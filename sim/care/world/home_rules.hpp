#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Whether somebody lives in a dwelling of the municipality, and not in a collective household.
[[nodiscard]] inline bool lives_in_private(const World& world, Person person) {
  const Row household = world.people.household[person];
  return world.households.dwelling[household] != no_row &&
         world.households.collective[household] == 0;
}

}  // namespace buurt::care
