#pragma once

#include "care/world/life_events.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// A birthday: what the coming year of life brings is drawn, and put on the agenda by its week. All
/// of it hangs on who somebody is and which birthday it is, so it stays the same in another arm
/// unless the person's own circumstances differ. Source: docs/odd.md#life-course.
void plan_year(World& world, Person person);

/// The same for the time up to the next birthday, of somebody who was born, arrived or was there at
/// the start: yearly rates and risks count by the part of the year that is left.
void plan_rest_of_year(World& world, Person person);

/// Weeks from now in which something happens that has this chance within so many weeks, or −1 if it
/// does not: a waiting time from one uniform number.
int week_of_year(double chance, double uniform, int weeks = weeks_per_year);

}  // namespace buurt::care
