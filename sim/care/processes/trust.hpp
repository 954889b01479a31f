#pragma once
// Trust in neighbours, services and the authority, and the norm of helping in a neighbourhood.

#include "care/world/world.hpp"

namespace buurt::care {

/// A look at a person: trust goes this share of the way to what nature, contact, help and waiting make of
/// it.
void trust_others(World& world, Person person, double nature, double share);

/// The phase of every fourth week: the norm of helping in each neighbourhood goes towards what help
/// between neighbours, friends and by volunteers is seen there.
void see_help(World& world);
inline constexpr std::uint32_t weeks_between_norms = 4;

}  // namespace buurt::care
