#pragma once
// Who asks for a place in a nursing home, and how many beds there are.

#include "care/world/world.hpp"

namespace buurt::care {

/// Requests a year of somebody who lives at home: by age, function, dementia, living alone, the main
/// carer's wish for a nursing home, unmet need and means.
double home_request_rate(const World& world, Person person);

/// Somebody thinks about a nursing home for what counts as so many years, and asks for a place with
/// chance 1 − exp(−rate · years). Nothing happens to residents, the young, and those on the list.
/// \return whether a request was made.
bool consider_nursing_home(World& world, Person person, double years = 1.0);

/// How many a nursing home takes today: what it took at the start, as far as the norm has grown since
/// with the ages of the inhabitants. Whoever lives there stays when it shrinks.
std::uint32_t beds_today(const World& world, Row home);

}  // namespace buurt::care
