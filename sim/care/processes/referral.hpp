#pragma once
// How needs become known, and how known needs find their way to an organisation.

#include "care/world/world.hpp"

namespace buurt::care {

/// Contacts a year with the general practitioner, by age and function.
double gp_contacts(const World& world, Person person);

/// The weekly phase: hidden needs are noticed by general practitioners, or people ask for help; known
/// needs that the own circle does not meet are referred; referrals arrive, or are lost; organisations
/// look anew at what their clients need.
void refer(World& world);

}  // namespace buurt::care
