#pragma once
// What care and programmes cost in a week.

#include "care/world/world.hpp"

namespace buurt::care {

/// Euro that the organisations of a kind cost in a week, by the hours that they give.
double weekly_cost(const World& world, OrganisationKind kind);

/// Euro that nursing homes cost in a week, by their residents.
double weekly_cost_of_homes(const World& world);

/// Euro that the hospital costs in a week, by the days of those who are in it.
double weekly_cost_of_hospital(const World& world);

/// Euro that all programmes together cost in the week that was booked last.
[[nodiscard]] double weekly_cost_of_programmes(const World& world);

}  // namespace buurt::care
