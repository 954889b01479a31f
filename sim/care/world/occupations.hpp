#pragma once
// What people do by day, and where.

#include "care/world/people.hpp"

namespace buurt::care {

class World;

/// What somebody of this age starts to do by day: school, study, work or retirement, and where.
void start_daytime(World& world, Person person);

/// Somebody works from now on: elsewhere, or at a workplace of the municipality, the likelier the
/// larger it is.
void find_work(World& world, Person person);

/// The nearest class of an age that has room, or `no_row`.
[[nodiscard]] Row nearest_class(const World& world, Person person, int age);

/// Somebody no longer comes to the school or workplace.
void leave_daytime(World& world, Person person);

/// The age at which children start school, and the one at which pupils leave it.
[[nodiscard]] int school_from(const World& world);
[[nodiscard]] int school_until(const World& world);

}  // namespace buurt::care
