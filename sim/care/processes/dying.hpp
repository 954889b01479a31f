#pragma once
// Where people die.

#include "care/world/world.hpp"

namespace buurt::care {

/// Chance that somebody at home whose death is near dies in hospital: by the way of dying, the wish,
/// who cares at home, and palliative care at home. Source: docs/odd.md#place-of-death.
double chance_of_hospital(const World& world, Person person);

/// Death is near: some go to hospital to die there. Nothing happens to residents of nursing homes and
/// those who are in hospital already.
void face_death(World& world, Person person);

/// Counts a death by where it comes: in hospital, in a nursing home, at home.
void count_place_of_death(World& world, Person person);

}  // namespace buurt::care
