#pragma once
// Trust in neighbours, services and the authority, and the norm of helping in a neighbourhood.

#include "care/world/world.hpp"

namespace buurt::care {

/// Who asked a neighbour or friend remembers the answer.
void remember_answer(World& world, Person asker, bool yes);

/// Who comes to hospital after hours of care were lacking trusts services less.
void lose_trust_in_services(World& world, Person person);

/// A look at a person: trust goes this share of the way to what nature, contact, help and waiting make of
/// it.
void trust_others(World& world, Person person, double nature, double share);

/// Chance of a yes in a neighbourhood where helping is as usual as it is, from the chance without.
double chance_by_norm(const World& world, Person asked, double chance);

/// The phase of every fourth week: the norm of helping in each neighbourhood goes towards what help
/// between neighbours, friends and by volunteers is seen there.
void see_help(World& world);
inline constexpr std::uint32_t weeks_between_norms = 4;

}  // namespace buurt::care
