#pragma once
// What an answer, a crisis and the habits of a neighbourhood do with trust and readiness to help.

#include "care/world/world.hpp"

namespace buurt::care {

/// Who asked a neighbour or friend remembers the answer.
void remember_answer(World& world, Person asker, bool yes);

/// Who comes to hospital after hours of care were lacking trusts services less.
void lose_trust_in_services(World& world, Person person);

/// Chance of a yes in a neighbourhood where helping is as usual as it is, from the chance without.
double chance_by_norm(const World& world, Person asked, double chance);

}  // namespace buurt::care
