#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// A woman has a child, who joins her household and is kin of her kin. Rates by age of the mother:
/// the municipality file's fertility, more for couples (docs/odd.md#life-course). A birth that would
/// follow too soon on another waits.
void give_birth(World& world, Person mother);

}  // namespace buurt::care
