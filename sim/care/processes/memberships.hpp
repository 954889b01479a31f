#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Somebody leaves an association.
void leave_association(World& world, Person person);

/// Somebody joins an association that somebody of the neighbourhood and of the own side of majority
/// belongs to.
void join_association(World& world, Person person);

/// Somebody no longer goes to a parish.
void leave_parish(World& world, Person person);

/// Somebody goes to the parish of the own area from now on, if it has one.
void join_parish(World& world, Person person);

}  // namespace buurt::care
