#pragma once
// Activities of programmes: meals, parties, courses, talks among carers.

#include "care/world/world.hpp"

namespace buurt::care {

/// The weekly phase. Each activity has its weeks; those who came before come again or not, others are
/// invited until it is full, and all of them come across each other. Who comes by a poster is who is
/// out and about anyway; who is invited in person is anybody.
void hold_activities(World& world);

}  // namespace buurt::care
