#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// A woman has a child, who joins her household and is kin of her kin. Rates by age of the mother:
/// the municipality file's fertility, more for couples (docs/odd.md#life-course).
void give_birth(World& world, Person mother);

/// Social talent of a new person: a lognormal with mean 1.
float draw_sociability(const World& world, Identity identity);

}  // namespace buurt::care
