#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// How ready a single adult is to live with a partner, 1 at the age at which people are most: less before
/// and after, and less with children at home. Source: docs/odd.md#life-course.
[[nodiscard]] double readiness_for_partner(const World& world, Person person);

/// A single person looks for a partner, first among acquaintances and friends, then among others in
/// the municipality; the two live together from then on. Source: docs/odd.md#life-course.
void look_for_partner(World& world, Person person);

/// A couple parts, if a dwelling stands empty for one of the two.
void part(World& world, Person person);

}  // namespace buurt::care
