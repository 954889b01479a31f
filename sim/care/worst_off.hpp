#pragma once
// Who has it worst when the burn-in is over: a group that outcomes are given for, so that one can see
// whether a change reaches them.

#include "care/world/world.hpp"

namespace buurt::care {

/// Marks the twentieth of all people aged 16 and over who have it worst today, by loneliness (0 to 1) and
/// hours unmet, of which 24 a week weigh as much as the utmost loneliness. They stay marked; nobody else is.
void mark_worst_off(World& world);

}  // namespace buurt::care
