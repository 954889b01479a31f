#pragma once
// Makes a municipality from its margins: people in households in dwellings in streets, with kin,
// schools, work and associations. Ties other than kin are made from what this leaves.

#include "care/synthesis/kinship.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Fills an empty world from `world.municipality`, `world.seed`, `world.week` and
/// `world.parameters`, with people as they were `years_back` years before the file, `most_years_back`
/// at most: a burn-in of as many years ends with the ages of the file. The same on any number of threads.
/// \return who is whose kin; the ties themselves are not made.
Kinship populate(World& world, int years_back = 0);

}  // namespace buurt::care
