#pragma once

#include "care/world/life_events.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// A birthday: what the coming year of life brings is drawn, and put on the agenda by its week. All
/// of it hangs on who somebody is and which birthday it is, so it stays the same in another arm
/// unless the person's own circumstances differ. Source: docs/odd.md#life-course.
void plan_year(World& world, Person person);

/// Puts something on a person's agenda.
void put_on_agenda(World& world, Person person, LifeEvent event, std::uint32_t week);

/// Weeks from now in which something happens that has this chance within the year, or −1 if it does
/// not: a waiting time from one uniform number.
int week_of_year(double chance, double uniform);

/// Deaths a year per person of this sex and age (central rate), by the municipality's life table.
double death_rate(const World& world, Sex sex, int age);

}  // namespace buurt::care
