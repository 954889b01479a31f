#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// New ties are made where people belong: at school or work, in associations and parishes, in the
/// street and the neighbourhood (foci, Feld 1981). Who is met there becomes a tie the more readily
/// the more alike two people are, the nearer they live (Illenberger et al. 2009: distance^−1.6) and
/// the fewer ties either has already. Source: docs/odd.md#meeting.
void meet_new_people(World& world);

/// Draws the next week in which somebody may meet somebody new.
void plan_next_meeting(World& world, Person person);

}  // namespace buurt::care
