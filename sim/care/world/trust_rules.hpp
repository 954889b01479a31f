#pragma once
// What makes trust in neighbours, services and the authority, and what the habits of a neighbourhood do
// with readiness to help.

#include "care/world/world.hpp"

namespace buurt::care {

/// Who asked a neighbour or friend remembers the answer.
void remember_answer(World& world, Person asker, bool yes);

/// Who comes to hospital after hours of care were lacking trusts services less.
void lose_trust_in_services(World& world, Person person);

/// Chance of a yes in a neighbourhood where helping is as usual as it is, from the chance without.
double chance_by_norm(const World& world, Person asked, double chance);

/// Share of the last four weeks in which neighbours were met.
double neighbour_weeks(const World& world, Person person);

/// A look at a person: trust goes this share of the way to what nature, contact, help and waiting make of
/// it.
void trust_others(World& world, Person person, double nature, double share);

}  // namespace buurt::care
