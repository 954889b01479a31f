#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Hours a week that a person has for people outside the household.
float social_hours(const World& world, Person person);

}  // namespace buurt::care
