#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// A worker changes jobs or retires; a student finds work.
void change_daytime(World& world, Person person);

/// Once a year in September: classes move up, the eldest leave school, the youngest start.
void start_school_year(World& world);

}  // namespace buurt::care
