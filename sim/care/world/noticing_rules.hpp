#pragma once
// Who does something when others are in need or struck by illness or death.

#include "care/world/world.hpp"

namespace buurt::care {

/// Neighbours who know of an illness or a death may do something small for those it strikes; each of
/// them remembers it for the survey of neighbour help. \param chance that one of them does, before
/// reluctance to act
void stand_by(World& world, Person person, double chance);

/// Whether somebody who saw that another needs help does anything; `strength` of their tie, 0 for
/// strangers.
double chance_to_act(const World& world, Person who, double strength);

}  // namespace buurt::care
