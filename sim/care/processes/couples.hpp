#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// A single person looks for a partner, first among acquaintances and friends, then among others in
/// the municipality; the two live together from then on. Source: docs/odd.md#life-course.
void look_for_partner(World& world, Person person);

/// A couple parts, if a dwelling stands empty for one of the two.
void part(World& world, Person person);

}  // namespace buurt::care
