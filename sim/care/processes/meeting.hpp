#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// New ties are made where people belong: at school or work, in associations and parishes, in the
/// street and the neighbourhood (foci, Feld 1981). Who is met there becomes a tie the more readily
/// the more alike two people are; in the neighbourhood people come across those who live near
/// (Illenberger et al. 2009: distance^−1.6). Who has many ties already looks for new ones less often.
/// Source: docs/odd.md#meeting.
void meet_new_people(World& world);

/// Draws the next week in which somebody may meet somebody new.
void plan_next_meeting(World& world, Person person);

}  // namespace buurt::care
