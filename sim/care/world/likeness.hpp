#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// How readily two people take to each other, 1 for people of one age, origin, education
/// and ability. Being open makes up for a part of being unlike.
[[nodiscard]] float likeness(const World& world, Person a, Person b);

}  // namespace buurt::care
