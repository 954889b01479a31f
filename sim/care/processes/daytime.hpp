#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// What somebody of this age starts to do by day: school, study, work or retirement, and where.
void start_daytime(World& world, Person person);

/// A worker changes jobs or retires; a student finds work.
void change_daytime(World& world, Person person);

/// Once a year in September: classes move up, the eldest leave school, the youngest start.
void start_school_year(World& world);

/// Somebody leaves an association.
void leave_association(World& world, Person person);

/// Somebody joins an association that somebody of the neighbourhood belongs to.
void join_association(World& world, Person person);

}  // namespace buurt::care
